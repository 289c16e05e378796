// The inbound test against a real Exim, and a real Postfix on the ports for clients. That nothing is delivered unasked is seen in the servers' own logs.
using System.Net;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Tests.Checks;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class CheckServersTests
{
    [Fact]
    public async Task Exim_passes_and_gets_no_message_without_being_asked()
    {
        await using var server = await EximServer.StartAsync(startTls: true);
        var run = new CheckRun();
        var report = await run.OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}"));
        Assert.True(CheckRun.Verdicts(report) == "address pass, connect pass, banner pass, ehlo pass, tls pass, certificate warn, mail pass, rcpt pass, relay pass, message skip", Told(report));
        Assert.DoesNotContain("<=", server.ReadLog(), StringComparison.Ordinal);

        var sent = await run.OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Send = true });
        Assert.True(CheckRun.Step(sent, StepId.Message).Verdict == Verdict.Pass, Told(sent));
        Assert.Contains("Subject: TelnetSmtp check of 127.0.0.1", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
        Assert.Contains("<= ", server.ReadLog(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Exim_that_takes_recipients_of_every_domain_fails_and_still_gets_nothing()
    {
        await using var server = await EximServer.StartAsync(openRelay: true);
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}"));
        Assert.True(CheckRun.Step(report, StepId.Relay).Verdict == Verdict.Fail, Told(report));
        Assert.Equal(Verdict.Warn, CheckRun.Step(report, StepId.Tls).Verdict);
        Assert.DoesNotContain("<=", server.ReadLog(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(465)]
    [InlineData(587)]
    public async Task On_the_ports_for_clients_a_certificate_that_nobody_trusts_fails(int port)
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { ImplicitTls = port == 465, StartTls = port == 587 });
        var dns = new ScriptedDns()
            .Holds("mail1.fabrikam.com", RecordType.A, new DnsRecord.Host("mail1.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.0.2.1")))
            .Holds("1.2.0.192.in-addr.arpa", RecordType.Ptr, new DnsRecord.Pointer("1.2.0.192.in-addr.arpa", RecordType.Ptr, 60, "mail1.fabrikam.com"));
        var run = new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } };
        var report = await run.OfAsync(CheckRun.Request($"mail1.fabrikam.com:{port}") with { DnsOnly = true });
        var verdicts = CheckRun.Verdicts(report).Split(", ").Order(StringComparer.Ordinal);
        Assert.True(string.Join(", ", verdicts) == "address pass, banner pass, certificate fail, connect pass, ehlo pass, mail pass, message skip, rcpt pass, relay pass, tls pass", Told(report));
        var step = CheckRun.Step(report, StepId.Certificate);
        Assert.Contains("self-signed", step.Detail.En, StringComparison.Ordinal);
        Assert.DoesNotContain("other names", step.Detail.En, StringComparison.Ordinal);
        Assert.DoesNotContain("message-id", server.ReadLog(), StringComparison.OrdinalIgnoreCase);
    }

    private static string Told(CheckReport report) => string.Join('\n', report.Steps.SelectMany(s => s.Steps.Prepend(s)).Select(s => $"{s.Id} {s.Verdict}: {s.Detail.En}"));
}
