// Servers that mean harm or are broken, as the session sees them: lines and replies without end, drips, storms, bad encodings, clocks that jump. Each must
// leave the session whole, its memory under its caps, and what is shown must be what came. Time is the test's.
using System.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Telnet;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public sealed class HostileServerTests
{
    private const string Greeting = "220 mail1.fabrikam.com ESMTP\r\n";

    /// <summary>One read of the loop.</summary>
    private const int Chunk = 64 * 1024;

    /// <summary>The scrollback's 64 MB at the most, the annotations, and what the runtime keeps: far below anything that floods it.</summary>
    private const long MemoryCap = 160L << 20;

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("250-")]
    public void A_line_of_a_gigabyte_costs_no_memory_and_the_next_reply_is_understood(string opening)
    {
        var s = new SessionTranscript().Server(Greeting + opening);
        var flood = new byte[Chunk];
        flood.AsSpan().Fill((byte)'x');
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var sent = 0L; sent < 1L << 30; sent += Chunk) Feed(s, flood);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MemoryCap);
        s.Server("\r\n250 2.0.0 ok\r\n");
        Assert.EndsWith("250 250 2.0.0 ok", s.Annotations[^1], StringComparison.Ordinal);
        Assert.InRange(s.Annotations[^2].Length, 1, LineSplitter.MaxLine + 100);
        Assert.EndsWith("\n250 2.0.0 ok", s.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_without_end_keeps_its_last_lines_and_ends_when_it_ends()
    {
        var s = new SessionTranscript().Server(Greeting).Types("EHLO contoso.com\r");
        var flood = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("250-SIZE 37748736\r\n", 3000)));
        for (var i = 0; i < 300; i++) Feed(s, flood);
        Assert.InRange(s.Snapshot.Annotations.Count, TelnetSession.Scrollback - 1024, AnnotationLog.MaxLines);
        Assert.Equal(Speaker.Client, s.Snapshot.TypedAs);
        s.Server("250 DSN\r\n");
        var last = s.Snapshot.Annotations[s.Snapshot.Annotations.Count - 1];
        Assert.Equal((SmtpVerb.Ehlo, ReplyPosition.Last), (last.Line.Verb, last.Line.Position));
        s.Types("NOOP\r").Server("250 2.0.0 ok\r\n");
        Assert.EndsWith("Server Noop 250 250 2.0.0 ok", s.Annotations[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_million_replies_stay_under_the_caps()
    {
        var s = new SessionTranscript().Server(Greeting);
        var flood = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("250\r\n", 10_000)));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 1000; i++) Feed(s, flood);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MemoryCap);
        Assert.InRange(s.Snapshot.Annotations.Count, 1, AnnotationLog.MaxLines);
        Assert.Equal(10_000_001, s.Snapshot.Screen.Top + s.Snapshot.Screen.Cursor.Row);
    }

    [Fact]
    public void A_reply_of_one_byte_a_second_is_shown_as_it_comes_and_took_its_minute()
    {
        const string Reply = "250 2.0.0 Ok: queued as 4Xyz0123456789abcdefghijklmnopqr1\r\n";
        Assert.Equal(59, Reply.Length);
        var s = new SessionTranscript();
        s.Apply(new SessionInput.Received(Noon, Encoding.ASCII.GetBytes(Greeting)));
        foreach (var key in "NOOP") s.Apply(new SessionInput.Pressed(Noon, KeyStroke.Of(key)));
        s.Apply(new SessionInput.Pressed(Noon, new KeyStroke(KeyCode.Enter)));
        for (var i = 0; i < Reply.Length; i++)
        {
            s.Apply(new SessionInput.Received(Noon.AddSeconds(i + 1), new[] { (byte)Reply[i] }));
            Assert.EndsWith(Reply[..(i + 1)].TrimEnd(), s.Screen, StringComparison.Ordinal);
        }
        var reply = s.Snapshot.Annotations[s.Snapshot.Annotations.Count - 1];
        Assert.Equal((SmtpVerb.Noop, 250), (reply.Line.Verb, reply.Line.Code));
        Assert.Equal(TimeSpan.FromSeconds(59), ReplyDuration.Of(s.Snapshot, s.Snapshot.Annotations.Count - 1));
    }

    [Fact]
    public void A_clock_that_is_set_back_or_a_year_forward_between_inputs_gives_no_time_below_nothing()
    {
        var s = new SessionTranscript();
        DateTimeOffset[] clock = [Noon, Noon.AddHours(-5), Noon.AddYears(1), Noon.AddDays(-400), DateTimeOffset.UnixEpoch, Noon];
        var tick = 0;
        DateTimeOffset Next() => clock[tick++ % clock.Length];
        void Server(string line) => s.Apply(new SessionInput.Received(Next(), Encoding.ASCII.GetBytes(line)));
        void Line(string line) => s.Apply(new SessionInput.LineTyped(Next(), line, Wait: false));
        Server(Greeting);
        foreach (var (command, reply) in ((string, string)[])[("EHLO a", "250 a"), ("MAIL FROM:<a@b>", "250 ok"), ("RCPT TO:<c@d>", "250 ok"), ("DATA", "354 go"), ("x\r\n.", "250 queued")])
        {
            Line(command);
            Server(reply + "\r\n");
        }
        var summary = s.Snapshot.Summary;
        Assert.All(summary.Times, time => Assert.True(time.Elapsed is null || time.Elapsed >= TimeSpan.Zero, $"{time.Verb}: {time.Elapsed}"));
        Assert.True(summary.Duration >= TimeSpan.Zero, $"{summary.Duration}");
        for (var i = 0; i < s.Snapshot.Annotations.Count; i++)
            Assert.True(ReplyDuration.Of(s.Snapshot, i) is null or { Ticks: >= 0 });
    }

    [Fact]
    public void A_storm_of_telnet_requests_is_answered_with_a_bound_and_text_goes_on()
    {
        var s = new SessionTranscript(port: 23);
        var storm = new List<byte>();
        for (var option = 0; option < 256; option++)
            foreach (var verb in (byte[])[TelnetCodes.Do, TelnetCodes.Dont, TelnetCodes.Will, TelnetCodes.Wont])
                storm.AddRange([TelnetCodes.Iac, verb, (byte)option]);
        byte[] bytes = [.. storm];
        for (var i = 0; i < 200; i++)
        {
            s.Session.Apply(new SessionInput.Received(Noon, bytes));
            // One answer of three octets a request at the most, and what an agreed option says of itself.
            Assert.InRange(s.Session.Apply(new SessionInput.Received(Noon, bytes)).Send.WrittenCount, 0, bytes.Length + 256);
        }
        s.Server("login: ");
        Assert.Equal("login:", s.Screen);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(31)]
    [InlineData(39)]
    [InlineData(200)]
    public void A_subnegotiation_of_megabytes_is_dropped_and_never_text(byte option)
    {
        var s = new SessionTranscript(port: 23).Server([TelnetCodes.Iac, TelnetCodes.Do, option, TelnetCodes.Iac, TelnetCodes.Sb, option, 1]);
        var filling = new byte[Chunk];
        filling.AsSpan().Fill((byte)'A');
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 128; i++) s.Session.Apply(new SessionInput.Received(Noon, filling));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        s.Server([TelnetCodes.Iac, TelnetCodes.Se, .. "login: "u8]);
        Assert.Equal("login:", s.Screen);
    }

    [Theory]
    [InlineData("a subnegotiation that never ends", new byte[] { 255, 250, 24, 1 })]
    [InlineData("a lone IAC", new byte[] { 255 })]
    [InlineData("a verb without option", new byte[] { 255, 253 })]
    public void What_is_cut_off_by_the_end_harms_nothing(string what, byte[] bytes)
    {
        var s = new SessionTranscript(port: 23).Server([255, 251, 1, .. "login: "u8]).Server(bytes).Ends(SessionEndKind.ClosedByServer);
        Assert.True(s.Screen == "login:", $"{what}: {s.Screen}");
    }

    [Theory]
    [InlineData("overlong slash", new byte[] { 0xC0, 0xAF }, 2)]
    [InlineData("overlong ESC", new byte[] { 0xC1, 0x9B }, 2)]
    [InlineData("overlong ESC of three", new byte[] { 0xE0, 0x80, 0x9B }, 3)]
    [InlineData("surrogate", new byte[] { 0xED, 0xA0, 0x80 }, 3)]
    [InlineData("beyond Unicode", new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 4)]
    [InlineData("five octets", new byte[] { 0xF8, 0x88, 0x80, 0x80, 0x80 }, 5)]
    [InlineData("tails alone", new byte[] { 0xBF, 0xBF }, 2)]
    [InlineData("cut", new byte[] { 0xE2, 0x82 }, 1)]
    public void Bad_utf8_is_shown_as_bad_and_costs_nothing_behind_it(string what, byte[] bytes, int marks)
    {
        byte[] line = [.. "250 <"u8, .. bytes, .. ">\r\n250 2.0.0 next\r\n"u8];
        var whole = new SessionTranscript().Server(Greeting).Server(line);
        var row = whole.Screen.Split('\n')[1];
        Assert.True(row.StartsWith("250 <", StringComparison.Ordinal) && row.EndsWith('>'), $"{what}: {row}");
        var shown = row[5..^1];
        Assert.True(shown.Length >= 1 && shown.Length <= marks && shown.All(c => c == '\uFFFD' || c >= 0xA0), $"{what}: {shown}");
        Assert.EndsWith("250 250 2.0.0 next", whole.Annotations[^1], StringComparison.Ordinal);
        for (var cut = 1; cut < line.Length; cut++)
            Assert.Equal(whole.Screen, new SessionTranscript().Server(Greeting).Server(line[..cut]).Server(line[cut..]).Screen);
    }

    [Theory]
    [InlineData('\u202E')]
    [InlineData('\u202D')]
    [InlineData('\u2066')]
    [InlineData('\u2067')]
    [InlineData('\u2069')]
    [InlineData('\u200E')]
    [InlineData('\u200F')]
    [InlineData('\u061C')]
    [InlineData('\u200B')]
    [InlineData('\u2060')]
    [InlineData('\uFEFF')]
    [InlineData('\u00AD')]
    public void What_turns_or_hides_text_is_shown_by_name_and_never_obeyed(char trick)
    {
        var s = new SessionTranscript().Server(Greeting).Server(Encoding.UTF8.GetBytes($"250 kate{trick}@fabrikam.com\r\n"));
        var row = s.Screen.Split('\n')[1];
        Assert.Equal($"250 kate<U+{(int)trick:X4}>@fabrikam.com", row);
    }

    /// <summary>Past the transcript's own memory of wire and log, which would grow with the flood.</summary>
    private static void Feed(SessionTranscript s, byte[] bytes) => s.Session.Apply(new SessionInput.Received(Noon, bytes));
}
