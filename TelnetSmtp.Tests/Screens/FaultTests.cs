// The program as a whole when things go wrong on our side: killed at any moment, without input, in a terminal that is dumb, silent, absent, tiny or huge, stopped
// and continued, attacked by a server. The session's log holds what was shown, and the terminal is whole.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed partial class FaultTests : IDisposable
{
    private static readonly KeyValuePair<string, string?>[] RealTerminal = [new("DisableRealDriverIO", "0"), new("LANG", "C.UTF-8"), new("LC_ALL", "C.UTF-8"), new("TERM", "xterm-256color")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(400)]
    public async Task Killed_at_any_moment_the_log_holds_all_that_was_shown(int lines)
    {
        using var server = new TalkingServer();
        var log = _folder.PathOf($"killed-{lines}.txt");
        await using var program = TestApp.Start(["--plain", "--quiet", "-f", log, "127.0.0.1", $"{server.Port}"]);
        await program.WaitForAsync($"250 line {lines:000000}");
        program.Send(Signal.Kill);
        await program.ExitAsync();
        var shown = Lines().Matches(program.Output).Select(match => match.Value).ToArray();
        Assert.True(shown.Length >= lines);
        var logged = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.All(shown, line => Assert.Contains(line, logged, StringComparison.Ordinal));
        // The log runs ahead of the screen, never the other way, and has no hole.
        Assert.Equal(Enumerable.Range(0, Lines().Count(logged)).Select(i => $"250 line {i:000000}"), Lines().Matches(logged).Select(match => match.Value));
    }

    [Fact]
    public async Task Killed_in_full_screen_the_log_holds_the_last_screen()
    {
        using var server = new TalkingServer();
        await using var screen = await ClientScreen.StartAsync(["-f", "killed.txt"], _folder.Root);
        await screen.SendLineAsync($"o 127.0.0.1 {server.Port}");
        await screen.WaitForAsync("250 line ");
        Posix.Send(screen.ProgramId, Signal.Kill);
        Assert.Equal(137, await screen.ExitCodeAsync());
        var logged = await File.ReadAllTextAsync(_folder.PathOf("killed.txt"), TestContext.Current.CancellationToken);
        var shown = Lines().Matches(string.Join('\n', await screen.CaptureAsync())).Select(match => match.Value).ToArray();
        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, logged, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("</dev/null")]
    [InlineData("<&-")]
    public async Task Without_input_or_terminal_it_ends_in_order(string input)
    {
        await using var server = new LoopbackServer();
        var result = await ChildProcess.RunAsync("/bin/sh", ["-c", $"exec '{TestApp.Path}' --lang en 127.0.0.1 {server.Port} {input}"]);
        Assert.True(result.ExitCode is 0 or 1, $"{result.ExitCode}: {result.Output}{result.Error}");
        Assert.Contains("220 mail1.fabrikam.com", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output + result.Error);
    }

    [Theory]
    [InlineData("explain 550 >/dev/full", 1, "telnetsmtp: Standard output could not be written: No space left on device. Make room, or send it elsewhere.\n")]
    [InlineData("--help >/dev/full", 1, "telnetsmtp: Standard output could not be written: No space left on device. Make room, or send it elsewhere.\n")]
    [InlineData("explain >&- 2>/dev/full", 1, "")]
    [InlineData("explain 550 >&-", 0, "")]
    [InlineData("explain 550 <&- >&- 2>&-", 0, "")]
    [InlineData("--plain <&- >&- 2>&-", 0, "")]
    public async Task Output_that_cannot_be_written_is_one_line_and_no_trace(string command, int exitCode, string error)
    {
        var result = await ChildProcess.RunAsync("/bin/sh", ["-c", $"LC_ALL=C exec '{TestApp.Path}' {command}"]);
        Assert.Equal((exitCode, "", error), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task In_a_dumb_terminal_it_runs_in_plain_mode_without_a_sequence()
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", $"TERM=dumb exec '{TestApp.Path}' --lang en"], 100, 30);
        await screen.WaitForAsync(ClientScreen.Prompt);
        Assert.False(await screen.AlternateAsync());
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task A_terminal_that_answers_nothing_gets_its_screen_and_only_cells_from_an_evil_server()
    {
        // A word that equals no cell of the screen before: only cells that differ are sent.
        const string Unlike = "§§§§§§";
        await using var server = new LoopbackServer([.. "220 evil\r\n"u8, .. EscapeAttacks.All.Values.SelectMany(attack => (byte[])[.. "250 <"u8, .. EscapeAttacks.Raw(attack), .. ">\r\n"u8]), .. Encoding.UTF8.GetBytes($"250 {Unlike}\r\n")]);
        // The pseudo-terminal of script(1): nobody is there to answer a query, and what is written to it comes out here octet by octet.
        await using var program = ChildProcess.Start(Peer.Require("script", "bsdutils"),
            ["-q", "-f", "-e", "-c", $"stty cols 120 rows 100; exec '{TestApp.Path}' --lang en", "/dev/null"], RealTerminal, _folder.Root);
        await program.WaitForAsync(ClientScreen.Prompt);
        // The library's own question; the servers' end in BEL.
        const string AskForBackground = "\e]11;?\e\\";
        var before = program.Output.Length;
        await program.Input.WriteAsync($"o 127.0.0.1 {server.Port}\r");
        await program.Input.FlushAsync(TestContext.Current.CancellationToken);
        await program.WaitForAsync(Unlike);
        EscapeAttacks.AssertCellsOnly(WholeFrames(program.Output[before..].Replace(AskForBackground, "", StringComparison.Ordinal)), "all of them");
        Assert.DoesNotContain("PWNED\a", program.Output, StringComparison.Ordinal);
        await program.Input.WriteAsync("\u001Dquit\r");
        await program.Input.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, (await program.ExitAsync()).ExitCode);
    }

    [Fact]
    public async Task One_cell_and_a_wall_of_cells_and_storms_between_leave_it_at_hand()
    {
        await using var screen = await ClientScreen.StartAsync([], _folder.Root);
        foreach (var (columns, rows) in ((int, int)[])[(1, 1), (500, 200), (2, 50), (300, 3), (1, 1), (500, 200)]) await screen.ResizeAsync(columns, rows);
        for (var i = 0; i < 40; i++) await screen.ResizeAsync(20 + i * 37 % 150, 5 + i * 13 % 60);
        await screen.ResizeAsync(140, 40);
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.CommandAsync("display", "Escape Character");
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task Stopped_the_shell_has_its_terminal_and_continued_the_screen_is_back()
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", $"'{TestApp.Path}' --lang en; echo \"code=$?\"; cat"], 100, 30);
        await screen.WaitForAsync(ClientScreen.Prompt);
        var before = await screen.SettleAsync();
        var program = Assert.Single(Posix.Descendants(screen.ProgramId));
        Posix.Send(program, Signal.TerminalStop);
        await Deadline.UntilAsync("the stop", () => File.ReadAllText($"/proc/{program}/stat").Contains(") T ", StringComparison.Ordinal));
        Assert.False(await screen.AlternateAsync());
        Assert.Equal("0 1", await screen.AskAsync("#{mouse_any_flag} #{cursor_flag}"));
        Posix.Send(program, Signal.Continue);
        await screen.WaitForAsync("the very same screen", rows => rows.AsSpan().SequenceEqual(before));
        Assert.True(await screen.AlternateAsync());
        await screen.SendLineAsync("quit");
        await screen.WaitForAsync("code=0");
    }

    [Fact]
    public async Task Nothing_listens_but_on_loopback()
    {
        await using var program = TestApp.Start(["serve", "--port", "0"]);
        await program.WaitForAsync("listening on");
        var sockets = Directory.EnumerateFileSystemEntries($"/proc/{program.Id}/fd").Select(link => new FileInfo(link).LinkTarget ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1]).ToHashSet();
        const string Listening = "0A";
        var listening = ((string[])["tcp", "tcp6"]).SelectMany(table => File.ReadLines($"/proc/{program.Id}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields[3] == Listening && sockets.Contains(fields[9])).ToArray();
        Assert.StartsWith("0100007F:", Assert.Single(listening)[1], StringComparison.Ordinal);
    }

    /// <summary>Up to the last frame that is whole.</summary>
    private static string WholeFrames(string written)
    {
        const string FrameEnd = "\e[?2026l";
        return written[..(written.LastIndexOf(FrameEnd, StringComparison.Ordinal) + FrameEnd.Length)];
    }

    [GeneratedRegex("250 line [0-9]{6,}")]
    private static partial Regex Lines();

    /// <summary>Greets, and then says numbered lines as fast as they are taken.</summary>
    private sealed class TalkingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public TalkingServer()
        {
            _listener.Start();
            _ = TalkAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task TalkAsync()
        {
            try
            {
                using var client = await _listener.AcceptSocketAsync();
                await client.SendAsync("220 mail1.fabrikam.com ESMTP\r\n"u8.ToArray());
                for (var i = 0; ; i++)
                    await client.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"250 line {i:000000}\r\n")));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The client was killed, or nobody came: that is the test.
            }
        }
    }
}
