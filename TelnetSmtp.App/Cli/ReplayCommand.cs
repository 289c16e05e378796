// `replay FILE`: a saved session printed with the waits that it had, or at a steady pace where it has no times. Long waits are shortened, and that is said.
// Refuses to read a clock other than its TimeProvider.
using System.CommandLine;
using System.Globalization;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static class ReplayCommand
{
    /// <summary>The longest wait that is played, before <c>--speed</c>.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>The wait before each line of a record without times.</summary>
    public static readonly TimeSpan SteadyWait = TimeSpan.FromSeconds(0.3);

    /// <summary>What was asked.</summary>
    internal sealed record Request(string File, string? Format, double Speed);

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var texts = new UiText("Records", context.Language);
        var file = new Argument<string>("FILE") { Description = texts["OptionFile"] };
        var format = new Option<string?>("--format") { Description = texts.Format("OptionFormat", string.Join(", ", RecordReader.FormatNames)), HelpName = "NAME" };
        var speed = new Option<double>("--speed") { Description = texts["OptionSpeed"], DefaultValueFactory = _ => 1, HelpName = "N" };
        var plain = new Option<bool>("--plain") { Description = texts["OptionPlain"] };
        var command = new Command("replay", texts["Replay"]) { file, format, speed, plain };
        command.SetAction((parsed, stop) => RunAsync(new Request(parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(speed)), context, TimeProvider.System,
            Console.OpenStandardInput, stop));
        return command;
    }

    /// <summary>Plays to the end; the exit code.</summary>
    internal static async Task<int> RunAsync(Request request, CliContext context, TimeProvider time, Func<Stream> standardInput, CancellationToken stop)
    {
        var texts = new UiText("Records", context.Language);
        if (request.Format is { } format && !RecordReader.FormatNames.Contains(format, StringComparer.OrdinalIgnoreCase))
            return context.Fail(texts.Format("BadFormat", format, string.Join(", ", RecordReader.FormatNames)));
        if (request.Speed is not (> 0 and <= 1000))
            return context.Fail(texts.Format("BadSpeed", request.Speed.ToString(CultureInfo.InvariantCulture)));
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
        private DateTimeOffset? _clock;
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
            _wait = entry.Clock is { } clock ? WaitUntil(clock) : entry.Fact.Speaker is Speaker.Note or Speaker.Content ? TimeSpan.Zero : SteadyWait;
            _text.Line(entry);
        }

        public void Ended(RecordSession session) => _text.Ended(session);

        public (TimeSpan Wait, string Text)[] Drain()
        {
            var lines = _lines.ToArray();
            _lines.Clear();
            return lines;
        }

        private TimeSpan WaitUntil(DateTimeOffset clock)
        {
            var wait = _clock is { } before && clock > before ? clock - before : TimeSpan.Zero;
            _clock = clock;
            if (wait <= LongestWait)
                return wait;
            _lines.Add((TimeSpan.Zero, AnnotatedText.Mark + _texts.Format("WaitShortened", wait.TotalSeconds.ToString("0.#", UiText.CultureOf(_texts.Language))) + "\n"));
            return LongestWait;
        }
    }
}
