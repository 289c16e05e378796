// MTA-STS: reading a policy, its wildcards, and what the mail route says of record, host and policy.
using System.Net;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class MtaStsTests
{
    private const string Policy = "version: STSv1\r\nmode: enforce\r\nmx: mail1.fabrikam.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n";

    [Fact]
    public void A_policy_is_read()
    {
        var policy = MtaStsPolicy.Parse(Policy)!;
        Assert.Equal((MtaStsMode.Enforce, TimeSpan.FromDays(7)), (policy.Mode, policy.MaxAge));
        Assert.Equal(["mail1.fabrikam.com", "*.example.net"], policy.Hosts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mode: enforce\nmx: a.test\nmax_age: 1")]
    [InlineData("version: STSv2\nmode: enforce\nmx: a.test\nmax_age: 1")]
    [InlineData("version: STSv1\nmode: always\nmx: a.test\nmax_age: 1")]
    [InlineData("version: STSv1\nmode: enforce\nmax_age: 1")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.test")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 31557601")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.test\nmax_age: -1")]
    [InlineData("<!DOCTYPE html>\n<html>")]
    public void What_is_no_policy_is_refused_whole(string text) => Assert.Null(MtaStsPolicy.Parse(text));

    [Theory]
    [InlineData("mail1.fabrikam.com", true)]
    [InlineData("MAIL1.fabrikam.com", true)]
    [InlineData("mail2.fabrikam.com", false)]
    [InlineData("a.example.net", true)]
    [InlineData("a.b.example.net", false)]
    [InlineData("example.net", false)]
    public void A_wildcard_stands_for_one_label(string host, bool named) => Assert.Equal(named, MtaStsPolicy.Parse(Policy)!.Names(host));

    [Theory]
    [InlineData(null, false, Verdict.Warn, "mta-sts.fabrikam.com has no address")]
    [InlineData(null, true, Verdict.Warn, "https://mta-sts.fabrikam.com/.well-known/mta-sts.txt cannot be read: nobody answers.")]
    [InlineData("<html>", true, Verdict.Warn, "is no valid policy")]
    [InlineData(Policy, true, Verdict.Pass, "mode enforce, max_age 604800, mx mail1.fabrikam.com, *.example.net.")]
    [InlineData("version: STSv1\nmode: enforce\nmx: other.test\nmax_age: 1", true, Verdict.Fail, "It does not name mail1.fabrikam.com")]
    [InlineData("version: STSv1\nmode: testing\nmx: other.test\nmax_age: 1", true, Verdict.Warn, "It does not name mail1.fabrikam.com")]
    [InlineData("version: STSv1\nmode: none\nmax_age: 1", true, Verdict.Pass, "mode none")]
    public async Task Record_host_and_policy_are_held_against_the_exchangers(string? page, bool hasHost, Verdict expected, string words)
    {
        var dns = new ScriptedDns()
            .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 10, "mail1.fabrikam.com"))
            .Holds("_mta-sts.fabrikam.com", RecordType.Txt, new DnsRecord.Txt("_mta-sts.fabrikam.com", 60, ["v=STSv1; id=1"]));
        if (hasHost)
            dns.Holds("mta-sts.fabrikam.com", RecordType.A, new DnsRecord.Host("mta-sts.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.0.2.80")));
        var run = new CheckRun(dns);
        if (page is not null)
            run.Pages["https://mta-sts.fabrikam.com/.well-known/mta-sts.txt"] = page;
        var step = (await run.OfAsync(CheckRun.Request("fabrikam.com"))).Steps[0].Steps.Single(s => s.Title.En == "MTA-STS");
        Assert.Equal((expected, expected), (step.Verdict, step.Steps[^1].Verdict));
        Assert.Contains(words, step.Steps[^1].Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_record_nobody_is_asked_for_a_policy()
    {
        var dns = new ScriptedDns().Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 10, "mail1.fabrikam.com"));
        await new CheckRun(dns).OfAsync(CheckRun.Request("fabrikam.com"));
        Assert.DoesNotContain(dns.Asked, question => question.StartsWith("mta-sts.", StringComparison.Ordinal));
    }
}
