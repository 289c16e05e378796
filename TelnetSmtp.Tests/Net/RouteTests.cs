// The ways to a server over real loopback sockets: SOCKS5 with every answer that it may give, PROXY headers before the first byte, source, family, Unix
// sockets. Each failure is one clear line in both languages.
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public class RouteTests
{
    [Theory]
    [InlineData(null, (byte)1)]
    [InlineData("chris:p,w", (byte)1)]
    [InlineData(null, (byte)3)]
    [InlineData(null, (byte)4)]
    public async Task Through_a_SOCKS_proxy_that_resolves_the_name(string? user, byte boundKind)
    {
        using var peer = new SmtpPeer();
        using var proxy = new TestSocksProxy(peer.Port, boundKind: boundKind) { Wants = user };
        await using var driver = new ClientDriver();
        driver.Types($"set socks 127.0.0.1:{proxy.Port}{(user is null ? "" : "," + user.Replace(':', ','))}\ropen mail1.fabrikam.invalid 2525\r");
        await peer.Accept();
        await peer.Says("220 mail ESMTP\r\n");
        await driver.Shows("220 mail ESMTP");
        Assert.Equal("3 mail1.fabrikam.invalid 2525", proxy.Asked);
        driver.Types("NOOP\r");
        await peer.Hears("NOOP\r\n");
    }

    [Theory]
    [InlineData("192.0.2.9", "1 192.0.2.9 25")]
    [InlineData("2001:db8::9", "4 2001:db8::9 25")]
    public async Task An_address_goes_to_the_proxy_as_one(string host, string asked)
    {
        using var proxy = new TestSocksProxy(0, reply: 5);
        await using var driver = new ClientDriver();
        driver.Types($"set socks 127.0.0.1:{proxy.Port}\ropen {host} 25\r");
        await driver.Shows("the server refused the connection");
        Assert.Equal(asked, proxy.Asked);
    }

    [Theory]
    [InlineData("\e")]
    [InlineData("\u001D")]
    [InlineData("\u0003")]
    public async Task A_proxy_that_says_nothing_is_given_up(string key)
    {
        using var proxy = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"set socks 127.0.0.1:{proxy.Port}\ropen mail1.fabrikam.invalid 2525\r");
        await proxy.Accept();
        Assert.Equal(ClientMode.Connecting, driver.Client.Snapshot.Mode);
        if (key == "\u0003") driver.Client.Press(KeyStroke.Of('c', KeyModifiers.Control));
        else driver.Types(key);
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Prompt, "the prompt");
        Assert.Equal(SessionEndKind.Cancelled, driver.Client.Snapshot.Failure!.End.Kind);
    }

    [Theory]
    [InlineData((byte)1, "general failure")]
    [InlineData((byte)2, "its rules do not allow it")]
    [InlineData((byte)3, "the network is unreachable")]
    [InlineData((byte)4, "the host is unreachable or its name unknown")]
    [InlineData((byte)6, "no answer in time")]
    [InlineData((byte)7, "it does not know CONNECT")]
    [InlineData((byte)8, "it does not know this kind of address")]
    [InlineData((byte)99, "reply code 99")]
    public async Task A_refusal_of_the_proxy_is_told(byte reply, string why)
    {
        using var proxy = new TestSocksProxy(0, reply);
        Assert.Contains(why, (await FailureAsync(Through(proxy.Port))).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_proxy_itself_is_told()
    {
        using (var proxy = new TestSocksProxy(0, fault: SocksFault.ClosesAtOnce)) Assert.Contains("closed the connection", (await FailureAsync(Through(proxy.Port))).En, StringComparison.Ordinal);
        using (var proxy = new TestSocksProxy(0, fault: SocksFault.NoSocks)) Assert.Contains("does not answer as a SOCKS5 proxy", (await FailureAsync(Through(proxy.Port))).En, StringComparison.Ordinal);
        using (var proxy = new TestSocksProxy(0, fault: SocksFault.ClosesAfterMethods)) Assert.Contains("closed the connection", (await FailureAsync(Through(proxy.Port))).En, StringComparison.Ordinal);
        using (var proxy = new TestSocksProxy(0) { Wants = "a:b" }) Assert.Contains("asks for a user name", (await FailureAsync(Through(proxy.Port))).En, StringComparison.Ordinal);
        using (var proxy = new TestSocksProxy(0, fault: SocksFault.RefusesMethods))
            Assert.Contains("takes neither", (await FailureAsync(new() { Socks = new SocksServer("127.0.0.1", proxy.Port, "a", "b") })).En, StringComparison.Ordinal);
        using (var proxy = new TestSocksProxy(0) { Wants = "a:b" })
        {
            var failure = await FailureAsync(new() { Socks = new SocksServer("127.0.0.1", proxy.Port, "a", "wrong-secret") });
            Assert.Contains("refused user name or password", failure.En, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-secret", failure.En + failure.De, StringComparison.Ordinal);
        }
        using (SmtpPeer.ClosedPort(out var port)) Assert.Contains("nothing listens on its port", (await FailureAsync(Through(port))).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_too_long_for_SOCKS_at_256_octets_and_not_at_255()
    {
        var fits = string.Join('.', Enumerable.Repeat(new string('a', 63), 4));
        Assert.Equal(255, fits.Length);
        using (var proxy = new TestSocksProxy(0, reply: 4)) Assert.Contains("could not connect", (await FailureAsync(Through(proxy.Port), fits)).En, StringComparison.Ordinal);
        using (var proxy = new TestSocksProxy(0, reply: 4)) Assert.Contains("too long for SOCKS", (await FailureAsync(Through(proxy.Port), fits + "a")).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1", "PROXY TCP4 127.0.0.1 127.0.0.1 ")]
    [InlineData("v1,192.0.2.7:5000", "PROXY TCP4 192.0.2.7 127.0.0.1 5000 ")]
    [InlineData("v1,[2001:db8::7]:5000,[2001:db8::1]:25", "PROXY TCP6 2001:db8::7 2001:db8::1 5000 25\r\n")]
    [InlineData("v1,2001:db8::7", "PROXY TCP6 2001:db8::7 ::ffff:127.0.0.1 ")]
    [InlineData("v1,unknown", "PROXY UNKNOWN\r\n")]
    [InlineData("v2,local", "\r\n\r\n\0\r\nQUIT\n\x20\0\0\0")]
    [InlineData("v2,192.0.2.7:5000,192.0.2.1:25", "\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x07\xc0\0\x02\x01\x13\x88\0\x19")]
    [InlineData("v2,[2001:db8::7]:5000,[2001:db8::1]:25",
        "\r\n\r\n\0\r\nQUIT\n\x21\x21\0\x24\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01\x13\x88\0\x19")]
    public async Task A_PROXY_header_stands_before_everything(string proxy, string header)
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"set proxy {proxy}\ropen 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await peer.Hears(header);
        Assert.StartsWith(header, peer.Heard, StringComparison.Ordinal);
        await peer.Says("220 mail ESMTP\r\n");
        await driver.Shows("220 mail ESMTP");
    }

    [Fact]
    public async Task From_the_source_that_was_asked_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var driver = new ClientDriver();
        var port = FreePort.Next();
        driver.Types($"set source 127.0.0.1:{port}\ropen 127.0.0.1 {((IPEndPoint)listener.LocalEndpoint).Port}\r");
        using var accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        Assert.Equal(port, ((IPEndPoint)accepted.RemoteEndPoint!).Port);
    }

    [Fact]
    public async Task A_source_that_cannot_be_is_told()
    {
        Assert.Contains("192.0.2.200 is no address of this machine", (await FailureAsync(new() { Source = new IPEndPoint(IPAddress.Parse("192.0.2.200"), 0) })).En, StringComparison.Ordinal);
        // An IPv4 address cannot be reached from an IPv6 one.
        Assert.Contains("has no", (await FailureAsync(new() { Source = new IPEndPoint(IPAddress.IPv6Loopback, 0) })).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AddressChoice.IPv4, "::1", true)]
    [InlineData(AddressChoice.IPv6, "127.0.0.1", true)]
    [InlineData(AddressChoice.IPv4, "127.0.0.1", false)]
    public async Task Only_the_family_that_was_asked_for(AddressChoice family, string host, bool refused)
    {
        using var peer = new SmtpPeer();
        var result = await DialAsync(new() { Family = family }, host, peer.Port);
        Assert.Equal(refused, result.Socket is null);
        if (refused) Assert.Contains($"has no {family} address", result.Failure!.Reason!.En, StringComparison.Ordinal);
        result.Socket?.Dispose();
    }

    [Fact]
    public async Task A_Unix_socket_is_a_host()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("smtp");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        await using var driver = new ClientDriver();
        driver.Types($"open unix:{path}\r");
        using var accepted = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        await accepted.SendAsync("220 mail LMTP\r\n"u8.ToArray());
        await driver.Shows("220 mail LMTP");
        Assert.Equal($"unix:{path}", PromptAddress.Named(driver.Client.Snapshot.Session!.Host, driver.Client.Snapshot.Session.Port));
    }

    [Fact]
    public async Task A_Unix_socket_that_is_none_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no Unix socket", (await FailureAsync(new(), "unix:" + folder.PathOf("none"))).En, StringComparison.Ordinal);
        Assert.Contains("Nobody listens at", (await FailureAsync(new(), "unix:" + folder.Write("file", "no socket"))).En, StringComparison.Ordinal);
        Assert.Contains("too long for a Unix socket", (await FailureAsync(new(), "unix:/" + new string('a', 200))).En, StringComparison.Ordinal);
        await using var driver = new ClientDriver();
        driver.Types("open unix:/nowhere/at/all\r");
        await driver.Shows("Could not open connection to the host: Connect failed\nThere is no Unix socket /nowhere/at/all.");
    }

    [Fact]
    public async Task With_lmtp_the_dialogue_expects_LHLO_and_a_reply_for_each_recipient()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver(new ClientSettings { Lmtp = true });
        driver.Types($"open 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await peer.Says("220 mail ready\r\n");
        await driver.Shows("220 mail ready");
        Assert.Equal("LHLO", TelnetSmtp.Core.Smtp.SmtpVerbs.Name(driver.Client.Snapshot.Session!.Dialogue.Next[0]));
    }

    private static ConnectionRoute Through(int port) => new() { Socks = new SocksServer("127.0.0.1", port) };

    private static async Task<LocalizedText> FailureAsync(ConnectionRoute route, string host = "127.0.0.1")
    {
        var result = await DialAsync(route, host, 25);
        Assert.Null(result.Socket);
        Assert.Equal(SessionEndKind.RouteFailed, result.Failure!.Kind);
        var reason = result.Failure.Reason!;
        Assert.NotEqual(reason.En, reason.De);
        Assert.DoesNotContain('\n', reason.En + reason.De);
        return reason;
    }

    private static Task<DialResult> DialAsync(ConnectionRoute route, string host, int port)
    {
        var logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        return new RouteDialer(new Dialer(TimeProvider.System, logger), TimeProvider.System, logger).ConnectAsync(host, port, route, TestContext.Current.CancellationToken);
    }
}
