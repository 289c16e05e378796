// Our own timed record: what was written is read back as the very dialogue, with its times; a torn last line costs only itself.
using System.Text;
using TelnetSmtp.Core.Records;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class TimedRecordWriterTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static byte[] Record()
    {
        var writer = new TimedRecordWriter(Start);
        DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
        return
        [
            .. writer.Header(80, 24, "mail1.fabrikam.com:25"), .. writer.Connected(At(0), "mail1.fabrikam.com:25"),
            .. writer.Received(At(0.5), "220 mail1.fabri"u8), .. writer.Received(At(0.6), "kam.com ESMTP\r\n"u8),
            .. writer.Command(At(1), "EHLO"), .. writer.Sent(At(1), "EHLO contoso.com\r\n"u8), .. writer.Received(At(1.25), "250-mail1.fabrikam.com\r\n250 Grüße\r\n"u8),
            .. writer.TlsStarted(At(2)), .. writer.Sent(At(3), "QUIT\r\n"u8), .. writer.Received(At(3.5), "221 Bye\r\n"u8), .. writer.Closed(At(4), "by the server"),
        ];
    }

    [Fact]
    public void It_gives_back_the_dialogue()
    {
        var transcript = RecordTranscript.Read(Record());
        Assert.Equal("""
            2 1 - Note connect mail1.fabrikam.com:25
            4 1 - Server CONNECT 220 220 mail1.fabrikam.com ESMTP
            5 1 - Note EHLO
            6 1 - Client EHLO EHLO contoso.com
            7 1 - Server EHLO 250 250-mail1.fabrikam.com
            7 1 - Server EHLO 250 250 Grüße
            8 1 - Note tls
            9 1 tls Client QUIT QUIT
            10 1 tls Server QUIT 221 221 Bye
            11 1 tls Note close by the server

            """, transcript.ToString()[transcript.ToString().IndexOf("2 1", StringComparison.Ordinal)..]);
        Assert.Equal(Start.AddSeconds(0.6), transcript.Times[2]);
    }

    [Fact]
    public void A_torn_last_line_is_a_note()
    {
        var record = Record();
        var torn = RecordTranscript.Read(record[..^18]);
        Assert.Equal("11 1 tls Note [4,\"m\",\"clos", torn.ToString().TrimEnd('\n').Split('\n')[^1]);
    }

    [Fact]
    public void A_character_cut_between_two_reads_is_written_whole()
    {
        var writer = new TimedRecordWriter(Start);
        var bytes = Encoding.UTF8.GetBytes("ü");
        Assert.Empty(writer.Received(Start, bytes.AsSpan(0, 1)));
        Assert.Equal("[0,\"o\",\"ü\"]\n", Encoding.UTF8.GetString(writer.Received(Start, bytes.AsSpan(1))));
    }
}
