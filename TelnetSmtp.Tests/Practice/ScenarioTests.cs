// Each built-in scenario is driven through: its fault is seen, and its cure.
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class ScenarioTests
{
    private const string Rcpt = "RCPT TO:<kate@fabrikam.com>", Mail = "MAIL FROM:<chris@contoso.com>";

    /// <summary>The scenarios that a test below drives. A new one without its test fails here.</summary>
    private static readonly string[] Driven =
    [
        "exchange", "busy", "careless", "dropped", "exim", "expired-certificate", "flaky", "full-mailbox", "gmail", "greylisting", "no-esmtp", "no-mail",
        "not-authenticated", "odd-replies", "oversized", "postfix", "rate-limit", "sendmail", "shutdown", "strict", "submission", "tarpit", "tls-breaks",
        "tls-required", "tls-unavailable",
    ];

    [Fact]
    public void Every_built_in_scenario_is_driven_by_a_test()
    {
        Assert.Equal(Driven.Order(StringComparer.Ordinal), Scenario.BuiltInNames.Order(StringComparer.Ordinal));
        Assert.Equal("exchange", Scenario.BuiltInNames[0]);
    }

    [Fact]
    public void Every_built_in_scenario_tells_its_fault_and_cure_in_both_languages()
    {
        foreach (var scenario in Scenario.BuiltInNames.Select(Scenario.BuiltIn))
            Assert.All([scenario.Title, scenario.Fault!, scenario.Cure!], text => Assert.NotEqual(text.En, text.De));
    }

    [Theory]
    [InlineData("postfix", "220 mx.fabrikam.com ESMTP Postfix", "501 5.5.4 Syntax: MAIL FROM:<address>", "550 5.1.1 <nobody@fabrikam.com>: Recipient address rejected: User unknown in virtual mailbox table", "554 5.7.1 <kate@example.com>: Relay access denied")]
    [InlineData("exim", "220 mx.fabrikam.com ESMTP Exim 4.98 Tue, 24 Nov 2026 10:00:00 +0000", "501 MAIL must have an address operand", "550 Unrouteable address", "550 relay not permitted")]
    [InlineData("sendmail", "220 mx.fabrikam.com ESMTP Sendmail 8.18.1/8.18.1; Tue, 24 Nov 2026 10:00:00 +0000", "501 5.5.2 Syntax error in parameters scanning \"\"", "550 5.1.1 <nobody@fabrikam.com>... User unknown", "550 5.7.1 <kate@example.com>... Relaying denied")]
    public void Software_speaks_in_its_own_words(string name, string greeting, string syntax, string unknown, string relay)
    {
        var server = new ScriptedServer(name);
        server.Opens(greeting);
        server.Say("EHLO contoso.com");
        server.Line("MAIL chris@contoso.com", syntax);
        Accepts(server, Mail);
        server.Line("RCPT TO:<nobody@fabrikam.com>", unknown);
        server.Line("RCPT TO:<kate@example.com>", relay);
        Deliver(server);
    }

    [Fact]
    public void Sendmail_verifies_and_expands()
    {
        var server = new ScriptedServer("sendmail");
        server.Open();
        server.Say("EHLO contoso.com");
        server.Line("VRFY kate", "250 2.1.5 Kate <kate@fabrikam.com>");
        server.Line("VRFY nobody", "550 5.1.1 nobody... User unknown");
        server.Line("VRFY ka", "553 5.1.4 ka is ambiguous");
        server.Line("EXPN team", "250-2.1.5 <kate@fabrikam.com>", "250 2.1.5 <karl@fabrikam.com>");
        server.Line("EXPN kate", "550 5.1.1 kate... User unknown");
        server.Line("ETRN fabrikam.com", "250 2.0.0 Queuing for node fabrikam.com started");
        server.Line("ETRN example.com", "459 4.7.1 Node example.com not allowed");
    }

    [Fact]
    public void Gmail_refuses_loose_paths()
    {
        var server = new ScriptedServer("gmail");
        server.Open();
        server.Say("EHLO contoso.com");
        Refuses(server, "MAIL FROM: chris@contoso.com", "555 5.5.2");
        Refuses(server, "MAIL FROM: <chris@contoso.com>", "555 5.5.2");
        Accepts(server, Mail);
        Deliver(server);
    }

    [Fact]
    public void Strict_names_what_was_expected()
    {
        var server = new ScriptedServer("strict");
        server.Open();
        server.Line(Mail, "503 5.5.1 EHLO or HELO first; expected EHLO, HELO, RSET, NOOP, HELP, VRFY, EXPN or QUIT");
        server.Say("EHLO contoso.com");
        Refuses(server, "MAIL FROM: chris@contoso.com", "501 5.5.4");
        server.Line("DATA", "503 5.5.1 MAIL first; expected MAIL, EHLO, HELO, STARTTLS, AUTH, ETRN, RSET, NOOP, HELP, VRFY, EXPN or QUIT");
        Accepts(server, Mail);
        Refuses(server, Mail, "503 5.5.1 A transaction is open");
        Deliver(server);
    }

    [Theory]
    [InlineData("not-authenticated", "530 5.7.1 Client was not authenticated")]
    [InlineData("submission", "530 5.7.0 Authentication required")]
    public void Signing_in_opens_the_way(string name, string refusal)
    {
        var server = new ScriptedServer(name);
        server.Open();
        server.Say("EHLO contoso.com");
        server.Line(Mail, refusal);
        if (name == "not-authenticated")
        {
            Accepts(server, "STARTTLS");
            server.TlsStarts();
            server.Say("EHLO contoso.com");
        }
        server.Line("AUTH LOGIN", "334 VXNlcm5hbWU6");
        server.Line("a2F0ZUBmYWJyaWthbS5jb20=", "334 UGFzc3dvcmQ6");
        Assert.StartsWith("235 2.7.0", server.Say("UGEkJHcwcmQ=")[0], StringComparison.Ordinal);
        Accepts(server, Mail);
        Accepts(server, "RCPT TO:<someone@example.org>");
        Deliver(server);
        Assert.Equal("kate@fabrikam.com", server.Store.Messages[0].User);
    }

    [Fact]
    public void Required_tls_refuses_until_it_stands_and_forgets_what_was_said()
    {
        var server = new ScriptedServer("tls-required");
        server.Open();
        server.Say("EHLO contoso.com");
        Refuses(server, Mail, "530 5.7.0 Must issue a STARTTLS command first");
        Accepts(server, "NOOP");
        Accepts(server, "STARTTLS");
        server.TlsStarts();
        Refuses(server, Mail, "503 5.5.1 EHLO or HELO first");
        Assert.DoesNotContain("250-STARTTLS", server.Say("EHLO contoso.com"));
        Accepts(server, Mail);
        Deliver(server);
        Assert.True(server.Store.Messages[0].Tls);
    }

    [Fact]
    public void Breaking_tls_says_220_and_plaintext_is_the_cure()
    {
        var server = new ScriptedServer("tls-breaks");
        server.Open();
        server.Say("EHLO contoso.com");
        server.Line("STARTTLS", "220 2.0.0 SMTP server ready");
        Assert.True(server.HandshakeFails);
        var again = new ScriptedServer("tls-breaks", store: server.Store).Begin();
        Deliver(again);
    }

    [Fact]
    public void Unavailable_tls_says_454_and_goes_on()
    {
        var server = new ScriptedServer("tls-unavailable");
        server.Open();
        server.Say("EHLO contoso.com");
        server.Line("STARTTLS", "454 4.7.0 TLS not available due to local problem");
        Accepts(server, Mail);
        Deliver(server);
    }

    [Fact]
    public void An_expired_certificate_is_only_told_by_the_handshake()
    {
        var scenario = Scenario.BuiltIn("expired-certificate");
        var now = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        using var certificate = TelnetSmtp.Core.Net.PracticeCertificate.Create(scenario, now);
        Assert.True(certificate.NotAfter < now);
        Assert.Equal("CN=old.example.com", certificate.Subject);
        Assert.False(certificate.MatchesHostname("mail1.fabrikam.com"));
        using var good = TelnetSmtp.Core.Net.PracticeCertificate.Create(Scenario.BuiltIn("exchange"), now);
        Assert.True(good.NotAfter > now && good.NotBefore < now);
        Assert.True(good.MatchesHostname("mail1.fabrikam.com") && good.MatchesHostname("127.0.0.1"));
        Deliver(new ScriptedServer(scenario).Begin());
    }

    [Fact]
    public void Greylisting_lets_the_second_try_in_after_its_time()
    {
        var server = new ScriptedServer("greylisting").Begin();
        Refuses(server, Rcpt, "450 4.2.0 <kate@fabrikam.com>: Recipient address rejected: Greylisted, try again in 10 seconds");
        server.Now += TimeSpan.FromSeconds(9.5);
        Refuses(server, Rcpt, "450 4.2.0 <kate@fabrikam.com>: Recipient address rejected: Greylisted, try again in 1 seconds");
        server.Line("DATA", "554 5.5.1 Error: no valid recipients");

        var later = new ScriptedServer("greylisting", at: server.Now + TimeSpan.FromSeconds(0.5), store: server.Store).Begin();
        Deliver(later);
        // Another recipient is another try.
        Accepts(later, Mail);
        Refuses(later, "RCPT TO:<info@fabrikam.com>", "450 4.2.0");
    }

    [Fact]
    public void A_tarpit_is_slow_and_nothing_else()
    {
        var server = new ScriptedServer("tarpit").Begin();
        Assert.Equal(TimeSpan.FromSeconds(3), server.Waited);
        Refuses(server, "RCPT TO:<nobody@fabrikam.com>", "550 5.1.1");
        Assert.Equal(TimeSpan.FromSeconds(8), server.Waited);
        Deliver(server);
        Assert.Equal(TimeSpan.FromSeconds(8), server.Waited);
    }

    [Fact]
    public void A_full_mailbox_refuses_at_RCPT_or_at_the_end_of_the_message()
    {
        var server = new ScriptedServer("full-mailbox").Begin();
        Refuses(server, Rcpt, "550 5.2.2 Mailbox full");
        Accepts(server, "RCPT TO:<karl@fabrikam.com>");
        Content(server, new string('x', 500), 4);
        Refuses(server, ".", "550 5.2.2 Mailbox full");
        Assert.Empty(server.Store.Messages);
        Accepts(server, Mail);
        Accepts(server, "RCPT TO:<karl@fabrikam.com>");
        Content(server, "short", 1);
        Accepts(server, ".");
    }

    [Fact]
    public void An_oversized_message_is_refused_early_with_SIZE_and_late_without()
    {
        var server = new ScriptedServer("oversized");
        server.Open();
        Assert.Contains("250-SIZE 4096", server.Say("EHLO contoso.com"));
        Refuses(server, Mail + " SIZE=4097", "552 5.3.4");
        Accepts(server, Mail + " SIZE=4096");
        Accepts(server, Rcpt);
        Content(server, new string('x', 98), 41);
        Refuses(server, ".", "552 5.3.4");
        Accepts(server, Mail);
        Accepts(server, Rcpt);
        // 40 lines of 100 octets and one of 96: 4096, exactly the limit.
        Content(server, new string('x', 98), 40);
        server.Say(new string('x', 94));
        Accepts(server, ".");
        Assert.Equal(4096, server.Store.Messages[0].Content.Length);
    }

    [Fact]
    public void A_rate_limit_closes_the_fourth_and_a_minute_later_lets_it_in()
    {
        var server = new ScriptedServer("rate-limit").Begin();
        Deliver(server);
        for (var i = 0; i < 2; i++)
        {
            Accepts(server, Mail);
            Deliver(server);
        }
        Refuses(server, Mail, "421 4.7.28");
        Assert.True(server.Closed);
        var later = new ScriptedServer("rate-limit", at: server.Now + TimeSpan.FromSeconds(60), store: server.Store).Begin();
        Deliver(later);
    }

    [Fact]
    public void A_busy_server_gives_way_at_the_fourth_try_from_whichever_connection()
    {
        var server = new ScriptedServer("busy");
        server.Open();
        server.Say("EHLO contoso.com");
        Refuses(server, Mail, "452 4.3.1");
        Refuses(server, Mail, "452 4.3.1");
        var other = new ScriptedServer("busy", store: server.Store);
        other.Open();
        other.Say("EHLO contoso.com");
        Refuses(other, Mail, "452 4.3.1");
        Accepts(other, Mail);
        Deliver(other);
    }

    [Fact]
    public void Shutdown_comes_at_the_second_RCPT_of_the_first_connection()
    {
        var server = new ScriptedServer("shutdown").Begin();
        Accepts(server, Rcpt);
        server.Line("RCPT TO:<info@fabrikam.com>", "421 4.3.2 Service not available");
        Assert.True(server.Closed);
        var again = new ScriptedServer("shutdown", store: server.Store).Begin();
        Accepts(again, "RCPT TO:<info@fabrikam.com>");
        Deliver(again);
    }

    [Fact]
    public void A_dropped_connection_leaves_the_message_in_doubt()
    {
        var server = new ScriptedServer("dropped").Begin();
        Accepts(server, Rcpt);
        Content(server, "Hello", 1);
        Assert.Empty(server.Say("."));
        Assert.True(server.Dropped);
        Deliver(new ScriptedServer("dropped", store: server.Store).Begin());
        Assert.Equal(2, server.Store.Messages.Count);
    }

    [Fact]
    public void A_flaky_server_fails_about_as_often_as_it_says()
    {
        var flaky = Scenario.BuiltIn("flaky") with { Limits = new(Errors: 10_000) };
        var server = new ScriptedServer(flaky);
        server.Open();
        server.Say("EHLO contoso.com");
        var failures = 0;
        for (var i = 0; i < 1000; i++)
        {
            failures += server.Say(Mail)[0].StartsWith("451", StringComparison.Ordinal) ? 1 : 0;
            server.Say("RSET");
        }
        Assert.InRange(failures, 150, 250);

        // The cure: repeat what got 451, and connect again where it hung up.
        for (var tries = 0; ; tries++)
        {
            Assert.InRange(tries, 0, 10);
            foreach (var line in (string[])[Mail, Rcpt, "DATA"])
                for (var again = 0; Code(server.Say(line)) == "451"; again++) Assert.InRange(again, 0, 20);
            server.Say("Hello");
            if (server.Say(".") is [['2', '5', '0', ..]]) break;
            Assert.True(server.Dropped || server.Closed);
            server = new ScriptedServer(flaky, store: server.Store);
            server.Open();
            server.Say("EHLO contoso.com");
        }
    }

    [Fact]
    public void Odd_replies_end_where_the_code_is_followed_by_a_blank()
    {
        var server = new ScriptedServer("odd-replies");
        server.Opens("220-mail1.fabrikam.com ESMTP", "220-", "220-No unsolicited mail, please.", "220 Ready");
        server.Say("EHLO contoso.com");
        server.Line("NOOP", "250");
        server.Line(Mail, "250 2.1.0 Sender ok");
        Assert.Equal(TimeSpan.FromMilliseconds(600), server.Waited);
        server.Say(Rcpt);
        Assert.EndsWith("250-2.1.5 Recipient ok\n250 2.1.5 2nd line: 550 is no code here\n", server.Sent.ToString(), StringComparison.Ordinal);
        server.Line("RSET", "251-2.0.0 Forgotten", "250 2.0.0 Transaction");
        server.Line("QUIT", "221-Bye", "221-", "221 ");
        Assert.True(server.Closed);
    }

    [Fact]
    public void Without_ESMTP_there_is_HELO()
    {
        var server = new ScriptedServer("no-esmtp");
        server.Open();
        server.Line("EHLO contoso.com", "502 Command not implemented");
        server.Line("HELO contoso.com", "250 mail1.fabrikam.com greets 127.0.0.1");
        Refuses(server, Mail + " SIZE=100", "555");
        Accepts(server, Mail);
        Refuses(server, Rcpt + " NOTIFY=SUCCESS", "555");
        Deliver(server);
    }

    [Fact]
    public void A_host_that_takes_no_mail_knows_QUIT_alone()
    {
        var server = new ScriptedServer("no-mail");
        server.Opens("521 5.3.2 www.fabrikam.com does not accept mail");
        Refuses(server, "EHLO contoso.com", "503 5.5.1 No service for you; expected QUIT");
        server.Line("QUIT", "221 2.0.0 www.fabrikam.com closes the connection");
        Assert.True(server.Closed);
    }

    [Fact]
    public void A_careless_server_takes_a_smuggled_message_and_the_strict_one_does_not()
    {
        const string Smuggled = "Subject: one\r\n\r\nbody\n.\nMAIL FROM:<admin@fabrikam.com>\r\nRCPT TO:<kate@fabrikam.com>\r\nDATA\r\nSubject: two\r\n\r\nforged\r\n.\r\n";
        var careless = new ScriptedServer("careless").Begin();
        Accepts(careless, Rcpt);
        careless.Say("DATA");
        careless.SayRaw(Smuggled);
        Assert.Equal(["chris@contoso.com", "admin@fabrikam.com"], careless.Store.Messages.Select(m => m.Sender));

        var strict = new ScriptedServer("strict").Begin();
        Accepts(strict, Rcpt);
        strict.Say("DATA");
        Assert.Equal(["550 5.5.2 Bare <LF> received; a line ends with <CR><LF>"], strict.SayRaw(Smuggled));
        Assert.Empty(strict.Store.Messages);
    }

    private static string Code(IReadOnlyList<string> reply) => reply[^1][..3];

    private static void Accepts(ScriptedServer server, string line) => Assert.InRange(int.Parse(Code(server.Say(line)), null), 200, 399);

    private static void Refuses(ScriptedServer server, string line, string beginning) =>
        Assert.StartsWith(beginning, Assert.Single(server.Say(line)), StringComparison.Ordinal);

    private static void Content(ScriptedServer server, string line, int times)
    {
        Accepts(server, "DATA");
        for (var i = 0; i < times; i++)
            Assert.Empty(server.Say(line));
    }

    /// <summary>From MAIL on to a message that is taken.</summary>
    private static void Deliver(ScriptedServer server)
    {
        var before = server.Store.TotalMessages;
        Accepts(server, Rcpt);
        Content(server, "Hello", 1);
        Accepts(server, ".");
        Assert.Equal(before + 1, server.Store.TotalMessages);
    }
}
