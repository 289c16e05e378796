// The state beside the dialogue: phase, what waits, who speaks, what was offered, envelope, what may come next.
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class DialogueStateTests
{
    private readonly SmtpDialogue _dialogue = new();
    private DateTimeOffset _now = Transcript.Start;

    [Fact]
    public void A_session_goes_through_its_phases()
    {
        _dialogue.Connected(_now);
        Is(DialoguePhase.Greeting);
        S("220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready");
        Is(DialoguePhase.Hello, SmtpVerb.Ehlo, SmtpVerb.Helo, SmtpVerb.Quit);
        Assert.Equal(("mail1.fabrikam.com", "Microsoft Exchange"), (_dialogue.State.ServerName, _dialogue.State.Software));
        C("EHLO contoso.com");
        Assert.Equal([SmtpVerb.Ehlo], _dialogue.State.Unanswered);
        S("250-mail1.fabrikam.com Hello", "250-SIZE 37748736", "250-STARTTLS", "250-AUTH=LOGIN", "250-auth NTLM  LOGIN ", "250 CHUNKING");
        Assert.Empty(_dialogue.State.Unanswered);
        Assert.Equal([("SIZE", "37748736"), ("STARTTLS", ""), ("AUTH", "LOGIN"), ("AUTH", "NTLM  LOGIN"), ("CHUNKING", "")],
            _dialogue.State.Capabilities!.Keywords.Select(k => (k.Keyword, k.Parameters)));
        Is(DialoguePhase.Ready, SmtpVerb.Mail, SmtpVerb.StartTls, SmtpVerb.Auth, SmtpVerb.Quit);
        C("MAIL FROM: chris@contoso.com");
        Is(DialoguePhase.Ready, SmtpVerb.Mail, SmtpVerb.StartTls, SmtpVerb.Auth, SmtpVerb.Quit);
        Assert.Null(_dialogue.State.ReversePath);
        S("250 2.1.0 Sender OK");
        Is(DialoguePhase.Sender, SmtpVerb.Rcpt, SmtpVerb.Rset, SmtpVerb.Quit);
        Assert.Equal("chris@contoso.com", _dialogue.State.ReversePath);
        C("RCPT TO:<nobody@fabrikam.com>");
        Assert.Equal([new Recipient("nobody@fabrikam.com", 0, default)], _dialogue.State.Recipients);
        S("550 5.1.1 User unknown");
        Is(DialoguePhase.Sender, SmtpVerb.Rcpt, SmtpVerb.Rset, SmtpVerb.Quit);
        C("RCPT TO:<kate@fabrikam.com>");
        S("250 2.1.5 Recipient OK");
        Is(DialoguePhase.Recipients, SmtpVerb.Data, SmtpVerb.Rcpt, SmtpVerb.Bdat, SmtpVerb.Rset, SmtpVerb.Quit);
        Assert.Equal([new Recipient("nobody@fabrikam.com", 550, new EnhancedStatus(5, 1, 1)), new Recipient("kate@fabrikam.com", 250, new EnhancedStatus(2, 1, 5))],
            _dialogue.State.Recipients);
        C("DATA");
        S("354 go");
        Is(DialoguePhase.Content, SmtpVerb.DataEnd);
        C("hello", ".");
        Is(DialoguePhase.Recipients);
        S("250 2.6.0 <x@y> [InternalId=42, Hostname=h] Queued mail for delivery");
        Is(DialoguePhase.Ready, SmtpVerb.Quit, SmtpVerb.Mail, SmtpVerb.StartTls, SmtpVerb.Auth);
        Assert.Equal("42", _dialogue.State.QueueId);
        Assert.Null(_dialogue.State.ReversePath);
        Assert.Empty(_dialogue.State.Recipients);
        C("QUIT");
        S("221 bye");
        Is(DialoguePhase.Closing);
        _dialogue.Closed(_now);
        Is(DialoguePhase.Closing);
    }

    [Theory]
    [InlineData("RSET")]
    [InlineData("EHLO contoso.test")]
    [InlineData("HELO contoso.test")]
    public void What_clears_the_transaction_clears_it_only_when_taken(string command)
    {
        Hello();
        C("MAIL FROM:<a@b.test>");
        S("250 ok");
        C("RCPT TO:<c@d.test>");
        S("250 ok");
        C(command);
        S("501 no");
        Is(DialoguePhase.Recipients);
        Assert.Single(_dialogue.State.Recipients);
        C(command);
        S("250 ok");
        Is(DialoguePhase.Ready);
        Assert.Empty(_dialogue.State.Recipients);
        Assert.Null(_dialogue.State.ReversePath);
        Assert.Equal(command.StartsWith("HELO", StringComparison.Ordinal), _dialogue.State.Capabilities is null);
    }

    [Fact]
    public void Tls_forgets_all_but_what_was_offered_before()
    {
        Hello("STARTTLS", "PIPELINING");
        C("STARTTLS");
        S("220 2.0.0 go");
        Is(DialoguePhase.TlsHandshake);
        Assert.Null(_dialogue.State.CapabilitiesBeforeTls);
        _dialogue.TlsStarted(_now);
        Is(DialoguePhase.Hello, SmtpVerb.Ehlo, SmtpVerb.Helo, SmtpVerb.Quit);
        Assert.True(_dialogue.State.Tls);
        Assert.Null(_dialogue.State.Capabilities);
        Assert.True(_dialogue.State.CapabilitiesBeforeTls!.Offers("starttls"));
        C("EHLO contoso.test");
        S("250-mx.test", "250 AUTH PLAIN");
        Assert.False(_dialogue.State.Capabilities!.Offers("STARTTLS"));
        Is(DialoguePhase.Ready, SmtpVerb.Mail, SmtpVerb.Auth, SmtpVerb.Quit);
    }

    [Fact]
    public void A_refused_STARTTLS_changes_nothing()
    {
        Hello("STARTTLS");
        C("STARTTLS");
        S("454 4.7.0 not now");
        Is(DialoguePhase.Ready, SmtpVerb.Mail, SmtpVerb.StartTls, SmtpVerb.Quit);
        Assert.False(_dialogue.State.Tls);
    }

    [Fact]
    public void Implicit_tls_keeps_the_greeting_due()
    {
        _dialogue.Connected(_now);
        _dialogue.TlsStarted(_now);
        Is(DialoguePhase.Greeting);
        S("220 mx.test ESMTP");
        Is(DialoguePhase.Hello, SmtpVerb.Ehlo, SmtpVerb.Helo, SmtpVerb.Quit);
        Assert.True(_dialogue.State.Tls);
    }

    [Fact]
    public void The_line_being_typed_is_known()
    {
        Hello("AUTH LOGIN PLAIN", "CHUNKING");
        Awaits(Speaker.Client);
        C("AUTH LOGIN");
        Awaits(Speaker.Credential);
        S("334 VXNlcm5hbWU6");
        Is(DialoguePhase.Authenticating, SmtpVerb.Auth);
        Awaits(Speaker.Credential);
        C("Y2hyaXM=");
        Awaits(Speaker.Credential);
        S("334 UGFzc3dvcmQ6");
        C("c2VjcmV0");
        Awaits(Speaker.Client);
        S("235 2.7.0 ok");
        Assert.True(_dialogue.State.Authenticated);
        C("AUTH PLAIN AGEAYg==");
        Awaits(Speaker.Client);
        S("503 5.5.1 already");
        C("AUTH XOAUTH2 dXNlcj1h");
        S("334 eyJzdGF0dXMiOiI0MDAifQ==");
        Awaits(Speaker.Credential);
        C("");
        S("535 5.7.8 no");
        Awaits(Speaker.Client);
        C("DATA");
        Awaits(Speaker.Content);
        S("503 5.5.1 no MAIL");
        Awaits(Speaker.Client);
        C("MAIL FROM:<a@b.test>");
        S("250 ok");
        C("BDAT 10");
        Awaits(Speaker.Content);
        Assert.Equal(10, _dialogue.ContentOctetsDue);
        Is(DialoguePhase.Content);
        C("12345");
        Assert.Equal(3, _dialogue.ContentOctetsDue);
        _dialogue.ClientLine(_now, "678"u8, LineEnding.None);
        Assert.Equal(0, _dialogue.ContentOctetsDue);
        Awaits(Speaker.Client);
    }

    [Fact]
    public void A_refused_chunk_leaves_only_RSET()
    {
        Hello("CHUNKING");
        C("MAIL FROM:<a@b.test>");
        S("250 ok");
        C("RCPT TO:<c@d.test>");
        S("250 ok");
        C("BDAT 3");
        C("1");
        S("250 3 octets");
        Is(DialoguePhase.Recipients, SmtpVerb.Bdat, SmtpVerb.Rset, SmtpVerb.Quit);
        C("BDAT 3");
        C("2");
        S("452 4.3.1 no room");
        Is(DialoguePhase.Recipients, SmtpVerb.Rset, SmtpVerb.Quit);
        C("RSET");
        S("250 ok");
        Is(DialoguePhase.Ready, SmtpVerb.Mail, SmtpVerb.Quit);
    }

    [Theory]
    [InlineData("CHUNKING", "502 5.5.1 not implemented", 0)]
    [InlineData("CHUNKING", "503 5.5.1 no MAIL", 10)]
    [InlineData("SIZE", "503 5.5.1 not offered", 0)]
    [InlineData("SIZE", "452 4.3.1 no room", 10)]
    public void A_refused_chunk_is_swallowed_only_by_a_server_that_knows_chunks(string offered, string reply, long due)
    {
        Hello(offered);
        C("BDAT 10");
        S(reply);
        Assert.Equal(due, _dialogue.ContentOctetsDue);
    }

    [Fact]
    public void Lmtp_asks_for_LHLO()
    {
        _dialogue.Connected(_now);
        S("220 mx.test LMTP ready");
        Is(DialoguePhase.Hello, SmtpVerb.Lhlo, SmtpVerb.Quit);
    }

    [Fact]
    public void A_refusing_greeting_leaves_only_QUIT()
    {
        _dialogue.Connected(_now);
        S("554 5.7.1 no");
        Is(DialoguePhase.Closing, SmtpVerb.Quit);
    }

    [Fact]
    public void A_server_that_goes_on_after_421_is_still_there()
    {
        Hello();
        C("MAIL FROM:<a@b.test>");
        S("421 4.7.0 try again later");
        Is(DialoguePhase.Closing);
        C("MAIL FROM:<a@b.test>");
        S("250 ok");
        Is(DialoguePhase.Sender, SmtpVerb.Rcpt, SmtpVerb.Rset, SmtpVerb.Quit);
    }

    [Fact]
    public void A_new_connection_starts_from_nothing()
    {
        Hello("STARTTLS");
        C("MAIL FROM:<a@b.test>");
        S("250 ok");
        _dialogue.Closed(_now);
        _dialogue.Connected(_now);
        var state = _dialogue.State;
        Assert.Equal((DialoguePhase.Greeting, "", null, null, null), (state.Phase, state.ServerName, state.Software, state.Capabilities, state.ReversePath));
        Assert.Equal([SmtpVerb.Connect], state.Unanswered);
    }

    [Theory]
    [InlineData("220 mx.test ESMTP Postfix (Debian)", "Postfix")]
    [InlineData("220 mx.test ESMTP Exim 4.98 Tue", "Exim")]
    [InlineData("220 mx.google.com ESMTP abc - gsmtp", "Gmail")]
    [InlineData("220 mx.test ESMTP Sendmail 8.18.1", "Sendmail")]
    [InlineData("220 mx.test ESMTP OpenSMTPD", "OpenSMTPD")]
    [InlineData("220 AM6EUR05FT046.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at", "Exchange Online")]
    [InlineData("220 mx.test Microsoft ESMTP MAIL Service, Version: 6.0.3790 ready", "IIS SMTP")]
    [InlineData("220 **************************", "Cisco firewall")]
    [InlineData("220 mx.test ESMTP ready", null)]
    public void Software_is_named_from_the_greeting(string greeting, string? name)
    {
        _dialogue.Connected(_now);
        S(greeting);
        Assert.Equal(name, _dialogue.State.Software);
    }

    [Theory]
    [InlineData("X-ANONYMOUSTLS", "Microsoft Exchange")]
    [InlineData("X_PIPE_CONNECT", "Exim")]
    [InlineData("SIZE", null)]
    public void Software_is_named_from_keywords_where_the_greeting_is_mute(string keyword, string? name)
    {
        Hello(keyword);
        Assert.Equal(name, _dialogue.State.Software);
    }

    [Theory]
    [InlineData("2.0.0 Ok: queued as 4XyZ1234", "4XyZ1234")]
    [InlineData("OK id=1tFabc-00000001abc-2xYz", "1tFabc-00000001abc-2xYz")]
    [InlineData("2.6.0 <a@b> [InternalId=5111011082268, Hostname=h] Queued mail for delivery", "5111011082268")]
    [InlineData("2.0.0 4AOA0abc001234 Message accepted for delivery", "4AOA0abc001234")]
    [InlineData("2.0.0 OK  1732442400 d9443c01a7336-21 - gsmtp", "d9443c01a7336-21")]
    [InlineData("2.0.0 <kate@fabrikam.test> 3q2+7w Saved", "3q2+7w")]
    [InlineData("ok 1732442400 qp 12345", "12345")]
    [InlineData("2.0.0 Ok", null)]
    [InlineData("queued as ", null)]
    public void Queue_ids_are_found(string words, string? id) => Assert.Equal(id, ServerSoftware.QueueId(Encoding.ASCII.GetBytes(words)));

    [Fact]
    public void A_queue_id_longer_than_the_cap_is_none()
    {
        Assert.Equal(new string('x', ServerSoftware.MaxQueueId), ServerSoftware.QueueId(Encoding.ASCII.GetBytes("queued as " + new string('x', ServerSoftware.MaxQueueId))));
        Assert.Null(ServerSoftware.QueueId(Encoding.ASCII.GetBytes("queued as " + new string('x', ServerSoftware.MaxQueueId + 1))));
    }

    [Fact]
    public void Lines_that_change_nothing_leave_the_state_object_as_it_is()
    {
        Hello();
        var state = _dialogue.State;
        S("250 nobody asked", "no reply at all", "250-nor this", "250 end");
        Assert.Same(state, _dialogue.State);
        C("DATA");
        S("354 go");
        state = _dialogue.State;
        C("hello", "550 not a reply");
        Assert.Same(state, _dialogue.State);
    }

    private void Hello(params string[] keywords)
    {
        _dialogue.Connected(_now);
        S("220 mx.test ESMTP");
        C("EHLO contoso.test");
        S([.. keywords.Select(k => "250-" + k).Prepend("250-mx.test"), "250 HELP"]);
    }

    private void Is(DialoguePhase phase, params SmtpVerb[] next)
    {
        Assert.Equal(phase, _dialogue.State.Phase);
        if (next.Length > 0 || phase is DialoguePhase.Closing)
            Assert.Equal(next, _dialogue.State.Next);
    }

    private void Awaits(Speaker speaker) => Assert.Equal(speaker, _dialogue.Awaited);

    private void S(params string[] lines)
    {
        foreach (var line in lines)
            _dialogue.ServerLine(_now = _now.AddSeconds(1), Encoding.UTF8.GetBytes(line), LineEnding.CrLf);
    }

    private void C(params string[] lines)
    {
        foreach (var line in lines)
            _dialogue.ClientLine(_now = _now.AddSeconds(1), Encoding.UTF8.GetBytes(line), LineEnding.CrLf);
    }
}
