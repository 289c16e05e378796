// Makes the client that the command line asked for and shows it in full screen. The only way from Cli into the user interface; loading it loads Terminal.Gui,
// so Program calls it lazily. Refuses to parse options.
using Microsoft.Extensions.Logging;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;

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
        var windows = new WindowQueue();
        var studies = new Studies(context.Catalogue, TimeProvider.System, QuizCommand.OwnFile(), options.QuizSeed);
        LessonClient? learner = null;
        var surroundings = new ClientContext(TimeProvider.System, context.Logger, context.Explain)
        {
            TlsFiles = options.TlsFiles,
            Show = (action, language) => Show(action, language, null),
            TellCheck = (report, language) => new CheckText(language, false).Brief(report),
        };
        var client = new Client(options.Settings with { LogFile = null, Logging = false, RecordFile = null }, surroundings, Columns, Rows);
        await using (client.ConfigureAwait(false))
        {
            learner = new LessonClient(client, LessonProgressFile.OfUser(), Columns, Rows);
            if (options.Settings.LogFile is { } log) client.StartLog(log);
            if (options.Settings.RecordFile is { } record) client.StartRecord(record);
            if (options.Practice) client.Practice(options.Scenario);
            else if (options.Host is { } host) client.Open(host, options.Port, options.Tls);
            // A window that is all that was asked for: when it is closed the program ends.
            if (options.Opens is { } window) Show(window, options.Settings.Language, () => client.Execute("quit"));
            return FullScreen.Run(learner, new DecoderTexts(context.Catalogue, context.Language), studies, e =>
            {
                LogFailed(context.Logger, e);
                context.Fail(context.Text.Format("Unexpected", e.Message), ExitCode.Failed);
            }, windows);
        }

        string? Show(PromptAction action, Language language, Action? closed)
        {
            switch (action)
            {
                case PromptAction.Replay replay: return ReplayScreen.ShowAbove(windows, replay.File, context.Catalogue, language);
                case PromptAction.Learn learn: return learner!.Ask(learn.Lesson)?.In(language);
                case PromptAction.Codes: studies.ShowReference(windows, language, closed); return null;
                case PromptAction.Quiz: studies.ShowQuiz(windows, language, closed); return null;
                default: throw new InvalidOperationException($"{action} needs no screen");
            }
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "The full screen failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
