// Holds that the Exim of the tests answers as an Exim does, with codes that have no enhanced part, and delivers.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class EximServerTests
{
    [Fact]
    public async Task Takes_mail_for_kate_and_refuses_others()
    {
        await using var server = await EximServer.StartAsync();
        await using var client = await LineClient.ConnectAsync(server.Port);
        Assert.StartsWith("220 mail2.fabrikam.com ESMTP Exim ", await client.ReplyAsync(), StringComparison.Ordinal);
        Assert.Contains("250-PIPELINING", await client.CommandAsync("EHLO contoso.com"), StringComparison.Ordinal);
        Assert.Equal("250 OK", await client.CommandAsync("MAIL FROM:<chris@contoso.com>"));
        Assert.Equal("550 Unknown user", await client.CommandAsync("RCPT TO:<nobody@fabrikam.com>"));
        Assert.Equal("550 relay not permitted", await client.CommandAsync("RCPT TO:<x@adatum.com>"));
        Assert.Equal("250 Accepted", await client.CommandAsync("RCPT TO:<kate@fabrikam.com>"));
        Assert.StartsWith("354 ", await client.CommandAsync("DATA"), StringComparison.Ordinal);
        await client.SendAsync("Subject: Test from Contoso\r\n\r\n550 not a reply");
        Assert.StartsWith("250 OK id=", await client.CommandAsync("."), StringComparison.Ordinal);
        Assert.Contains("\n\n550 not a reply\n", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_STARTTLS_where_asked_to()
    {
        await using var server = await EximServer.StartAsync(startTls: true);
        await using var client = await LineClient.ConnectAsync(server.Port);
        await client.ReplyAsync();
        Assert.Contains("250-STARTTLS", await client.CommandAsync("EHLO contoso.com"), StringComparison.Ordinal);
        Assert.Equal("220 TLS go ahead", await client.CommandAsync("STARTTLS"));
    }
}
