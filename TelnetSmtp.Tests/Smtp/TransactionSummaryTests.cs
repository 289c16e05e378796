// What a transaction came to: verdict, recipients, size, times with their limits.
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class TransactionSummaryTests
{
    public static TheoryData<string, TransactionVerdict, SmtpVerb, int> Verdicts => new()
    {
        { "", TransactionVerdict.None, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>", TransactionVerdict.Open, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 550 5.1.7 no", TransactionVerdict.SenderRefused, SmtpVerb.Mail, 550 },
        { "C MAIL FROM:<a@b>\nS 250 ok", TransactionVerdict.Open, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>", TransactionVerdict.Open, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 550 no", TransactionVerdict.RecipientsRefused, SmtpVerb.Rcpt, 550 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 550 no\nC DATA\nS 554 no valid recipients", TransactionVerdict.RecipientsRefused, SmtpVerb.Rcpt, 550 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 550 no\nC RCPT TO:<e@d>\nS 250 ok", TransactionVerdict.Open, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC DATA\nS 451 later", TransactionVerdict.DataRefused, SmtpVerb.Data, 451 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC DATA\nS 354 go\nC x", TransactionVerdict.Open, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC DATA\nS 354 go\nC .\nS 250 ok", TransactionVerdict.Accepted, SmtpVerb.DataEnd, 250 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC RCPT TO:<e@d>\nS 450 ok\nC DATA\nS 354 go\nC .\nS 250 ok",
            TransactionVerdict.AcceptedForSome, SmtpVerb.DataEnd, 250 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC DATA\nS 354 go\nC .\nS 554 spam", TransactionVerdict.MessageRefused, SmtpVerb.DataEnd, 554 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC BDAT 0\nS 452 no room", TransactionVerdict.MessageRefused, SmtpVerb.Bdat, 452 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC BDAT 0 LAST\nS 250 ok", TransactionVerdict.Accepted, SmtpVerb.Bdat, 250 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC RSET\nS 250 ok", TransactionVerdict.Abandoned, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nC QUIT\nS 221 ok", TransactionVerdict.Abandoned, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nX", TransactionVerdict.Broken, SmtpVerb.None, 0 },
        { "C MAIL FROM:<a@b>\nS 250 ok\nS 421 timeout", TransactionVerdict.Broken, SmtpVerb.None, 0 },
        // What was pipelined behind a refused MAIL decides nothing.
        { "C MAIL FROM:<a@b>\nC RCPT TO:<c@d>\nC DATA\nS 530 5.7.1 sign in\nS 503 no MAIL\nS 503 no MAIL", TransactionVerdict.SenderRefused, SmtpVerb.Mail, 530 },
        // A later transaction puts the earlier out of the summary.
        { "C MAIL FROM:<a@b>\nS 550 no\nC MAIL FROM:<c@d>\nS 250 ok", TransactionVerdict.Open, SmtpVerb.None, 0 },
        // A nested MAIL is refused and changes nothing.
        { "C MAIL FROM:<a@b>\nS 250 ok\nC MAIL FROM:<c@d>\nS 503 nested", TransactionVerdict.Open, SmtpVerb.None, 0 },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void The_verdict_follows_from_the_replies(string lines, TransactionVerdict verdict, SmtpVerb by, int code)
    {
        var dialogue = Play("S 220 mx.test\nC EHLO contoso.test\nS 250-mx.test\nS 250 CHUNKING\n" + lines, out var now);
        var summary = dialogue.Summary(now);
        Assert.Equal((verdict, by, code), (summary.Verdict, summary.DecidedBy, summary.DecidingCode));
    }

    [Fact]
    public void Without_a_transaction_the_opening_decides()
    {
        var refused = Play("S 554 5.7.1 no", out var now).Summary(now);
        Assert.Equal((TransactionVerdict.ConnectionRefused, SmtpVerb.Connect, 554, "5.7.1"),
            (refused.Verdict, refused.DecidedBy, refused.DecidingCode, refused.DecidingEnhanced.ToString()));
        var hello = Play("S 220 mx\nC EHLO a_b\nS 501 5.5.4 no", out now).Summary(now);
        Assert.Equal((TransactionVerdict.HelloRefused, SmtpVerb.Ehlo, 501), (hello.Verdict, hello.DecidedBy, hello.DecidingCode));
        var taken = Play("S 220 mx\nC EHLO a_b\nS 501 5.5.4 no\nC HELO ab\nS 250 ok", out now).Summary(now);
        Assert.Equal((TransactionVerdict.None, SmtpVerb.None, 0, "ab"), (taken.Verdict, taken.DecidedBy, taken.DecidingCode, taken.ClientName));
    }

    [Fact]
    public void Envelope_size_and_times_are_told()
    {
        var dialogue = new SmtpDialogue();
        var start = Transcript.Start;
        dialogue.Connected(start);
        Say(dialogue, start.AddSeconds(20), "S 220 mx.fabrikam.test ESMTP Postfix");
        Say(dialogue, start.AddSeconds(21), "C EHLO contoso.test");
        Say(dialogue, start.AddSeconds(22), "S 250-mx.fabrikam.test", "S 250 SIZE 1000");
        dialogue.TlsStarted(start.AddSeconds(23));
        Say(dialogue, start.AddSeconds(23), "C EHLO contoso.test");
        Say(dialogue, start.AddSeconds(23), "S 250-mx.fabrikam.test", "S 250 SIZE 2000");
        Say(dialogue, start.AddSeconds(30), "C MAIL FROM:<chris@contoso.test> SIZE=120");
        Say(dialogue, start.AddSeconds(31), "S 250 ok");
        Say(dialogue, start.AddSeconds(32), "C RCPT TO:<kate@fabrikam.test>");
        Say(dialogue, start.AddSeconds(39), "S 250 2.1.5 ok");
        Say(dialogue, start.AddSeconds(40), "C DATA");
        Say(dialogue, start.AddSeconds(40), "S 354 go");
        Say(dialogue, start.AddSeconds(41), "C Subject: x", "C ", "C ..", "C .");
        Say(dialogue, start.AddSeconds(41).AddMinutes(11), "S 250 2.0.0 Ok: queued as 4XyZ");
        var summary = dialogue.Summary(start.AddHours(1));

        Assert.Equal(("mx.fabrikam.test", "Postfix", "contoso.test", true), (summary.ServerName, summary.Software, summary.ClientName, summary.Tls));
        Assert.Equal(("chris@contoso.test", 120L, 2000L, "4XyZ"), (summary.ReversePath, summary.DeclaredSize, summary.SizeLimit, summary.QueueId));
        Assert.Equal([new RecipientVerdict("kate@fabrikam.test", 250, new EnhancedStatus(2, 1, 5), 0, default)], summary.Recipients);
        // "Subject: x" CR LF, CR LF, "." CR LF: the dot that was doubled counts once, the final one not.
        Assert.Equal((12 + 2 + 3, 3), (summary.ContentOctets, summary.ContentLines));
        Assert.Equal((start.AddSeconds(30), start.AddSeconds(41).AddMinutes(11), TimeSpan.FromSeconds(11 * 60 + 11)),
            (summary.StartedAt, summary.EndedAt, summary.Duration));
        Assert.Equal(
            [(SmtpVerb.Connect, 20, 5), (SmtpVerb.Ehlo, 1, 0), (SmtpVerb.Ehlo, 0, 0), (SmtpVerb.Mail, 1, 5), (SmtpVerb.Rcpt, 7, 5), (SmtpVerb.Data, 0, 2), (SmtpVerb.DataEnd, 660, 10)],
            summary.Times.Select(t => (t.Verb, (int)t.Elapsed!.Value.TotalSeconds, (int)(t.Limit?.TotalMinutes ?? 0))));
        Assert.Equal(SmtpVerb.DataEnd, summary.Slowest!.Value.Verb);
        Assert.Equal([false, false, false, false, false, false, true], summary.Times.Select(t => t.IsOverLimit));
    }

    [Fact]
    public void A_second_transaction_keeps_the_opening_s_times_and_drops_the_first_one_s()
    {
        var summary = Play("S 220 mx\nC EHLO x\nS 250 mx\nC MAIL FROM:<a@b>\nS 250 ok\nC RSET\nS 250 ok\nC MAIL FROM:<c@d>\nS 250 ok", out var now).Summary(now);
        Assert.Equal([SmtpVerb.Connect, SmtpVerb.Ehlo, SmtpVerb.Mail], summary.Times.Select(t => t.Verb));
        Assert.Equal("c@d", summary.ReversePath);
    }

    [Fact]
    public void What_was_never_answered_is_told_as_such()
    {
        var summary = Play("S 220 mx\nC EHLO x\nS 250 mx\nC MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nX", out var now).Summary(now);
        var left = summary.Times[^1];
        Assert.Equal((SmtpVerb.Rcpt, 1, null, 0), (left.Verb, left.Ordinal, left.Elapsed, left.Code));
        Assert.NotEqual(SmtpVerb.Rcpt, summary.Slowest!.Value.Verb);
        Assert.Equal(TransactionVerdict.Broken, summary.Verdict);
    }

    [Fact]
    public void A_server_that_never_greeted_has_no_slowest_reply()
    {
        var summary = Play("X", out var now).Summary(now);
        Assert.Equal([(SmtpVerb.Connect, null, TimeSpan.FromMinutes(5))], summary.Times.Select(t => (t.Verb, t.Elapsed, t.Limit)));
        Assert.Null(summary.Slowest);
    }

    [Fact]
    public void The_wait_for_a_chunk_s_reply_begins_with_its_last_octet()
    {
        var dialogue = new SmtpDialogue();
        var start = Transcript.Start;
        Say(dialogue, start, "S 220 mx", "C EHLO x", "S 250-mx", "S 250 CHUNKING", "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 250 ok", "C BDAT 4 LAST");
        Say(dialogue, start.AddSeconds(50), "C ab");
        Say(dialogue, start.AddSeconds(51), "S 250 ok");
        var chunk = dialogue.Summary(start.AddSeconds(60)).Times[^1];
        Assert.Equal((SmtpVerb.Bdat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)), (chunk.Verb, chunk.Elapsed, chunk.Limit));
    }

    [Fact]
    public void Lmtp_verdicts_stand_with_each_recipient()
    {
        const string Envelope = "S 220 mx\nC LHLO x\nS 250 mx\nC MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC RCPT TO:<no@d>\nS 550 no\nC RCPT TO:<e@d>\nS 250 ok\nC DATA\nS 354 go\nC .\n";
        var some = Play(Envelope + "S 250 ok\nS 452 4.2.2 full", out var now).Summary(now);
        Assert.Equal(TransactionVerdict.AcceptedForSome, some.Verdict);
        Assert.Equal([(250, 250), (550, 0), (250, 452)], some.Recipients.Select(r => ((int)r.Code, (int)r.DeliveryCode)));
        var turned = Play(Envelope + "S 452 4.2.2 full\nS 250 ok", out now).Summary(now);
        Assert.Equal((TransactionVerdict.AcceptedForSome, 250), (turned.Verdict, turned.DecidingCode));
        var none = Play(Envelope + "S 452 4.2.2 full\nS 554 no", out now).Summary(now);
        Assert.Equal((TransactionVerdict.MessageRefused, 554), (none.Verdict, none.DecidingCode));
    }

    private static SmtpDialogue Play(string lines, out DateTimeOffset now)
    {
        var dialogue = new SmtpDialogue();
        now = Transcript.Start;
        dialogue.Connected(now);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Say(dialogue, now = now.AddSeconds(1), line);
        return dialogue;
    }

    private static void Say(SmtpDialogue dialogue, DateTimeOffset at, params string[] lines)
    {
        foreach (var line in lines)
            if (line[0] == 'X')
                dialogue.Closed(at);
            else if (line[0] == 'S')
                dialogue.ServerLine(at, Encoding.ASCII.GetBytes(line[2..]), LineEnding.CrLf);
            else
                dialogue.ClientLine(at, Encoding.ASCII.GetBytes(line[2..]), LineEnding.CrLf);
    }
}
