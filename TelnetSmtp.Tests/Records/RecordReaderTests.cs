// What a record may do to its reader: encodings, edits, escape sequences, telnet, missing halves, TLS, interleaved sessions, secrets, caps.
using System.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class RecordReaderTests
{
    private const string Short = "220 a.example ESMTP\nEHLO b.example\n250 a.example\nQUIT\n221 Bye\n";

    private const string ShortTranscript = """
        1 1 - Server CONNECT 220 220 a.example ESMTP
        2 1 - Client EHLO EHLO b.example
        3 1 - Server EHLO 250 250 a.example
        4 1 - Client QUIT QUIT
        5 1 - Server QUIT 221 221 Bye

        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\r\n")]
    [InlineData("\r")]
    public void Line_ends_of_every_kind(string end) => Assert.Equal(ShortTranscript, RecordTranscript.Read(Short.Replace("\n", end, StringComparison.Ordinal)).ToString());

    [Fact]
    public void Byte_order_marks_and_UTF_16()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
            for (var chunk = 1; chunk < 6; chunk++)
                Assert.Equal(ShortTranscript, RecordTranscript.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Short)], chunk: chunk).ToString());
        Assert.Equal(ShortTranscript, RecordTranscript.Read(Encoding.Unicode.GetBytes(Short)).ToString());
    }

    [Fact]
    public void Backspaces_escape_sequences_NULs_and_telnet_commands_are_undone()
    {
        byte[] dirty = [.. "\u001b[2J\u001b]0;title\a220 a.example ESMTP\r\0\n"u8, 0xFF, 0xFD, 0x01, .. "EHLX\bO b.exaq\x7fmple\n"u8, .. "\u001b[1m250 a.exam\u001b[0mple\nQIU\b\bUIT\n"u8, 0xFF, 0xF9, .. "221 Bye\n"u8];
        Assert.Equal(ShortTranscript, RecordTranscript.Read(dirty).ToString());
    }

    [Fact]
    public void An_echoed_body_may_quote_replies() => Assert.Contains(
        "8 1 - Client DATA DATA\n9 1 - Server DATA 354 354 Go\n10 1 - Content 550 no such user\n11 1 - Client . .\n12 1 - Server . 250 250 Queued\n",
        RecordTranscript.Read("220 a\nHELO b\n250 a\nMAIL FROM:<c@b.example>\n250 OK\nRCPT TO:<d@a.example>\n250 OK\nDATA\n354 Go\n550 no such user\n.\n250 Queued\n").ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void A_log_without_echo_names_the_commands_that_the_replies_tell() => Assert.Equal("""
        1 1 - Server CONNECT 220 220 a.example ESMTP
        2 1 - Server EHLO 250 250-a.example Hello
        3 1 - Server EHLO 250 250 SIZE 1000
        4 1 - Server MAIL 250 250 OK
        5 1 - Server RCPT 550 550 5.1.1 Unknown
        6 1 - Server DATA 354 354 Go ahead
        7 1 - Server . 250 250 Queued
        8 1 - Server QUIT 221 221 Bye

        """, RecordTranscript.Read("220 a.example ESMTP\n250-a.example Hello\n250 SIZE 1000\n250 OK\n550 5.1.1 Unknown\n354 Go ahead\n250 Queued\n221 Bye\n").ToString());

    [Fact]
    public void Swaks_marks_TLS_and_what_it_did_not_expect() => Assert.Equal("""
        1 1 - Note === Trying mail1.fabrikam.com:25...
        2 1 - Server CONNECT 220 220 mail1.fabrikam.com ESMTP
        3 1 - Client STARTTLS STARTTLS
        4 1 - Server STARTTLS 220 220 2.0.0 SMTP server ready
        5 1 - Note === TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256
        6 1 tls Client RCPT RCPT TO:<kate@fabrikam.com>
        7 1 tls Server RCPT 550 550 5.1.1 User unknown
        8 1 tls Client QUIT QUIT
        9 1 tls Note *** Remote host closed connection unexpectedly.

        """, RecordTranscript.Read("""
        === Trying mail1.fabrikam.com:25...
        <-  220 mail1.fabrikam.com ESMTP
         -> STARTTLS
        <-  220 2.0.0 SMTP server ready
        === TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256
         ~> RCPT TO:<kate@fabrikam.com>
        <~* 550 5.1.1 User unknown
        *~> QUIT
        *** Remote host closed connection unexpectedly.

        """).ToString());

    [Theory]
    [InlineData("S: 220 a\nC: AUTH PLAIN c2VjcmV0\nS: 235 OK\n")]
    [InlineData("S: 220 a\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: c2VjcmV0\nS: 334 UGFzc3dvcmQ6\nC: c2VjcmV0\nS: 235 OK\n")]
    [InlineData("reply: b'220 a\\r\\n'\nsend: 'AUTH PLAIN c2VjcmV0\\r\\n'\nreply: b'235 OK\\r\\n'\n")]
    [InlineData("=== Trying a:25...\n<-  220 a\n -> AUTH PLAIN c2VjcmV0\n<-  235 OK\n")]
    [InlineData("220 a\nauth plain c2VjcmV0\n235 OK\n")]
    public void Secrets_are_masked_in_both_forms_of_the_line(string record)
    {
        var shown = new ShownLines();
        var reader = new RecordReader(shown);
        reader.Push(Encoding.UTF8.GetBytes(record));
        reader.Finish();
        Assert.DoesNotContain("c2VjcmV0", shown.Text.ToString(), StringComparison.Ordinal);
        Assert.Contains(SecretMask.Masked, shown.Text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_sessions_in_one_file_stay_apart()
    {
        var transcript = RecordTranscript.Read(Short + Short.Replace("221 Bye\n", "421 Busy\n", StringComparison.Ordinal));
        Assert.Equal([1, 2], transcript.Sessions.Select(session => session.Number));
        Assert.Equal([0, 1], transcript.Sessions.Select(session => session.Errors));
        Assert.Equal((10, "421 Busy"), (transcript.Sessions[1].FirstError!.Value.Line, transcript.Sessions[1].FirstError!.Value.Text));
    }

    [Fact]
    public void A_refusal_summarises_the_session()
    {
        var session = Assert.Single(RecordTranscript.Read("220 a\nEHLO b\n250 a\nMAIL FROM:<c@b>\n250 OK\nRCPT TO:<d@a>\n550 5.1.1 Unknown\nQUIT\n221 Bye\n").Sessions);
        Assert.Equal(TransactionVerdict.RecipientsRefused, session.Summary.Verdict);
        Assert.True(session.Over);
    }

    [Fact]
    public void What_is_not_understood_is_a_note() => Assert.Equal("1 0 - Note Dear colleague,\n2 0 - Note\n3 0 - Note help me with this.\n",
        RecordTranscript.Read("Dear colleague,\n\nhelp me with this.").ToString().Replace("Note \n", "Note\n", StringComparison.Ordinal));

    [Fact]
    public void A_line_is_kept_up_to_its_cap_and_no_further()
    {
        var atCap = RecordTranscript.Read("220 " + new string('a', RecordReader.MaxLine - 4) + "\nQUIT\n");
        Assert.Equal(0, atCap.Reader.FirstCut);
        var past = RecordTranscript.Read("QUIT\n220 " + new string('a', RecordReader.MaxLine - 3) + "\nQUIT\n", chunk: 4096);
        Assert.Equal((2, 3), (past.Reader.FirstCut, past.Lines.Count));
    }

    [Fact]
    public void Binary_data_is_refused_and_hands_over_nothing()
    {
        var transcript = RecordTranscript.Read([.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))]);
        Assert.True(transcript.Reader.IsBinary);
        Assert.Empty(transcript.Lines);
    }

    [Fact]
    public void Binary_data_without_lines_is_refused_before_its_end()
    {
        var reader = new RecordReader(new RecordTranscript());
        for (var read = 0; read < RecordReader.MaxLine; read += 1 << 16)
        {
            Assert.False(reader.IsBinary);
            reader.Push(new byte[1 << 16]);
        }
        reader.Push([0]);
        Assert.True(reader.IsBinary);
    }

    [Fact]
    public void More_open_sessions_than_the_cap_end_the_least_recently_used()
    {
        var record = new StringBuilder("#Log-type: SMTP Receive Protocol Log\n");
        for (var i = 0; i <= Core.Records.RecordSessions.MaxOpen; i++)
            record.Append(null, $"2026-11-24T10:00:00.123Z,EX1,{i:X16},0,192.0.2.10:25,192.0.2.5:51000,+,,\n");
        var transcript = RecordTranscript.Read(record.ToString());
        Assert.Equal(1, transcript.Sessions[0].Number);
        Assert.Equal(Core.Records.RecordSessions.MaxOpen + 1, transcript.Sessions.Count);
    }

    private sealed class ShownLines : IRecordHandler
    {
        public StringBuilder Text { get; } = new();

        public void Line(in RecordEntry entry) => Text.Append(Encoding.UTF8.GetString(entry.Shown)).Append('\n').Append(Encoding.UTF8.GetString(entry.Text)).Append('\n');

        public void Ended(RecordSession session)
        {
        }
    }
}
