// The inbound test against real servers: Postfix for the dialogue, BIND for the mail route. That nothing is delivered unasked is seen in Postfix' mailboxes.
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Checks;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class CheckPeersTests
{
    [Fact]
    public async Task Postfix_passes_and_gets_no_message_without_being_asked()
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { StartTls = true });
        var run = new CheckRun();
        var report = await run.OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}"));
        Assert.True(CheckRun.Verdicts(report) == "address pass, connect pass, banner pass, ehlo pass, tls pass, certificate warn, mail pass, rcpt pass, relay pass, message skip",
            string.Join('\n', report.Steps[1].Steps.Select(step => $"{step.Id} {step.Verdict}: {step.Detail.En}")));
        Assert.Empty(server.ReadMail("kate@fabrikam.com"));
        Assert.DoesNotContain("message-id", server.ReadLog(), StringComparison.OrdinalIgnoreCase);

        var sent = await run.OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Send = true });
        Assert.Equal(Verdict.Pass, CheckRun.Step(sent, StepId.Message).Verdict);
        Assert.Contains("Subject: TelnetSmtp check of 127.0.0.1", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
        Assert.Single(server.ReadMail("kate@fabrikam.com"));
    }

    [Fact]
    public async Task A_Postfix_that_relays_for_us_fails()
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { MainLines = ["mynetworks = 127.0.0.0/8", "smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination", "default_transport = discard:"] });
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}"));
        Assert.Equal(Verdict.Fail, CheckRun.Step(report, StepId.Relay).Verdict);
        Assert.DoesNotContain("message-id", server.ReadLog(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("null.test", Verdict.Fail, 0)]
    [InlineData("implicit.test", Verdict.Warn, 1)]
    [InlineData("nowhere.test", Verdict.Fail, 0)]
    [InlineData("equal.test", Verdict.Pass, 3)]
    public async Task Bind_tells_the_mail_route(string domain, Verdict expected, int hosts)
    {
        await using var server = await BindServer.StartAsync(new Dictionary<string, string>
        {
            ["null.test"] = "@ MX 0 .",
            ["implicit.test"] = "@ A 127.0.0.1",
            ["equal.test"] = "@ MX 10 a\n@ MX 10 b\n@ MX 5 c\na A 127.0.0.1\nb A 127.0.0.1\nc A 127.0.0.1",
        });
        await using var smtp = new CheckedServer();
        var request = CheckRun.Request(domain) with { Dns = new DnsSettings { Servers = [new IPEndPoint(IPAddress.Loopback, server.Port)] } };
        request = request with { Target = request.Target with { Port = smtp.Port } };
        var check = new InboundCheck(new DnsTransport(TimeProvider.System), new MailNetwork(TimeProvider.System, NullLogger.Instance), TimeProvider.System, new Catalogue(), new Random(7));
        var report = await check.RunAsync(request, null, TestContext.Current.CancellationToken);
        Assert.Equal((domain == "nowhere.test" ? Verdict.Fail : expected, hosts), (report.Steps[0].Verdict, report.Steps.Length - 1));
        if (domain == "equal.test")
            Assert.StartsWith("5 c.equal.test, 10 ", report.Steps[0].Detail.En, StringComparison.Ordinal);
        Assert.All(report.Steps.Skip(1), host => Assert.Equal(Verdict.Pass, host.Steps.Single(s => s.Id == StepId.Relay).Verdict));
    }
}
