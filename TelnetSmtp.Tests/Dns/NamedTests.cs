// Look-ups against a real BIND: every kind of mail route, every failure, fail-over, and the procedure's step 2 as it is typed.
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Dns;

public sealed class NamedTests(NamedServer named) : IClassFixture<NamedServer>
{
    private readonly DnsTransport _dns = new(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DomainName Name(string typed) => DomainName.TryParse(typed, out var name, out var problem) ? name : throw new ArgumentException(problem.En);

    private Task<MailRoute> RouteAsync(string domain, DnsSettings? settings = null, int seed = 1) =>
        new MailExchangers(_dns, TimeProvider.System, new Random(seed)).FindAsync(Name(domain), settings ?? named.Settings, Cancellation);

    private static string Shown(MailRoute route) => route.Kind + string.Concat(route.Exchangers.Select(e =>
        $" {e.Preference}:{e.Host}[{string.Join(',', e.Addresses)}]"));

    [Theory]
    [InlineData("fabrikam.com", "Mx 10:mail1.fabrikam.com[192.168.1.10] 20:mail2.fabrikam.com[192.168.1.20]")]
    [InlineData("FABRIKAM.COM.", "Mx 10:mail1.fabrikam.com[192.168.1.10] 20:mail2.fabrikam.com[192.168.1.20]")]
    [InlineData("implicit.test", "Implicit 0:implicit.test[192.0.2.7,2001:db8::7]")]
    [InlineData("null.test", "Null")]
    [InlineData("silent.test", "None")]
    [InlineData("www.alias.test", "Mx 10:mail1.fabrikam.com[192.168.1.10] 20:mail2.fabrikam.com[192.168.1.20]")]
    [InlineData("dead.test", "Mx 10:nohost.dead.test[] 20:mail1.fabrikam.com[192.168.1.10]")]
    [InlineData("müller.test", "Mx 10:mail1.fabrikam.com[192.168.1.10]")]
    public async Task Every_kind_of_mail_route_is_found(string domain, string expected) => Assert.Equal(expected, Shown(await RouteAsync(domain)));

    [Fact]
    public async Task Equal_exchangers_are_shuffled_behind_the_preferred_one()
    {
        var orders = new HashSet<string>();
        for (var seed = 0; seed < 20; seed++)
        {
            var route = await RouteAsync("equal.test", seed: seed);
            Assert.Equal(6, route.Exchangers.Length);
            Assert.Equal("first.equal.test", route.Exchangers[0].Host);
            orders.Add(string.Join(' ', route.Exchangers.Select(e => e.Host)));
        }
        Assert.True(orders.Count > 5, "twenty shuffles of five exchangers gave too few orders");
    }

    [Fact]
    public async Task Two_hundred_exchangers_come_over_TCP_after_truncation()
    {
        var route = await RouteAsync("hundreds.test");
        Assert.Equal(("NOERROR", ""), (route.Answer.Status, route.Answer.Detail));
        Assert.Equal(200, route.Exchangers.Length);
        Assert.Equal(Enumerable.Range(0, 200), route.Exchangers.Select(e => e.Preference));
        Assert.All(route.Exchangers, e => Assert.Equal([IPAddress.Parse("192.0.2.50")], e.Addresses));
    }

    [Fact]
    public async Task An_exchanger_that_is_an_alias_is_followed_and_told()
    {
        var exchanger = Assert.Single((await RouteAsync("alias.test")).Exchangers);
        Assert.Equal("mx.alias.test", exchanger.Host);
        Assert.Equal([IPAddress.Parse("192.168.1.10")], exchanger.Addresses);
        Assert.Equal("mail1.fabrikam.com", Assert.Single(exchanger.Aliases).Target);
    }

    [Theory]
    [InlineData("nope.fabrikam.com", DnsOutcome.NonexistentDomain, "NXDOMAIN")]
    [InlineData("mail1.fabrikam.com", DnsOutcome.NoData, "NOERROR")]
    [InlineData("broken.test", DnsOutcome.ServerFailure, "SERVFAIL")]
    [InlineData("elsewhere.example", DnsOutcome.Refused, "REFUSED")]
    public async Task Failures_are_told_apart(string name, DnsOutcome outcome, string status)
    {
        var answer = await _dns.AskAsync(name, RecordType.Mx, named.Settings, Cancellation);
        Assert.Equal((outcome, status), (answer.Outcome, answer.Status));
    }

    [Fact]
    public async Task A_loop_of_aliases_ends()
    {
        var route = await RouteAsync("loop1.alias.test");
        Assert.Equal(MailRouteKind.None, route.Kind);
        Assert.InRange(route.Answer.Aliases.Length, 1, 2);
    }

    private static (Socket Udp, Socket Tcp) BoundPair()
    {
        while (true)
        {
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            try
            {
                udp.Bind(tcp.LocalEndPoint!);
                return (udp, tcp);
            }
            catch (SocketException)
            {
                // Somebody else has the port for UDP: another one.
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    [Fact]
    public async Task A_closed_port_is_unreachable_and_a_silent_one_times_out()
    {
        // Bound for both protocols at once, so that nobody else gets either; TCP refuses until it listens.
        var (silentUdp, silentTcp) = BoundPair();
        using var udp = silentUdp;
        using var tcp = silentTcp;
        var silent = (IPEndPoint)silentUdp.LocalEndPoint!;
        var closed = new IPEndPoint(IPAddress.Loopback, silent.Port);
        var quick = new DnsSettings { Timeout = TimeSpan.FromMilliseconds(150), Tries = 2 };

        var unreachable = await _dns.AskAsync("fabrikam.com", RecordType.Mx, quick with { Servers = [closed] }, Cancellation);
        Assert.Equal(("UNREACHABLE", closed), (unreachable.Status, unreachable.Server));

        silentTcp.Listen();
        var timedOut = await _dns.AskAsync("fabrikam.com", RecordType.Mx, quick with { Servers = [silent] }, Cancellation);
        Assert.Equal("TIMEOUT", timedOut.Status);
        Assert.Equal(2, timedOut.Attempts.Length);
    }

    [Theory]
    [InlineData("220 mail1.fabrikam.com ready\r\n")]
    [InlineData("\0")]
    [InlineData("\0\x0c\0\0\x81\x80\0\x01\xff\xff\0\0\0\0")]
    public async Task What_answers_but_speaks_no_DNS_is_told_as_such(string words)
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var server = (IPEndPoint)udp.LocalEndPoint!;
        using var tcp = new TcpListener(server);
        tcp.Start();
        var reply = System.Text.Encoding.Latin1.GetBytes(words);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        async Task ServeUdpAsync()
        {
            var buffer = new byte[512];
            while (true)
            {
                var asked = await udp.ReceiveFromAsync(buffer, server, done.Token);
                await udp.SendToAsync(reply, asked.RemoteEndPoint, done.Token);
            }
        }
        async Task ServeTcpAsync()
        {
            while (true)
            {
                using var client = await tcp.AcceptSocketAsync(done.Token);
                await client.SendAsync(reply, done.Token);
            }
        }
        var serving = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
        var answer = await _dns.AskAsync("fabrikam.com", RecordType.Mx,
            new DnsSettings { Servers = [server], Timeout = TimeSpan.FromSeconds(2), Tries = 1 }, Cancellation);
        Assert.Contains(answer.Outcome, new[] { DnsOutcome.Malformed, DnsOutcome.Unreachable });
        await done.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    [Fact]
    public async Task A_dead_server_is_passed_over_and_a_refusing_one_too()
    {
        using var dead = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var settings = named.Settings with { Timeout = TimeSpan.FromSeconds(1), Tries = 1 };
        var answer = await _dns.AskAsync("fabrikam.com", RecordType.Mx, settings with { Servers = [(IPEndPoint)dead.LocalEndPoint!, named.Authoritative] }, Cancellation);
        Assert.Equal((DnsOutcome.Answered, named.Authoritative), (answer.Outcome, answer.Server));
        Assert.Equal(2, answer.Attempts.Length);

        // What a server refused, the other may still know to be no name at all; silence never hides a server's words.
        var refused = await _dns.AskAsync("elsewhere.example", RecordType.Mx, settings with { Servers = [named.Authoritative, (IPEndPoint)dead.LocalEndPoint!] }, Cancellation);
        Assert.Equal(DnsOutcome.Refused, refused.Outcome);
    }

    [Fact]
    public async Task A_system_without_servers_says_so()
    {
        var answer = await _dns.AskAsync("fabrikam.com", RecordType.Mx, new DnsSettings(), Cancellation);
        Assert.Equal(("NOSERVER", DnsOutcome.NoServer), (answer.Status, answer.Outcome));
    }

    [Fact]
    public async Task Suffixes_are_tried_unless_the_name_ends_in_a_dot()
    {
        var settings = named.Settings with { Suffixes = ["nowhere.test", "fabrikam.com"] };
        // nowhere.test is no zone of this server: it refuses, which is no proof that the name is missing, and the search ends there.
        Assert.Equal(MailRouteKind.None, (await RouteAsync("partners", settings)).Kind);
        settings = settings with { Suffixes = ["alias.test", "fabrikam.com"] };
        var route = await RouteAsync("partners", settings);
        Assert.Equal(("partners.fabrikam.com", "Mx 10:mail.partners.fabrikam.com[192.0.2.99]"), (route.Name.Ascii, Shown(route)));
        Assert.Equal(MailRouteKind.None, (await RouteAsync("partners.", settings)).Kind);
    }

    [Fact]
    public async Task Cancelling_ends_a_question_at_once()
    {
        using var dead = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var cancelling = new CancellationTokenSource();
        var asking = _dns.AskAsync("fabrikam.com", RecordType.Mx,
            new DnsSettings { Servers = [(IPEndPoint)dead.LocalEndPoint!], Timeout = TimeSpan.FromMinutes(5) }, cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task TLSA_and_texts_arrive_whole()
    {
        var tlsa = await _dns.AskAsync("_25._tcp.mail1.fabrikam.com", RecordType.Tlsa, named.Settings, Cancellation);
        var record = Assert.IsType<DnsRecord.Tlsa>(Assert.Single(tlsa.Answers));
        Assert.Equal((3, 1, 1, 32), (record.Usage, record.Selector, record.MatchingType, record.Association.Length));
        var texts = await _dns.AskAsync("fabrikam.com", RecordType.Txt, named.Settings, Cancellation);
        Assert.Equal(["part one, part two", "v=spf1 mx -all"], texts.Answers.OfType<DnsRecord.Txt>().Select(t => t.Joined).Order());
    }

    [Fact]
    public async Task The_procedures_step_2_gives_the_output_printed_there()
    {
        var nslookup = new NslookupInterpreter(_dns, named.Settings, Language.English);
        var address = named.Authoritative.ToString();
        Assert.Equal($"Default Server:  ns1.fabrikam.com\nAddress:  {address}\n\n", (await nslookup.StartAsync(Cancellation)).Text);
        Assert.Equal(new NslookupStep(""), await nslookup.LineAsync("set type=mx", Cancellation));
        Assert.Equal($"""
            Server:  ns1.fabrikam.com
            Address:  {address}

            fabrikam.com mx preference=10, mail exchanger = mail1.fabrikam.com
            fabrikam.com mx preference=20, mail exchanger = mail2.fabrikam.com
            mail1.fabrikam.com internet address = 192.168.1.10
            mail2.fabrikam.com internet address = 192.168.1.20

            """, (await nslookup.LineAsync("fabrikam.com.", Cancellation)).Text);
        Assert.True((await nslookup.LineAsync("exit", Cancellation)).Exit);
    }

    [Fact]
    public async Task A_resolvers_answer_is_marked_as_not_authoritative()
    {
        var nslookup = new NslookupInterpreter(_dns, named.Settings with { Servers = [named.Resolver] }, Language.English);
        await nslookup.LineAsync("set type=mx", Cancellation);
        var text = (await nslookup.LineAsync("fabrikam.com.", Cancellation)).Text;
        Assert.Contains("\n\nNon-authoritative answer:\nfabrikam.com mx preference=10", text, StringComparison.Ordinal);
        Assert.EndsWith("mail2.fabrikam.com internet address = 192.168.1.20\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lookup_prints_JSON_to_the_letter()
    {
        _ = named.Settings;
        using var output = new StringWriter();
        using var error = new StringWriter();
        var request = new LookupCommand.Request("fabrikam.com", "mx", named.Authoritative.ToString(), true, Language.English);
        Assert.Equal(0, await LookupCommand.RunAsync(request, _dns, output, error, Cancellation));
        using var json = JsonDocument.Parse(output.ToString());
        var root = json.RootElement;
        Assert.Equal(["domain", "type", "status", "kind", "records", "server", "ms"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""["fabrikam.com","MX","NOERROR","mx"]""",
            JsonSerializer.Serialize(new[] { "domain", "type", "status", "kind" }.Select(n => root.GetProperty(n).GetString())));
        var first = root.GetProperty("records")[0];
        Assert.Equal(["preference", "exchange", "addresses"], first.EnumerateObject().Select(p => p.Name));
        Assert.Equal((10, "mail1.fabrikam.com", "192.168.1.10"), (first.GetProperty("preference").GetInt32(), first.GetProperty("exchange").GetString(),
            first.GetProperty("addresses")[0].GetString()));
        Assert.Equal("", error.ToString());
    }

    [Theory]
    [InlineData("implicit.test", 0, "implicit", "NOERROR")]
    [InlineData("null.test", 0, "null", "NOERROR")]
    [InlineData("silent.test", 1, "none", "NOERROR")]
    [InlineData("nope.fabrikam.com", 1, "none", "NXDOMAIN")]
    [InlineData("broken.test", 1, "none", "SERVFAIL")]
    public async Task Lookup_tells_each_kind_in_JSON_and_by_its_exit_code(string domain, int exit, string kind, string status)
    {
        _ = named.Settings;
        using var output = new StringWriter();
        using var error = new StringWriter();
        var request = new LookupCommand.Request(domain, "mx", named.Authoritative.ToString(), true, Language.German);
        Assert.Equal(exit, await LookupCommand.RunAsync(request, _dns, output, error, Cancellation));
        using var json = JsonDocument.Parse(output.ToString());
        Assert.Equal((kind, status), (json.RootElement.GetProperty("kind").GetString(), json.RootElement.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("nope.fabrikam.com", Language.English, "can't find nope.fabrikam.com: Non-existent domain. There is no such name in DNS. Check the spelling.")]
    [InlineData("nope.fabrikam.com", Language.German, "can't find nope.fabrikam.com: Non-existent domain. Diesen Namen gibt es im DNS nicht. Die Schreibweise prüfen.")]
    [InlineData("silent.test", Language.English, "*** No mail exchange (MX) records available for silent.test. The domain has neither MX records nor an address")]
    public async Task Lookup_explains_a_failure_in_one_line(string domain, Language language, string expected)
    {
        _ = named.Settings;
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(1, await LookupCommand.RunAsync(new LookupCommand.Request(domain, "mx", named.Authoritative.ToString(), false, language), _dns, output, error, Cancellation));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, error.ToString().Count('\n'));
    }
}
