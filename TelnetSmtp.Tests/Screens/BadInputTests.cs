// Holds that each wrong input gets one clear line in the full-screen client, that the client goes on, and that it still ends with 0.
using System.Net;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("exit", "Invalid Command. type ?/help for help")]
    [InlineData("o 127.0.0.1 65536", "'65536' is no port")]
    [InlineData("o 127.0.0.1 0", "'0' is no port")]
    [InlineData("o", "The host name is missing")]
    [InlineData("o no-such.invalid 25", "Could not open connection to the host")]
    [InlineData("set logfile no/such/folder/log.txt", "Cannot write log file no/such/folder/log.txt")]
    [InlineData("set logging", "No log file is set")]
    public async Task The_prompt_says_what_is_wrong(string line, string message)
    {
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.CommandAsync(line, message);
        await QuitAsync(screen);
    }

    [Fact]
    public async Task A_closed_port_is_told_with_its_cause()
    {
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        var port = FreePort.Next();
        await screen.CommandAsync($"o 127.0.0.1 {port}", "Could not open connection to the host");
        await screen.WaitForAsync("the cause in the panel", rows => rows.Any(row => row.Contains("refused", StringComparison.OrdinalIgnoreCase)));
        await QuitAsync(screen);
    }

    [Fact]
    public async Task A_server_that_hangs_up_at_once_is_told()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync($"o 127.0.0.1 {((IPEndPoint)server.LocalEndpoint).Port}");
        (await server.AcceptSocketAsync(TestContext.Current.CancellationToken)).Dispose();
        await screen.WaitForAsync("Connection to host lost.");
        await QuitAsync(screen);
    }

    [Fact]
    public async Task Garbage_from_the_server_is_shown_and_does_no_harm()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync($"o 127.0.0.1 {((IPEndPoint)server.LocalEndpoint).Port}");
        using var connection = await server.AcceptSocketAsync(TestContext.Current.CancellationToken);
        byte[] garbage = [0xC0, 0xAF, 0xFE, 0x80, 0x9B, 0x1B, 0x5B, 0x3F, 0x1B, 0x50, 0x41, 0x18, 0x00, 0x07, .. "\r\n"u8, .. Encoding.ASCII.GetBytes("220 after the garbage\r\n")];
        await connection.SendAsync(garbage, TestContext.Current.CancellationToken);
        ClientScreen.AssertBeside(await screen.WaitForAsync("220 after the garbage"), "220 after the garbage", "220");
        await screen.SendKeysAsync("C-]");
        await QuitAsync(screen);
    }

    private static async Task QuitAsync(TmuxScreen screen)
    {
        await screen.WaitForAsync("a prompt that waits", rows => ClientScreen.TerminalRows(rows).Any(row => row.TrimEnd() == ClientScreen.Prompt));
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
        Assert.False(await screen.AlternateAsync());
    }
}
