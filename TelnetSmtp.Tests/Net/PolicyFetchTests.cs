// Reading a policy over HTTPS from a server on loopback: what is read, and everything that must not be.
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Tests.Checks;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class PolicyFetchTests
{
    private const string Plain = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n";

    private static async Task<FetchedText> FetchAsync(string reply, bool trusted = true, int sizeLimit = 1000)
    {
        using var certificate = CheckedServer.MakeCertificate("mta-sts.test");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var cancel = TestContext.Current.CancellationToken;
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(cancel);
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                await tls.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, cancel);
                await tls.WriteAsync(Encoding.ASCII.GetBytes(reply), cancel);
                await tls.ShutdownAsync();
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // A client that does not trust us is gone: that is what the test is about.
            }
        }, cancel);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://mta-sts.test:{((IPEndPoint)listener.LocalEndpoint).Port}/.well-known/mta-sts.txt"));
        var fetched = await PolicyFetch.GetAsync(address, [IPAddress.Loopback], sizeLimit, TimeProvider.System, NullLogger.Instance, cancel, trusted ? (_, certificate, _, _) => certificate?.Subject == "CN=mta-sts.test" : null);
        await serving;
        return fetched;
    }

    [Fact]
    public async Task A_text_is_read() => Assert.Equal(new FetchedText("version: STSv1\n", ""), await FetchAsync($"{Plain}Content-Length: 15\r\n\r\nversion: STSv1\n"));

    [Theory]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: https://other.test/\r\nContent-Length: 0\r\n\r\n", "HTTP 301")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "HTTP 404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx", "Content-Type: text/html")]
    public async Task What_is_no_policy_is_told(string reply, string failure) => Assert.Equal(new FetchedText(null, failure), await FetchAsync(reply));

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_text_may_have_as_many_octets_as_the_cap_and_not_one_more(int octets, bool good) =>
        Assert.Equal(good, (await FetchAsync(string.Create(CultureInfo.InvariantCulture, $"{Plain}Content-Length: {octets}\r\n\r\n{new string('x', octets)}"))).Text is not null);

    [Fact]
    public async Task A_certificate_that_is_not_trusted_gives_nothing()
    {
        var fetched = await FetchAsync($"{Plain}Content-Length: 1\r\n\r\nx", trusted: false);
        Assert.Null(fetched.Text);
        Assert.NotEmpty(fetched.Failure);
    }
}
