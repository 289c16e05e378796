// Holds that openssl's server and a TLS client understand one another, both ways.
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class OpensslServerTests
{
    [Fact]
    public async Task Speaks_both_ways_with_its_own_certificate()
    {
        await using var server = await OpensslServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        var subject = "";
        await using var stream = new SslStream(client.GetStream(), false, (_, certificate, _, _) => (subject = certificate!.Subject).Length > 0);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mail1.fabrikam.com" }, TestContext.Current.CancellationToken);
        Assert.Equal("CN=mail1.fabrikam.com", subject);
        await stream.WriteAsync("EHLO contoso.com\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await server.WaitForAsync("EHLO contoso.com");
        await server.SendLineAsync("250 hello");
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.Equal("250 hello", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }
}
