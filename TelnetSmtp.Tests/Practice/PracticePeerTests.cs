// Real clients against the practice server: none sees an unexpected reply, and each client's view and the server's record agree. Clients that are not
// installed are skipped with the reason; TELNETSMTP_PEERS=required makes that a failure.
using System.Diagnostics;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class PracticePeerTests
{
    private const string User = "kate@fabrikam.com", Password = "Pa$$w0rd";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("exchange", SecureSocketOptions.None, null)]
    [InlineData("exchange", SecureSocketOptions.StartTls, null)]
    [InlineData("exchange", SecureSocketOptions.StartTls, "SCRAM-SHA-256")]
    [InlineData("postfix", SecureSocketOptions.StartTls, null)]
    [InlineData("exim", SecureSocketOptions.None, null)]
    [InlineData("gmail", SecureSocketOptions.None, null)]
    [InlineData("sendmail", SecureSocketOptions.None, null)]
    [InlineData("odd-replies", SecureSocketOptions.None, null)]
    [InlineData("no-esmtp", SecureSocketOptions.None, null)]
    [InlineData("strict", SecureSocketOptions.None, "PLAIN")]
    [InlineData("strict", SecureSocketOptions.None, "LOGIN")]
    [InlineData("strict", SecureSocketOptions.None, "CRAM-MD5")]
    [InlineData("submission", SecureSocketOptions.None, "SCRAM-SHA-256")]
    [InlineData("tls-required", SecureSocketOptions.StartTls, null)]
    public async Task MailKit_delivers(string scenario, SecureSocketOptions security, string? mechanism)
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn(scenario));
        using var client = new SmtpClient { ServerCertificateValidationCallback = (_, shown, _, _) => shown is not null };
        await client.ConnectAsync("127.0.0.1", listener.EndPoint.Port, security, Ct);
        if (mechanism is not null)
            await client.AuthenticateAsync(Mechanism(mechanism), Ct);
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse("chris@contoso.com"));
        message.To.Add(MailboxAddress.Parse("kate@fabrikam.com"));
        message.Subject = "Test from Contoso";
        message.Body = new TextPart("plain") { Text = "first\n.\n..two dots\nlast\n" };
        await client.SendAsync(message, Ct);
        await client.DisconnectAsync(quit: true, Ct);

        var kept = Assert.Single(listener.Store.Messages);
        using var read = await MimeMessage.LoadAsync(new MemoryStream(kept.Content.ToArray()), Ct);
        Assert.Equal(message.MessageId, read.MessageId);
        Assert.Equal("first\n.\n..two dots\nlast\n", read.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(("chris@contoso.com", mechanism is null ? null : User), (kept.Sender, kept.User));
        Assert.Equal(security == SecureSocketOptions.StartTls, kept.Tls);
    }

    [Fact]
    public async Task MailKit_is_refused_with_a_wrong_password_and_without_one()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("submission"));
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", listener.EndPoint.Port, SecureSocketOptions.None, Ct);
        foreach (var mechanism in new[] { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256" })
            await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync(Mechanism(mechanism, "wrong"), Ct));
        using var message = new MimeMessage(new[] { MailboxAddress.Parse("chris@contoso.com") }, [MailboxAddress.Parse("kate@fabrikam.com")], "x", new TextPart("plain"));
        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(message, Ct));
        Assert.Empty(listener.Store.Messages);
    }

    [Theory]
    [InlineData("exchange", "")]
    [InlineData("exchange", "-tls")]
    [InlineData("exchange", "--pipeline")]
    [InlineData("strict", "--pipeline")]
    [InlineData("exchange", "-tls --auth LOGIN")]
    [InlineData("submission", "--auth PLAIN")]
    [InlineData("submission", "--auth LOGIN")]
    [InlineData("submission", "--auth CRAM-MD5")]
    public async Task Swaks_sees_no_unexpected_reply(string scenario, string options)
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn(scenario));
        var login = options.Contains("--auth", StringComparison.Ordinal) ? $"--auth-user {User} --auth-password {Password}" : "";
        var (code, output) = await RunAsync("swaks", $"--server 127.0.0.1 --port {listener.EndPoint.Port} --helo contoso.com --from chris@contoso.com --to kate@fabrikam.com {options} {login}");
        if (output.Contains("requires Net::SSLeay", StringComparison.Ordinal))
            Peer.Missing("swaks lacks TLS: install the package libnet-ssleay-perl");
        Assert.True(code == 0, output);
        Assert.DoesNotContain("<** ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("<~* ", output, StringComparison.Ordinal);
        var message = Assert.Single(listener.Store.Messages);
        Assert.Equal((options.Contains("-tls", StringComparison.Ordinal), login.Length > 0), (message.Tls, message.User is not null));
    }

    [Theory]
    [InlineData("RCPT", "nobody@fabrikam.com", 24)]
    [InlineData("DATA", "data-552-5.3.4@fabrikam.com", 26)]
    public async Task Swaks_tells_the_stage_of_a_refusal(string stage, string recipient, int expected)
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("strict"));
        var (code, output) = await RunAsync("swaks", $"--server 127.0.0.1 --port {listener.EndPoint.Port} --helo contoso.com --from chris@contoso.com --to {recipient}");
        Assert.True(code == expected, $"{stage}: {output}");
    }

    [Theory]
    [InlineData("exchange", "smtp", "")]
    [InlineData("exchange", "smtp", "--ssl-reqd --insecure")]
    [InlineData("exchange", "smtps", "--insecure")]
    [InlineData("submission", "smtp", "--login-options AUTH=PLAIN -u")]
    [InlineData("submission", "smtp", "--login-options AUTH=LOGIN -u")]
    [InlineData("submission", "smtp", "--login-options AUTH=CRAM-MD5 -u")]
    public async Task Curl_delivers(string scenario, string scheme, string options)
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn(scenario), options: new() { ImplicitTls = scheme == "smtps" });
        var login = options.EndsWith("-u", StringComparison.Ordinal) ? $" {User}:{Password}" : "";
        var (code, output) = await RunAsync("curl", $"-sS -v {scheme}://127.0.0.1:{listener.EndPoint.Port}/contoso.com {options}{login} --mail-from chris@contoso.com --mail-rcpt kate@fabrikam.com -T -",
            "Subject: x\r\n\r\n.\r\nbody\r\n");
        Assert.True(code == 0, output);
        Assert.Equal("Subject: x\r\n\r\n.\r\nbody\r\n", Encoding.ASCII.GetString(Assert.Single(listener.Store.Messages).Content.Span));
    }

    [Theory]
    [InlineData("exchange", "")]
    [InlineData("exchange", "--tls=on --tls-certcheck=off")]
    [InlineData("exchange", "--dsn-notify=success,failure --dsn-return=full")]
    [InlineData("submission", "--auth=plain")]
    [InlineData("submission", "--auth=cram-md5")]
    [InlineData("submission", "--auth=scram-sha-256")]
    public async Task Msmtp_delivers(string scenario, string options)
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn(scenario));
        var login = options.Contains("--auth", StringComparison.Ordinal) ? $"--user={User} --passwordeval='echo {Password.Replace("$", "\\$", StringComparison.Ordinal)}'" : "";
        var (code, output) = await RunAsync("msmtp", $"--file=/dev/null --host=127.0.0.1 --port={listener.EndPoint.Port} --domain=contoso.com --from=chris@contoso.com {options} {login} kate@fabrikam.com",
            "Subject: x\n\nbody\n");
        Assert.True(code == 0, output);
        Assert.Equal(options.Contains("dsn", StringComparison.Ordinal) ? 2 : 1, listener.Store.Messages.Count);
    }

    [Fact]
    public async Task Python_smtplib_delivers_and_is_refused_as_it_should()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("strict"));
        var (code, output) = await RunAsync("python3", "-", $"""
            import smtplib
            s = smtplib.SMTP('127.0.0.1', {listener.EndPoint.Port}, local_hostname='contoso.com')
            s.login('{User}', '{Password}')
            refused = s.sendmail('chris@contoso.com', ['kate@fabrikam.com', 'nobody@fabrikam.com'], 'Subject: x\n\n.body\n', mail_options=['BODY=8BITMIME'], rcpt_options=['NOTIFY=SUCCESS'])
            assert refused == {"{"}'nobody@fabrikam.com': (550, b'5.1.1 User unknown'){"}"}, refused
            assert s.verify('kate@fabrikam.com')[0] == 250
            assert s.docmd('VRFY', 'ka')[0] == 553
            assert s.quit()[0] == 221
            """);
        Assert.True(code == 0, output);
        Assert.Equal(2, listener.Store.Messages.Count);
        Assert.True(listener.Store.Messages[1].IsReport);
    }

    [Fact]
    public async Task Postfix_smtp_source_sends_500_messages_in_20_sessions()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var (code, output) = await RunAsync("smtp-source", $"-s 20 -m 500 -l 2000 -f chris@contoso.com -t kate@fabrikam.com -M contoso.com inet:127.0.0.1:{listener.EndPoint.Port}");
        Assert.True(code == 0, output);
        Assert.Equal(500, listener.Store.TotalMessages);
        Assert.All(listener.Store.Messages, message => Assert.InRange(message.Content.Length, 1900, 4000));
    }

    [Fact]
    public async Task Postfix_comes_back_to_a_greylisting_server_and_is_let_in()
    {
        var scenario = Scenario.BuiltIn("greylisting") with { Domains = ["example.org"], CatchAll = true, Mailboxes = [], Greylist = new(Seconds: 2) };
        await using var listener = PracticeListener.Start(scenario);
        await using var postfix = await PostfixServer.StartAsync(new PostfixOptions
        {
            MainLines =
            [
                "relay_domains = example.org", $"relay_transport = relay:[127.0.0.1]:{listener.EndPoint.Port}", "smtp_tls_security_level = may",
                // A second more than a scan of the queue: a message that is scanned while its first try still ends is put off for minutes.
                "queue_run_delay = 1s", "minimal_backoff_time = 2s", "maximal_backoff_time = 3s",
            ],
            ServiceLines = ["relay unix - - n - - smtp"],
        });
        using (var client = new SmtpClient())
        {
            await client.ConnectAsync("127.0.0.1", postfix.Port, SecureSocketOptions.None, Ct);
            using var message = new MimeMessage(new[] { MailboxAddress.Parse("chris@contoso.com") }, [MailboxAddress.Parse("pat@example.org")], "Patience", new TextPart("plain") { Text = "x" });
            await client.SendAsync(message, Ct);
            await client.DisconnectAsync(quit: true, Ct);
        }
        var kept = await Deadline.ForAsync("Postfix to try again", _ => Task.FromResult(listener.Store.Messages.SingleOrDefault()), postfix.ReadLog);
        Assert.Contains("Greylisted, try again in 2 seconds", postfix.ReadLog(), StringComparison.Ordinal);
        Assert.Equal(("chris@contoso.com", "mail1.fabrikam.com", true), (kept.Sender, kept.Helo, kept.Tls));
        Assert.True(listener.Store.TotalConnections >= 2);
    }

    private static SaslMechanism Mechanism(string name, string password = Password) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(User, password),
        "LOGIN" => new SaslMechanismLogin(User, password),
        "CRAM-MD5" => new SaslMechanismCramMd5(User, password),
        _ => new SaslMechanismScramSha256(User, password),
    };

    /// <summary>Runs a client; its exit code and all that it wrote. Skips where it is not installed.</summary>
    private static async Task<(int Code, string Output)> RunAsync(string program, string arguments, string input = "")
    {
        var path = Peer.Require(program, program == "smtp-source" ? "postfix" : program);
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {path} {arguments.Replace(Password, "'" + Password + "'", StringComparison.Ordinal)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await process.StandardInput.WriteAsync(input.AsMemory(), Ct);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await error);
    }
}
