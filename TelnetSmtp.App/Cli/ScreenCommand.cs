// `screen FILE|-`: feeds raw bytes to the terminal emulator and prints the screen that they leave. Takes the same memory for any length of input.
// Exit codes: 0 printed, 2 wrong usage or unreadable input, 130 interrupted. Refuses to answer the bytes' questions: there is no server.
using System.CommandLine;
using System.Globalization;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Cli;

internal static class ScreenCommand
{
    public const string Name = "screen";

    /// <summary>What stands for standard input.</summary>
    private const string StandardInput = "-";

    /// <summary>Bytes read at once.</summary>
    private const int ChunkBytes = 64 << 10;

    /// <summary>The command.</summary>
    public static Command Make(CliContext context)
    {
        var text = new UiText("Screen", context.Language);
        var file = new Argument<string>("FILE") { Description = text["ArgumentFile"], HelpName = "FILE|-" };
        var size = new Option<string>("--size") { Description = text["OptionSize"], HelpName = "COLSxROWS", DefaultValueFactory = _ => "80x24" };
        var term = new Option<string>("--term") { Description = text["OptionTerm"], HelpName = "TYPE", DefaultValueFactory = _ => "ansi" };
        var ansi = new Option<bool>("--ansi") { Description = text["OptionAnsi"] };
        var command = new Command(Name, text["Description"]) { file, size, term, ansi };
        command.SetAction((parsed, stop) =>
            RunAsync(new Request(parsed.GetValue(file)!, parsed.GetValue(size)!, parsed.GetValue(term)!, parsed.GetValue(ansi)), context, StandardStreams.Input, stop));
        return command;
    }

    /// <summary>What was asked on the command line, as it was typed.</summary>
    internal sealed record Request(string File, string Size = "80x24", string Term = "ansi", bool Ansi = false);

    internal static async Task<int> RunAsync(Request request, CliContext context, Func<Stream> standardInput, CancellationToken stop)
    {
        var text = new UiText("Screen", context.Language);
        if (!TryReadSize(request.Size, out var columns, out var rows))
            return context.Fail(text.Format("BadSize", request.Size, TerminalEmulator.LargestSide));
        if (EmulationOf(request.Term) is not { } type)
            return context.Fail(text.Format("BadTerm", request.Term));
        try
        {
            var terminal = new TerminalEmulator(columns, rows, type, scrollbackLines: 0);
            var input = request.File == StandardInput ? standardInput() : await FileOpening.OpenAsync(request.File, FileOpening.Reading, stop).ConfigureAwait(false);
            await using (input.ConfigureAwait(false))
                await FeedAsync(terminal, input, stop).ConfigureAwait(false);
            await context.Output.WriteAsync(ScreenText.Of(terminal.Snapshot(), request.Ansi)).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return context.Fail(Words(error, request.File, text));
        }
    }

    private static async Task FeedAsync(TerminalEmulator terminal, Stream input, CancellationToken stop)
    {
        var buffer = new byte[ChunkBytes];
        for (int read; (read = await input.ReadAsync(buffer, stop).AsTask().WaitAsync(stop).ConfigureAwait(false)) > 0;)
            terminal.Feed(buffer.AsSpan(0, read));
    }

    private static string Words(Exception error, string file, UiText text) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => text.Format("NoSuchFile", file),
        UnauthorizedAccessException when Directory.Exists(file) => text.Format("IsFolder", file),
        UnauthorizedAccessException => text.Format("NotAllowed", file),
        _ => text.Format("CannotRead", file, error.Message),
    };

    private static bool TryReadSize(string size, out int columns, out int rows)
    {
        rows = 0;
        var x = size.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        return TryReadSide(x < 0 ? size : size.AsSpan(0, x), out columns) && x >= 0 && TryReadSide(size.AsSpan(x + 1), out rows);
    }

    private static bool TryReadSide(ReadOnlySpan<char> text, out int cells) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out cells) && cells is >= 1 and <= TerminalEmulator.LargestSide;

    private static EmulationType? EmulationOf(string term) => PromptOptions.ReadTerm(term) switch
    {
        TerminalType.Ansi => EmulationType.Ansi,
        TerminalType.Vt100 => EmulationType.Vt100,
        TerminalType.Vt52 => EmulationType.Vt52,
        TerminalType.Vtnt => EmulationType.Vtnt,
        _ => null,
    };
}
