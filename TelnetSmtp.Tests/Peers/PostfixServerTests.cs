// Holds that the Postfix of the tests answers as a Postfix does, delivers, and leaves nothing behind.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class PostfixServerTests
{
    [Fact]
    public async Task Takes_mail_for_kate_and_refuses_others()
    {
        await using var server = await PostfixServer.StartAsync();
        await using var client = await LineClient.ConnectAsync(server.Port);
        Assert.Equal("220 mail1.fabrikam.com ESMTP Postfix", await client.ReplyAsync());
        Assert.Contains("250-PIPELINING", await client.CommandAsync("EHLO contoso.com"), StringComparison.Ordinal);
        Assert.Equal("250 2.1.0 Ok", await client.CommandAsync("MAIL FROM:<chris@contoso.com>"));
        Assert.StartsWith("550 5.1.1 <nobody@fabrikam.com>: Recipient address rejected: User unknown", await client.CommandAsync("RCPT TO:<nobody@fabrikam.com>"), StringComparison.Ordinal);
        Assert.StartsWith("554 5.7.1 <x@adatum.com>: Relay access denied", await client.CommandAsync("RCPT TO:<x@adatum.com>"), StringComparison.Ordinal);
        Assert.Equal("250 2.1.5 Ok", await client.CommandAsync("RCPT TO:<kate@fabrikam.com> NOTIFY=success,failure"));
        Assert.StartsWith("354 ", await client.CommandAsync("DATA"), StringComparison.Ordinal);
        await client.SendAsync("Subject: Test from Contoso\r\n\r\n550 not a reply");
        Assert.StartsWith("250 2.0.0 Ok: queued as ", await client.CommandAsync("."), StringComparison.Ordinal);
        Assert.Equal("221 2.0.0 Bye", await client.CommandAsync("QUIT"));
        Assert.Contains("\n\n550 not a reply\n", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_STARTTLS_where_asked_to()
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { StartTls = true });
        await using var client = await LineClient.ConnectAsync(server.Port);
        await client.ReplyAsync();
        Assert.Contains("250-STARTTLS", await client.CommandAsync("EHLO contoso.com"), StringComparison.Ordinal);
        Assert.Equal("220 2.0.0 Ready to start TLS", await client.CommandAsync("STARTTLS"));
    }

    [Fact]
    public async Task Several_run_side_by_side_and_nothing_is_left()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostfixServer.StartAsync(new PostfixOptions { MainLines = ["smtpd_banner = $myhostname side by side"] })));
        foreach (var server in servers)
        {
            await using (var client = await LineClient.ConnectAsync(server.Port))
                Assert.Equal("220 mail1.fabrikam.com side by side", await client.ReplyAsync());
            await server.DisposeAsync();
            Assert.False(await LineClient.AcceptsAsync(server.Port));
        }
    }
}
