// The way in: makes the surroundings (streams in UTF-8, language, colour, diagnostics), hands the command line to Cli and returns its exit code.
// An exception that nobody expected becomes one line on standard error, its trace goes to the diagnostic log.
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Logging;
using TelnetSmtp.App.Cli;
using TelnetSmtp.App.Hosting;

namespace TelnetSmtp.App;

internal static partial class Program
{
    /// <summary>What TERM says of a terminal that cannot place its cursor (terminfo `dumb`): nothing full-screen can stand there.</summary>
    private const string DumbTerminal = "dumb";

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The last stop: the user gets one line, the log gets the trace.")]
    private static async Task<int> Main(string[] args)
    {
        var utf8 = new UTF8Encoding(false);
        using var input = new StreamReader(StandardStreams.InputLines(), utf8);
        // Flushed below, never disposed: a full disk would throw once more.
        var output = new StreamWriter(StandardStreams.Output(), utf8) { NewLine = "\n" };
        var error = new StreamWriter(StandardStreams.Error(), utf8) { NewLine = "\n", AutoFlush = true };
        var context = new CliContext(CommandLine.LanguageOf(args, Environment.GetEnvironmentVariable), HasColor(args), input, output, error)
        {
            IsTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != DumbTerminal,
            Columns = OperatingSystem.IsLinux() ? Posix.Columns(Posix.StandardOutput) : null,
            RunPlain = PlainSession.RunAsync,
            RunFullScreen = (options, surroundings, cancel) => FullScreenClient.RunAsync(options, surroundings, cancel),
        };
        var file = Logging.FileOf(args);
        using var loggers = Logging.TryOpen(file, out var failure);
        if (loggers is null)
            return context.Fail(context.Text.Format("DiagnosticsFailed", file!, failure!.In(context.Language)));
        var logger = loggers.CreateLogger("TelnetSmtp");
        try
        {
            var code = await CommandLine.RunAsync(args, context with { Logger = logger }).ConfigureAwait(false);
            await output.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (OperationCanceledException)
        {
            if (context.IsTerminal)
                await error.WriteLineAsync().ConfigureAwait(false); // behind the terminal's ^C
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            LogUnexpected(logger, e);
            return Failed(context, e);
        }
    }

    /// <summary>Files are each command's own to answer for: what reaches this place of input and output are the standard streams.</summary>
    private static int Failed(CliContext context, Exception e)
    {
        try
        {
            var words = e switch
            {
                IOException => "OutputFailed",
                InvalidDataException => "EndlessLine",
                _ => "Unexpected",
            };
            return context.Fail(context.Text.Format(words, e.Message.TrimEnd('.'), CappedLines.LongestLine >> 20), ExitCode.Failed);
        }
        catch (IOException)
        {
            return ExitCode.Failed; // standard error cannot be written either
        }
    }

    /// <summary>NO_COLOR (https://no-color.org), a dumb or absent terminal and --no-color turn colour off.</summary>
    private static bool HasColor(string[] args) => !args.Contains("--no-color") && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "" or DumbTerminal);

    [LoggerMessage(1, LogLevel.Critical, "The program failed")]
    private static partial void LogUnexpected(ILogger logger, Exception exception);
}
