// Every transcript, played whole, cut at every point and byte by byte: the same facts beside each line, the same state and summary at the end.
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class SmtpDialogueTests
{
    public static TheoryData<string> Names => [.. ServerTranscripts.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_line_is_known_for_what_it_is(string name)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        Assert.Equal(transcript.Expected, transcript.Play());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_split_of_the_bytes_gives_the_same(string name)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        var expected = transcript.PlayBytes((block, _) => [block]);
        Assert.Equal(transcript.Expected, expected);
        var state = transcript.StateInWords;
        var lengths = transcript.BlockLengths();
        for (var cutBlock = 0; cutBlock < lengths.Count; cutBlock++)
            for (var cut = 1; cut < lengths[cutBlock]; cut++)
            {
                var (at, where) = (cut, cutBlock);
                Assert.Equal(expected, transcript.PlayBytes((block, number) => number == where ? [block[..at], block[at..]] : [block]));
                Assert.Equal(state, transcript.StateInWords);
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Byte_by_byte_gives_the_same(string name)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        var expected = transcript.PlayBytes((block, _) => [block]);
        var state = transcript.StateInWords;
        Assert.Equal(expected, transcript.PlayBytes((block, _) => block.Select(b => new[] { b })));
        Assert.Equal(state, transcript.StateInWords);
    }

    [Theory]
    [InlineData("Exchange, the procedure's own dialogue", TransactionVerdict.Accepted, 250, "5111011082268", "Microsoft Exchange")]
    [InlineData("Postfix, pipelined, one recipient refused", TransactionVerdict.AcceptedForSome, 250, "4XyZ1234abcd", "Postfix")]
    [InlineData("Postfix, DATA refused, then RSET", TransactionVerdict.RecipientsRefused, 554, null, "Postfix")]
    [InlineData("Exim, STARTTLS, AUTH PLAIN with initial response", TransactionVerdict.Accepted, 250, "1tFabc-00000001abc-2xYz", "Exim")]
    [InlineData("Exim, AUTH LOGIN, wrong password, then cancelled", TransactionVerdict.SenderRefused, 550, null, "Exim")]
    [InlineData("Gmail-like, CRAM-MD5, size refused after the dot", TransactionVerdict.MessageRefused, 552, null, "Gmail")]
    [InlineData("Sendmail-like, VRFY, EXPN, HELP, ETRN", TransactionVerdict.Accepted, 250, "4AOA0abc001234", "Sendmail")]
    [InlineData("OpenSMTPD, deferred recipient", TransactionVerdict.AcceptedForSome, 250, "6ad8cf3d", "OpenSMTPD")]
    [InlineData("BDAT in two chunks, the first without a line end at its end", TransactionVerdict.Accepted, 250, "4XyZ", "Postfix")]
    [InlineData("BDAT to a server that does not know it", TransactionVerdict.MessageRefused, 502, null, null)]
    [InlineData("LMTP, one reply a recipient", TransactionVerdict.AcceptedForSome, 250, "3q2+7w", "Dovecot")]
    [InlineData("A client that waits for nothing, DATA taken", TransactionVerdict.Accepted, 250, "1tFabc-00000001abc-2xYz", "Exim")]
    [InlineData("Reply before the end of the message", TransactionVerdict.Broken, 421, null, null)]
    [InlineData("A dot that this server took for the end", TransactionVerdict.Accepted, 250, "1234", null)]
    [InlineData("Greeting refused", TransactionVerdict.ConnectionRefused, 554, null, null)]
    [InlineData("PRDR: a reply for each recipient, and one for the message", TransactionVerdict.AcceptedForSome, 250, "1tFabc-00000001abc-2xYz", "Exim")]
    public void The_end_of_each_dialogue_is_known(string name, TransactionVerdict verdict, int code, string? queueId, string? software)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        transcript.Play();
        var summary = transcript.Dialogue.Summary(Transcript.Start.AddHours(1));
        Assert.Equal((verdict, code, queueId, software), (summary.Verdict, summary.DecidingCode, summary.QueueId, summary.Software));
    }

    [Fact]
    public void A_pipelined_second_transaction_leaves_the_first_one_s_queue_id_and_takes_no_time_of_its()
    {
        var transcript = new Transcript(ServerTranscripts.All["Two transactions in one group"]);
        transcript.Play();
        Assert.Equal("FIRST", transcript.Dialogue.State.QueueId);
        var summary = transcript.Dialogue.Summary(Transcript.Start.AddHours(1));
        Assert.Equal(("two@contoso.test", TransactionVerdict.Open, 2), (summary.ReversePath, summary.Verdict, summary.Recipients.Length));
        Assert.Equal([SmtpVerb.Connect, SmtpVerb.Ehlo, SmtpVerb.Mail, SmtpVerb.Rcpt, SmtpVerb.Rcpt, SmtpVerb.Data], summary.Times.Select(t => t.Verb));
    }
}
