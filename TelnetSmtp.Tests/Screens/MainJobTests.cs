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
        await screen.CommandAsync("EHLO contoso.com", "250 CHUNKING");
        await screen.CommandAsync("MAIL FROM: chris@contoso.com", "250 2.1.0 Ok");
        await screen.CommandAsync("RCPT TO: nobody@fabrikam.com", "550 5.1.1 <nobody@fabrikam.com>");
        await screen.CommandAsync("RCPT TO: kate@fabrikam.com NOTIFY=success,failure", "250 2.1.5 Ok");
        await screen.CommandAsync("DATA", "354 ");
        foreach (var line in (string[])["Subject: Test from Contoso", "", "550 not a reply"])
            await screen.SendLineAsync(line);
        await screen.CommandAsync(".", "250 2.0.0 Ok: queued as ");
        var rows = await screen.SettleAsync();

        ClientScreen.AssertBeside(rows, "220 mail1.fabrikam.com ESMTP Postfix", "220");
        ClientScreen.AssertBeside(rows, "250-PIPELINING", "PIPELINING");
        ClientScreen.AssertBeside(rows, "250-SIZE 10240000", "SIZE");
        ClientScreen.AssertBeside(rows, "250 2.1.0 Ok", "250");
        ClientScreen.AssertBeside(rows, "550 5.1.1 <nobody@fabrikam.com>", "550 5.1.1");
        ClientScreen.AssertBeside(rows, "250 2.1.5 Ok", "250");
        ClientScreen.AssertBeside(rows, "354 ", "354");
        ClientScreen.AssertBeside(rows, "250 2.0.0 Ok: queued as ", "250");
        var body = ClientScreen.Annotation(rows, "550 not a reply");
        Assert.DoesNotContain("550", body, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", body, StringComparison.Ordinal);

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
            var rows = await screen.WaitForAsync($"the lines at {columns}x{height}", rows => rows.Length <= height && rows.Any(row => row.Contains("550 5.1.1", StringComparison.Ordinal)));
            if (columns >= 140)
            {
                rows = await screen.WaitForAsync($"the panel at {columns}x{height}", now => now.Any(row => row.Contains("250-PIPELINING", StringComparison.Ordinal) && row.Length > columns - 2));
                ClientScreen.AssertBeside(rows, "250-PIPELINING", "PIPELINING");
                ClientScreen.AssertBeside(rows, "550 5.1.1", "550 5.1.1");
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
