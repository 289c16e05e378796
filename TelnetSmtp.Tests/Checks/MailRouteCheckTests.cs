// The inbound test of a domain: what DNS says, and several exchangers side by side in time.
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Tests.Dns;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class MailRouteCheckTests
{
    private static DnsRecord.Host A(string name, string address) => new(name, RecordType.A, 60, IPAddress.Parse(address));

    private static DnsRecord.Pointer Ptr(string address, string target) => new(DomainName.ReverseOf(IPAddress.Parse(address)).Ascii, RecordType.Ptr, 60, target);

    private static ScriptedDns Fabrikam() => new ScriptedDns()
        .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 20, "mail2.fabrikam.com"), new DnsRecord.Mx("fabrikam.com", 60, 10, "mail1.fabrikam.com"))
        .Holds("mail1.fabrikam.com", RecordType.A, A("mail1.fabrikam.com", "192.0.2.1"))
        .Holds("mail2.fabrikam.com", RecordType.A, A("mail2.fabrikam.com", "192.0.2.2"))
        .Holds("1.2.0.192.in-addr.arpa", RecordType.Ptr, Ptr("192.0.2.1", "mail1.fabrikam.com"))
        .Holds("2.2.0.192.in-addr.arpa", RecordType.Ptr, Ptr("192.0.2.2", "elsewhere.test"));

    [Fact]
    public async Task Each_exchanger_has_its_tree_in_order_of_preference()
    {
        await using var first = new CheckedServer();
        await using var second = new CheckedServer();
        var run = new CheckRun(Fabrikam()) { Ports = { ["192.0.2.1"] = first.Port, ["192.0.2.2"] = second.Port } };
        var report = await run.OfAsync(CheckRun.Request("fabrikam.com", to: null));
        Assert.Equal([StepId.Mx, StepId.Exchanger, StepId.Exchanger], report.Steps.Select(s => s.Id));
        Assert.Equal("10 mail1.fabrikam.com, 20 mail2.fabrikam.com.", report.Steps[0].Detail.En);
        Assert.Equal(["Test mail1.fabrikam.com (preference 10)", "Test mail2.fabrikam.com (preference 20)"], report.Steps.Skip(1).Select(s => s.Title.En));
        Assert.Contains("RCPT TO:<postmaster@fabrikam.com>", first.Heard);
        Assert.Contains("RCPT TO:<postmaster@fabrikam.com>", second.Heard);

        // The first one's reverse name leads back; the second one's does not.
        Assert.Equal([Verdict.Pass, Verdict.Warn], report.Steps.Skip(1).Select(s => s.Steps.Single(p => p.Id == StepId.Address).Verdict));
    }

    [Fact]
    public async Task A_postmaster_refused_fails_where_nobody_else_was_asked_for()
    {
        await using var server = new CheckedServer { Answer = line => line.Contains("RCPT TO:<postmaster", StringComparison.Ordinal) ? "550 5.1.1 User unknown" : null };
        var run = new CheckRun(Fabrikam()) { Ports = { ["192.0.2.1"] = server.Port, ["192.0.2.2"] = server.Port } };
        var report = await run.OfAsync(CheckRun.Request("fabrikam.com", to: null));
        Assert.All(report.Steps.Skip(1), host => Assert.Equal(Verdict.Fail, host.Steps.Single(s => s.Id == StepId.Rcpt).Verdict));
    }

    [Fact]
    public async Task A_greeting_under_another_name_is_told()
    {
        await using var server = new CheckedServer { Greeting = "220 other.test ESMTP" };
        var run = new CheckRun(Fabrikam()) { Ports = { ["192.0.2.1"] = server.Port, ["192.0.2.2"] = server.Port } };
        var report = await run.OfAsync(CheckRun.Request("fabrikam.com"));

        // The connection is redirected to loopback, whose names are nobody's business: the test asks the step itself.
        var opening = new OpeningSteps(Fabrikam(), CheckRun.Request("fabrikam.com"), new ReplyWords(new Core.Smtp.Catalogue()));
        var greeting = new CheckReply(Core.Smtp.SmtpVerb.Connect, 220, default, ["220 other.test ESMTP"], "other.test ESMTP", TimeSpan.Zero, ReplyFault.None);
        var step = await opening.BannerAsync(greeting, "other.test", "mail1.fabrikam.com", IPAddress.Parse("192.0.2.1"), ["mail1.fabrikam.com"], TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Warn, step.Verdict);
        Assert.Contains("It greets as “other.test”, which neither is mail1.fabrikam.com nor leads to 192.0.2.1.", step.Detail.En, StringComparison.Ordinal);
        var own = await opening.BannerAsync(greeting, "MAIL1.fabrikam.com", "mx.fabrikam.com", IPAddress.Parse("192.0.2.1"), ["mail1.fabrikam.com"], TestContext.Current.CancellationToken);
        Assert.Equal(Verdict.Pass, own.Verdict);
        Assert.Equal(Verdict.Pass, report.Steps[1].Steps.Single(s => s.Id == StepId.Banner).Verdict);
    }

    [Theory]
    [InlineData("nowhere.test", Verdict.Fail, "There is no such name in DNS.")]
    [InlineData("null.test", Verdict.Fail, "The domain says that it takes no mail (null MX, RFC 7505).")]
    [InlineData("broken.test", Verdict.Fail, "SERVFAIL")]
    [InlineData("implicit.test", Verdict.Warn, "implicit.test has no MX record: mail goes to its own address")]
    public async Task What_DNS_says_decides_the_first_step(string domain, Verdict expected, string words)
    {
        await using var server = new CheckedServer();
        var dns = new ScriptedDns()
            .Holds("null.test", RecordType.Mx, new DnsRecord.Mx("null.test", 60, 0, "."))
            .Ends("broken.test", RecordType.Mx, DnsOutcome.ServerFailure)
            .Holds("implicit.test", RecordType.A, A("implicit.test", "192.0.2.7"));
        var report = await new CheckRun(dns) { Ports = { ["192.0.2.7"] = server.Port } }.OfAsync(CheckRun.Request(domain));
        Assert.Equal((expected, expected == Verdict.Fail ? 1 : 2), (report.Steps[0].Verdict, report.Steps.Length));
        Assert.Contains(words, report.Steps[0].Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_policies_are_shown_and_two_of_a_kind_are_told()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate };
        var dns = new ScriptedDns()
            .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 10, "mail1.fabrikam.com"))
            .Holds("fabrikam.com", RecordType.Txt, new DnsRecord.Txt("fabrikam.com", 60, ["v=spf1 mx ", "-all"]), new DnsRecord.Txt("fabrikam.com", 60, ["v=spf10 no"]))
            .Holds("_dmarc.fabrikam.com", RecordType.Txt, new DnsRecord.Txt("_dmarc.fabrikam.com", 60, ["v=DMARC1; p=none"]), new DnsRecord.Txt("_dmarc.fabrikam.com", 60, ["v=DMARC1; p=reject"]))
            .Holds("mail1.fabrikam.com", RecordType.A, A("mail1.fabrikam.com", "192.0.2.1"))
            .Holds("_25._tcp.mail1.fabrikam.com", RecordType.Tlsa, new DnsRecord.Tlsa("_25._tcp.mail1.fabrikam.com", 60, 3, 1, 1, [0x01, 0xAB]));
        var report = await new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } }.OfAsync(CheckRun.Request("fabrikam.com"));
        Assert.Equal(["SPF Pass", "DMARC Warn", "MTA-STS Skip"], report.Steps[0].Steps.Select(s => $"{s.Title.En} {s.Verdict}"));
        Assert.Equal("fabrikam.com: v=spf1 mx -all", report.Steps[0].Steps[0].Detail.En);
        Assert.StartsWith("_25._tcp.mail1.fabrikam.com: 3 1 1 01AB. The name server does not vouch", CheckRun.Step(report, StepId.Certificate).Steps[0].Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchanger_without_address_fails_and_an_alias_is_told()
    {
        await using var server = new CheckedServer();
        var dns = new ScriptedDns()
            .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 10, "gone.test"), new DnsRecord.Mx("fabrikam.com", 60, 20, "alias.test"))
            .Holds("alias.test", RecordType.A, new DnsRecord.Pointer("alias.test", RecordType.Cname, 60, "mail1.fabrikam.com"), A("mail1.fabrikam.com", "192.0.2.1"));
        var report = await new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } }.OfAsync(CheckRun.Request("fabrikam.com"));
        Assert.Equal([Verdict.Fail, Verdict.Warn], report.Steps.Skip(1).Select(host => host.Steps[0].Verdict));
        Assert.Contains("gone.test has no address", report.Steps[1].Detail.En, StringComparison.Ordinal);
        Assert.Contains("alias (CNAME)", report.Steps[2].Steps[0].Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_exchangers_of_which_three_are_dead_take_the_time_of_the_slowest()
    {
        var time = new FakeTimeProvider();
        await using var server = new CheckedServer();
        var dns = new ScriptedDns().Holds("fabrikam.com", RecordType.Mx, [.. Enumerable.Range(1, 10).Select(i => new DnsRecord.Mx("fabrikam.com", 60, i, $"m{i}.test"))]);
        foreach (var i in Enumerable.Range(1, 10))
            dns.Holds($"m{i}.test", RecordType.A, A($"m{i}.test", $"192.0.2.{i}"));
        var run = new CheckRun(dns, time);
        var running = run.OfAsync(CheckRun.Request("fabrikam.com"), new PartlyDead(server.Port, time));

        // Seven are done before any time has passed; one step of the clock ends the three others.
        await Deadline.UntilAsync("the seven living ones", () => run.Latest?.Steps.Count(s => s.Id == StepId.Exchanger && s.Steps.Length == 10 && s.Verdict != Verdict.Running) == 7);
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(30));
        var report = await running;
        Assert.Equal(3, report.Steps.Count(s => s.Verdict == Verdict.Fail));
        Assert.All(report.Steps.Where(s => s.Verdict == Verdict.Fail), s => Assert.Equal(TimeSpan.FromSeconds(30), s.Elapsed));
    }

    [Theory]
    [InlineData(InboundCheck.ExchangerLimit, "1 m1.test")]
    [InlineData(InboundCheck.ExchangerLimit + 1, "101 records; tested are 1 m1.test")]
    public async Task No_more_exchangers_are_tested_than_the_cap(int count, string detail)
    {
        var dns = new ScriptedDns().Holds("fabrikam.com", RecordType.Mx, [.. Enumerable.Range(1, count).Select(i => new DnsRecord.Mx("fabrikam.com", 60, i, string.Create(CultureInfo.InvariantCulture, $"m{i}.test")))]);
        var report = await new CheckRun(dns).OfAsync(CheckRun.Request("fabrikam.com"));
        Assert.Equal(InboundCheck.ExchangerLimit + 1, report.Steps.Length);
        Assert.StartsWith(detail, report.Steps[0].Detail.En, StringComparison.Ordinal);
    }

    /// <summary>192.0.2.3, .6 and .9 answer never; an attempt gives up after 30 s.</summary>
    private sealed class PartlyDead(int port, TimeProvider time) : IMailNetwork
    {
        private readonly Core.Net.MailNetwork _network = new(time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        public async Task<ConnectAttempt> ConnectAsync(IPEndPoint to, CancellationToken cancel)
        {
            if (to.Address.GetAddressBytes() is not [192, 0, 2, 3 or 6 or 9])
                return await _network.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancel);
            var over = new TaskCompletionSource();
            await using var timer = time.CreateTimer(_ => over.TrySetResult(), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
            await over.Task.WaitAsync(cancel);
            return new ConnectAttempt(null, ConnectProblem.TimedOut);
        }

        public Task<ImmutableArray<IPAddress>> ResolveAsync(string host, CancellationToken cancel) => Task.FromResult(ImmutableArray<IPAddress>.Empty);

        public Task<FetchedText> FetchAsync(Uri address, ImmutableArray<IPAddress> hosts, int sizeLimit, CancellationToken cancel) => Task.FromResult(new FetchedText(null, "nobody answers"));
    }
}
