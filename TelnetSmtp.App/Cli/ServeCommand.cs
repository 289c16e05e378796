// `serve`: the practice server alone, for any client, until it is interrupted. Refuses to be a client; what it plays is the scenario's business.
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.App.Cli;

/// <summary>What `serve` was asked.</summary>
/// <param name="Scenario">A built-in name or a file; null: the default one.</param>
/// <param name="Bind">The address to listen on.</param>
/// <param name="Port">0–65535.</param>
/// <param name="List">Only name the built-in scenarios.</param>
/// <param name="Tls">Implicit TLS.</param>
/// <param name="Maildir">Where messages are written as well; null: nowhere.</param>
internal sealed record ServeOptions(string? Scenario = null, string Bind = ServeCommand.DefaultBind, int Port = ServeCommand.DefaultPort, bool List = false,
    bool Tls = false, string? Maildir = null);

/// <summary>The command.</summary>
internal static class ServeCommand
{
    public const string DefaultBind = "127.0.0.1";
    public const int DefaultPort = 2525;

    // cli.md: 1 the thing asked for failed, 2 wrong usage or unreadable input, 130 interrupted.
    private const int Done = 0, Failed = 1, Usage = 2, Interrupted = 130;

    /// <summary>The command for the command line.</summary>
    /// <param name="language">The language of texts, asked for anew at each use.</param>
    /// <param name="logger">The diagnostic log, null: none.</param>
    public static Command Create(Func<Language> language, Func<ILogger?>? logger = null)
    {
        var scenario = new Argument<string?>("SCENARIO") { Arity = ArgumentArity.ZeroOrOne, Description = ServeText.Get("Scenario", language()) };
        var bind = new Option<string>("--bind") { DefaultValueFactory = _ => DefaultBind, HelpName = "ADDRESS", Description = ServeText.Get("Bind", language()) };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => DefaultPort, HelpName = "PORT", Description = ServeText.Get("Port", language()) };
        var list = new Option<bool>("--list") { Description = ServeText.Get("List", language()) };
        var tls = new Option<bool>("--tls") { Description = ServeText.Get("Tls", language()) };
        var maildir = new Option<string?>("--maildir") { HelpName = "DIR", Description = ServeText.Get("Maildir", language()) };
        var command = new Command("serve", ServeText.Get("Description", language())) { scenario, bind, port, list, tls, maildir };
        command.SetAction((parsed, stop) => RunAsync(
            new ServeOptions(parsed.GetValue(scenario), parsed.GetValue(bind)!, parsed.GetValue(port), parsed.GetValue(list), parsed.GetValue(tls), parsed.GetValue(maildir)),
            language(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, logger?.Invoke(), stop));
        return command;
    }

    /// <summary>Serves until <paramref name="stop"/>; the exit code.</summary>
    public static async Task<int> RunAsync(ServeOptions options, Language language, TextWriter output, TextWriter error, ILogger? logger, CancellationToken stop)
    {
        if (options.List)
            return await ListAsync(language, output).ConfigureAwait(false);
        if (!IPAddress.TryParse(options.Bind, out var address))
            return await SayAsync(error, Usage, ServeText.Get("BadAddress", language, options.Bind)).ConfigureAwait(false);
        if (options.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            return await SayAsync(error, Usage, ServeText.Get("BadPort", language, options.Port)).ConfigureAwait(false);
        try
        {
            var scenario = PracticeScenarios.Named(options.Scenario);
            var listener = PracticeListener.Start(scenario, address, options.Port, logger: logger,
                options: new PracticeListenerOptions { ImplicitTls = options.Tls, Maildir = options.Maildir });
            await using (listener.ConfigureAwait(false))
            {
                if (!IPAddress.IsLoopback(address))
                    await error.WriteLineAsync(ServeText.Get("NotLoopback", language, listener.EndPoint)).ConfigureAwait(false);
                await output.WriteLineAsync(ServeText.Get("Listening", language, listener.EndPoint)).ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            return Interrupted;
        }
        catch (ScenarioException e)
        {
            return await SayAsync(error, Usage, e.Text.In(language)).ConfigureAwait(false);
        }
        catch (PracticePortTakenException e)
        {
            return await SayAsync(error, Failed, ServeText.Get("PortTaken", language, options.Port, options.Bind, e.FreePort)).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            return await SayAsync(error, Failed, Words(e, options, language)).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            return await SayAsync(error, Usage, ServeText.Get("MaildirFailed", language, e.Message)).ConfigureAwait(false);
        }
    }

    private static string Words(SocketException e, ServeOptions options, Language language) => e.SocketErrorCode switch
    {
        SocketError.AccessDenied => ServeText.Get("PortForbidden", language, options.Port, options.Bind),
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => ServeText.Get("AddressNotHere", language, options.Bind),
        _ => ServeText.Get("CannotListen", language, options.Bind, e.Message),
    };

    private static async Task<int> ListAsync(Language language, TextWriter output)
    {
        var width = Scenario.BuiltInNames.Max(name => name.Length);
        foreach (var name in Scenario.BuiltInNames)
            await output.WriteLineAsync($"{name.PadRight(width)}  {Scenario.BuiltIn(name).Title.In(language)}").ConfigureAwait(false);
        return Done;
    }

    private static async Task<int> SayAsync(TextWriter error, int code, string text)
    {
        await error.WriteLineAsync(text).ConfigureAwait(false);
        return code;
    }
}
