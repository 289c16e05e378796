// The terminal after the program's end, in a real one: whatever ended it, the alternate screen is left, the line discipline is the old one, the mouse
// is off, and the exit code says why.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Hosting;

public sealed class TerminalRestoreTests
{
    /// <summary>Runs the program, then says its exit code and which of the line discipline's switches are on.</summary>
    private static Task<TmuxScreen> StartAsync() => TmuxScreen.StartAsync(
        ["/bin/sh", "-c", $"'{TestApp.Path}'; echo \"code=$?\"; stty -a | tr ' ;' '\\n\\n' | grep -c -x -E 'echo|icanon|isig|opost|icrnl'; echo ready; cat"], 100, 30);

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    public async Task A_signal_gives_the_terminal_back(string signal, int code)
    {
        await using var screen = await StartAsync();
        await screen.WaitForAsync("Microsoft Telnet>");
        Assert.True(await screen.AlternateAsync());
        await ChildProcess.RunAsync("/bin/sh", ["-c", $"kill -{signal} $(pgrep -P {screen.ProgramId})"]);
        await AssertRestoredAsync(screen, code);
    }

    [Fact]
    public async Task Quit_gives_the_terminal_back()
    {
        await using var screen = await StartAsync();
        await screen.WaitForAsync("Microsoft Telnet>");
        await screen.SendLineAsync("quit");
        await AssertRestoredAsync(screen, 0);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("explain 550")]
    [InlineData("--help")]
    [InlineData("--nonsense")]
    [InlineData("--plain </dev/null")]
    [InlineData("--plain")]
    [InlineData("nslookup")]
    public async Task What_needs_no_screen_switches_nothing_of_the_terminal(string arguments)
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", $"'{TestApp.Path}' {arguments}; echo \"code=$?\"; cat"], 100, 60);
        if (arguments is "--plain" or "nslookup")
        {
            await screen.WaitForAsync("> in its last row", rows => rows.Any(row => row.TrimEnd().EndsWith('>')));
            await screen.SendKeysAsync("C-d");
        }
        await screen.WaitForAsync("code=");
        Assert.Equal("0 0 0 1 0", await screen.AskAsync("#{mouse_any_flag} #{keypad_flag} #{keypad_cursor_flag} #{cursor_flag} #{alternate_on}"));
    }

    [Fact]
    public async Task Settings_files_in_the_current_directory_change_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf(".tui"));
        await File.WriteAllTextAsync(folder.PathOf(".tui/config.json"), """{ "Theme": "TurboPascal 5", "Driver": { "Force16Colors": true } }""",
            TestContext.Current.CancellationToken);
        await using var plain = await TmuxScreen.StartAppAsync([], 100, 30);
        await using var trapped = await TmuxScreen.StartAppAsync([], 100, 30, folder: folder.PathOf(""));
        await plain.WaitForAsync("Microsoft Telnet>");
        await trapped.WaitForAsync("Microsoft Telnet>");
        await plain.SettleAsync();
        await trapped.SettleAsync();
        Assert.Equal(await plain.CaptureAnsiAsync(), await trapped.CaptureAnsiAsync());
    }

    private static async Task AssertRestoredAsync(TmuxScreen screen, int code)
    {
        var rows = await screen.WaitForAsync("ready");
        Assert.Contains($"code={code}", rows);
        Assert.Contains("5", rows);
        Assert.False(await screen.AlternateAsync());
        Assert.DoesNotContain(rows, r => r.Contains("Microsoft Telnet>", StringComparison.Ordinal));
        Assert.Equal("0 1 0 0", await screen.AskAsync("#{mouse_any_flag} #{cursor_flag} #{keypad_flag} #{keypad_cursor_flag}"));
    }
}
