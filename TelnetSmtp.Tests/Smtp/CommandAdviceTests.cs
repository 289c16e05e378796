// What is said of a line before Enter, as a table: where the dialogue stands, what is typed, what is remarked, what the server will likely answer.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class CommandAdviceTests
{
    private static readonly Catalogue Catalogue = new();
    private static readonly CommandAdvice English = new(Catalogue, Language.English);

    private static EhloCapabilities Offer(params string[] lines) =>
        new([.. lines.Select(l => new EhloKeyword(l.Split(' ')[0], string.Join(' ', l.Split(' ')[1..])))]);

    private static readonly EhloCapabilities Full = Offer("SIZE 1000000", "PIPELINING", "DSN", "STARTTLS", "AUTH LOGIN NTLM", "8BITMIME", "CHUNKING");

    private static DialogueState State(string where) => where switch
    {
        "connected" => DialogueState.Initial,
        "greeted" => new() { Phase = DialoguePhase.Hello },
        "helo" => new() { Phase = DialoguePhase.Ready },
        "ready" => new() { Phase = DialoguePhase.Ready, Capabilities = Full },
        "bare" => new() { Phase = DialoguePhase.Ready, Capabilities = Offer("SIZE") },
        "gmail" => new() { Phase = DialoguePhase.Ready, Capabilities = Full, Software = "Gmail" },
        "tls" => new() { Phase = DialoguePhase.Ready, Tls = true, Capabilities = Offer("AUTH LOGIN PLAIN"), CapabilitiesBeforeTls = Full },
        "signed in" => new() { Phase = DialoguePhase.Ready, Authenticated = true, Capabilities = Full },
        "sender" => new() { Phase = DialoguePhase.Sender, Capabilities = Full, ReversePath = "chris@contoso.com" },
        "recipient" => new() { Phase = DialoguePhase.Recipients, Capabilities = Full, ReversePath = "chris@contoso.com", Recipients = [new("kate@fabrikam.com", 250, default)] },
        "refused" => new() { Phase = DialoguePhase.Sender, Capabilities = Full, ReversePath = "chris@contoso.com", Recipients = [new("kate@fabrikam.com", 550, default)] },
        "waiting" => new() { Phase = DialoguePhase.Ready, Capabilities = Offer("SIZE"), Unanswered = [SmtpVerb.Mail] },
        "pipelining" => new() { Phase = DialoguePhase.Ready, Capabilities = Full, Unanswered = [SmtpVerb.Mail] },
        "pipelined DATA" => new() { Phase = DialoguePhase.Recipients, Capabilities = Full, ReversePath = "a@b.example", Recipients = [new("x@y.example", 250, default)], Unanswered = [SmtpVerb.Data] },
        "over" => new() { Phase = DialoguePhase.Closing, Capabilities = Full },
        _ => throw new ArgumentOutOfRangeException(nameof(where), where, "no such state"),
    };

    [Theory]
    // order
    [InlineData("connected", "EHLO contoso.com", "has not greeted", "554")]
    [InlineData("greeted", "EHLO contoso.com", null, "250 greeting; extensions follow")]
    [InlineData("greeted", "HELO contoso.com", "HELO switches all extensions off", "250")]
    [InlineData("greeted", "MAIL FROM:<chris@contoso.com>", "EHLO has to come first", "503")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com>", null, "250 sender accepted")]
    [InlineData("sender", "MAIL FROM:<chris@contoso.com>", "already open", "503")]
    [InlineData("ready", "RCPT TO:<kate@fabrikam.com>", "MAIL FROM has to come first", "503")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam.com>", null, "250 recipient accepted")]
    [InlineData("recipient", "RCPT TO:<KATE@fabrikam.com>", "already given", "250")]
    [InlineData("ready", "DATA", "MAIL FROM has to come first", "503")]
    [InlineData("sender", "DATA", "No recipient has been accepted", "503")]
    [InlineData("refused", "DATA", "No recipient has been accepted", "503")]
    [InlineData("recipient", "DATA", null, "354")]
    [InlineData("recipient", "DATA now", "takes no argument", "501")]
    [InlineData("recipient", "QUIT", "dropped unsent", "221")]
    [InlineData("recipient", "EHLO contoso.com", "clears the open transaction", "250")]
    [InlineData("recipient", "AUTH LOGIN", "while a transaction is open", "503")]
    [InlineData("signed in", "AUTH LOGIN", "already signed in", "503")]
    [InlineData("tls", "STARTTLS", "encrypted already", "503")]
    [InlineData("bare", "STARTTLS", "STARTTLS was not offered", "502")]
    [InlineData("bare", "BDAT 5 LAST", "CHUNKING was not offered", "502")]
    [InlineData("waiting", "RCPT TO:<kate@fabrikam.com>", "reply to MAIL has not come yet", "250")]
    [InlineData("pipelining", "RCPT TO:<kate@fabrikam.com>", null, "250")]
    [InlineData("pipelined DATA", "QUIT", "DATA has to be the last of a group", "221")]
    [InlineData("over", "NOOP", "session is over", "250")]
    // the verb
    [InlineData("ready", "ELHO contoso.com", "No such command. EHLO?", "500")]
    [InlineData("ready", "RCTP TO:<a@b.example>", "No such command. RCPT?", "500")]
    [InlineData("ready", "GET / HTTP/1.1", "No such command", "500")]
    [InlineData("ready", " NOOP", "first column", "500")]
    [InlineData("ready", "NO\bOOP", "control character", "500")]
    // names
    [InlineData("greeted", "EHLO", "name of this host is missing", "501")]
    [InlineData("greeted", "EHLO my_host.contoso.com", "may not have _", "501")]
    [InlineData("greeted", "EHLO my host", "letters, digits, hyphens", "501")]
    [InlineData("greeted", "EHLO mail", "full name", "250")]
    [InlineData("greeted", "EHLO 192.0.2.5", "[192.0.2.5]", "501")]
    [InlineData("greeted", "EHLO [192.0.2.5]", null, "250")]
    [InlineData("greeted", "EHLO [2001:db8::1]", "[IPv6:2001:db8::1]", "501")]
    [InlineData("greeted", "EHLO [IPv6:2001:db8::1]", null, "250")]
    // paths
    [InlineData("ready", "MAIL FROM: chris@contoso.com", "No space after the colon", "250")]
    [InlineData("gmail", "MAIL FROM: <chris@contoso.com>", "No space after the colon", "555")]
    [InlineData("ready", "MAIL FROM: chris@contoso.com", "angle brackets", "250")]
    [InlineData("ready", "MAIL FROM:chris@contoso.com", "angle brackets", "250")]
    [InlineData("gmail", "MAIL FROM:chris@contoso.com", "angle brackets", "555")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com", "closing >", "501")]
    [InlineData("ready", "MAIL FROM:", "address follows in angle brackets", "501")]
    [InlineData("ready", "MAIL <chris@contoso.com>", "FROM: belongs in front", "501")]
    [InlineData("ready", "MAIL FROM <chris@contoso.com>", "colon belongs behind FROM", "501")]
    [InlineData("ready", "MAIL FROM :<chris@contoso.com>", "before the colon", "501")]
    [InlineData("ready", "MAIL FROM:<>", "empty sender", "250")]
    [InlineData("sender", "RCPT TO:<>", "may not be empty", "501")]
    [InlineData("sender", "RCPT TO:<kate>", "has no domain", "250")]
    [InlineData("sender", "RCPT TO:<Postmaster>", null, "250")]
    [InlineData("sender", "RCPT TO:<kate@fab_rikam.com>", "may not have _", "250")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam..com>", "empty part", "501")]
    [InlineData("sender", "RCPT TO:<ka te@fabrikam.com>", "no spaces", "501")]
    [InlineData("sender", "RCPT TO:<\"ka te\"@fabrikam.com>", null, "250")]
    [InlineData("sender", "RCPT TO:<@hop.example:kate@fabrikam.com>", "Source routes", "250")]
    [InlineData("ready", "MAIL FROM:<jürgen@contoso.com>", "did not offer SMTPUTF8", "553")]
    // parameters
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> SIZE=123", null, "250")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> SIZE=2000000", "at most 976.6 KiB", "552")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> SIZE=big", "big is not a value of SIZE", "501")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> FOO=1", "FOO is no parameter", "555")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> NOTIFY=NEVER", "NOTIFY belongs to RCPT", "555")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> SMTPUTF8", "SMTPUTF8 needs SMTPUTF8, which the EHLO reply did not offer", "555")]
    [InlineData("bare", "MAIL FROM:<chris@contoso.com> RET=HDRS", "RET needs DSN", "555")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> BODY=BINARYMIME", "BODY=BINARYMIME needs BINARYMIME", "555")]
    [InlineData("helo", "MAIL FROM:<chris@contoso.com> SIZE=123", "After HELO no parameter", "555")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> RET=HALF", "HALF is not a value of RET", "501")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> RET=HD", null, "250")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> RET=HDRS RET=FULL", "RET stands there twice", "501")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> SIZE=", "SIZE needs a value", "501")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> ENVID=a=b", "ENVID is xtext", "501")]
    [InlineData("ready", "MAIL FROM:<chris@contoso.com> ENVID=a+3Db", null, "250")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam.com> NOTIFY=success,failure", null, "250")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam.com> NOTIFY=NEVER,DELAY", "NEVER stands alone", "501")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam.com> NOTIFY=OFTEN", "OFTEN is not a value", "501")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam.com> ORCPT=kate@fabrikam.com", "ORCPT=rfc822;address", "501")]
    [InlineData("sender", "RCPT TO:<kate@fabrikam.com> ORCPT=rfc822;kate+2Bx@fabrikam.com", null, "250")]
    // AUTH and BDAT
    [InlineData("ready", "AUTH", "Name a mechanism: LOGIN, NTLM", "501")]
    [InlineData("ready", "AUTH PLAIN", "PLAIN was not offered; offered are: LOGIN, NTLM", "504")]
    [InlineData("ready", "AUTH LOGIN", "STARTTLS first", "334")]
    [InlineData("tls", "AUTH LOGIN", null, "334")]
    [InlineData("ready", "AUTH NTLM", "cannot be typed by hand", "334")]
    [InlineData("ready", "AUTH LO", null, "334")]
    [InlineData("tls", "AUTH PLAIN not-base64!", "has to be Base64", "501")]
    [InlineData("tls", "AUTH PLAIN ********", null, "334")]
    [InlineData("recipient", "BDAT 86 LAST", "Exactly 86 octets", "250")]
    [InlineData("recipient", "BDAT", "number of octets follows", "501")]
    public void A_command_is_advised_before_it_is_sent(string where, string typed, string? remark, string answer)
    {
        var advice = English.For(typed, State(where), Speaker.Client);
        Assert.NotNull(advice);
        if (remark is null)
            Assert.Empty(advice.Remarks);
        else
            Assert.Contains(advice.Remarks, r => r.Contains(remark, StringComparison.Ordinal));
        Assert.StartsWith(answer, advice.LikelyAnswer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MA", "MAIL")]
    [InlineData("E", "EHLO  EXPN  ETRN")]
    [InlineData("start", "STARTTLS")]
    public void A_verb_that_is_being_typed_is_completed_and_not_blamed(string typed, string expected)
    {
        var advice = English.For(typed, State("ready") with { Next = [SmtpVerb.Ehlo] }, Speaker.Client)!;
        Assert.Equal(expected, advice.Syntax);
        Assert.Empty(advice.Remarks);
    }

    [Theory]
    [InlineData("ready", "MAIL", "[MAIL] FROM:<sender@domain> [parameters]")]
    [InlineData("ready", "MAIL ", "MAIL [FROM:<sender@domain>] [parameters]")]
    [InlineData("ready", "MAIL FROM:<ch", "MAIL [FROM:<sender@domain>] [parameters]")]
    [InlineData("ready", "MAIL FROM:<a@b.example> ", "MAIL FROM:<sender@domain> [[parameters]]")]
    [InlineData("ready", "MAIL FROM:<a@b.example> RET=", "MAIL FROM:<sender@domain> [RET=FULL or RET=HDRS]")]
    [InlineData("sender", "RCPT TO:<a@b.example> NOTIFY", "RCPT TO:<recipient@domain> [NOTIFY=NEVER or NOTIFY=SUCCESS,FAILURE,DELAY]")]
    [InlineData("ready", "AUTH LOG", "AUTH [mechanism] [initial-response]")]
    [InlineData("ready", "AUTH LOGIN ", "AUTH mechanism [[initial-response]]")]
    [InlineData("ready", "BDAT 5 ", "BDAT octets [[LAST]]")]
    [InlineData("ready", "DATA", "[DATA]")]
    public void The_part_being_typed_is_marked_in_the_syntax(string where, string typed, string marked)
    {
        var advice = English.For(typed, State(where), Speaker.Client)!;
        Assert.Equal(marked, advice.Syntax.Insert(advice.MarkStart + advice.MarkLength, "]").Insert(advice.MarkStart, "["));
    }

    [Theory]
    [InlineData("", "Subject: Test", null)]
    [InlineData("", "Sub", null)]
    [InlineData("", "Hello Kate,", "empty line has to stand between")]
    [InlineData("Subject: Test", " goes on", null)]
    [InlineData("Subject: Test", "Hello Kate,", "empty line has to stand between")]
    [InlineData("Subject: Test|", "Hello Kate,", null)]
    [InlineData("Subject: Test", "Bcc: boss@contoso.com", "not hidden")]
    [InlineData("Subject: Test", "Subject: Again", "only once")]
    [InlineData("", "Subject : Test", "before the colon")]
    [InlineData("Subject: Test", "", "Missing: From:, Date:")]
    [InlineData("From: a@b.example|Date: today", "", null)]
    [InlineData("Subject: Test||", "", null)]
    [InlineData("", ".", "empty message")]
    [InlineData("Subject: Test", ".", "before its text")]
    [InlineData("Subject: Test||Hello", ".", "ends the message and sends it")]
    [InlineData("Subject: Test||", ".htaccess", "second one in front")]
    [InlineData("Subject: Test||", "..htaccess", null)]
    [InlineData("Subject: Test||", "QUIT", "QUIT is a command only after")]
    [InlineData("Subject: Test||", "MAIL FROM:<a@b.example>", "MAIL is a command only after")]
    [InlineData("Subject: Test||", "quit smoking", null)]
    [InlineData("Subject: Test||", "Grüße", "BODY=8BITMIME")]
    public void A_line_of_the_message_is_advised(string before, string typed, string? remark)
    {
        var message = MessageSoFar.Start;
        if (before.Length > 0)
            foreach (var line in before.Split('|'))
                message = message.After(line);
        var advice = English.For(typed, State("recipient") with { Phase = DialoguePhase.Content }, Speaker.Content, message);
        if (remark is null)
            Assert.Null(advice);
        else
            Assert.Contains(advice!.Remarks, r => r.Contains(remark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(998, false)]
    [InlineData(999, true)]
    public void A_text_line_may_have_998_octets(int length, bool tooLong)
    {
        var advice = English.For(new string('x', length), State("recipient"), Speaker.Content, MessageSoFar.Start.After(""));
        Assert.Equal(tooLong, advice is not null);
    }

    [Theory]
    [InlineData(510, false)]
    [InlineData(511, true)]
    public void A_command_line_may_have_512_octets_with_its_end(int length, bool tooLong)
    {
        var advice = English.For("NOOP " + new string('x', length - 5), State("ready"), Speaker.Client)!;
        Assert.Equal(tooLong, advice.Remarks.Count > 0);
    }

    [Fact]
    public void Nothing_typed_needs_no_advice_and_a_credential_gets_but_a_hint()
    {
        Assert.Null(English.For("", State("ready"), Speaker.Client));
        Assert.Null(English.For("", State("ready"), Speaker.Server));
        var credential = English.For("********", State("ready") with { Phase = DialoguePhase.Authenticating }, Speaker.Credential)!;
        Assert.Contains("Base64 is expected", Assert.Single(credential.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_typed_wherever_advice_never_fails()
    {
        CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.String, CsCheck.Gen.Int[0, 4]), (typed, speaker) =>
        {
            foreach (var where in new[] { "connected", "greeted", "ready", "recipient" })
                foreach (var text in new[] { typed, "MAIL FROM:" + typed, "RCPT TO:<" + typed, "EHLO " + typed, "AUTH " + typed, "BDAT " + typed })
                    if (English.For(text, State(where), (Speaker)speaker, MessageSoFar.Start) is { } advice)
                        Assert.InRange(advice.MarkStart + advice.MarkLength, 0, advice.Syntax.Length);
        }, iter: 500);
    }
}
