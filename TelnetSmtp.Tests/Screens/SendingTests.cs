// Message files as a person sends them in a real terminal, against a real Postfix: Ctrl+O, `bdat`, `send test`; the screen and the log hold one row for the
// content; Esc stops one that the server does not take.
using TelnetSmtp.Tests.Net;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class SendingTests : IDisposable
{
    // With these headers Postfix has none to add.
    private const string Letter = "From: chris@contoso.com\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <1@contoso.com>\n\n.\n.dot\nend\n";

    private static readonly int Octets = Letter.ReplaceLineEndings("\r\n").Length;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ctrl_O_bdat_and_send_test()
    {
        folder.Write("letter.eml", Letter);
        await using var server = await PostfixServer.StartAsync();
        await using var screen = await ClientScreen.StartAsync(["-f", "log.txt"], folder.Root);
        await screen.OpenAsync(server.Port);
        await screen.SaysAsync("EHLO contoso.com", "250 CHUNKING", "CHUNKING");

        await EnvelopeAsync(screen);
        await screen.SendKeysAsync("C-o");
        await screen.WaitForAsync("Send message file");
        await screen.SendLineAsync("letter.eml");
        await screen.ExplainsAsync($"[letter.eml: {Octets} octets in 7 lines sent, 2 dots doubled]", "→ content of the message");
        await screen.ExplainsAsync("250 2.0.0 Ok: queued as ", "✓ 250 2.0.0 message taken");

        await EnvelopeAsync(screen);
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.SendLineAsync("bdat letter.eml");
        await screen.ExplainsAsync($"BDAT {Octets} LAST", "→ BDAT");
        await screen.ExplainsAsync($"250 2.0.0 Ok: {Octets} bytes queued as ", "✓ 250 2.0.0");

        await EnvelopeAsync(screen);
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.SendLineAsync("send test Hello from here");
        await screen.WaitForAsync("[test message: ");
        await screen.SendLineAsync("QUIT");
        await screen.WaitForAsync("Connection to host lost.");
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());

        await Deadline.UntilAsync("three messages", () => server.ReadMail("kate@fabrikam.com").Count == 3, server.ReadLog);
        var mail = server.ReadMail("kate@fabrikam.com");
        Assert.Equal(2, mail.Count(message => message.EndsWith("\n" + Letter, StringComparison.Ordinal)));
        Assert.Single(mail, message => message.Contains("Subject: Hello from here\n", StringComparison.Ordinal));
        var log = await File.ReadAllTextAsync(folder.PathOf("log.txt"), TestContext.Current.CancellationToken);
        Assert.Contains($"DATA\r\n354 End data with <CR><LF>.<CR><LF>\r\n[letter.eml: {Octets} octets in 7 lines sent, 2 dots doubled]\r\n.\r\n250 2.0.0 Ok: queued as ", log, StringComparison.Ordinal);
        Assert.DoesNotContain(".dot", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_read_leaves_the_screen_alive_and_Esc_stops()
    {
        using (var file = File.Create(folder.PathOf("huge.eml"))) file.SetLength(64 * 1024 * 1024);
        using var peer = new SmtpPeer();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync($"o 127.0.0.1 {peer.Port}");
        await peer.Accept();
        await peer.Says("220 mail1.fabrikam.com ESMTP\r\n");
        await screen.WaitForAsync("220 mail1.fabrikam.com ESMTP");
        foreach (var (line, reply) in ((string, string)[])[("EHLO contoso.com", "250-mail1.fabrikam.com\r\n250 SIZE 1000"), ("MAIL FROM:<chris@contoso.com>", "250 sender"), ("RCPT TO:<kate@fabrikam.com>", "250 recipient")])
        {
            await screen.SendLineAsync(line);
            await peer.Hears(line + "\r\n");
            await peer.Says(reply + "\r\n");
            await screen.WaitForAsync(reply.Split('\n')[^1]);
        }
        await screen.SendKeysAsync("C-o");
        await screen.WaitForAsync("Send message file");
        await screen.SendLineAsync("huge.eml");
        await screen.WaitForAsync("too large");
        await peer.Hears("DATA\r\n");
        await peer.Says("354 go\r\n");
        await screen.WaitForAsync("A message file is being sent");
        await screen.WaitForAsync("the server has not read for");
        await screen.WaitForAsync("sending huge.eml: ");
        await screen.ResizeAsync(80, 24);
        await screen.WaitForAsync("the panel below", rows => rows.Length == 24 && rows.Any(row => row.StartsWith("├ A message file is being sent", StringComparison.Ordinal)));
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("stopped after");
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    private static async Task EnvelopeAsync(TmuxScreen screen)
    {
        var before = (await screen.CaptureAsync()).Count(row => row.Contains("250 2.1.5 Ok", StringComparison.Ordinal));
        await screen.SendLineAsync("MAIL FROM:<chris@contoso.com>");
        await screen.SendLineAsync("RCPT TO:<kate@fabrikam.com>");
        await screen.WaitForAsync("the recipient's reply", rows => rows.Count(row => row.Contains("250 2.1.5 Ok", StringComparison.Ordinal)) > before);
    }
}
