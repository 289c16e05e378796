// `replay FILE`: a saved session played back, in full screen or, with --plain, printed with the waits that it had, or at a steady pace where it has no times.
// Long waits are shortened, and that is said. Refuses to read a clock other than its TimeProvider.
using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static partial class ReplayCommand
{
    /// <summary>What was asked.</summary>
    internal sealed record Request(string File, string? Format, double Speed);

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context, ClientArguments client)
    {
        var texts = new UiText("Records", context.Language);
        var file = new Argument<string>("FILE") { Description = texts["OptionFile"] };
        var format = new Option<string?>("--format") { Description = texts.Format("OptionFormat", string.Join(", ", RecordReader.FormatNames)), HelpName = "NAME" };
        var speed = new Option<double>("--speed") { Description = texts["OptionSpeed"], DefaultValueFactory = _ => 1, HelpName = "N" };
        var plain = new Option<bool>("--plain") { Description = texts["OptionPlain"] };
        var command = new Command("replay", texts["Replay"]) { file, format, speed, plain };
        command.SetAction((parsed, stop) =>
        {
            var request = new Request(parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(speed));
            return parsed.GetValue(plain) || parsed.GetValue(client.Plain) || !context.IsTerminal || request.File == "-"
                ? RunAsync(request, context, TimeProvider.System, StandardStreams.Input, stop)
                : Task.FromResult(Show(request, context));
        });
        return command;
    }

    /// <summary>Plays it in full screen; the exit code.</summary>
    private static int Show(Request request, CliContext context)
    {
        if (Wrong(request, new UiText("Records", context.Language)) is { } wrong)
            return context.Fail(wrong);
        using var screen = ReplayScreen.TryOpen(request.File, request.Format, request.Speed, context.Catalogue, context.Language, out wrong);
        if (screen is null)
            return context.Fail(wrong);
        var code = screen.Run(e =>
        {
            LogFailed(context.Logger, e);
            context.Fail(context.Text.Format("Unexpected", e.Message), ExitCode.Failed);
        });
        return code ?? (screen.Remark is { } remark ? context.Fail(remark) : ExitCode.Done);
    }

    private static string? Wrong(Request request, UiText texts) =>
        request.Format is { } format && !RecordReader.FormatNames.Contains(format, StringComparer.OrdinalIgnoreCase)
            ? texts.Format("BadFormat", format, string.Join(", ", RecordReader.FormatNames))
        : request.Speed is not (>= 0.25 and <= 16) ? texts.Format("BadSpeed", request.Speed.ToString(CultureInfo.InvariantCulture))
        : null;

    /// <summary>Plays to the end; the exit code.</summary>
    internal static async Task<int> RunAsync(Request request, CliContext context, TimeProvider time, Func<Stream> standardInput, CancellationToken stop)
    {
        var texts = new UiText("Records", context.Language);
        if (Wrong(request, texts) is { } bad)
            return context.Fail(bad);
        var paced = new PacedLines(new ReplyDecoder(context.Catalogue, context.Language), context, texts);
        var reader = new RecordReader(paced, request.Format);
        try
        {
            var wrong = await RecordFile.ReadAsync(request.File, reader, texts, standardInput, () => PlayAsync(paced, request.Speed, context, time, stop), stop)
                .ConfigureAwait(false);
            return wrong is null ? ExitCode.Done : context.Fail(wrong);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private static async Task PlayAsync(PacedLines paced, double speed, CliContext context, TimeProvider time, CancellationToken stop)
    {
        foreach (var (wait, text) in paced.Drain())
        {
            if (wait > TimeSpan.Zero)
            {
                await context.Output.FlushAsync(stop).ConfigureAwait(false);
                await Task.Delay(wait / speed, time, stop).ConfigureAwait(false);
            }
            await context.Output.WriteAsync(text.AsMemory(), stop).ConfigureAwait(false);
        }
        await context.Output.FlushAsync(stop).ConfigureAwait(false);
    }

    /// <summary>The annotated lines, each with the wait before it.</summary>
    private sealed class PacedLines : IRecordHandler
    {
        private readonly List<(TimeSpan Wait, string Text)> _lines = [];
        private readonly AnnotatedText _text;
        private readonly UiText _texts;
        private readonly ReplayPace _pace = new();
        private TimeSpan _wait;

        public PacedLines(ReplyDecoder decoder, CliContext context, UiText texts)
        {
            _texts = texts;
            _text = new AnnotatedText(decoder, context.Language, context.Color, text =>
            {
                _lines.Add((_wait, text));
                _wait = TimeSpan.Zero;
            });
        }

        public void Line(in RecordEntry entry)
        {
            var wait = _pace.Next(entry.Clock, entry.Fact.Speaker);
            if (wait.Shortened)
                _lines.Add((TimeSpan.Zero, AnnotatedText.Mark + _texts.Format("WaitShortened", wait.Real.TotalSeconds.ToString("0.#", Cultures.Of(_texts.Language))) + "\n"));
            _wait = wait.Played;
            _text.Line(entry);
        }

        public void Ended(RecordSession session) => _text.Ended(session);

        public (TimeSpan Wait, string Text)[] Drain()
        {
            var lines = _lines.ToArray();
            _lines.Clear();
            return lines;
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "The full screen failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
