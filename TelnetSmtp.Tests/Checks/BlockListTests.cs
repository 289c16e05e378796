// Block lists: asked only where they were named, and believed only where they answer for their own test address.
using System.Net;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class BlockListTests
{
    private const string List = "bl.test";

    private static DnsRecord.Host A(string name, string address) => new(name, RecordType.A, 60, IPAddress.Parse(address));

    private static ScriptedDns Host(string address = "192.0.2.1") =>
        new ScriptedDns().Holds("mail1.fabrikam.com", RecordType.A, A("mail1.fabrikam.com", address)).Holds($"2.0.0.127.{List}", RecordType.A, A($"2.0.0.127.{List}", "127.0.0.2"));

    private static async Task<CheckStep?> AskAsync(ScriptedDns dns, params string[] lists)
    {
        var request = CheckRun.Request("mail1.fabrikam.com:25") with
        {
            DnsOnly = true,
            BlockLists = [.. lists.Select(list => DomainName.TryParse(list, out var name, out _) ? name : throw new ArgumentException(list))],
        };
        return CheckRun.Step(await new CheckRun(dns).OfAsync(request), StepId.Address).Steps.SingleOrDefault(s => s.Title.En.EndsWith(List, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listed_address_is_told_with_the_lists_own_words()
    {
        var dns = Host().Holds($"1.2.0.192.{List}", RecordType.A, A("x", "127.0.0.4")).Holds($"1.2.0.192.{List}", RecordType.Txt, new DnsRecord.Txt("x", 60, ["Sent spam, see https://bl.test/"]));
        var step = await AskAsync(dns, List);
        Assert.Equal(Verdict.Warn, step!.Verdict);
        Assert.Equal("192.0.2.1 is listed in bl.test (127.0.0.4). Sent spam, see https://bl.test/", step.Detail.En);
    }

    [Fact]
    public async Task An_address_that_is_not_listed_passes()
    {
        var step = await AskAsync(Host(), List);
        Assert.Equal((Verdict.Pass, "192.0.2.1 is not listed."), (step!.Verdict, step.Detail.En));
    }

    [Fact]
    public async Task Nobody_is_asked_without_being_named_and_never_about_a_private_address()
    {
        var dns = Host();
        Assert.Null(await AskAsync(dns));
        Assert.DoesNotContain(dns.Asked, question => question.Contains(List, StringComparison.Ordinal));
        Assert.Null(await AskAsync(Host("192.168.1.10"), List));
    }

    [Fact]
    public async Task A_zone_that_is_no_list_says_nothing()
    {
        var dns = new ScriptedDns().Holds("mail1.fabrikam.com", RecordType.A, A("mail1.fabrikam.com", "192.0.2.1"));
        var step = await AskAsync(dns, List);
        Assert.Equal(Verdict.Skip, step!.Verdict);
        Assert.Contains("does not have its own test address in it", step.Detail.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.255.255.254")]
    [InlineData("203.0.113.9")]
    public async Task A_refusal_is_no_listing(string code)
    {
        var step = await AskAsync(Host().Holds($"1.2.0.192.{List}", RecordType.A, A("x", code)), List);
        Assert.Equal(Verdict.Skip, step!.Verdict);
        Assert.Contains("refuses the question", step.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_IPv6_address_is_asked_for_by_its_nibbles()
    {
        var dns = new ScriptedDns().Holds("mail1.fabrikam.com", RecordType.Aaaa, new DnsRecord.Host("mail1.fabrikam.com", RecordType.Aaaa, 60, IPAddress.Parse("2001:db8::1")));
        await AskAsync(dns, List);
        Assert.Contains($"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.{List} A", dns.Asked);
    }
}
