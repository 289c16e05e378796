// Lines out of bytes: every kind of end, every split, the cap, counted chunks.
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData("a\r\nb\r\n", "a CrLf|b CrLf")]
    [InlineData("a\nb\n", "a Lf|b Lf")]
    [InlineData("a\rb\r", "a Cr|b Cr")]
    [InlineData("\r\n\n\r", " CrLf| Lf| Cr")]
    [InlineData("a\r\r\nb\r\n", "a\\r CrLf|b CrLf")]
    [InlineData("a\r\rb\n", "a\\r Cr|b Lf")]
    [InlineData("a\n\rb", "a Lf| Cr|b None")]
    [InlineData("a\n.\r\nb", "a Lf|. CrLf|b None")]
    [InlineData("", "")]
    [InlineData("a", "a None")]
    public void Lines_end_as_they_end(string bytes, string expected)
    {
        var whole = Encoding.Latin1.GetBytes(bytes);
        Assert.Equal(expected, Split([whole]));
        for (var cut = 1; cut < whole.Length; cut++)
            Assert.Equal(expected, Split([whole[..cut], whole[cut..]]));
        Assert.Equal(expected, Split([.. whole.Select(b => new[] { b })]));
    }

    [Fact]
    public void Any_bytes_in_any_portions_give_the_same_lines() =>
        Gen.Select(Gen.OneOf((byte)'a', (byte)'\r', (byte)'\n', (byte)'.').Array[0, 40], Gen.Int[1, 7]).Sample((bytes, portion) =>
            Assert.Equal(Split([bytes]), Split([.. bytes.Chunk(portion)])));

    [Theory]
    [InlineData(LineSplitter.MaxLine, 0)]
    [InlineData(LineSplitter.MaxLine + 1, 1)]
    [InlineData(LineSplitter.MaxLine + 100_000, 100_000)]
    public void An_over_long_line_is_cut_and_counted(int length, long cut)
    {
        var line = new byte[length + 2];
        Array.Fill(line, (byte)'x');
        line[^2] = (byte)'\r';
        line[^1] = (byte)'\n';
        foreach (var portion in new[] { line.Length, 1000, 7 })
        {
            var splitter = new LineSplitter();
            var lines = new Collected(splitter);
            foreach (var bytes in line.Chunk(portion))
            {
                splitter.Push(bytes, ref lines);
                Assert.True(splitter.Partial.Length <= LineSplitter.MaxLine);
            }
            splitter.Push("next\r\n"u8, ref lines);
            Assert.Equal([(Math.Min(length, LineSplitter.MaxLine), cut), (4, 0)], lines.Lengths);
        }
    }

    [Fact]
    public void What_has_come_of_a_line_can_be_seen()
    {
        var splitter = new LineSplitter();
        var lines = new Collected(splitter);
        Assert.True(splitter.AtLineStart);
        splitter.Push("25"u8, ref lines);
        Assert.False(splitter.AtLineStart);
        Assert.Equal("25"u8, splitter.Partial);
        splitter.Push("0 ok\r"u8, ref lines);
        Assert.Equal("250 ok"u8, splitter.Partial);
        Assert.False(splitter.AtLineStart);
        splitter.Push("\n"u8, ref lines);
        Assert.True(splitter.AtLineStart);
        splitter.Push("x"u8, ref lines);
        splitter.Reset();
        Assert.True(splitter.AtLineStart);
        splitter.Finish(ref lines);
        Assert.Equal("250 ok CrLf", lines.ToString());
    }

    [Theory]
    [InlineData("abcQUIT\r\n", 3, "abc None|QUIT CrLf")]
    [InlineData("a\r\nbQUIT\r\n", 4, "a CrLf|b None|QUIT CrLf")]
    [InlineData("a\r\nQUIT\r\n", 3, "a CrLf|QUIT CrLf")]
    [InlineData("a\r\nQUIT\r\n", 2, "a Cr| Lf|QUIT CrLf")]
    [InlineData("a\nQUIT\r\n", 2, "a Lf|QUIT CrLf")]
    public void A_counted_chunk_is_cut_where_it_ends(string bytes, int due, string expected)
    {
        var whole = Encoding.Latin1.GetBytes(bytes);
        for (var portion = 1; portion <= whole.Length; portion++)
        {
            var splitter = new LineSplitter { OctetsDue = due };
            var lines = new Collected(splitter);
            foreach (var part in whole.Chunk(portion))
                splitter.Push(part, ref lines);
            Assert.Equal(expected, lines.ToString());
            Assert.Equal(0, splitter.OctetsDue);
        }
    }

    [Fact]
    public void Whole_lines_are_handed_over_without_a_copy()
    {
        var bytes = "250-a\r\n250 b\r\n"u8.ToArray();
        var splitter = new LineSplitter();
        var counted = new Counted();
        splitter.Push(bytes, ref counted);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            splitter.Push(bytes, ref counted);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2002, counted.Lines);
    }

    private static string Split(byte[][] portions)
    {
        var splitter = new LineSplitter();
        var lines = new Collected(splitter);
        foreach (var portion in portions)
            splitter.Push(portion, ref lines);
        splitter.Finish(ref lines);
        Assert.True(splitter.AtLineStart);
        return lines.ToString();
    }

    private readonly struct Collected(LineSplitter splitter) : ILineHandler
    {
        private readonly List<string> _lines = [];

        public List<(int, long)> Lengths { get; } = [];

        public void Line(ReadOnlySpan<byte> text, LineEnding ending)
        {
            Lengths.Add((text.Length, splitter.CutOctets));
            if (text.Length < 100)
                _lines.Add($"{Encoding.Latin1.GetString(text).Replace("\r", "\\r", StringComparison.Ordinal)} {ending}");
        }

        public override string ToString() => string.Join('|', _lines);
    }

    private struct Counted : ILineHandler
    {
        internal int Lines { get; private set; }

        public void Line(ReadOnlySpan<byte> text, LineEnding ending) => Lines++;
    }
}
