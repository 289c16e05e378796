// The summary in words, both languages, as a person reads it.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Text;

public sealed class SummaryTextTests
{
    [Fact]
    public void All_of_a_transaction_in_English() => Assert.Equal("""
        The server took the message, but for 1 of 2 recipients only.
        [Envelope]
        From chris@contoso.com
        ✗ nobody@fabrikam.com: 550 5.1.1
        ✓ kate@fabrikam.com: 250 2.1.5
        Recipients: 2 named, 1 accepted, 1 refused
        [Message]
        12 octets in one line
        SIZE declared: 120 octets
        The server takes up to 36 MiB
        Queue id 4XyZ
        From MAIL to the end: 11 min 4 s
        [Connection]
        Server mail1.fabrikam.com (Postfix)
        Client contoso.com
        Plaintext: everyone on the way can read it
        [Times from command to reply]
        greeting: 3 ms → 220 (limit 5 min)
        EHLO: <1 ms → 250
        MAIL: 1.5 s → 250 (limit 5 min)
        RCPT 1: 2.0 s → 550 (limit 5 min)
        RCPT 2: <1 ms → 250 (limit 5 min)
        DATA: <1 ms → 354 (limit 2 min)
        end of message: 11 min → 250 (over the limit of 10 min) ◄ slowest
        """, Read(Transaction(), Language.English));

    [Fact]
    public void The_same_in_German()
    {
        var text = Read(Transaction(), Language.German);
        Assert.StartsWith("Der Server hat die Nachricht angenommen, aber nur für 1 von 2 Empfängern.\n[Umschlag]\nVon chris@contoso.com\n", text, StringComparison.Ordinal);
        Assert.Contains("\nMAIL: 1,5 s → 250 (Grenze 5 min)\n", text, StringComparison.Ordinal);
        Assert.EndsWith("Nachrichtenende: 11 min → 250 (über der Grenze von 10 min) ◄ am langsamsten", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_left_out() =>
        Assert.Equal("No message was begun on this connection.\n[Connection]\nPlaintext: everyone on the way can read it", Read(new TransactionSummary(), Language.English));

    [Fact]
    public void An_open_transaction_says_what_is_unanswered()
    {
        var client = new ScriptedClient().Connect().Server("220 mx").Line("EHLO a").Server("250 mx").Line("MAIL FROM:<>").Server("250 ok").Line("RCPT TO:<kate@fabrikam.com>");
        var text = Read(client.Snapshot.Session!.Summary, Language.English);
        Assert.Contains("\nFrom <>: nobody is told if delivery fails\n… kate@fabrikam.com: no reply yet\n", text, StringComparison.Ordinal);
        Assert.Contains("\nSince MAIL: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("From MAIL to the end", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TransactionVerdict.RecipientsRefused, SmtpVerb.Rcpt, 550, 1, "The server refused every recipient (550 5.1.1, permanent).")]
    [InlineData(TransactionVerdict.SenderRefused, SmtpVerb.Mail, 451, 0, "The server refused the sender (451, temporary).")]
    [InlineData(TransactionVerdict.HelloRefused, SmtpVerb.Ehlo, 501, 0, "The server refused EHLO (501, permanent).")]
    [InlineData(TransactionVerdict.ConnectionRefused, SmtpVerb.Connect, 554, 0, "The server turned the connection away (554, permanent).")]
    [InlineData(TransactionVerdict.Accepted, SmtpVerb.DataEnd, 250, 0, "The server took the message for every recipient (250).")]
    public void The_verdict_is_one_sentence(TransactionVerdict verdict, SmtpVerb by, short code, byte detail, string sentence)
    {
        var enhanced = detail == 0 ? default : new EnhancedStatus(5, 1, detail);
        Assert.Equal(sentence, new SummaryText(Language.English).Verdict(new TransactionSummary { Verdict = verdict, DecidedBy = by, DecidingCode = code, DecidingEnhanced = enhanced }));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.German)]
    public void Every_verdict_has_its_sentence(Language language)
    {
        var text = new SummaryText(language);
        var sentences = Enum.GetValues<TransactionVerdict>().Select(v => text.Verdict(new TransactionSummary { Verdict = v, DecidingCode = 550 })).ToArray();
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
        Assert.All(sentences, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
    }

    [Fact]
    public void In_LMTP_the_verdict_counts_deliveries()
    {
        var summary = new TransactionSummary
        {
            Verdict = TransactionVerdict.AcceptedForSome,
            ReversePath = "x@y",
            RecipientsNamed = 2,
            RecipientsAccepted = 2,
            Recipients = [new("a@b", 250, default, 250, default), new("c@d", 250, default, 452, new EnhancedStatus(4, 2, 2))],
        };
        Assert.Contains("for 1 of 2 recipients", Read(summary, Language.English), StringComparison.Ordinal);
        Assert.Contains("! c@d: 452 4.2.2", Read(summary, Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, "<1 ms")]
    [InlineData(0.0009, "<1 ms")]
    [InlineData(0.001, "1 ms")]
    [InlineData(0.9994, "999 ms")]
    [InlineData(0.9996, "1.0 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.96, "1 min")]
    [InlineData(125, "2 min 5 s")]
    public void Durations_are_short(double seconds, string text) => Assert.Equal(text, DurationText.Of(TimeSpan.FromSeconds(seconds), Language.English));

    private static TransactionSummary Transaction() => new ScriptedClient().Connect().Wait(0.003)
        .Server("220 mail1.fabrikam.com ESMTP Postfix").Line("EHLO contoso.com").Server("250-mail1.fabrikam.com", "250 SIZE 37748736")
        .Line("MAIL FROM:<chris@contoso.com> SIZE=120").Wait(1.5).Server("250 2.1.0 Ok")
        .Line("RCPT TO:<nobody@fabrikam.com>").Wait(2).Server("550 5.1.1 no").Line("RCPT TO:<kate@fabrikam.com>").Server("250 2.1.5 Ok")
        .Line("DATA").Server("354 go").Line("Subject: x").Line(".").Wait(660).Server("250 2.0.0 Ok: queued as 4XyZ").Snapshot.Session!.Summary;

    private static string Read(TransactionSummary summary, Language language) => string.Join('\n',
        new SummaryText(language).Sections(summary).SelectMany(s => s.Heading.Length == 0 ? s.Lines : [$"[{s.Heading}]", .. s.Lines]));
}
