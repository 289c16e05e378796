// Names, servers, suffixes and words: the values of the DNS room, without any server.
using System.Net;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Dns;

public sealed class DnsValuesTests
{
    [Theory]
    [InlineData("fabrikam.com", "fabrikam.com", false)]
    [InlineData(" fabrikam.com. ", "fabrikam.com", true)]
    [InlineData("_25._tcp.mail1.fabrikam.com", "_25._tcp.mail1.fabrikam.com", false)]
    [InlineData("müller.example", "xn--mller-kva.example", false)]
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah", false)]
    [InlineData(".", "", true)]
    public void Names_become_what_DNS_is_asked(string typed, string ascii, bool absolute)
    {
        Assert.True(DomainName.TryParse(typed, out var name, out _));
        Assert.Equal((ascii, absolute), (name.Ascii, name.Absolute));
    }

    [Theory]
    [InlineData("", "No domain was given", "keine Domäne")]
    [InlineData("https://fabrikam.com/x", "is a URL", "ist eine URL")]
    [InlineData("kate@fabrikam.com", "is a mail address", "ist eine E-Mail-Adresse")]
    [InlineData("fabri kam.com", "has a space", "Leerzeichen")]
    [InlineData("fabrikam.com:25", "a colon cannot stand", "Doppelpunkt")]
    [InlineData("fabrikam..com", "a dot too many", "einen Punkt zu viel")]
    [InlineData(".fabrikam.com", "a dot too many", "einen Punkt zu viel")]
    [InlineData("fabrikam/com", "“/” cannot stand", "„/“ kann")]
    [InlineData("fabrikam\u001b.com", "“U+001B” cannot stand", "„U+001B“ kann")]
    [InlineData("so\u3202", "no valid internationalised", "kein gültiger internationalisierter")] // has parentheses
    [InlineData("xn--\u00fc.example\ud800", "no valid internationalised", "kein gültiger internationalisierter")]
    public void What_is_no_name_is_refused_in_one_line_in_both_languages(string typed, string en, string de)
    {
        Assert.False(DomainName.TryParse(typed, out _, out var problem));
        Assert.Contains(en, problem.En, StringComparison.Ordinal);
        Assert.Contains(de, problem.De, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.En + problem.De);
    }

    [Fact]
    public void Lengths_are_held_to_the_octet()
    {
        static bool Valid(string typed) => DomainName.TryParse(typed, out _, out _);
        Assert.True(Valid(new string('a', DomainName.LabelLimit) + ".com"));
        Assert.False(Valid(new string('a', DomainName.LabelLimit + 1) + ".com"));
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 62), 4)) + ".b";
        Assert.Equal(DomainName.NameLimit, longest.Length);
        Assert.True(Valid(longest));
        Assert.False(Valid(longest + "b"));
    }

    [Theory]
    [InlineData("192.168.1.10", "10.1.168.192.in-addr.arpa")]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void Addresses_have_reverse_names(string address, string expected) => Assert.Equal(expected, DomainName.ReverseOf(IPAddress.Parse(address)).Ascii);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", 53)]
    [InlineData("192.0.2.1:5353", "192.0.2.1", 5353)]
    [InlineData("2001:db8::1", "2001:db8::1", 53)]
    [InlineData("[2001:db8::1]:5353", "2001:db8::1", 5353)]
    [InlineData("ns1.fabrikam.com:65535", "ns1.fabrikam.com", 65535)]
    public void Servers_are_read(string typed, string host, int port)
    {
        Assert.True(ServerAddress.TryParse(typed, out var server, out _));
        Assert.Equal(new ServerAddress(host, port), server);
    }

    [Theory]
    [InlineData("192.0.2.1:0")]
    [InlineData("192.0.2.1:65536")]
    [InlineData("192.0.2.1:dns")]
    [InlineData("[2001:db8::1]5353")]
    [InlineData(".")]
    [InlineData(".:53")]
    [InlineData("a b")]
    [InlineData("")]
    public void What_is_no_server_is_refused(string typed)
    {
        Assert.False(ServerAddress.TryParse(typed, out _, out var problem));
        Assert.NotEqual("", problem.De);
    }

    [Theory]
    [InlineData("https://fabrikam.com/\u001b[2J", "\u241B[2J")]
    [InlineData("kate\n@fabrikam.com", "kate\u240A@")]
    [InlineData("fabrikam.com:5\u007f3", "5\u24213")]
    [InlineData("a\u009b:1:2", "a\uFFFD:1:2")]
    public void A_problem_shows_control_characters_and_has_none(string typed, string shown)
    {
        Assert.False(ServerAddress.TryParse(typed, out _, out var problem));
        Assert.Contains(shown, problem.En, StringComparison.Ordinal);
        Assert.DoesNotContain(problem.En + problem.De, char.IsControl);
    }

    [Fact]
    public void The_search_list_is_the_last_one_of_resolv_conf()
    {
        Assert.Equal(["b.test", "c.test"], SystemDns.SuffixesOf(["# search x.test", "domain a.test", "nameserver 192.0.2.1", "search b.test c.test. bad..name B.TEST"]));
        Assert.Empty(SystemDns.SuffixesOf(["search a.test", "search ."]));
        Assert.Empty(SystemDns.SuffixesOf(["domain"]));
    }

    [Fact]
    public void The_servers_are_those_of_resolv_conf_up_to_three()
    {
        Assert.Equal(["127.0.0.53:53", "[2001:db8::1]:53"], SystemDns.ServersOf(["# nameserver 192.0.2.9", "nameserver 127.0.0.53", "nameserver ns1.test", "options edns0", "nameserver 2001:db8::1", "nameserver"]).Select(s => s.ToString()));
        Assert.Equal(SystemDns.ServerLimit, SystemDns.ServersOf(Enumerable.Range(1, SystemDns.ServerLimit + 1).Select(i => $"nameserver 192.0.2.{i}")).Length);
        Assert.Empty(SystemDns.ServersOf([]));
    }

    [Fact]
    public void The_search_list_is_cut_at_its_limit()
    {
        var settings = new DnsSettings { Suffixes = [.. Enumerable.Range(1, DnsSettings.SuffixLimit + 1).Select(i => $"s{i}.test")] };
        Assert.Equal(DnsSettings.SuffixLimit + 1, settings.Candidates(new DomainName("host", "host", false)).Count());
        Assert.Single(settings.Candidates(new DomainName("host", "host", true)));
    }

    [Fact]
    public void Every_outcome_is_explained_in_both_languages()
    {
        foreach (var outcome in Enum.GetValues<DnsOutcome>())
        {
            var text = DnsOutcomeText.Of(outcome);
            Assert.All([text.Meaning, .. text.Causes, .. text.Remedies], t => Assert.True(t.En.Length > 0 && t.De.Length > 0 && t.En != t.De));
            Assert.True(outcome == DnsOutcome.Answered || (text.Causes.Count > 0 && text.Remedies.Count > 0));
        }
    }

    [Theory]
    [InlineData("", "mx", null, "No domain was given")]
    [InlineData("192.168.1.10", "mx", null, "is an address, not a domain")]
    [InlineData("fabrikam.com", "spf", null, "is no record type known here")]
    [InlineData("fabrikam.com", "mx", "192.0.2.1:0", "is no port")]
    public async Task Lookup_refuses_wrong_usage_in_one_line(string domain, string type, string? dns, string expected)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await LookupCommand.RunAsync(new LookupCommand.Request(domain, type, dns, false, Language.English), new ScriptedDns(), output, error,
            TestContext.Current.CancellationToken);
        Assert.Equal((2, "", 1), (exit, output.ToString(), error.ToString().Count('\n')));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nslookup_on_the_command_line_prompts_answers_explains_and_leaves()
    {
        var dns = new ScriptedDns().Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 1, 0, "."));
        using var input = new StringReader("set type=mx\nfabrikam.com.\nnope.\nexit\nnever read\n");
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var exit = await NslookupCommand.RunAsync(new NslookupCommand.Request("", "192.0.2.53", Language.German), dns, input, output, error,
            TestContext.Current.CancellationToken);
        Assert.Equal(0, exit);
        Assert.StartsWith("Default Server:  UnKnown\nAddress:  192.0.2.53\n\n> > Server:  UnKnown\nAddress:  192.0.2.53\n\nfabrikam.com mx preference=0, mail exchanger = (root)\n> ",
            output.ToString(), StringComparison.Ordinal);
        Assert.Contains("can't find nope: Non-existent domain\n  # Diesen Namen gibt es im DNS nicht.\n", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("> ", output.ToString(), StringComparison.Ordinal);
    }
}
