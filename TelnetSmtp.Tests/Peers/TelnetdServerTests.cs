// Holds that the telnet server of the tests negotiates as telnetd does and runs what it was given.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class TelnetdServerTests
{
    [Fact]
    public async Task Speaks_first_and_asks_for_options()
    {
        await using var server = TelnetdServer.Start("echo unreached");
        await using var client = await LineClient.ConnectAsync(server.Port);
        Assert.Contains("\u00ff\u00fd\u0018", await client.ReadUntilAsync("\u00ff\u00fd\u0018"), StringComparison.Ordinal); // IAC DO TERMINAL-TYPE
    }

    [Fact]
    public async Task GNU_telnet_gets_a_terminal_of_its_size()
    {
        await using var server = TelnetdServer.Start("while [ \"$(stty size)\" = \"0 0\" ]; do sleep 0.1; done; stty size; echo \"TERM is $TERM\"; read line; echo \"Got $line\"; read end");
        await using var screen = await TmuxScreen.StartAsync([Peer.Require("telnet", "inetutils-telnet"), "127.0.0.1", $"{server.Port}"], 100, 30);
        await screen.WaitForAsync("TERM is");
        Assert.Contains("30 100", await screen.CaptureAsync());
        await screen.SendLineAsync("hello");
        await screen.WaitForAsync("Got hello");
        await screen.SendLineAsync("bye");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }
}
