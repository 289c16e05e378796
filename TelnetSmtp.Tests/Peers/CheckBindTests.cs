// The inbound test with a real BIND: the odd mail routes, and DANE with a zone that is signed and a server that validates it.
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Checks;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class CheckBindTests
{
    private static Task<CheckReport> CheckAsync(string domain, BindServer dns, int port)
    {
        var request = CheckRun.Request(domain) with { Dns = new DnsSettings { Servers = [new IPEndPoint(IPAddress.Loopback, dns.Port)] } };
        var check = new InboundCheck(new DnsTransport(TimeProvider.System), new MailNetwork(TimeProvider.System, NullLogger.Instance), TimeProvider.System, new Catalogue(), new Random(7));
        return check.RunAsync(request with { Target = request.Target with { Port = port } }, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_hundred_exchangers_are_listed_over_TCP_and_the_first_hundred_tested()
    {
        var records = string.Concat(Enumerable.Range(1, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"@ MX {i} m{i}\nm{i} A 127.0.0.1\n")));
        await using var dns = await BindServer.StartAsync(new Dictionary<string, string> { ["many.test"] = records }, ["max-records-per-type 0;"]);
        await using var smtp = new CheckedServer();
        var report = await CheckAsync("many.test", dns, smtp.Port);
        Assert.Equal(1 + InboundCheck.ExchangerLimit, report.Steps.Length);
        Assert.StartsWith("200 records; tested are 1 m1.many.test, 2 m2.many.test,", report.Steps[0].Detail.En, StringComparison.Ordinal);
        Assert.All(report.Steps.Skip(1), host => Assert.Equal(Verdict.Pass, host.Steps.Single(s => s.Id == StepId.Relay).Verdict));
        Assert.Empty(smtp.Messages);
    }

    [Fact]
    public async Task A_zone_that_BIND_could_not_load_is_a_server_failure_with_what_to_do()
    {
        await using var dns = await BindServer.StartAsync(new Dictionary<string, string> { ["broken.test"] = "@ MX not-a-number mail1" });
        var report = await CheckAsync("broken.test", dns, 1);
        Assert.Equal(Verdict.Fail, Assert.Single(report.Steps).Verdict);
        Assert.Contains("SERVFAIL", report.Steps[0].Detail.En, StringComparison.Ordinal);
        Assert.NotEmpty(report.Steps[0].Remedies);
    }

    [Fact]
    public async Task Policies_and_reverse_names_come_from_the_zone()
    {
        await using var dns = await BindServer.StartAsync(new Dictionary<string, string>
        {
            ["policy.test"] = """
                @ MX 10 mail
                @ TXT "v=spf1 mx -all"
                _dmarc TXT "v=DMARC1; p=reject"
                _mta-sts TXT "v=STSv1; id=20261124"
                mail A 127.0.0.1
                """,
            ["127.in-addr.arpa"] = "1.0.0 PTR mail.policy.test.",
        });
        await using var smtp = new CheckedServer { Greeting = "220 mail.policy.test ESMTP" };
        var report = await CheckAsync("policy.test", dns, smtp.Port);
        Assert.Equal(["SPF Pass", "DMARC Pass", "MTA-STS Warn"], report.Steps[0].Steps.Select(s => $"{s.Title.En} {s.Verdict}"));
        Assert.Contains("mta-sts.policy.test has no address", report.Steps[0].Steps[2].Detail.En, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1 is mail.policy.test, and that name leads back to it.", report.Steps[1].Steps[0].Steps[0].Detail.En);
        Assert.Equal(Verdict.Pass, report.Steps[1].Steps.Single(s => s.Id == StepId.Banner).Verdict);
    }

    [Fact]
    public async Task DANE_vouches_with_a_signed_zone_and_a_validating_server_and_not_without()
    {
        using var certificate = CheckedServer.MakeCertificate("mail.dane.test");
        await using var smtp = new CheckedServer { Certificate = certificate };
        var key = Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        var zones = new Dictionary<string, string>
        {
            ["dane.test"] = string.Create(CultureInfo.InvariantCulture, $"""
                @ MX 10 mail
                @ MX 20 wrong
                mail A 127.0.0.1
                wrong A 127.0.0.1
                _{smtp.Port}._tcp.mail TLSA 3 1 1 {key}
                _{smtp.Port}._tcp.wrong TLSA 3 1 1 {new string('0', 64)}
                """),
        };
        await using var source = await BindServer.StartAsync(zones, signed: "dane.test");
        await using var validating = await BindServer.ValidateAsync("dane.test", source, await KeyAsync(source, "dane.test"));

        var vouched = await CheckAsync("dane.test", validating, smtp.Port);
        Assert.Equal([Verdict.Pass, Verdict.Fail], vouched.Steps.Skip(1).Select(host => host.Steps.Single(s => s.Id == StepId.Certificate).Verdict));
        Assert.Contains("The name server vouches for them (DNSSEC). One fits the server's certificate.", Dane(vouched, 1).Detail.En, StringComparison.Ordinal);
        Assert.Contains("senders that heed DANE do not deliver", Dane(vouched, 2).Detail.En, StringComparison.Ordinal);

        // The zone's own server does not vouch for itself.
        var unvouched = await CheckAsync("dane.test", source, smtp.Port);
        Assert.Equal([Verdict.Warn, Verdict.Warn], unvouched.Steps.Skip(1).Select(host => host.Steps.Single(s => s.Id == StepId.Certificate).Verdict));
        Assert.Contains("does not vouch for them", Dane(unvouched, 1).Detail.En, StringComparison.Ordinal);

        static CheckStep Dane(CheckReport report, int host) => report.Steps[host].Steps.Single(s => s.Id == StepId.Certificate).Steps.Single();
    }

    /// <summary>The zone's key, once BIND has made it and signed with it.</summary>
    private static async Task<(string Flags, string Protocol, string Algorithm, string Key)> KeyAsync(BindServer source, string zone)
    {
        var dig = Peer.Require("dig", "dnsutils");
        var words = await Deadline.ForAsync("the signed zone", async _ =>
        {
            var answer = (await ChildProcess.RunAsync(dig, ["@127.0.0.1", "-p", source.Port.ToString(CultureInfo.InvariantCulture), "+norecurse", "+dnssec", "+noall", "+answer", zone, "DNSKEY"])).Output;
            var lines = answer.Split('\n').Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).ToArray();
            var signed = (await ChildProcess.RunAsync(dig, ["@127.0.0.1", "-p", source.Port.ToString(CultureInfo.InvariantCulture), "+norecurse", "+dnssec", "+noall", "+answer", zone, "MX"])).Output;
            return signed.Contains("RRSIG", StringComparison.Ordinal) ? lines.FirstOrDefault(line => line.Length > 7 && line[3] == "DNSKEY") : null;
        });
        return (words[4], words[5], words[6], string.Concat(words.Skip(7).TakeWhile(word => word != ";")));
    }
}
