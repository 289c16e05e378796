// The seed's dialogue, reply for reply, and each error that its step 4 names, against the default scenario.
using System.Text.RegularExpressions;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class SeedDialogueTests
{
    [Fact]
    public void The_session_of_the_seed_is_given_reply_for_reply()
    {
        var server = new ScriptedServer("exchange", at: new DateTimeOffset(2016, 8, 5, 16, 24, 41, TimeSpan.FromHours(-7)), client: "172.16.0.5");

        server.Opens("220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 -0700");
        server.Line("EHLO contoso.com",
            "250-mail1.fabrikam.com Hello [172.16.0.5]",
            "250-SIZE 37748736",
            "250-PIPELINING",
            "250-DSN",
            "250-ENHANCEDSTATUSCODES",
            "250-STARTTLS",
            "250-X-ANONYMOUSTLS",
            "250-AUTH NTLM",
            "250-X-EXPS GSSAPI NTLM",
            "250-8BITMIME",
            "250-BINARYMIME",
            "250-CHUNKING",
            "250 XRDST");
        server.Line("MAIL FROM: chris@contoso.com", "250 2.1.0 Sender OK");
        server.Line("RCPT TO: kate@fabrikam.com NOTIFY=success,failure", "250 2.1.5 Recipient OK");
        server.Line("DATA", "354 Start mail input; end with <CRLF>.<CRLF>");
        server.Line("Subject: test");
        server.Line("");
        server.Line("This is a test message.");
        var queued = Assert.Single(server.Say("."));
        Assert.Matches(new Regex(@"^250 2\.6\.0 <[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@mail1\.fabrikam\.com> "
            + @"\[InternalId=\d{13}, Hostname=mail1\.fabrikam\.com\] Queued mail for delivery$"), queued);
        server.Line("QUIT", "221 2.0.0 Service closing transmission channel");
        Assert.True(server.Closed);

        var message = server.Store.Messages[0];
        Assert.Equal("chris@contoso.com", message.Sender);
        Assert.Equal("kate@fabrikam.com", Assert.Single(message.Recipients).Address);
        Assert.Equal("Subject: test\r\n\r\nThis is a test message.\r\n", System.Text.Encoding.ASCII.GetString(message.Content.Span));
    }

    [Theory]
    [InlineData("EHLO", "501 5.5.4 Invalid domain name")]
    [InlineData("EHLO cont*so.com", "501 5.5.4 Invalid domain name")]
    [InlineData("EHLO contoso com", "501 5.5.4 Invalid domain name")]
    [InlineData("EHLO [300.1.1.1]", "501 5.5.4 Invalid domain name")]
    [InlineData("MAIL FROM:<chris@contoso.com>", "503 5.5.2 Send hello first")]
    [InlineData("EHL\bLO contoso.com", "500 5.3.3 Unrecognized command")]
    [InlineData("HELLO", "500 5.3.3 Unrecognized command")]
    [InlineData("", "500 5.3.3 Unrecognized command")]
    public void Before_EHLO(string line, string reply)
    {
        var server = new ScriptedServer("exchange");
        server.Open();
        server.Line(line, reply);
    }

    [Theory]
    [InlineData("MAIL FROM:<chris@>", "550 5.1.7 Invalid address")]
    [InlineData("MAIL FROM: chris", "550 5.1.7 Invalid address")]
    [InlineData("MAIL FROM:<chris@contoso.com", "550 5.1.7 Invalid address")]
    [InlineData("MAIL FROM: kate@fabrikam.com", "530 5.7.1 Client was not authenticated")]
    [InlineData("MAIL FROM chris@contoso.com", "501 5.5.4 Invalid arguments")]
    [InlineData("MAIL FROM:<chris@contoso.com> COLOUR=red", "501 5.5.4 Invalid arguments")]
    [InlineData("MAIL FROM:<chris@contoso.com> SIZE=37748737", "552 5.3.4 Message size exceeds fixed maximum message size")]
    [InlineData("RCPT TO:<kate@fabrikam.com>", "503 5.5.2 Need mail command")]
    [InlineData("DATA", "503 5.5.2 Need mail command")]
    [InlineData("AUTH NTLM", "504 5.7.4 Unrecognized authentication type")]
    [InlineData("VRFY kate", "252 2.1.5 Cannot VRFY user")]
    [InlineData("HELO contoso.com", "250 mail1.fabrikam.com Hello [127.0.0.1]")]
    public void After_EHLO(string line, string reply)
    {
        var server = new ScriptedServer("exchange");
        server.Open();
        server.Say("EHLO contoso.com");
        server.Line(line, reply);
    }

    [Theory]
    [InlineData("RCPT TO: nobody@fabrikam.com", "550 5.1.1 User unknown")]
    [InlineData("RCPT TO: kate@example.com", "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain")]
    [InlineData("RCPT TO: kate@", "501 5.1.3 Invalid address")]
    [InlineData("RCPT TO:<kate@fabrikam.com> NOTIFY=never,success", "501 5.5.4 Invalid arguments")]
    [InlineData("RCPT TO:<archive@fabrikam.com>", "550 5.2.2 Mailbox full")]
    [InlineData("RCPT TO:<postmaster>", "250 2.1.5 Recipient OK")]
    [InlineData("RCPT TO:<@relay.example,@other.example:kate@fabrikam.com>", "250 2.1.5 Recipient OK")]
    [InlineData("MAIL FROM:<chris@contoso.com>", "503 5.5.2 Sender already specified")]
    [InlineData("DATA", "503 5.5.2 Need rcpt command")]
    [InlineData("RSET", "250 2.0.0 Resetting")]
    public void After_MAIL(string line, string reply)
    {
        var server = new ScriptedServer("exchange");
        server.Open();
        server.Say("EHLO contoso.com");
        server.Say("MAIL FROM: chris@contoso.com");
        server.Line(line, reply);
    }
}
