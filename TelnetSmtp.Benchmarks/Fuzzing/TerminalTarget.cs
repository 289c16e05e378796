// Target ansi: a server's stream through TerminalEmulator, with a change of size within it, in one piece and in two. Rules: the same screen and answers; the
// cursor where it may be, margins within the screen, memory under its caps; no control character in a cell; a picture that can be written as text.
// Input: columns, rows, kind, the new columns and rows, where the size changes (two octets), cut (two octets), the stream.
using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static partial class TerminalTarget
{
    private const int ScrollbackLines = 40;

    private readonly record struct Shape(int Columns, int Rows, byte Kind, int NewColumns, int NewRows);

    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var shape = new Shape(1 + reader.Octet() % 100, 1 + reader.Octet() % 40, reader.Octet(), reader.Octet() % 120, reader.Octet() % 50);
        var resize = reader.Place(Math.Max(0, reader.Rest.Length - 4));
        var cut = reader.Cut();
        var stream = reader.Rest;
        var whole = Play(shape, stream, resize, resize);
        var pieces = Play(shape, stream, resize, cut);
        InOrder(whole);
        Same(whole, pieces);
        var screen = whole.Snapshot();
        FuzzRule.Holds(!ScreenText.Of(screen, ansi: false).Any(c => char.IsControl(c) && c != '\n'), "the screen's text holds a control character");
        FuzzRule.Holds(screen.Lines.Length == screen.Rows);
        ScreenText.Of(screen, ansi: true);
    }

    private static TerminalEmulator Play(Shape shape, ReadOnlySpan<byte> stream, int resize, int cut)
    {
        var terminal = new TerminalEmulator(shape.Columns, shape.Rows, (EmulationType)(shape.Kind & 3), ScrollbackLines) { ShowControls = (shape.Kind & 4) != 0 };
        if ((shape.Kind & 8) != 0)
            terminal.Utf8 = false;
        var first = Math.Min(resize, cut);
        terminal.Feed(stream[..first]);
        if (first == resize)
            Resize(terminal, shape);
        var second = Math.Max(resize, cut);
        terminal.Feed(stream[first..second]);
        if (first != resize)
            Resize(terminal, shape);
        terminal.Feed(stream[second..]);
        return terminal;
    }

    private static void Resize(TerminalEmulator terminal, Shape shape)
    {
        InOrder(terminal);
        terminal.Resize(shape.NewColumns, shape.NewRows);
        InOrder(terminal);
    }

    private static void InOrder(TerminalEmulator terminal)
    {
        var state = terminal.State;
        FuzzRule.Holds(state.AddressArea.Contains(state.Cursor.Row, state.Cursor.Column), "the cursor is where it may be");
        FuzzRule.Holds(!state.Margins.IsEmpty && state.Screen.Whole.Contains(state.Margins.Top, state.Margins.Left)
            && state.Screen.Whole.Contains(state.Margins.Bottom, state.Margins.Right), "the margins are within the screen");
        FuzzRule.Holds(state.Scrollback.Count <= ScrollbackLines, "the scrollback is under its cap");
        FuzzRule.Holds(state.Graphemes.Count <= GraphemeTable.Capacity, "the graphemes are under their cap");
    }

    private static void Same(TerminalEmulator one, TerminalEmulator other)
    {
        var (screen, otherScreen) = (one.Snapshot(), other.Snapshot());
        FuzzRule.Same(Facts(one, screen), Facts(other, otherScreen), "the terminal's state");
        for (var row = 0; row < screen.Rows; row++)
            Same(screen.Lines[row], otherScreen.Lines[row], row);
        for (var i = 0; i < screen.Scrollback.Count; i++)
            Same(screen.Scrollback[screen.Scrollback.First + i], otherScreen.Scrollback[screen.Scrollback.First + i], i - screen.Scrollback.Count);
    }

    private static string Facts(TerminalEmulator terminal, ScreenSnapshot screen)
    {
        var answers = new ArrayBufferWriter<byte>();
        terminal.TakeReplies(answers);
        FuzzRule.Holds(answers.WrittenCount <= TerminalEmulator.ReplyCapacity, "the answers are under their cap");
        var said = Encoding.Latin1.GetString(answers.WrittenSpan);
        FuzzRule.Holds(said.Length == 0 || Answer().Replace(said, "").Length == 0, "an answer that is none of the list");
        return $"{screen.Columns}x{screen.Rows} top {screen.Top} {screen.Cursor} {screen.Alternate} {screen.ReverseVideo} {screen.Mouse} {terminal.KeyModes} {terminal.CursorLine} {terminal.Utf8} {screen.Scrollback.First} {screen.Scrollback.Count} {said}";
    }

    private static void Same(ScreenLine one, ScreenLine other, int row)
    {
        var cells = Trimmed(one);
        var others = Trimmed(other);
        if (one.Wrapped != other.Wrapped || !cells.SequenceEqual(others))
            throw new InvalidOperationException($"broken: row {row} differs:\n{Text(cells)} {one.Wrapped}\n-- but --\n{Text(others)} {other.Wrapped}");
        foreach (var cell in cells)
        {
            FuzzRule.Holds(cell.Width <= 2);
            FuzzRule.Holds(cell.Cluster is null ? cell.Scalar == 0 || Rune.IsValid(cell.Scalar) && !Rune.IsControl(new Rune(cell.Scalar))
                : cell.Cluster.Length <= GraphemeTable.LongestCluster && !cell.Cluster.Any(char.IsControl), "a cell holds a character");
        }
    }

    /// <summary>Cells that look the same at a row's end may be there or not.</summary>
    private static ReadOnlySpan<Cell> Trimmed(ScreenLine line)
    {
        ReadOnlySpan<Cell> cells = line.Cells;
        while (!cells.IsEmpty && cells[^1] == Cell.Empty)
            cells = cells[..^1];
        return cells;
    }

    private static string Text(ReadOnlySpan<Cell> cells)
    {
        var text = new StringBuilder();
        foreach (var cell in cells)
            text.Append(cell.ToString()).Append(' ');
        return text.ToString();
    }

    /// <summary>DA1, DA2, DSR, DECXCPR, DECRQM, DECRQSS, DECRQCRA and its kin, VT52's identity: numbers and fixed letters, nothing else.</summary>
    [GeneratedRegex(@"(\x1B\[|\x9B)([?>]?[0-9;]+([cnR]|\$y)|0\*\{)|(\x1BP|\x90)(0\$r|1\$r[0-9;:]+(m|r|s| q|""q|""p|\*x|t|\$\||\*\||\$~|\$\})|[0-9]+!~[0-9A-F]{4})(\x1B\\|\x9C)|\x1B/Z")]
    private static partial Regex Answer();
}
