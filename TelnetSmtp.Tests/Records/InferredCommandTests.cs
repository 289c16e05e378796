// A log without echo, which holds replies only: each reply gets the command that it can only have answered, and says that it is inferred; where several fit,
// none. The typed side, where it is seen, is never inferred.
using System.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class InferredCommandTests
{
    private const string Exchange = "220 mail1.fabrikam.com ESMTP\n250-mail1.fabrikam.com Hello\n250 STARTTLS\n220 2.0.0 SMTP server ready for TLS\n250-mail1.fabrikam.com Hello\n250 AUTH LOGIN\n"
        + "334 VXNlcm5hbWU6\n334 UGFzc3dvcmQ6\n235 2.7.0 Authentication successful\n250 2.1.0 Sender OK\n550 5.1.10 RESOLVER.ADR.RecipientNotFound\n250 2.1.5 Recipient OK\n"
        + "354 Start mail input\n250 2.6.0 <x@y> Queued mail for delivery\n221 2.0.0 Bye\n";

    [Theory]
    [InlineData(Exchange, "CONNECT EHLO? STARTTLS? EHLO? AUTH? AUTH? AUTH? MAIL? RCPT? RCPT? DATA? .? QUIT?")]
    // Sendmail, and Exim without enhanced codes.
    [InlineData("220 mx.fabrikam.com ESMTP Sendmail\n250 mx.fabrikam.com Hello\n250 2.1.0 <a@b>... Sender ok\n553 5.1.8 Domain of sender address does not exist\n250 2.0.0 Reset state\n221 2.0.0 closing\n",
        "CONNECT HELO? MAIL? MAIL? RSET? QUIT?")]
    [InlineData("220 mx.fabrikam.com ESMTP Exim 4.98\n250-mx.fabrikam.com Hello\n250 HELP\n250 OK\n550 relay not permitted\n250 Accepted\n354 Enter message\n250 OK id=1tF9xY-00000000ABC-1234\n250 OK\n221 closing\n",
        "CONNECT EHLO? MAIL? RCPT? RCPT? DATA? .? MAIL? QUIT?")]
    [InlineData("220 a ESMTP\n250-a\n250 SIZE\n530 5.7.0 Must issue a STARTTLS command first\n451 4.3.0 try later\n250 2.1.0 Ok\n450 4.2.0 Greylisted\n452 4.3.1 Insufficient storage\n421 4.4.2 timeout\n",
        "CONNECT EHLO? MAIL? MAIL? MAIL? RCPT? RCPT? -")]
    // Any command may get these, and a 250 2.0.0 answers RSET as well as NOOP.
    [InlineData("220 a ESMTP\n250-a\n250 SIZE\n500 5.5.1 what\n503 5.5.1 not now\n250 2.0.0 Ok\n", "CONNECT EHLO? - - -")]
    [InlineData("554 5.7.1 No service for you\n", "CONNECT")]
    public void A_reply_answers_what_it_can_only_answer(string log, string commands) => Assert.Equal(commands, string.Join(' ', Read(log)));

    [Fact]
    public void Nothing_is_inferred_where_the_client_is_seen() =>
        Assert.Equal("CONNECT EHLO MAIL -", string.Join(' ', Read("220 a ESMTP\nEHLO b\n250-a\n250 SIZE\nMAIL FROM:<c@b>\n250 2.1.0 Ok\n250 2.1.5 Ok\n")));

    [Fact]
    public void It_is_said_in_a_remark()
    {
        var remarks = new Remarks();
        Feed(remarks, Exchange);
        Assert.Equal(13, remarks.Said.Count);
        Assert.DoesNotContain("inferred", remarks.Said[0], StringComparison.Ordinal);
        Assert.All(remarks.Said.Skip(1), remark => Assert.Contains("inferred", remark, StringComparison.Ordinal));
    }

    private static List<string> Read(string log)
    {
        var replies = new Replies();
        Feed(replies, log);
        return replies.Verbs;
    }

    private static void Feed(IRecordHandler handler, string log)
    {
        var reader = new RecordReader(handler, "plain");
        reader.Push(Encoding.UTF8.GetBytes(log));
        reader.Finish();
    }

    private static bool IsWhole(in RecordEntry entry) => entry.Fact is { Speaker: Speaker.Server, Position: ReplyPosition.First or ReplyPosition.Only };

    /// <summary>The command of each reply, with ? where it is inferred, - for none.</summary>
    private sealed class Replies : IRecordHandler
    {
        public List<string> Verbs { get; } = [];

        public void Line(in RecordEntry entry)
        {
            if (!IsWhole(entry)) return;
            var inferred = (entry.Fact.Oddities & LineOddities.CommandInferred) != 0;
            Verbs.Add(entry.Fact.Verb == SmtpVerb.None ? "-" : entry.Fact.Verb.Name() + (inferred ? "?" : ""));
        }

        public void Ended(RecordSession session)
        {
        }
    }

    private sealed class Remarks : IRecordHandler
    {
        private readonly ReplyDecoder _decoder = new(new Catalogue(), Core.Languages.Language.English);

        public List<string> Said { get; } = [];

        public void Line(in RecordEntry entry)
        {
            if (IsWhole(entry)) Said.Add(string.Join(' ', _decoder.Explain(entry.Fact, entry.Text, entry.Session!.State).Remarks));
        }

        public void Ended(RecordSession session)
        {
        }
    }
}
