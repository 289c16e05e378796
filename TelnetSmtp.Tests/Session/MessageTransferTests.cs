// Holds the sending of message files within a session: where it may begin, what goes on the wire, what stands on screen, panel and log, and what happens
// when the user stops it, the server refuses or the connection goes.
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public class MessageTransferTests
{
    private const string Ehlo = "250-mail1.fabrikam.com\r\n250-SIZE 1000\r\n250 CHUNKING\r\n";

    [Fact]
    public void DATA_is_begun_where_it_is_not_and_the_message_ends_with_its_dot()
    {
        var session = AtRecipients();
        var before = session.Wire.Length;
        Begin(session, "Subject: a\n\n.dot\nend");
        Assert.Equal("DATA\r\n", session.Wire[before..]);
        Assert.Equal(TransferStage.AwaitingGo, session.Snapshot.Transfer!.Stage);
        session.Server("354 go\r\n");
        Assert.True(session.Snapshot.Transfer!.WantsMore);
        Feed(session, "Subject: a\n\n.dot\nend");
        Assert.Equal("DATA\r\nSubject: a\r\n\r\n..dot\r\nend\r\n.\r\n", session.Wire[before..]);
        Assert.Equal(TransferStage.Sent, session.Snapshot.Transfer!.Stage);
        session.Server("250 2.0.0 queued\r\n");
        Assert.EndsWith("354 go\n[m.eml: 25 octets in 4 lines sent, 1 dot doubled]\n.\n250 2.0.0 queued", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_DATA_typed_by_hand_it_goes_at_once()
    {
        var session = AtRecipients();
        session.Types("DATA\r").Server("354 go\r\n").Types("Subject: by hand\r");
        Begin(session, "a\n");
        Feed(session, "a\n");
        Assert.EndsWith("Subject: by hand\r\na\r\n.\r\n", session.Wire, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_is_counted_but_neither_annotated_nor_logged_line_by_line()
    {
        var session = AtRecipients();
        var file = string.Concat(Enumerable.Repeat("250 not a reply\n", 2000));
        Begin(session, file);
        session.Server("354 go\r\n");
        var (log, lines) = (session.Log.Length, session.Annotations.Count);
        Feed(session, file);
        session.Server("250 ok\r\n");
        Assert.Equal("[m.eml: 34,000 octets in 2,000 lines sent, 0 dots doubled]\r\n.\r\n250 ok\r\n", session.Log[log..]);
        Assert.Equal(lines + 2, session.Annotations.Count);
        Assert.Equal((34000L, 2000L), (session.Snapshot.Summary.ContentOctets, session.Snapshot.Summary.ContentLines));
    }

    [Fact]
    public void Chunks_are_announced_with_their_octets_and_each_waits_for_its_reply()
    {
        var session = AtRecipients();
        var half = new string('a', 63) + "\n";
        var file = string.Concat(Enumerable.Repeat(half, MessageTransfer.ChunkOctets / 65 + 100));
        Begin(session, file, chunks: true);
        var before = session.Wire.Length;
        Take(session, file[..^64], last: false);
        var octets = (file.Length / 64 - 1) * 65;
        Assert.StartsWith($"BDAT {octets}\r\n", session.Wire[before..], StringComparison.Ordinal);
        Assert.Equal((TransferStage.AwaitingChunk, false), (session.Snapshot.Transfer!.Stage, session.Snapshot.Transfer.WantsMore));
        session.Server("250 chunk\r\n");
        Assert.True(session.Snapshot.Transfer!.WantsMore);
        before = session.Wire.Length;
        Take(session, file[^64..], last: true);
        Assert.Equal($"BDAT 65 LAST\r\n{file[^64..^1]}\r\n", session.Wire[before..]);
        session.Server("250 2.0.0 all\r\n");
        Assert.Equal(TransferStage.Sent, session.Snapshot.Transfer!.Stage);
        Assert.Equal(TransactionVerdict.Accepted, session.Snapshot.Summary.Verdict);
    }

    [Fact]
    public void A_refused_chunk_ends_it()
    {
        var session = AtRecipients();
        var file = new string('\n', MessageTransfer.ChunkOctets);
        Begin(session, file, chunks: true);
        Take(session, file, last: false);
        session.Server("452 4.3.1 full\r\n");
        Assert.Equal(TransferStage.Refused, session.Snapshot.Transfer!.Stage);
        Assert.Contains("RSET begins anew", session.Screen.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_DATA_sends_nothing()
    {
        var session = AtRecipients();
        Begin(session, "a\n");
        session.Server("554 5.5.1 no\r\n");
        Assert.Equal(TransferStage.Refused, session.Snapshot.Transfer!.Stage);
        Feed(session, "a\n");
        Assert.EndsWith("DATA\r\n", session.Wire, StringComparison.Ordinal);
    }

    [Fact]
    public void Esc_stops_at_a_line_of_its_own_and_says_what_a_dot_would_do()
    {
        var session = AtRecipients();
        Begin(session, "Subject: a\n\nhalf a line");
        session.Server("354 go\r\n");
        Take(session, "Subject: a\n\nhalf", last: false);
        session.Presses(new KeyStroke(KeyCode.Escape));
        Assert.EndsWith("half\r\n", session.Wire, StringComparison.Ordinal);
        Assert.Contains("a lone dot now would deliver it cut off", session.Screen.Replace('\n', ' '), StringComparison.Ordinal);
        session.Types("the rest\r.\r");
        Assert.EndsWith("half\r\nthe rest\r\n.\r\n", session.Wire, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_pastes_and_lines_never_get_into_the_message()
    {
        var session = AtRecipients();
        Begin(session, "a\n");
        session.Server("354 go\r\n");
        Take(session, "a", last: false);
        session.Types("RSET\r").Pastes("NOOP\nHE").Types("LP\r");
        session.Apply(new SessionInput.LineTyped(default, "VRFY x", Wait: false));
        Take(session, "b\n", last: true);
        Assert.EndsWith("ab\r\n.\r\n", session.Wire, StringComparison.Ordinal);
        session.Server("250 queued\r\n");
        Assert.EndsWith(".\r\nRSET\r\n", session.Wire, StringComparison.Ordinal);
        session.Server("250 flushed\r\n").Server("250 noop\r\n").Server("214 help\r\n");
        Assert.EndsWith("RSET\r\nNOOP\r\nHELP\r\nVRFY x\r\n", session.Wire, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "MAIL FROM:<…>")]
    [InlineData(true, "MAIL FROM:<…>")]
    public void Before_a_recipient_it_is_not_begun(bool chunks, string said)
    {
        var session = new SessionTranscript(columns: 200).Server("220 x\r\n").Types("EHLO a\r").Server(Ehlo);
        var wire = session.Wire;
        Begin(session, "a\n", chunks);
        Assert.Equal(TransferStage.NotBegun, session.Snapshot.Transfer!.Stage);
        Assert.Contains(said, session.Screen, StringComparison.Ordinal);
        Assert.Equal(wire, session.Wire);
    }

    [Fact]
    public void Without_CHUNKING_no_chunk_goes()
    {
        var session = AtRecipients("250 mail1.fabrikam.com\r\n");
        Begin(session, "a\n", chunks: true);
        Assert.Contains("did not offer CHUNKING", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_begun_is_not_run_into()
    {
        var session = AtRecipients();
        session.Types("RS");
        Begin(session, "a\n");
        Assert.Equal(TransferStage.NotBegun, session.Snapshot.Transfer!.Stage);
    }

    [Fact]
    public void Sizes_and_what_a_server_may_refuse_are_said_before()
    {
        var session = AtRecipients();
        Begin(session, new string('ü', 600) + "\n");
        Assert.Contains("1.2 KiB, 1 line; the server takes up to 1000 B: too large, expect 552", session.Screen, StringComparison.Ordinal);
        Assert.Contains("did not offer 8BITMIME", session.Screen, StringComparison.Ordinal);
        Assert.Contains("longest line has 1,200 octets", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_rows_break_between_words_and_the_log_keeps_the_line_whole()
    {
        var session = AtRecipients();
        session.Types("RSET\r").Server("250 ok\r\n");
        session.Apply(new SessionInput.Resized(default, 40, 24));
        Begin(session, "a\n");
        const string line = "[m.eml was not sent: the server takes a message after MAIL FROM:<…> and at least one RCPT TO:<…> that it accepted]";
        Assert.EndsWith(line + "\r\n", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(session.Log)), StringComparison.Ordinal);
        var rows = session.Screen.Split('\n')[^4..];
        Assert.All(rows, row => Assert.True(row.Length < 40));
        Assert.EndsWith(line, string.Join(' ', rows), StringComparison.Ordinal);
    }

    [Fact]
    public void In_German_too()
    {
        var session = AtRecipients(settings: new ClientSettings { Language = Language.German });
        Begin(session, "a\n");
        Assert.Contains("[m.eml: 3 B, 1 Zeile; der Server nimmt bis 1000 B]", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_on_and_a_connection_that_goes_are_said()
    {
        var session = AtRecipients();
        Begin(session, "abc");
        session.Server("354 go\r\n");
        Take(session, "a", last: false);
        session.Apply(new SessionInput.MessageFailed(default, new("disk error", "Plattenfehler")));
        Assert.Contains("cannot be read on: disk error", session.Screen.Replace('\n', ' '), StringComparison.Ordinal);

        session = AtRecipients();
        Begin(session, "abc");
        session.Server("354 go\r\n");
        Take(session, "a", last: false);
        session.Ends(SessionEndKind.Reset);
        Assert.Equal(TransferStage.Failed, session.Snapshot.Transfer!.Stage);
        Assert.Contains("the connection ended", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_read_is_named_on_the_row_of_the_progress()
    {
        var session = AtRecipients();
        Begin(session, new string('a', 100) + "\n");
        session.Server("354 go\r\n");
        Take(session, "aaa", last: false);
        session.Apply(new SessionInput.MessageWaits(default, TimeSpan.FromSeconds(12)));
        Assert.Contains("the server has not read for 12 s", session.Screen, StringComparison.Ordinal);
        Take(session, "aaa", last: false);
        Assert.DoesNotContain("12 s", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_in_the_middle_gets_a_row_of_its_own()
    {
        var session = AtRecipients();
        Begin(session, new string('a', 100) + "\n");
        session.Server("354 go\r\n");
        Take(session, "aaa\n", last: false);
        session.Server("421 4.3.2 shutting down\r\n");
        Assert.Contains("\n421 4.3.2 shutting down", session.Screen, StringComparison.Ordinal);
        Assert.False(session.Snapshot.Transfer!.UnderWay);
    }

    private static SessionTranscript AtRecipients(string ehlo = Ehlo, ClientSettings? settings = null) => new SessionTranscript(settings, columns: 120).Server("220 x\r\n")
        .Types("EHLO a\r").Server(ehlo).Types("MAIL FROM:<a@contoso.com>\r").Server("250 ok\r\n").Types("RCPT TO:<b@fabrikam.com>\r").Server("250 ok\r\n");

    private static void Begin(SessionTranscript session, string file, bool chunks = false)
    {
        var survey = new MessageSurvey();
        survey.Push(Encoding.UTF8.GetBytes(file));
        session.Apply(new SessionInput.MessageBegun(default, new OutgoingMessage("m.eml", survey.Finish(), chunks)));
    }

    private static void Feed(SessionTranscript session, string file)
    {
        foreach (var octet in file.Chunk(7)) Take(session, new string(octet), last: false);
        Take(session, "", last: true);
    }

    private static void Take(SessionTranscript session, string octets, bool last) =>
        session.Apply(new SessionInput.MessageRead(default, Encoding.UTF8.GetBytes(octets), last));
}
