// Passwords that the command line needs: from the environment, else asked for without echo, else (to sign in) the first line of standard input. Never from the
// command line, where every user of the machine can read it. Refuses to store or to show one.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;

namespace TelnetSmtp.App.Cli;

internal static class AskedPassword
{
    /// <summary>The environment variable that `check --auth` looks at first.</summary>
    public const string SignInVariable = "TELNETSMTP_PASSWORD";

    /// <summary>The one that `--tls-cert` looks at first.</summary>
    public const string CertificateVariable = "TELNETSMTP_TLS_PASSWORD";

    /// <summary>The password to sign in with; null where there is none or it is too long.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="context">Terminal or standard input.</param>
    /// <param name="text">Words.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<string?> ToSignInAsync(string user, CliContext context, UiText text, Func<string, string?> environment, CancellationToken cancel)
    {
        var password = environment(SignInVariable)
            ?? await (context.IsTerminal ? AskAsync(text.Format("PasswordOf", user), context, cancel) : context.Input.ReadLineAsync(cancel).AsTask()).ConfigureAwait(false);
        return password is { Length: > 0 and <= CheckLogin.Limit } ? password : null;
    }

    /// <summary>The password of a certificate's file; null where there is none. Standard input is the session's, so it is not looked at.</summary>
    public static async Task<string?> OfCertificateAsync(string file, CliContext context, Func<string, string?> environment, CancellationToken cancel) => environment(CertificateVariable)
        ?? (context.IsTerminal ? await AskAsync(context.Text.Format("PasswordOfFile", file), context, cancel).ConfigureAwait(false) : null);

    private static async Task<string?> AskAsync(string question, CliContext context, CancellationToken cancel)
    {
        // Off before the question stands there: who answers fast is not echoed either.
        using var echo = TerminalEcho.Off();
        await using var interrupted = cancel.Register(() => echo?.Dispose()).ConfigureAwait(false);
        await context.Error.WriteAsync(question).ConfigureAwait(false);
        await context.Error.FlushAsync(cancel).ConfigureAwait(false);
        var answer = await context.Input.ReadLineAsync(cancel).ConfigureAwait(false);
        await context.Error.WriteLineAsync().ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return answer;
    }
}
