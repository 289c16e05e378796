// Makes the client that the command line asked for and shows it in full screen. The only way from Cli into the user interface; loading it loads Terminal.Gui,
// so Program calls it lazily. Refuses to parse options.
using Microsoft.Extensions.Logging;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Net;

namespace TelnetSmtp.App.Cli;

/// <summary>The client in full screen.</summary>
internal static partial class FullScreenClient
{
    // The size is the window's to tell; this stands until its first layout.
    private const int Columns = 80, Rows = 24;

    /// <summary>Runs it until the user quits.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ClientOptions options, CliContext context, CancellationToken cancel)
    {
        var surroundings = new ClientContext(TimeProvider.System, context.Logger, context.Explain, options.TlsVerify) { TellCheck = (report, language) => new CheckText(language, false).Brief(report) };
        var client = new Client(options.Settings with { LogFile = null, Logging = false }, surroundings, Columns, Rows);
        await using (client.ConfigureAwait(false))
        {
            if (options.Settings.LogFile is { } log) client.StartLog(log);
            if (options.Practice) client.Practice(options.Scenario);
            else if (options.Host is { } host) client.Open(host, options.Port, options.Tls);
            return FullScreen.Run(client, new DecoderTexts(context.Catalogue, context.Language), e =>
            {
                LogFailed(context.Logger, e);
                context.Fail(context.Text.Format("Unexpected", e.Message), ExitCode.Failed);
            });
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "The full screen failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
