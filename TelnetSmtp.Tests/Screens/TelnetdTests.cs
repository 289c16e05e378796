// Holds that the client is a terminal: over a real telnetd a shell has job control, interrupts, the window's size, and full-screen programs look as they
// do in a terminal of their own.
using System.Text.RegularExpressions;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed partial class TelnetdTests : IDisposable
{
    private const string Shell = "export TERM=xterm-256color PS1='ready$ '; exec bash --norc -i";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_shell_has_job_control_and_interrupts()
    {
        await using var server = TelnetdServer.Start(Shell);
        await using var screen = await TerminalPane.ConnectAsync(server.Port, folder.Root);
        await screen.WaitForAsync("ready$");
        await screen.SendLineAsync("sleep 1000");
        await screen.WaitForAsync("ready$ sleep 1000");
        await screen.SendKeysAsync("C-z");
        await screen.WaitForAsync("[1]+  Stopped");
        await screen.SendLineAsync("clear; fg");
        await screen.WaitForAsync("the job in the foreground", rows => TerminalPane.Of(rows)[0] == "sleep 1000");
        await screen.SendKeysAsync("C-c");
        var rows = await screen.WaitForAsync("the prompt after the interrupt", rows => TerminalPane.Of(rows).Contains("ready$"));

        // The server's Synch is obeyed, not shown: nothing stands between the job and the prompt but the echoed key.
        Assert.Equal(["sleep 1000", "^C", "ready$"], TerminalPane.Trimmed(TerminalPane.Of(rows)));
        await screen.SendLineAsync("clear; jobs; echo none");
        await screen.WaitForAsync("no job left", rows => TerminalPane.Of(rows)[0] == "none");
    }

    [Fact]
    public async Task Enter_is_one_line_end()
    {
        await using var server = TelnetdServer.Start(Shell);
        await using var screen = await TerminalPane.ConnectAsync(server.Port, folder.Root);
        await screen.WaitForAsync("ready$");
        await screen.SendLineAsync("clear; cat -A");
        await screen.WaitForAsync("cat", rows => TerminalPane.Of(rows).All(row => row.Length == 0));
        await screen.SendLineAsync("one");
        await screen.WaitForAsync("one$");
        await screen.SendLineAsync("two");
        await screen.WaitForAsync("two$");
        await screen.SendKeysAsync("C-d");
        var rows = await screen.WaitForAsync("ready$");
        Assert.Equal(["one", "one$", "two", "two$", "ready$"], TerminalPane.Trimmed(TerminalPane.Of(rows)));
    }

    [Fact]
    public async Task The_terminal_of_the_server_has_the_size_of_the_pane_also_after_resizing()
    {
        await using var server = TelnetdServer.Start(Shell);
        await using var screen = await TerminalPane.ConnectAsync(server.Port, folder.Root);
        await screen.WaitForAsync("ready$");
        await screen.CommandAsync("stty size", $"{TerminalPane.Rows} {TerminalPane.Columns}");
        await screen.ResizeAsync(60, 14); // the terminal alone, with the status line below it
        await screen.WaitForAsync("the small window", rows => rows.Length == 14 && rows[13].Contains("Ctrl+] prompt", StringComparison.Ordinal));
        await screen.CommandAsync("clear; stty size", "13 60");
        await screen.ResizeAsync(TerminalPane.WindowColumns, TerminalPane.WindowRows);
        await screen.WaitForAsync("the large window", TerminalPane.HasTheWindow);
        await screen.CommandAsync("clear; stty size", $"{TerminalPane.Rows} {TerminalPane.Columns}");
    }

    [Fact]
    public async Task A_flood_leaves_the_client_alive_and_an_interrupt_ends_it()
    {
        await using var server = TelnetdServer.Start(Shell);
        await using var screen = await TerminalPane.ConnectAsync(server.Port, folder.Root);
        await screen.WaitForAsync("ready$");
        await screen.SendLineAsync("yes flood | head -c 2000000000");
        await screen.WaitForAsync("the flood", rows => TerminalPane.Of(rows).All(row => row == "flood"));
        await screen.SendKeysAsync("F9");
        await screen.WaitForAsync("Close connection");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("the menu closed", rows => !rows.Any(row => row.Contains("Close connection", StringComparison.Ordinal)));
        await screen.SendKeysAsync("C-c");
        await screen.WaitForAsync("the prompt after the flood", rows => TerminalPane.Of(rows).Contains("ready$"));
        await screen.CommandAsync("echo still $((40 + 2))", "still 42");
    }

    [Fact]
    public async Task A_paste_stands_in_brackets_and_is_not_run()
    {
        await using var server = TelnetdServer.Start(Shell);
        await using var screen = await TerminalPane.ConnectAsync(server.Port, folder.Root);
        await screen.WaitForAsync("ready$");
        await screen.PasteAsync("echo first\necho second");
        await screen.WaitForAsync("the paste, not run", rows => TerminalPane.Trimmed(TerminalPane.Of(rows)).SequenceEqual(["ready$ echo first", "echo second"]));
        await screen.SendKeysAsync("Enter");
        await screen.WaitForAsync("both run", rows => TerminalPane.Of(rows).Contains("first") && TerminalPane.Of(rows).Contains("second"));
    }

    [Fact]
    public async Task Vim_looks_as_in_xterm()
    {
        Peer.Require("vim", "vim");
        folder.Write("text.txt", string.Concat(Enumerable.Range(1, 60).Select(i => $"line {i} of the text, in ünïcode\n")));
        await using var both = await SideBySide.StartAsync("exec vim -n -u NONE -N -c 'set ruler ttimeoutlen=50' text.txt", folder);
        // vim names its file in the last row, or no longer does where the window's size arrived after its start.
        await both.AlikeAsync("line 1 of the text", row => row.Replace("\"text.txt\" 60L, 2031B", new string(' ', 21), StringComparison.Ordinal));
        await both.TextAsync("ihello ");
        await both.AlikeAsync("-- INSERT --");
        await both.KeysAsync("Down", "End", "Enter");
        await both.AlikeAsync(" 3,1 ");
        await both.KeysAsync("Escape");
        await both.AlikeAsync(" 3,0-1 ");
        await both.TextAsync("5dd");
        await both.AlikeAsync("5 fewer lines");
        await both.TextAsync(":vsplit");
        await both.KeysAsync("Enter");
        await both.AlikeAsync("text.txt [+]");
        await both.KeysAsync("PageDown", "Right", "Down");
        await both.TextAsync("zz");
        await both.AlikeAsync("line 25 of");
        await both.TextAsync("/line 4");
        await both.KeysAsync("Enter");
        await both.AlikeAsync("line 40 of");
    }

    [Fact]
    public async Task Less_looks_as_in_xterm()
    {
        Peer.Require("less", "less");
        folder.Write("long.txt", string.Concat(Enumerable.Range(1, 500).Select(i => $"number {i}\n")));
        await using var both = await SideBySide.StartAsync("exec less long.txt", folder);
        // The first prompt is the file's name, or a colon where a window size came in between.
        await both.AlikeAsync("number 23", row => row.TrimEnd() == "long.txt" ? ":" : row.TrimEnd());
        await both.KeysAsync("PageDown");
        await both.AlikeAsync("number 46");
        await both.KeysAsync("Up", "Up", "PageUp");
        await both.AlikeAsync("number 23");
        await both.TextAsync("/99");
        await both.KeysAsync("Enter");
        await both.AlikeAsync("number 121");
        await both.TextAsync("G");
        await both.AlikeAsync("(END)");
    }

    [Fact]
    public async Task Mc_looks_as_in_xterm()
    {
        Peer.Require("mc", "mc");
        foreach (var name in (string[])["alpha", "beta", "gamma"])
            folder.Write(name, $"This is {name}.\n");
        await using var both = await SideBySide.StartAsync("exec mc -u --nosubshell . .", folder);
        await both.AlikeAsync("10Quit", NoHint);
        await both.KeysAsync("End");
        await both.AlikeAsync("gamma", NoHint);
        await both.KeysAsync("F3");
        await both.AlikeAsync("This is gamma.");
        await both.KeysAsync("F10");
        await both.AlikeAsync("10Quit", NoHint);
        await both.KeysAsync("F7");
        await both.AlikeAsync("Create a new Directory", NoHint);
    }

    [Fact]
    public async Task A_click_reaches_the_program_that_asked_for_the_mouse()
    {
        Peer.Require("mc", "mc");
        foreach (var name in (string[])["alpha", "beta", "gamma"])
            folder.Write(name, $"This is {name}.\n");
        await using var both = await SideBySide.StartAsync("exec mc -u --nosubshell . .", folder);
        await both.AlikeAsync("10Quit", NoHint);
        await both.ClickAsync("beta");
        await both.AlikeAsync("10Quit", NoHint);
        await both.ClickAsync("View");
        await both.AlikeAsync("This is beta.");
    }

    [Fact]
    public async Task Escape_and_what_is_typed_at_once_behind_it_both_arrive()
    {
        Peer.Require("vim", "vim");
        folder.Write("text.txt", string.Concat(Enumerable.Range(1, 60).Select(i => $"line {i}\n")));
        await using var both = await SideBySide.StartAsync("exec vim -n -u NONE -N -c 'set ruler ttimeoutlen=50' text.txt", folder);
        await both.AlikeAsync("line 1", row => row.Replace("\"text.txt\" 60L, 471B", new string(' ', 20), StringComparison.Ordinal));
        await both.TextAsync("ihello ");
        await both.AlikeAsync("-- INSERT --");
        await both.TextAsync("\e5dd");
        await both.AlikeAsync("5 fewer lines");
        await both.TextAsync(":q!\e:set number\r");
        await both.AlikeAsync(" 1 line 6");
    }

    [Fact]
    public async Task Top_looks_as_in_xterm()
    {
        Peer.Require("top", "procps");
        await using var both = await SideBySide.StartAsync("exec top -p 1", folder);
        await both.AlikeAsync("PID USER", NoNumbers);
        await both.KeysAsync("h");
        await both.AlikeAsync("Help for Interactive Commands", NoNumbers);
    }

    [Fact]
    public async Task Htop_looks_as_in_xterm()
    {
        Peer.Require("htop", "htop");
        await using var both = await SideBySide.StartAsync("exec htop -p 1", folder);
        await both.AlikeAsync("Quit", NoNumbers);
        await both.KeysAsync("F1");
        await both.AlikeAsync("htop ", NoNumbers);
    }

    /// <summary>mc gives another hint each time.</summary>
    private static string NoHint(string row) => row.StartsWith("Hint: ", StringComparison.Ordinal) ? "Hint: …" : row;

    /// <summary>Clocks, loads and meters differ from second to second; names, labels and their order do not.</summary>
    private static string NoNumbers(string row) => Moving().Replace(row, " ");

    [GeneratedRegex(@"[-+0-9.,:|KMGT%\s]+")]
    private static partial Regex Moving();
}
