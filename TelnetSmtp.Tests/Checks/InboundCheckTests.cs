// The inbound test against one server at a time, each with a vice of its own: which step says so, with which verdict, and that nothing is ever delivered.
using System.Net;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Tests.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class InboundCheckTests
{
    private const string AllPassed = "address pass, connect pass, banner pass, ehlo pass, tls warn, certificate skip, mail pass, rcpt pass, relay pass, message skip";

    [Fact]
    public async Task A_server_as_it_should_be_passes_and_is_left_politely()
    {
        await using var server = new CheckedServer();
        var report = await new CheckRun().OfAsync(server);
        Assert.Equal(AllPassed, CheckRun.Verdicts(report));
        Assert.Equal(Verdict.Warn, report.Verdict);
        Assert.Equal("QUIT", server.Heard.Last());
        Assert.DoesNotContain("DATA", server.Heard);
        Assert.Empty(server.Messages);
        Assert.Equal(1, server.Heard.Count(line => line.StartsWith("EHLO [127.0.0.1]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Under_TLS_the_certificate_is_judged_and_every_connection_ends_in_QUIT()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate };
        var report = await new CheckRun().OfAsync(server);
        Assert.Equal(AllPassed.Replace("tls warn, certificate skip", "tls pass, certificate warn", StringComparison.Ordinal), CheckRun.Verdicts(report));
        Assert.Contains("self-signed", CheckRun.Step(report, StepId.Certificate).Detail.En, StringComparison.Ordinal);
        Assert.Contains("selbst signiert", CheckRun.Step(report, StepId.Certificate).Detail.De, StringComparison.Ordinal);
        Assert.StartsWith("TLSv1.", CheckRun.Step(report, StepId.Tls).Detail.En, StringComparison.Ordinal);
        Assert.Equal((2, 2), (server.Accepted, server.Heard.Count(line => line == "QUIT")));
    }

    [Theory]
    [InlineData("localhost", false, "self-signed", "other names")]
    [InlineData("mail9.fabrikam.com", false, "other names", "expired")]
    [InlineData("localhost", true, "expired", "other names")]
    public async Task What_is_wrong_with_a_certificate_is_told_apart(string name, bool expired, string expected, string absent)
    {
        using var certificate = CheckedServer.MakeCertificate(name, expired);
        await using var server = new CheckedServer { Certificate = certificate };
        var step = CheckRun.Step(await new CheckRun().OfAsync(CheckRun.Request($"localhost:{server.Port}")), StepId.Certificate);
        Assert.Equal(Verdict.Warn, step.Verdict);
        Assert.Contains(expected, step.Detail.En, StringComparison.Ordinal);
        Assert.DoesNotContain(absent, step.Detail.En, StringComparison.Ordinal);
        Assert.Contains($"Names: {name}.", step.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_relay_fails_and_no_message_is_sent_through_it()
    {
        await using var server = new CheckedServer { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "250 2.1.5 Ok" : null };
        var report = await new CheckRun().OfAsync(server);
        var relay = CheckRun.Step(report, StepId.Relay);
        Assert.Equal(Verdict.Fail, relay.Verdict);
        Assert.Contains("is taken (250 2.1.5 Ok): the server is an open relay", relay.Detail.En, StringComparison.Ordinal);
        Assert.Equal(7, relay.Steps.Length);

        // Whoever takes every mailbox may take a strange one without relaying it.
        Assert.Equal([Verdict.Fail, Verdict.Fail, Verdict.Fail, Verdict.Fail, Verdict.Warn, Verdict.Warn, Verdict.Warn], relay.Steps.Select(s => s.Verdict));
        Assert.Contains("open relay", report.Steps[1].Detail.En, StringComparison.Ordinal);
        Assert.DoesNotContain("DATA", server.Heard);
    }

    [Fact]
    public async Task A_percent_sign_that_relays_is_told_where_unknown_mailboxes_are_refused()
    {
        await using var server = new CheckedServer { Answer = line => line.Contains('%', StringComparison.Ordinal) ? "250 2.1.5 Ok" : null };
        var relay = CheckRun.Step(await new CheckRun().OfAsync(server), StepId.Relay);
        Assert.Equal("Percent sign", Assert.Single(relay.Steps, s => s.Verdict == Verdict.Fail).Title.En);
    }

    [Fact]
    public async Task A_slow_greeting_is_waited_for_and_told()
    {
        var time = new FakeTimeProvider();
        var greets = new TaskCompletionSource();
        await using var server = new CheckedServer { Delay = greets.Task };
        var run = new CheckRun(time: time);
        var running = run.OfAsync(server);
        await Waits(run, StepId.Banner);
        time.Advance(TimeSpan.FromSeconds(40));
        greets.SetResult();
        var banner = CheckRun.Step(await running, StepId.Banner);
        Assert.Equal(Verdict.Warn, banner.Verdict);
        Assert.Contains("It came after 40 s", banner.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_greeting_that_never_comes_fails_after_five_minutes_and_not_before()
    {
        var time = new FakeTimeProvider();
        await using var server = new CheckedServer { Delay = new TaskCompletionSource().Task };
        var run = new CheckRun(time: time);
        var running = run.OfAsync(server);
        await Waits(run, StepId.Banner);
        time.Advance(TimeSpan.FromSeconds(299));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var report = await running;
        Assert.Equal("address pass, connect pass, banner fail, ehlo skip, tls skip, certificate skip, mail skip, rcpt skip, relay skip, message skip", CheckRun.Verdicts(report));
    }

    [Theory]
    [InlineData("421 4.3.2 Too many connections, try again later", "421 4.3.2 Too many connections")]
    [InlineData("554 5.7.1 No service for you", "554 5.7.1 No service for you")]
    [InlineData("HTTP/1.1 400 Bad Request", "HTTP/1.1 400 Bad Request")]
    public async Task A_greeting_that_is_none_fails_with_the_servers_words(string greeting, string expected)
    {
        await using var server = new CheckedServer { Greeting = greeting };
        var report = await new CheckRun().OfAsync(server);
        var banner = CheckRun.Step(report, StepId.Banner);
        Assert.Equal(Verdict.Fail, banner.Verdict);
        Assert.StartsWith(expected, banner.Detail.En, StringComparison.Ordinal);
        if (greeting.StartsWith("HTTP", StringComparison.Ordinal))
            Assert.Contains("another service (a web server, say) answers there", banner.Remedies[0].En, StringComparison.Ordinal);
        Assert.Equal(Verdict.Skip, CheckRun.Step(report, StepId.Mail).Verdict);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_fails_with_causes()
    {
        using var closed = SmtpPeer.ClosedPort(out var port);
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{port}"));
        var connect = CheckRun.Step(report, StepId.Connect);
        Assert.Equal(Verdict.Fail, connect.Verdict);
        Assert.NotEmpty(connect.Remedies);
        Assert.Equal(Verdict.Fail, report.Verdict);
    }

    [Theory]
    [InlineData("EHLO", StepId.Ehlo)]
    [InlineData("MAIL", StepId.Mail)]
    [InlineData("RCPT", StepId.Rcpt)]
    public async Task A_server_that_hangs_up_in_mid_dialogue_fails_at_that_step(string at, string id)
    {
        await using var server = new CheckedServer { Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? "" : null };
        var report = await new CheckRun().OfAsync(server);
        Assert.Equal(Verdict.Fail, CheckRun.Step(report, id).Verdict);
        Assert.Equal(Verdict.Skip, CheckRun.Step(report, StepId.Relay).Verdict);
    }

    [Fact]
    public async Task HELO_is_tried_where_EHLO_is_refused()
    {
        await using var server = new CheckedServer { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "502 5.5.1 What?" : null };
        var report = await new CheckRun().OfAsync(server);
        Assert.Equal(Verdict.Warn, CheckRun.Step(report, StepId.Ehlo).Verdict);
        Assert.Equal(Verdict.Pass, CheckRun.Step(report, StepId.Mail).Verdict);
    }

    [Fact]
    public async Task Plaintext_behind_the_220_fails_and_the_dialogue_goes_on_without_TLS()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate, BehindStartTls = "250 injected\r\n" };
        var report = await new CheckRun().OfAsync(server);
        Assert.Equal(AllPassed.Replace("tls warn", "tls fail", StringComparison.Ordinal), CheckRun.Verdicts(report));
    }

    [Fact]
    public async Task A_server_that_obeys_what_came_before_the_handshake_fails()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate, ObeysEarlyCommands = true };
        var tls = CheckRun.Step(await new CheckRun().OfAsync(server), StepId.Tls);
        Assert.Equal(Verdict.Fail, tls.Verdict);
        Assert.Contains("A NOOP sent in plaintext behind STARTTLS was obeyed", tls.Detail.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available")]
    [InlineData("220 2.0.0 Ready")]
    public async Task A_STARTTLS_that_leads_nowhere_fails_and_mail_is_tried_without(string answer)
    {
        // Offered, but the server has no certificate: it refuses, or breaks in the handshake.
        await using var server = new CheckedServer
        {
            Answer = line => line == "STARTTLS" ? answer : line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-mail1.fabrikam.com\r\n250 STARTTLS" : null,
        };
        var report = await new CheckRun().OfAsync(server);
        Assert.Equal((Verdict.Fail, Verdict.Pass), (CheckRun.Step(report, StepId.Tls).Verdict, CheckRun.Step(report, StepId.Rcpt).Verdict));
    }

    [Theory]
    [InlineData("kate@", "451 4.7.1 Greylisted, try again", Verdict.Warn)]
    [InlineData("kate@", "550 5.1.1 User unknown", Verdict.Fail)]
    [InlineData("postmaster@", "550 5.1.1 User unknown", Verdict.Warn)]
    [InlineData("no-such-mailbox", "250 2.1.5 Ok", Verdict.Warn)]
    [InlineData("no-such-mailbox", "451 4.7.1 Greylisted, try again", Verdict.Pass)]
    public async Task Each_recipient_has_a_verdict_of_its_own(string recipient, string answer, Verdict expected)
    {
        await using var server = new CheckedServer { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains(recipient, StringComparison.Ordinal) ? answer : null };
        Assert.Equal(expected, CheckRun.Step(await new CheckRun().OfAsync(server), StepId.Rcpt).Verdict);
    }

    [Fact]
    public async Task A_size_that_is_announced_and_not_checked_is_told()
    {
        await using var server = new CheckedServer { Answer = line => line.Contains("SIZE=", StringComparison.Ordinal) ? "250 2.1.0 Ok" : null };
        var mail = CheckRun.Step(await new CheckRun().OfAsync(server), StepId.Mail);
        Assert.Equal(Verdict.Warn, mail.Verdict);
        Assert.Contains("Limit: 1000000 octets (1 MiB).", mail.Steps[0].Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_delivers_one_message_that_says_what_it_is()
    {
        await using var server = new CheckedServer();
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Send = true, From = "chris@contoso.com" });
        Assert.Equal(Verdict.Pass, CheckRun.Step(report, StepId.Message).Verdict);
        var message = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(Assert.Single(server.Messages))), TestContext.Current.CancellationToken);
        Assert.Equal(("chris@contoso.com", "kate@fabrikam.com"), (message.From.ToString(), message.To.ToString()));
        Assert.Contains("This is a test message of TelnetSmtp, sent by its check of 127.0.0.1", message.TextBody, StringComparison.Ordinal);
        Assert.EndsWith("@fabrikam.com", message.MessageId, StringComparison.Ordinal);
        Assert.NotEqual(default, message.Date);
        Assert.Contains(message.MessageId!, CheckRun.Step(report, StepId.Message).Detail.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, Verdict.Pass)]
    [InlineData(1, Verdict.Fail)]
    public async Task A_reply_may_have_as_many_lines_as_the_cap_and_not_one_more(int beyond, Verdict expected)
    {
        var lines = SmtpConversation.MaxReplyLines - 1 + beyond;
        await using var server = new CheckedServer
        {
            Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? string.Concat(Enumerable.Repeat("250-X\r\n", lines)) + "250 X" : null,
        };
        Assert.Equal(expected, CheckRun.Step(await new CheckRun().OfAsync(server), StepId.Ehlo).Verdict);
    }

    [Fact]
    public async Task Both_families_are_tried_and_a_dead_one_is_told()
    {
        await using var server = new CheckedServer();
        var dns = new TelnetSmtp.Tests.Dns.ScriptedDns()
            .Holds("mail1.fabrikam.com", Core.Dns.RecordType.A, new Core.Dns.DnsRecord.Host("mail1.fabrikam.com", Core.Dns.RecordType.A, 60, IPAddress.Parse("192.0.2.1")))
            .Holds("mail1.fabrikam.com", Core.Dns.RecordType.Aaaa, new Core.Dns.DnsRecord.Host("mail1.fabrikam.com", Core.Dns.RecordType.Aaaa, 60, IPAddress.Parse("2001:db8::1")));
        var run = new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } };
        var connect = CheckRun.Step(await run.OfAsync(CheckRun.Request("mail1.fabrikam.com:25") with { DnsOnly = true }), StepId.Connect);
        Assert.Equal((Verdict.Warn, 2), (connect.Verdict, connect.Steps.Length));
        Assert.Contains("IPv6 2001:db8::1", connect.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_is_cancelled_still_says_QUIT()
    {
        using var gate = new ManualResetEventSlim();
        await using var server = new CheckedServer
        {
            Answer = line =>
            {
                if (line == "MAIL FROM:<>")
                    gate.Wait(TestContext.Current.CancellationToken);
                return null;
            },
        };
        using var cancel = new CancellationTokenSource();
        var run = new CheckRun();
        var running = run.OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}"), cancel: cancel.Token);
        await Deadline.UntilAsync("MAIL", () => server.Heard.Contains("MAIL FROM:<>"));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        gate.Set();
        await Deadline.UntilAsync("QUIT", () => server.Heard.Contains("QUIT"));
        Assert.DoesNotContain("RCPT TO:<kate@fabrikam.com>", server.Heard);
    }

    private static Task Waits(CheckRun run, string id) => Deadline.UntilAsync($"the {id} step to run",
        () => run.Latest?.Steps.SelectMany(s => s.Steps).Any(s => s.Id == id && s.Verdict == Verdict.Running) == true);
}
