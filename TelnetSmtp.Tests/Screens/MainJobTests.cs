// Holds the product's main job, whole: the program in a real terminal against a real Postfix, Microsoft's procedure typed by hand, every server line
// explained on its own row, the log exact, the exit code 0.
using System.Text.RegularExpressions;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed partial class MainJobTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_message_by_hand_each_line_explained_and_logged()
    {
        await using var server = await PostfixServer.StartAsync();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.CommandAsync("set localecho", "Local echo on");
        await screen.CommandAsync("set logfile TelnetTest.txt", "TelnetTest.txt");
        await screen.OpenAsync(server.Port);
        await screen.ExplainsAsync("220 mail1.fabrikam.com ESMTP Postfix", "✓ 220 Service ready");
        await screen.SaysAsync("EHLO contoso.com", "250-mail1.fabrikam.com", "✓ 250 greeting; extensions follow");
        await screen.ExplainsAsync("250-SIZE 10240000", "SIZE: takes messages up to 9.8 MiB");
        await screen.ExplainsAsync("250 CHUNKING", "CHUNKING: counted blocks with BDAT");
        await screen.SaysAsync("MAIL FROM: chris@contoso.com", "250 2.1.0 Ok", "✓ 250 2.1.0 sender accepted");
        await screen.SaysAsync("RCPT TO: nobody@fabrikam.com", "550 5.1.1 <nobody@fabrikam.com>", "✗ 550 5.1.1 no such mailbox");
        await screen.SaysAsync("RCPT TO: kate@fabrikam.com NOTIFY=success,failure", "250 2.1.5 Ok", "✓ 250 2.1.5 recipient accepted");
        await screen.SaysAsync("DATA", "354 ", "→ 354 type the message");
        foreach (var line in (string[])["Subject: Test from Contoso", "", "550 not a reply"])
            await screen.SendLineAsync(line);
        await screen.SaysAsync(".", "250 2.0.0 Ok: queued as ", "✓ 250 2.0.0 message taken");
        Assert.Equal("", ClientScreen.Annotation(await screen.SettleAsync(), "550 not a reply"));

        await screen.SendLineAsync("QUIT");
        await screen.WaitForAsync("Connection to host lost.");
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
        Assert.False(await screen.AlternateAsync());
        Assert.Contains("\n\n550 not a reply\n", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
        Assert.Equal(Transcript.ReplaceLineEndings("\r\n"), QueueId().Replace(await File.ReadAllTextAsync(folder.PathOf("TelnetTest.txt"), TestContext.Current.CancellationToken), "queued as ID"));
    }

    [Fact]
    public async Task Status_at_the_prompt_and_back_to_the_very_same_screen()
    {
        await using var server = await PostfixServer.StartAsync();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.OpenAsync(server.Port);
        await screen.CommandAsync("EHLO contoso.com", "250 CHUNKING");
        var before = await screen.SettleAsync();
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync("Welcome to Microsoft Telnet Client");
        await screen.CommandAsync("st", "Connected to");
        await screen.SendKeysAsync("Enter");
        await screen.WaitForAsync("the session's screen again", rows => rows.AsSpan().SequenceEqual(before));
    }

    [Fact]
    public async Task Resizing_keeps_panel_and_lines_together()
    {
        await using var server = await PostfixServer.StartAsync();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.OpenAsync(server.Port);
        await screen.CommandAsync("EHLO contoso.com", "250 CHUNKING");
        await screen.CommandAsync("VRFY nobody@fabrikam.com", "550 5.1.1 ");
        foreach (var (columns, height) in ((int, int)[])[(140, 40), (60, 15), (200, 60), (140, 40)])
        {
            await screen.ResizeAsync(columns, height);
            if (columns >= 140)
            {
                await screen.ExplainsAsync("250-PIPELINING", "PIPELINING: several commands at once");
                await screen.ExplainsAsync("550 5.1.1 <nobody@", "✗ 550 5.1.1 no such mailbox");
            }
            else
            {
                await screen.WaitForAsync($"line and panel at {columns}x{height}", rows => rows.Length <= height
                    && rows.Any(row => row.StartsWith("│550 5.1.1 <nobody@", StringComparison.Ordinal)) && rows.Any(row => row.Contains("✗ 550 5.1.1", StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task Practice_greets_with_its_annotation_beside_it()
    {
        await using var screen = await TmuxScreen.StartAppAsync(["--lang", "en", "practice"], environment: [new("HOME", folder.Root)], folder: folder.Root);
        await screen.WaitForAsync("220 ");
        ClientScreen.AssertBeside(await screen.SettleAsync(), "220 ", "220");
        await screen.CommandAsync("EHLO contoso.com", "250 XRDST");
        ClientScreen.AssertBeside(await screen.SettleAsync(), "250-SIZE", "SIZE");
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
        Assert.False(await screen.AlternateAsync());
    }

    // What the log holds: the bytes as they came, the lines as echoed.
    private const string Transcript = """
        220 mail1.fabrikam.com ESMTP Postfix
        EHLO contoso.com
        250-mail1.fabrikam.com
        250-PIPELINING
        250-SIZE 10240000
        250-VRFY
        250-ETRN
        250-ENHANCEDSTATUSCODES
        250-8BITMIME
        250-DSN
        250-SMTPUTF8
        250 CHUNKING
        MAIL FROM: chris@contoso.com
        250 2.1.0 Ok
        RCPT TO: nobody@fabrikam.com
        550 5.1.1 <nobody@fabrikam.com>: Recipient address rejected: User unknown in virtual mailbox table
        RCPT TO: kate@fabrikam.com NOTIFY=success,failure
        250 2.1.5 Ok
        DATA
        354 End data with <CR><LF>.<CR><LF>
        Subject: Test from Contoso

        550 not a reply
        .
        250 2.0.0 Ok: queued as ID
        QUIT
        221 2.0.0 Bye

        """;

    [GeneratedRegex("queued as [0-9A-Za-z]+")]
    private static partial Regex QueueId();
}
