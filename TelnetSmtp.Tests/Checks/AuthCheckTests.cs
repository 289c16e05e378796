// Signing in during the inbound test: which mechanism, when the password is said and when not, that no transcript has it, and that whoever is signed in is not
// taken for an open relay.
using System.Net;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class AuthCheckTests
{
    private static readonly CheckLogin Good = new("chris", "secret");

    [Theory]
    [InlineData("PLAIN LOGIN", "AUTH PLAIN ********")]
    [InlineData("LOGIN CRAM-MD5", "AUTH LOGIN")]
    public async Task Signs_in_under_TLS_and_hides_the_password(string offered, string said)
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate, Auth = offered };
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Login = Good });
        var step = CheckRun.Step(report, StepId.Auth);
        Assert.Equal(Verdict.Pass, step.Verdict);
        Assert.StartsWith("Signed in as chris.", step.Detail.En, StringComparison.Ordinal);
        Assert.Contains(step.Dialogue, line => line.Text == said);
        Assert.Equal(Verdict.Pass, CheckRun.Step(report, StepId.Relay).Verdict);
        var transcript = string.Join('\n', report.Steps.SelectMany(s => s.Transcript).Select(line => line.Text));
        foreach (var secret in (string[])["secret", Convert.ToBase64String("secret"u8), Convert.ToBase64String("\0chris\0secret"u8)])
            Assert.DoesNotContain(secret, transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_fails_with_the_servers_words()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate, Auth = "PLAIN" };
        var step = CheckRun.Step(await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Login = new("chris", "wrong") }), StepId.Auth);
        Assert.Equal(Verdict.Fail, step.Verdict);
        Assert.Contains("535 5.7.8", step.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_TLS_the_password_is_not_said()
    {
        await using var server = new CheckedServer { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-mail1.fabrikam.com\r\n250 AUTH PLAIN LOGIN" : null };
        var step = CheckRun.Step(await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Login = Good }), StepId.Auth);
        Assert.Equal(Verdict.Fail, step.Verdict);
        Assert.StartsWith("The password was not sent: without TLS", step.Detail.En, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, false, "192.0.2.1", false)]
    [InlineData(false, true, "127.0.0.1", false)]
    [InlineData(true, false, "192.0.2.1", false)]
    [InlineData(true, false, "127.0.0.1", true)]
    [InlineData(true, true, "192.0.2.1", true)]
    public void The_password_goes_to_whom_it_may(bool encrypted, bool trusted, string remote, bool may) =>
        Assert.Equal(may, AuthStep.Forbids(encrypted, trusted, IPAddress.Parse(remote)) is null);

    [Fact]
    public async Task No_AUTH_on_offer_is_told()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate };
        var step = CheckRun.Step(await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Login = Good }), StepId.Auth);
        Assert.Equal((Verdict.Fail, "AUTH is not offered."), (step.Verdict, step.Detail.En));
    }

    [Fact]
    public async Task Unknown_mechanisms_are_told_and_not_tried()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate, Auth = "GSSAPI NTLM" };
        var step = CheckRun.Step(await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{server.Port}") with { Login = Good }), StepId.Auth);
        Assert.Equal(Verdict.Skip, step.Verdict);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(465, true)]
    [InlineData(587, false)]
    public async Task On_a_port_for_clients_the_message_goes_out_after_signing_in(int port, bool implicitTls)
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        var signedIn = false;
        await using var server = new CheckedServer
        {
            Certificate = certificate,
            Auth = "PLAIN",
            ImplicitTls = implicitTls,
            Answer = line =>
            {
                signedIn |= line.StartsWith("AUTH PLAIN", StringComparison.Ordinal);
                return line.StartsWith("MAIL", StringComparison.Ordinal) && !signedIn ? "530 5.7.0 Authentication required" : null;
            },
        };
        var dns = new ScriptedDns().Holds("mail1.fabrikam.com", RecordType.A, new DnsRecord.Host("mail1.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.0.2.1")));
        var run = new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } };
        var request = CheckRun.Request($"mail1.fabrikam.com:{port}") with { DnsOnly = true, From = "chris@contoso.com" };

        // A self-signed certificate loses clients here, and no mail between servers. The address has no reverse name.
        Assert.Equal("address warn, connect pass, banner pass, ehlo pass, tls pass, certificate fail, mail pass, rcpt skip, relay skip, message skip",
            string.Join(", ", CheckRun.Verdicts(await run.OfAsync(request)).Split(", ").Order(Comparer<string>.Create((a, b) => Place(a).CompareTo(Place(b))))));
        var report = await run.OfAsync(request with { Login = Good, Send = true });
        Assert.Equal((Verdict.Pass, Verdict.Pass), (CheckRun.Step(report, StepId.Auth).Verdict, CheckRun.Step(report, StepId.Message).Verdict));
        Assert.Single(server.Messages);

        static int Place(string step) => Array.IndexOf((string[])["address", "connect", "banner", "ehlo", "tls", "certificate", "mail", "rcpt", "relay", "auth", "message"], step.Split(' ')[0]);
    }

    [Fact]
    public void A_login_does_not_show_its_password() => Assert.DoesNotContain("secret", $"{Good} {new CheckRequest(null!) { Login = Good }.Login}", StringComparison.Ordinal);
}
