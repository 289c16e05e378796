// What explanations say of the situation: keywords rated and read out, TLS before and after, recipients so far, oddities, who acts and when to retry.
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class SituationTests
{
    private static readonly ReplyDecoder English = new(new Catalogue(), Language.English);

    private static Explanation Explain(SmtpVerb after, string reply, DialogueState? state = null, ReplyPosition position = ReplyPosition.Only, LineOddities oddities = LineOddities.None) =>
        English.Explain(ReplyDecoderTests.Line(after, reply, position) with { Oddities = oddities }, Encoding.UTF8.GetBytes(reply), state);

    private static EhloCapabilities Offer(params string[] lines) => new([.. lines.Select(KeywordReading.Parse)]);

    [Fact]
    public void Mechanisms_are_rated_for_hands_and_for_plaintext()
    {
        var remarks = Explain(SmtpVerb.Ehlo, "250-AUTH LOGIN NTLM CRAM-MD5 WHATEVER", position: ReplyPosition.Middle).Remarks;
        Assert.Contains(remarks, r => r.StartsWith("LOGIN: can be typed by hand; unsafe without TLS.", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.StartsWith("NTLM: cannot be typed by hand; partly safe without TLS.", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.StartsWith("CRAM-MD5: needs a value computed first; partly safe without TLS.", StringComparison.Ordinal));
        Assert.Contains("WHATEVER: not a mechanism known here.", remarks);
        Assert.Contains(remarks, r => r.Contains("STARTTLS first", StringComparison.Ordinal));
    }

    [Fact]
    public void Under_tls_a_plain_mechanism_needs_no_warning() =>
        Assert.DoesNotContain(Explain(SmtpVerb.Ehlo, "250 AUTH PLAIN", new DialogueState { Tls = true }, ReplyPosition.Last).Remarks, r => r.Contains("STARTTLS", StringComparison.Ordinal));

    [Theory]
    [InlineData("250-DSN", "Syntax: MAIL FROM:<…> RET=FULL or RET=HDRS")]
    [InlineData("250-DSN", "Syntax: RCPT TO:<…> NOTIFY=NEVER or NOTIFY=SUCCESS,FAILURE,DELAY")]
    [InlineData("250-CHUNKING", "Syntax: BDAT octets [LAST]")]
    [InlineData("250-STARTTLS", "Syntax: STARTTLS")]
    [InlineData("250-PIPELINING", "Nothing to type: it takes effect by itself.")]
    public void A_keyword_says_what_may_be_typed_because_of_it(string reply, string expected) =>
        Assert.Contains(expected, Explain(SmtpVerb.Ehlo, reply, position: ReplyPosition.Middle).Remedies);

    [Theory]
    [InlineData("250-X-EXPS GSSAPI NTLM", "not for typing by hand")]
    [InlineData("250-XSHADOW", "not for typing by hand")]
    [InlineData("250-AUTH=LOGIN", "older than the standard")]
    [InlineData("250-XXXXXXXA", "firewall between here and the server")]
    public void Private_old_and_overwritten_keywords_are_called_out(string reply, string expected) =>
        Assert.Contains(Explain(SmtpVerb.Ehlo, reply, position: ReplyPosition.Middle).Remarks, r => r.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void What_changed_with_tls_stands_at_the_end_of_the_second_ehlo()
    {
        var state = new DialogueState
        {
            Tls = true,
            CapabilitiesBeforeTls = Offer("SIZE 100", "STARTTLS", "AUTH NTLM"),
            Capabilities = Offer("SIZE 100", "AUTH NTLM LOGIN", "SMTPUTF8"),
        };
        var remarks = Explain(SmtpVerb.Ehlo, "250 SMTPUTF8", state, ReplyPosition.Last).Remarks;
        Assert.Contains("Offered only under TLS: SMTPUTF8.", remarks);
        Assert.Contains("No longer offered under TLS: STARTTLS.", remarks);
        Assert.Contains("Changed under TLS: AUTH NTLM → AUTH NTLM LOGIN.", remarks);
        var same = state with { CapabilitiesBeforeTls = state.Capabilities };
        Assert.Contains("The same extensions as before TLS.", Explain(SmtpVerb.Ehlo, "250 SMTPUTF8", same, ReplyPosition.Last).Remarks);
    }

    [Fact]
    public void Recipients_so_far_are_counted()
    {
        var some = new DialogueState { Recipients = [new("a@b.example", 250, default), new("c@d.example", 550, new(5, 1, 1)), new("e@f.example", 0, default)] };
        Assert.Contains("Recipients accepted so far: 1 of 2.", Explain(SmtpVerb.Rcpt, "550 5.1.1 User unknown", some).Remarks);
        var none = new DialogueState { Recipients = [new("c@d.example", 550, new(5, 1, 1))] };
        Assert.Contains(Explain(SmtpVerb.Rcpt, "550 5.1.1 User unknown", none).Remarks, r => r.StartsWith("No recipient is accepted", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_oddity_is_put_into_words()
    {
        foreach (var oddity in Enum.GetValues<LineOddities>().Where(o => o != LineOddities.None))
            Assert.True(Explain(SmtpVerb.Noop, "250 OK", oddities: oddity).Remarks.Count > 0, oddity.ToString());
    }

    [Fact]
    public void An_ambiguous_end_of_the_message_is_named_as_smuggling()
    {
        var line = new DialogueLine(Speaker.Content, SmtpVerb.None, 0, default, ReplyPosition.None, LineOddities.AmbiguousEnd | LineOddities.BareLf, 0, 0);
        Assert.Contains(English.Explain(line, "."u8, null).Remarks, r => r.Contains("SMTP smuggling", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SmtpVerb.Connect, "220 2.0.0 mail1.fabrikam.com", "has no place in a greeting")]
    [InlineData(SmtpVerb.Rcpt, "550 4.1.1 odd", "4.1.1 does not fit 550")]
    [InlineData(SmtpVerb.Rcpt, "550 5.7.99 odd", "5.7.99 is in no registry")]
    [InlineData(SmtpVerb.Rcpt, "354 odd", "do not list 354 after RCPT")]
    public void What_the_RFCs_do_not_foresee_is_remarked(SmtpVerb after, string reply, string expected) =>
        Assert.Contains(Explain(after, reply).Remarks, r => r.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(SmtpVerb.Rcpt, "550 5.1.1 User unknown", ActingParty.Sender, RetryAdvice.No)]
    [InlineData(SmtpVerb.Rcpt, "450 4.2.0 Greylisted", ActingParty.Sender, RetryAdvice.Minutes)]
    [InlineData(SmtpVerb.Rcpt, "452 4.2.2 Mailbox full", ActingParty.Receiver, RetryAdvice.NextDay)]
    [InlineData(SmtpVerb.Mail, "501 5.1.7 Bad sender address syntax", ActingParty.Sender, RetryAdvice.AfterChange)]
    [InlineData(SmtpVerb.Mail, "451 4.3.0 something", ActingParty.Receiver, RetryAdvice.Later)]
    [InlineData(SmtpVerb.Rcpt, "451 4.4.1 something", ActingParty.Network, RetryAdvice.Later)]
    [InlineData(SmtpVerb.Rcpt, "250 2.1.5 Ok", ActingParty.Nobody, RetryAdvice.NotNeeded)]
    public void Who_must_act_and_when_to_try_again(SmtpVerb after, string reply, ActingParty acts, RetryAdvice retry)
    {
        var explained = Explain(after, reply);
        Assert.Equal(acts, explained.Acts);
        Assert.Equal(retry, explained.Retry);
    }

    [Theory]
    [InlineData(SmtpVerb.Rcpt, "550 x", true)]
    [InlineData(SmtpVerb.Rcpt, "421 x", true)]
    [InlineData(SmtpVerb.Rcpt, "530 x", true)]
    [InlineData(SmtpVerb.Rcpt, "221 x", false)]
    [InlineData(SmtpVerb.Data, "250 x", false)]
    [InlineData(SmtpVerb.DataEnd, "550 x", true)]
    [InlineData(SmtpVerb.None, "550 x", null)]
    [InlineData(SmtpVerb.Unknown, "500 x", null)]
    public void Whether_a_code_is_allowed_after_a_command(SmtpVerb after, string reply, bool? expected) => Assert.Equal(expected, Explain(after, reply).Expected);

    [Fact]
    public void The_middle_of_a_long_reply_goes_on_unless_its_words_are_known()
    {
        static string Annotate(string reply, ReplyPosition position) =>
            English.Annotate(ReplyDecoderTests.Line(SmtpVerb.DataEnd, reply, position), Encoding.UTF8.GetBytes(reply));
        Assert.Equal("550 5.7.1 taken for spam", Annotate("550-5.7.1 this message is likely unsolicited mail.", ReplyPosition.First));
        Assert.Equal("550 (continued)", Annotate("550-5.7.1 To reduce the amount of spam", ReplyPosition.Middle));
        Assert.Equal("550 (continued)", Annotate("550 5.7.1 see https://support.google.com - gsmtp", ReplyPosition.Last));
    }

    [Fact]
    public void Long_lines_and_full_caches_do_no_harm()
    {
        var line = ReplyDecoderTests.Line(SmtpVerb.Mail, "250 ok");
        Assert.Equal("250 sender accepted", English.Annotate(line, Encoding.ASCII.GetBytes("250 " + new string('x', 100_000))));
        var decoder = new ReplyDecoder(new Catalogue(), Language.English);
        for (var i = 0; i < 2 * ReplyDecoder.CacheLimit + 1; i++)
            Assert.Equal("250 sender accepted", decoder.Annotate(line, Encoding.ASCII.GetBytes($"250 {i}")));
        Assert.InRange(decoder.Kept, 1, ReplyDecoder.CacheLimit);
    }
}
