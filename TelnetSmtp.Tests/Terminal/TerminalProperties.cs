// What must hold for any stream at any chunking: the same screen, no exception, the cursor where it may be, memory under its caps, no control in a cell.
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Terminal;

public sealed partial class TerminalProperties
{
    private const int ScrollbackLines = 40;

    private static readonly Gen<(int Columns, int Rows, EmulationType Type)> Shapes =
        Gen.Select(Gen.Int[1, 24], Gen.Int[1, 9], Gen.Enum<EmulationType>());

    private static readonly Gen<byte[]> Streams = Gen.OneOf(TerminalStreams.Language, TerminalStreams.Language, TerminalStreams.Noise);

    [Fact]
    public void Any_stream_gives_the_same_terminal_at_any_chunking() =>
        Gen.Select(Shapes, Streams, Gen.Int[0, 400].Array[0, 12], Gen.Bool).Sample((shape, bytes, cuts, visible) =>
        {
            var whole = Make(shape, visible);
            whole.Feed(bytes);
            var pieces = Make(shape, visible);
            var at = 0;
            foreach (var cut in cuts.Select(c => Math.Min(c, bytes.Length)).Append(bytes.Length).Order())
            {
                pieces.Feed(bytes.AsSpan(at, cut - at));
                at = cut;
            }

            var single = Make(shape, visible);
            foreach (var octet in bytes)
                single.Feed([octet]);
            var expected = Dump(whole);
            Assert.Equal(expected, Dump(pieces));
            Assert.Equal(expected, Dump(single));
        }, iter: 3000);

    [Fact]
    public void Any_stream_leaves_the_terminal_in_order() =>
        Gen.Select(Shapes, Streams, Gen.Int[0, 30], Gen.Int[0, 12], Streams).Sample((shape, before, columns, rows, after) =>
        {
            var terminal = Make(shape, visible: false);
            foreach (var octet in before)
            {
                terminal.Feed([octet]);
                InOrder(terminal);
            }

            terminal.Resize(columns, rows);
            InOrder(terminal);
            foreach (var octet in after)
            {
                terminal.Feed([octet]);
                InOrder(terminal);
            }

            Assert.All(Cells(terminal.Snapshot()), IsWhole);
        }, iter: 1500);

    [Fact]
    public void A_snapshot_stays_as_it_was() =>
        Gen.Select(Shapes, Streams, Streams).Sample((shape, before, after) =>
        {
            var terminal = Make(shape, visible: false);
            terminal.Feed(before);
            var snapshot = terminal.Snapshot();
            var text = Dump(snapshot);
            terminal.Feed(after);
            terminal.Resize(7, 3);
            terminal.Feed(after);
            terminal.Snapshot();
            Assert.Equal(text, Dump(snapshot));
        }, iter: 1500);

    [Fact]
    public void Rows_that_did_not_change_are_published_once_and_those_that_did_anew() =>
        Gen.Select(Shapes, Streams, Streams).Sample((shape, before, after) =>
        {
            var kept = Make(shape, visible: false);
            kept.Feed(before);
            kept.Snapshot();
            kept.Feed(after);
            var fresh = Make(shape, visible: false);
            fresh.Feed(before);
            fresh.Feed(after);
            Assert.Equal(Dump(fresh.Snapshot()), Dump(kept.Snapshot()));
            Assert.Equal(kept.Snapshot().Lines, kept.Snapshot().Lines);
        }, iter: 1500);

    [Fact]
    public void Answers_are_those_of_the_list_and_repeat_no_text() =>
        Gen.Select(Shapes, TerminalStreams.Language).Sample((shape, bytes) =>
        {
            var terminal = Make(shape, visible: false);
            terminal.Feed(bytes);
            var answers = new ArrayBufferWriter<byte>();
            terminal.TakeReplies(answers);
            var text = Encoding.Latin1.GetString(answers.WrittenSpan);
            Assert.Equal("", Answer().Replace(text, ""));
        }, iter: 3000);

    /// <summary>DA1, DA2, DSR, DECXCPR, DECRQM, DECRQSS, DECRQCRA and its kin, VT52's identity: numbers and fixed letters, nothing else.</summary>
    [GeneratedRegex(@"(\x1B\[|\x9B)([?>]?[0-9;]+([cnR]|\$y)|0\*\{)|(\x1BP|\x90)(0\$r|1\$r[0-9;:]+(m|r|s| q|""q|""p|\*x|t|\$\||\*\||\$~|\$\})|[0-9]+!~[0-9A-F]{4})(\x1B\\|\x9C)|\x1B/Z")]
    private static partial Regex Answer();

    private static TerminalEmulator Make((int Columns, int Rows, EmulationType Type) shape, bool visible) =>
        new(shape.Columns, shape.Rows, shape.Type, ScrollbackLines) { ShowControls = visible };

    private static void InOrder(TerminalEmulator terminal)
    {
        var state = terminal.State;
        var area = state.AddressArea;
        Assert.True(area.Contains(state.Cursor.Row, state.Cursor.Column), $"the cursor at {state.Cursor.Row},{state.Cursor.Column} has left {area}");
        Assert.True(!state.Margins.IsEmpty && state.Screen.Whole.Contains(state.Margins.Top, state.Margins.Left) && state.Screen.Whole.Contains(state.Margins.Bottom, state.Margins.Right));
        Assert.True(state.Scrollback.Count <= ScrollbackLines);
        Assert.True(state.Graphemes.Count <= GraphemeTable.Capacity);
    }

    private static IEnumerable<Cell> Cells(ScreenSnapshot screen) => screen.Lines.SelectMany(line => line.Cells)
        .Concat(Enumerable.Range(0, screen.Scrollback.Count).SelectMany(i => screen.Scrollback[screen.Scrollback.First + i].Cells));

    private static void IsWhole(Cell cell)
    {
        var text = cell.Cluster ?? (cell.Scalar == 0 ? "" : char.ConvertFromUtf32(cell.Scalar));
        Assert.DoesNotContain(text, char.IsControl);
        Assert.InRange(text.Length, 0, GraphemeTable.LongestCluster);
        Assert.InRange(cell.Width, 0, 2);
    }

    private static string Dump(TerminalEmulator terminal)
    {
        var replies = new ArrayBufferWriter<byte>();
        terminal.TakeReplies(replies);
        return string.Create(CultureInfo.InvariantCulture, $"{Dump(terminal.Snapshot())}{terminal.KeyModes} {terminal.CursorLine} {terminal.Utf8} {Convert.ToHexString(replies.WrittenSpan)}");
    }

    private static string Dump(ScreenSnapshot screen)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{screen.Columns}x{screen.Rows} top {screen.Top} {screen.Cursor} {screen.Alternate} {screen.ReverseVideo} {screen.Mouse}\n");
        foreach (var line in screen.Lines.Concat(Enumerable.Range(0, screen.Scrollback.Count).Select(i => screen.Scrollback[screen.Scrollback.First + i])))
        {
            // Cells that look the same at a row's end may be there or not.
            var cells = line.Cells.AsSpan();
            while (!cells.IsEmpty && cells[^1] == Cell.Empty)
                cells = cells[..^1];
            foreach (var cell in cells)
                text.Append(CultureInfo.InvariantCulture, $"{cell.Scalar:X}/{cell.Width}/{cell.Cluster}/{StyleText.Of(cell.Style)}/{(cell.Style.Attributes & CellAttributes.Protected) != 0} ");
            text.Append(line.Wrapped ? "wrapped\n" : "\n");
        }

        return text.ToString();
    }
}
