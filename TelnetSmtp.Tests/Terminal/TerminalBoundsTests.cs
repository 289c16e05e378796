// Memory: each cap, at it and one past it, and that a flood is taken in constant memory.
using System.Text;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Terminal;

public sealed class TerminalBoundsTests
{
    [Fact]
    public void The_scrollback_keeps_its_lines_and_gives_up_the_oldest_for_one_more()
    {
        var terminal = new TerminalEmulator(10, 2, scrollbackLines: 300);
        for (var i = 0; i < 301; i++)
            terminal.Feed(Encoding.ASCII.GetBytes($"{i}\r\n"));
        var screen = terminal.Snapshot();
        Assert.Equal(300, screen.Scrollback.Count);
        Assert.Equal("0", Text(screen[0]));
        terminal.Feed("more\r\n"u8);
        screen = terminal.Snapshot();
        Assert.Equal(300, screen.Scrollback.Count);
        Assert.Equal(1, screen.Scrollback.First);
        Assert.Same(ScreenLine.Blank, screen[0]);
        Assert.Equal("1", Text(screen[1]));
    }

    [Fact]
    public void Without_scrollback_nothing_is_kept_and_lines_are_counted_all_the_same()
    {
        var terminal = new TerminalEmulator(10, 2, scrollbackLines: 0);
        terminal.Feed("1\r\n2\r\n3"u8);
        Assert.Equal(0, terminal.Snapshot().Scrollback.Count);
        Assert.Equal(1, terminal.Snapshot().Top);
        terminal.Resize(10, 3);
        Assert.Equal("2", Text(terminal.Snapshot().Lines[0]));
    }

    [Fact]
    public void The_scrollback_is_capped_in_bytes_as_well()
    {
        var terminal = new TerminalEmulator(TerminalEmulator.LargestSide, 2, scrollbackLines: 1_000_000);
        // Every cell in a colour of its own: the dearest line there is.
        var line = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, TerminalEmulator.LargestSide).Select(i => $"\e[38;2;{i % 256};{i / 256};7;48;2;1;{i % 256};3mx")) + "\r\n");
        long largest = 0;
        for (var i = 0; i < 3000; i++)
        {
            terminal.Feed(line);
            largest = Math.Max(largest, terminal.State.Scrollback.Bytes);
        }

        Assert.InRange(largest, Scrollback.MaximumBytes - (1 << 20), Scrollback.MaximumBytes + (1 << 20));
        var screen = terminal.Snapshot();
        Assert.InRange(screen.Scrollback.Count, 1000, 2998);
        Assert.Equal(new string('x', TerminalEmulator.LargestSide), Text(screen[screen.Scrollback.First]));
    }

    [Fact]
    public void The_table_of_clusters_is_swept_at_its_cap_and_what_is_seen_stays()
    {
        var terminal = new TerminalEmulator(80, 24, scrollbackLines: 100);
        for (var i = 0; i <= GraphemeTable.Capacity + 1; i++)
        {
            terminal.Feed(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(0x4E00 + i) + "\u0301"));
            Assert.InRange(terminal.State.Graphemes.Count, 0, GraphemeTable.Capacity);
        }

        var last = char.ConvertFromUtf32(0x4E00 + GraphemeTable.Capacity + 1) + "\u0301";
        Assert.EndsWith(last, Text(terminal.Snapshot()[terminal.CursorLine]), StringComparison.Ordinal);
        var first = terminal.Snapshot();
        Assert.All(first.Lines.SelectMany(l => l.Cells).Where(c => c.Width == 2), cell => Assert.EndsWith("\u0301", cell.Cluster, StringComparison.Ordinal));
    }

    [Fact]
    public void More_clusters_than_the_table_holds_lose_their_marks_and_nothing_else()
    {
        var terminal = new TerminalEmulator(1000, 20, scrollbackLines: 0);
        int[] marks = [.. Enumerable.Range(0x300, 112), .. Enumerable.Range(0x1DC0, 64), .. Enumerable.Range(0x20D0, 33)];
        for (var i = 0; i <= GraphemeTable.Capacity; i++)
            terminal.Feed(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(0x10400 + i % 80) + char.ConvertFromUtf32(marks[i / 80])));
        Assert.Equal(GraphemeTable.Capacity, terminal.State.Graphemes.Count);
        var screen = terminal.Snapshot();
        Assert.Equal(0x10400 + GraphemeTable.Capacity % 80, screen.Lines[16].Cells[384].Scalar);
        Assert.Null(screen.Lines[16].Cells[384].Cluster);
        Assert.NotNull(screen.Lines[16].Cells[383].Cluster);
    }

    [Fact]
    public void A_second_mark_joins_the_right_character_when_the_first_one_filled_the_table()
    {
        var terminal = new TerminalEmulator(80, 24, scrollbackLines: 0);
        for (var i = 0; terminal.State.Graphemes.Count < GraphemeTable.Capacity - 1; i++)
            terminal.Feed(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(0x4E00 + i) + "\u0301"));
        terminal.Feed("\e[2J\e[He\u0301"u8);
        Assert.Equal(GraphemeTable.Capacity, terminal.State.Graphemes.Count);
        terminal.Feed("\u0302"u8);
        Assert.Equal("e\u0301\u0302", Text(terminal.Snapshot().Lines[0]));
        Assert.Equal(2, terminal.State.Graphemes.Count);
    }

    [Theory]
    [InlineData("\e]52;c;")]
    [InlineData("\eP$q")]
    [InlineData("\e_")]
    [InlineData("\e[1;2;3")]
    [InlineData("\e[38;5;")]
    [InlineData("x\u0301")]
    public void A_flood_is_taken_in_constant_memory(string opening)
    {
        var terminal = new TerminalEmulator(80, 24);
        terminal.Feed(Encoding.UTF8.GetBytes(opening));
        var flood = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("12345;\u0301", 8192)));
        terminal.Feed(flood);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 64; i++)
            terminal.Feed(flood);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void A_flood_of_questions_is_answered_up_to_the_cap()
    {
        var terminal = new TerminalEmulator(80, 24);
        for (var i = 0; i < 100_000; i++)
            terminal.Feed("\e[c\e[6n\eP$qm\e\\"u8);
        var answers = new System.Buffers.ArrayBufferWriter<byte>();
        terminal.TakeReplies(answers);
        Assert.InRange(answers.WrittenCount, TerminalEmulator.ReplyCapacity - 32, TerminalEmulator.ReplyCapacity);
    }

    private static string Text(ScreenLine line) => ScriptPlayer.RowText(line);
}
