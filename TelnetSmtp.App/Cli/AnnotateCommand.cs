// `annotate FILE|-`: a saved session in any known format, annotated: as text, JSON lines or an HTML page. Exit codes: 0 done, 2 wrong usage or a record that
// cannot be read whole. Reading is RecordReader's, wording the ReplyDecoder's.
using System.CommandLine;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static class AnnotateCommand
{
    /// <summary>What was asked.</summary>
    internal sealed record Request(string File, string? Format, bool Json, bool Errors, string? Html, bool WithContent, string? Timing = null);

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var texts = new UiText("Records", context.Language);
        var file = new Argument<string>("FILE") { Description = texts["OptionFile"] };
        var format = new Option<string?>("--format") { Description = texts.Format("OptionFormat", string.Join(", ", RecordReader.FormatNames)), HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = texts["OptionJson"] };
        var errors = new Option<bool>("--errors") { Description = texts["OptionErrors"] };
        var html = new Option<string?>("--html") { Description = texts["OptionHtml"], HelpName = "FILE" };
        var content = new Option<bool>("--with-content") { Description = texts["OptionWithContent"] };
        var timing = new Option<string?>("--timing") { Description = texts["OptionTiming"], HelpName = "FILE" };
        var command = new Command("annotate", texts["Annotate"]) { file, format, timing, json, errors, html, content };
        command.SetAction((parsed, stop) => RunAsync(
            new Request(parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(json), parsed.GetValue(errors), parsed.GetValue(html), parsed.GetValue(content),
                parsed.GetValue(timing)),
            context, StandardStreams.Input, stop));
        return command;
    }

    /// <summary>Runs it; the exit code.</summary>
    internal static async Task<int> RunAsync(Request request, CliContext context, Func<Stream> standardInput, CancellationToken stop)
    {
        var texts = new UiText("Records", context.Language);
        if (request.Format is { } format && !RecordReader.FormatNames.Contains(format, StringComparer.OrdinalIgnoreCase))
            return context.Fail(texts.Format("BadFormat", format, string.Join(", ", RecordReader.FormatNames)));
        if (request.Html is { } path)
        {
            if (request.Json)
                return context.Fail(texts["HtmlOrJson"]);
            return await PageAsync(request, path, context, texts, standardInput, stop).ConfigureAwait(false);
        }
        var decoder = new ReplyDecoder(context.Catalogue, context.Language);
        var output = new Utf8Output(context.Output);
        IRecordHandler handler = request.Json
            ? new AnnotatedJson(decoder, output)
            : new AnnotatedText(decoder, context.Language, context.Color, output) { Numbered = request.Errors };
        try
        {
            return await ReadAsync(request, handler, context, texts, standardInput, output.Flush, stop).ConfigureAwait(false);
        }
        catch (OutputException e)
        {
            return e.ReaderGone ? ExitCode.Done : context.Fail(texts.Format("CannotWrite", texts["StandardOutput"], e.Message.TrimEnd('.')));
        }
    }

    private static async Task<int> PageAsync(Request request, string path, CliContext context, UiText texts, Func<Stream> standardInput, CancellationToken stop)
    {
        try
        {
            var writer = new StreamWriter(await FileOpening.OpenAsync(path, FileOpening.Writing, stop).ConfigureAwait(false), new System.Text.UTF8Encoding(false));
            await using (writer.ConfigureAwait(false))
            {
                var title = request.File == "-" ? texts["PageTitle"] : Path.GetFileName(request.File);
                var page = new AnnotatedPage(new ReplyDecoder(context.Catalogue, context.Language), context.Language, title, request.WithContent, writer.Write);
                page.Begin();
                var code = await ReadAsync(request, page, context, texts, standardInput, () => { }, stop).ConfigureAwait(false);
                page.End();
                return code;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return context.Fail(texts.Format("CannotWrite", path, e.Message.TrimEnd('.')));
        }
    }

    private static async Task<int> ReadAsync(Request request, IRecordHandler handler, CliContext context, UiText texts, Func<Stream> standardInput, Action flush,
        CancellationToken stop)
    {
        var reader = new RecordReader(request.Errors ? new ErrorsOnly(handler) : handler, request.Format);
        try
        {
            var wrong = await RecordFile.ReadAsync(request.File, reader, texts, standardInput, () => FlushAsync(flush), stop, request.Timing).ConfigureAwait(false);
            return wrong is null ? ExitCode.Done : context.Fail(wrong);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    private static Task FlushAsync(Action flush)
    {
        flush();
        return Task.CompletedTask;
    }
}
