// The password for `check --auth USER`: from the environment, else asked for without echo, else the first line of standard input. Never from the command line,
// where every user of the machine can read it. Refuses to store or to show it.
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;

namespace TelnetSmtp.App.Cli;

internal static class CheckPassword
{
    /// <summary>The environment variable that is looked at first.</summary>
    public const string Variable = "TELNETSMTP_PASSWORD";

    /// <summary>The password; null where there is none or it is too long.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="context">Terminal or standard input.</param>
    /// <param name="text">Words.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<string?> ReadAsync(string user, CliContext context, UiText text, Func<string, string?> environment, CancellationToken cancel)
    {
        var password = environment(Variable);
        if (password is null && context.IsTerminal)
        {
            await context.Error.WriteAsync(text.Format("PasswordOf", user)).ConfigureAwait(false);
            await context.Error.FlushAsync(cancel).ConfigureAwait(false);
            password = Ask(cancel);
            await context.Error.WriteLineAsync().ConfigureAwait(false);
        }
        password ??= await context.Input.ReadLineAsync(cancel).ConfigureAwait(false);
        return password is { Length: > 0 and <= CheckLogin.Limit } ? password : null;
    }

    private static string Ask(CancellationToken cancel)
    {
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            cancel.ThrowIfCancellationRequested();
            switch (key.Key)
            {
                case ConsoleKey.Enter: return typed.ToString();
                case ConsoleKey.Backspace when typed.Length > 0: typed.Length--; break;
                case ConsoleKey.Backspace: break;
                default:
                    if (!char.IsControl(key.KeyChar) && typed.Length <= CheckLogin.Limit)
                        typed.Append(key.KeyChar);
                    break;
            }
        }
    }
}
