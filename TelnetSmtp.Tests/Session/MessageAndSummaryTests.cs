// What the session tells of the message being typed and of the transaction: right at each step, and at no cost where nothing has happened.
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public sealed class MessageAndSummaryTests
{
    private const string Opening = "220 mail1.fabrikam.com ESMTP Postfix\r\n";

    [Fact]
    public void The_message_is_followed_line_by_line_from_DATA_to_the_dot()
    {
        var s = Recipients();
        Assert.Null(s.Snapshot.Message);
        s.Types("DATA\r").Server("354 go\r\n");
        Assert.Equal(MessageSoFar.Start, s.Snapshot.Message);
        s.Types("From: chris@contoso.com\rSubject: ü\r");
        Assert.Equal(new MessageSoFar(true, 2, SeenHeaders.From | SeenHeaders.Subject), s.Snapshot.Message);
        s.Types("\rDate: none\r");
        Assert.Equal(new MessageSoFar(false, 4, SeenHeaders.From | SeenHeaders.Subject), s.Snapshot.Message);
        s.Types(".\r");
        Assert.Null(s.Snapshot.Message);
    }

    [Fact]
    public void A_second_message_begins_anew_and_a_refused_DATA_leaves_none()
    {
        var s = Recipients().Types("DATA\r").Server("354 go\r\n").Types("From: a\r.\r").Server("250 ok\r\n");
        s.Types("MAIL FROM:<a@b>\r").Server("250 ok\r\n").Types("RCPT TO:<c@d>\r").Server("250 ok\r\n").Types("DATA\r").Server("354 go\r\n");
        Assert.Equal(MessageSoFar.Start, s.Snapshot.Message);
        Assert.Null(Recipients().Types("DATA\r").Server("451 later\r\n").Snapshot.Message);
    }

    [Fact]
    public void Chunks_are_one_message()
    {
        var s = Recipients().Types("BDAT 9\r").Types("From: a\r").Server("250 ok\r\n").Types("BDAT 9 LAST\r");
        Assert.Equal(new MessageSoFar(true, 1, SeenHeaders.From), s.Snapshot.Message);
    }

    [Fact]
    public void A_header_longer_than_what_is_read_still_counts()
    {
        var s = Recipients().Types("DATA\r").Server("354 go\r\n");
        foreach (var length in (int[])[998, 999, 5000])
            s.Pastes("Date: ".PadRight(length, 'x') + "\r");
        Assert.Equal(new MessageSoFar(true, 3, SeenHeaders.Date), s.Snapshot.Message);
    }

    [Fact]
    public void The_summary_follows_each_step()
    {
        var s = new SessionTranscript();
        Assert.Equal(TransactionVerdict.None, s.Snapshot.Summary.Verdict);
        s = Recipients();
        Assert.Equal((TransactionVerdict.Open, "chris@contoso.com", 1), (s.Snapshot.Summary.Verdict, s.Snapshot.Summary.ReversePath, s.Snapshot.Summary.RecipientsAccepted));
        s.Types("DATA\r").Server("354 go\r\n").Types("Subject: x\r");
        Assert.Equal((12, 1), (s.Snapshot.Summary.ContentOctets, s.Snapshot.Summary.ContentLines));
        s.Types("\r");
        Assert.Equal((14, 2), (s.Snapshot.Summary.ContentOctets, s.Snapshot.Summary.ContentLines));
        s.Types(".\r").Server("250 2.0.0 Ok: queued as 4XyZ\r\n");
        Assert.Equal((TransactionVerdict.Accepted, "4XyZ"), (s.Snapshot.Summary.Verdict, s.Snapshot.Summary.QueueId));
        s.Ends(Core.Session.SessionEndKind.ClosedByServer);
        Assert.Equal(TransactionVerdict.Accepted, s.Snapshot.Summary.Verdict);
    }

    [Fact]
    public void A_connection_that_breaks_is_in_the_summary() =>
        Assert.Equal(TransactionVerdict.Broken, Recipients().Ends(Core.Session.SessionEndKind.Reset).Snapshot.Summary.Verdict);

    [Fact]
    public void A_flood_makes_no_summary()
    {
        var s = Recipients();
        var before = s.Snapshot.Summary;
        for (var i = 0; i < 100; i++)
            Assert.Same(before, s.Server("250 flood\r\n250-flood\r\n250 flood\r\n").Snapshot.Summary);
        Assert.Same(before, s.Types("DAT").Snapshot.Summary);
        Assert.NotSame(before, s.Types("A\r").Snapshot.Summary);
    }

    private static SessionTranscript Recipients() => new SessionTranscript().Server(Opening)
        .Types("EHLO contoso.com\r").Server("250-mail1.fabrikam.com\r\n250 CHUNKING\r\n")
        .Types("MAIL FROM:<chris@contoso.com>\r").Server("250 2.1.0 Ok\r\n").Types("RCPT TO:<kate@fabrikam.com>\r").Server("250 2.1.5 Ok\r\n");
}
