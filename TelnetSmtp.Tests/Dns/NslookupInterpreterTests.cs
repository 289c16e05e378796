// nslookup as a dialogue: what is typed, what is printed. The server is a table; a real one stands in NamedTests.
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Dns;

public sealed class NslookupInterpreterTests
{
    private const string Head = "Server:  dns.contoso.com\nAddress:  192.0.2.53\n\n";

    private static readonly IPEndPoint Server = new(IPAddress.Parse("192.0.2.53"), 53);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly ScriptedDns _dns = new ScriptedDns()
        .Holds("53.2.0.192.in-addr.arpa", RecordType.Ptr, new DnsRecord.Pointer("53.2.0.192.in-addr.arpa", RecordType.Ptr, 60, "dns.contoso.com"))
        .Holds("mail1.fabrikam.com", RecordType.A, new DnsRecord.Host("mail1.fabrikam.com", RecordType.A, 3600, IPAddress.Parse("192.168.1.10")))
        .Holds("fabrikam.com", RecordType.Soa, new DnsRecord.Soa("fabrikam.com", 3600, "ns1.fabrikam.com", "hostmaster.fabrikam.com", 7, 28800, 7200, 604800, 600))
        .Holds("fabrikam.com", RecordType.Txt, new DnsRecord.Txt("fabrikam.com", 3600, ["v=spf1 mx -all\u001b]0;x\u0007"]))
        .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 3600, 10, "mail1.fabrikam.com"));

    private NslookupInterpreter Start(DnsSettings? settings = null, Language language = Language.English) =>
        new(_dns, settings ?? new DnsSettings { Servers = [Server] }, language);

    private static async Task<string> TypeAsync(NslookupInterpreter nslookup, params string[] lines)
    {
        var last = default(NslookupStep);
        foreach (var line in lines)
            last = await nslookup.LineAsync(line, Cancellation);
        return last.Text;
    }

    [Theory]
    [InlineData("set type=mx", "fabrikam.com", "fabrikam.com mx preference=10, mail exchanger = mail1.fabrikam.com\nmail1.fabrikam.com internet address = 192.168.1.10\n")]
    [InlineData("SET Type = MX", "fabrikam.com.", "fabrikam.com mx preference=10, mail exchanger = mail1.fabrikam.com\nmail1.fabrikam.com internet address = 192.168.1.10\n")]
    [InlineData("set q=mx", "mail1.fabrikam.com", "*** No mail exchange (MX) records available for mail1.fabrikam.com\n")]
    [InlineData("set querytype=a", "mail1.fabrikam.com", "mail1.fabrikam.com internet address = 192.168.1.10\n")]
    [InlineData("set type=soa", "fabrikam.com", "fabrikam.com\n        primary name server = ns1.fabrikam.com\n        responsible mail addr = hostmaster.fabrikam.com\n        serial  = 7\n        refresh = 28800 (8 hours)\n        retry   = 7200 (2 hours)\n        expire  = 604800 (7 days)\n        default TTL = 600 (10 mins)\n")]
    [InlineData("set type=txt", "fabrikam.com", "fabrikam.com text =\n\n        \"v=spf1 mx -all\\027]0;x\\007\"\n")]
    [InlineData("set type=mx", "nope.fabrikam.com", "*** dns.contoso.com can't find nope.fabrikam.com: Non-existent domain\n")]
    [InlineData("", "mail1.fabrikam.com", "Name:    mail1.fabrikam.com\nAddress:  192.168.1.10\n\n")]
    [InlineData("", "192.0.2.53", "Name:    dns.contoso.com\nAddress:  192.0.2.53\n\n")]
    [InlineData("set type=ptr", "192.0.2.53", "53.2.0.192.in-addr.arpa name = dns.contoso.com\n")]
    public async Task A_name_is_looked_up_by_the_type_that_was_set(string set, string name, string expected) =>
        Assert.Equal(Head + expected, await TypeAsync(Start(), set, name));

    [Fact]
    public async Task It_opens_with_the_default_server_or_says_that_there_is_none()
    {
        Assert.Equal("Default Server:  dns.contoso.com\nAddress:  192.0.2.53\n\n", (await Start().StartAsync(Cancellation)).Text);
        Assert.Equal("Default Server:  UnKnown\nAddress:  192.0.2.54\n\n",
            (await Start(new DnsSettings { Servers = [new(IPAddress.Parse("192.0.2.54"), 53)] }).StartAsync(Cancellation)).Text);
        var none = Start(new DnsSettings());
        Assert.Equal("*** Default servers are not available\n", (await none.StartAsync(Cancellation)).Text);
    }

    [Theory]
    [InlineData("set type=bogus", "unknown query type: bogus (known: a, aaaa, mx, txt, ptr, ns, soa, cname, tlsa, any)\n")]
    [InlineData("set bogus", "*** Invalid option: bogus\n")]
    [InlineData("set", "*** Invalid option: \n")]
    [InlineData("set port=0", "*** Invalid value for port: 0\n")]
    [InlineData("set timeout=ages", "*** Invalid value for timeout: ages\n")]
    [InlineData("http://fabrikam.com/", "*** “http://fabrikam.com/” is a URL, not a domain. Give the host name alone: fabrikam.com.\n")]
    [InlineData("kate@fabrikam.com", "*** “kate@fabrikam.com” is a mail address. Give the part behind the @: fabrikam.com.\n")]
    [InlineData("server nowhere.test", "*** Can't find address for server nowhere.test: Non-existent domain\n")]
    [InlineData("server 192.0.2.1:0", "*** “0” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 53.\n")]
    [InlineData("", "")]
    public async Task Wrong_input_gets_one_line(string line, string expected) => Assert.Equal(expected, await TypeAsync(Start(), line));

    [Fact]
    public async Task Server_changes_whom_names_are_asked_of()
    {
        var nslookup = Start();
        Assert.Equal("Default Server:  UnKnown\nAddress:  192.168.1.10\n\n", await TypeAsync(nslookup, "server mail1.fabrikam.com"));
        await TypeAsync(nslookup, "set port=5353", "fabrikam.com");
        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.168.1.10"), 5353), Assert.Single(_dns.AskedWith[^1].Servers));
    }

    [Fact]
    public async Task A_second_word_is_the_server_for_this_name_only()
    {
        var nslookup = Start();
        Assert.StartsWith("Server:  UnKnown\nAddress:  192.0.2.99\n\n", await TypeAsync(nslookup, "set type=mx", "fabrikam.com 192.0.2.99"), StringComparison.Ordinal);
        Assert.StartsWith(Head, await TypeAsync(nslookup, "fabrikam.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeouts_are_shown_one_by_one()
    {
        _dns.Ends("slow.test", RecordType.Mx, DnsOutcome.TimedOut);
        Assert.Equal(Head + "DNS request timed out.\n    timeout was 2 seconds.\nDNS request timed out.\n    timeout was 2 seconds.\n*** Request to dns.contoso.com timed-out\n",
            await TypeAsync(Start(), "set type=mx", "slow.test."));
        Assert.Contains("timeout was 1 second.\n***", await TypeAsync(Start(), "set type=mx", "set timeout=1", "set retry=0", "slow.test."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DnsOutcome.ServerFailure, "Server failed")]
    [InlineData(DnsOutcome.Refused, "Query refused")]
    [InlineData(DnsOutcome.Unreachable, "No response from server")]
    [InlineData(DnsOutcome.FormatError, "Format error")]
    public async Task Each_failure_has_its_words_and_is_reported(DnsOutcome outcome, string words)
    {
        _dns.Ends("bad.test", RecordType.Mx, outcome);
        var nslookup = Start();
        await nslookup.LineAsync("set type=mx", Cancellation);
        var step = await nslookup.LineAsync("bad.test", Cancellation);
        Assert.Equal((Head + $"*** dns.contoso.com can't find bad.test: {words}\n", outcome), (step.Text, step.Outcome));
    }

    [Fact]
    public async Task Suffixes_are_obeyed_as_the_options_say()
    {
        var settings = new DnsSettings { Servers = [Server], Suffixes = ["contoso.com", "fabrikam.com"] };
        var nslookup = Start(settings);
        await TypeAsync(nslookup, "set type=mx", "mail1");
        Assert.Equal(["mail1.contoso.com MX", "mail1.fabrikam.com MX"], _dns.Asked.Take(2));
        _dns.Asked.Clear();
        await TypeAsync(nslookup, "mail1.");
        Assert.Equal("mail1 MX", Assert.Single(_dns.Asked));
        _dns.Asked.Clear();
        await TypeAsync(nslookup, "set nosearch", "set nodefname", "mail1");
        Assert.Equal("mail1 MX", Assert.Single(_dns.Asked));
        _dns.Asked.Clear();
        await TypeAsync(nslookup, "set search", "set srchlist=fabrikam.com", "no.such");
        Assert.Equal(["no.such MX", "no.such.fabrikam.com MX"], _dns.Asked);
    }

    [Fact]
    public async Task Debug_shows_the_message()
    {
        Assert.Contains("""
            ------------
            Got answer:
                HEADER:
                    opcode = QUERY, id = 7, rcode = NOERROR
                    header flags:  response, auth. answer, want recursion, recursion avail.
                    questions = 1,  answers = 1,  authority records = 0,  additional = 0

                QUESTIONS:
                    fabrikam.com, type = MX, class = IN
                ANSWERS:
                ->  fabrikam.com
                    mx preference=10, mail exchanger = mail1.fabrikam.com
                    ttl = 3600 (1 hour)

            ------------

            """, await TypeAsync(Start(), "set debug", "set type=mx", "fabrikam.com"), StringComparison.Ordinal);
        Assert.DoesNotContain("HEADER", await TypeAsync(Start(), "set debug", "set nodebug", "set type=mx", "fabrikam.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_all_lists_the_options_as_they_stand()
    {
        var text = await TypeAsync(Start(), "set type=mx", "set vc", "set norecurse", "set timeout=5", "set domain=contoso.com", "set all");
        Assert.StartsWith("Default Server:  dns.contoso.com\n", text, StringComparison.Ordinal);
        foreach (var option in new[] { "nodebug", "defname", "search", "norecurse", "nod2", "vc", "port=53", "type=MX", "class=IN", "timeout=5", "retry=1", "domain=contoso.com" })
            Assert.Contains($"\n  {option}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("EXIT")]
    [InlineData("quit")]
    public async Task Exit_leaves(string word) => Assert.True((await Start().LineAsync(word, Cancellation)).Exit);

    [Theory]
    [InlineData("help")]
    [InlineData("?")]
    public async Task Help_names_every_command(string word)
    {
        var help = await TypeAsync(Start(), word);
        foreach (var command in new[] { "set OPTION", "server NAME", "lserver NAME", "root", "exit", "type=TYPE" })
            Assert.Contains(command, help, StringComparison.Ordinal);
    }
}
