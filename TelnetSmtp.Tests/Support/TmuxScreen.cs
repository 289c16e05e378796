// A real terminal for whole-program tests: tmux with a server and a socket of its own, no configuration, an exact size. Keys go in, screens come out.
// Refuses to sleep: whoever waits names the text or the state that ends the wait.
using System.Globalization;

namespace TelnetSmtp.Tests.Support;

/// <summary>One program in one terminal.</summary>
public sealed class TmuxScreen : IAsyncDisposable
{
    private readonly TemporaryFolder own = new();
    private readonly string tmux;
    private int program;

    private TmuxScreen(string tmux) => this.tmux = tmux;

    private string Socket => own.PathOf("tmux");

    /// <summary>Process number of the program.</summary>
    public int ProgramId => program;

    /// <summary>Opens a terminal and starts a program in it, without a shell.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="columns">Width in cells.</param>
    /// <param name="rows">Height in cells.</param>
    /// <param name="environment">Variables for the program.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="term">What TERM says to the program.</param>
    public static async Task<TmuxScreen> StartAsync(IReadOnlyList<string> command, int columns = 140, int rows = 40,
        IEnumerable<KeyValuePair<string, string>>? environment = null, string? folder = null, string term = "tmux-256color")
    {
        var screen = new TmuxScreen(Peer.Require("tmux", "tmux"));
        try
        {
            // The pane stays when the program ends, so that its last screen and its exit code can be read.
            await screen.TmuxAsync(
            [
                "set-option", "-g", "exit-empty", "off", ";", "set-option", "-g", "remain-on-exit", "on", ";", "set-option", "-g", "remain-on-exit-format", "", ";",
                "set-option", "-g", "status", "off", ";", "set-option", "-g", "escape-time", "0", ";", "set-option", "-g", "default-terminal", term, ";",
                "set-option", "-g", "history-limit", "5000", ";",
                "new-session", "-d", "-x", Text(columns), "-y", Text(rows), .. folder is null ? [] : (string[])["-c", folder],
                .. new Dictionary<string, string>(environment ?? []) { ["LANG"] = "C.UTF-8", ["LC_ALL"] = "C.UTF-8", ["DisableRealDriverIO"] = "0" }.SelectMany(pair => (string[])["-e", $"{pair.Key}={pair.Value}"]),
                "--", .. command,
            ]);
            screen.program = int.Parse(await screen.AskAsync("#{pane_pid}"), CultureInfo.InvariantCulture);
            return screen;
        }
        catch
        {
            await screen.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program under test.</summary>
    public static Task<TmuxScreen> StartAppAsync(IReadOnlyList<string> arguments, int columns = 140, int rows = 40,
        IEnumerable<KeyValuePair<string, string>>? environment = null, string? folder = null) =>
        StartAsync([TestApp.Path, .. arguments], columns, rows, environment, folder);

    /// <summary>Presses keys, named as tmux names them: Enter, C-], M-Up, BSpace, F9 …</summary>
    public Task SendKeysAsync(params string[] keys) => TmuxAsync(["send-keys", "--", .. keys]);

    /// <summary>Types characters one after the other.</summary>
    public Task SendTextAsync(string text) => TmuxAsync(["send-keys", "-l", "--", text]);

    /// <summary>Types a line and presses Enter.</summary>
    public async Task SendLineAsync(string text)
    {
        // In one call where that can be: a text that ends in a semicolon is two commands to tmux.
        if (text.Length > 0 && !text.EndsWith(';'))
        {
            await TmuxAsync(["send-keys", "-l", "--", text, ";", "send-keys", "Enter"]);
            return;
        }
        if (text.Length > 0)
            await SendTextAsync(text);
        await SendKeysAsync("Enter");
    }

    /// <summary>Pastes text, in brackets where the program asked for them (mode 2004).</summary>
    public async Task PasteAsync(string text)
    {
        await TmuxAsync(["set-buffer", "--", text]);
        await TmuxAsync(["paste-buffer", "-p", "-r"]);
    }

    /// <summary>Presses the left mouse button on a cell, one-based, and lets it go; the program must have asked for the mouse (SGR form).</summary>
    public Task ClickAsync(int column, int row) => SendBytesAsync(System.Text.Encoding.ASCII.GetBytes($"\e[<0;{column};{row}M\e[<0;{column};{row}m"));

    /// <summary>Puts bytes into the program's input as they are.</summary>
    public Task SendBytesAsync(byte[] bytes) => TmuxAsync(["send-keys", "-H", .. bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture))]);

    /// <summary>Changes the terminal's size.</summary>
    public Task ResizeAsync(int columns, int rows) => TmuxAsync(["resize-window", "-x", Text(columns), "-y", Text(rows)]);

    /// <summary>The screen now: one string a row, blanks at the end left out.</summary>
    public async Task<string[]> CaptureAsync() => Rows(await TmuxAsync(["capture-pane", "-p"]));

    /// <summary>The screen now with its colours as SGR sequences.</summary>
    public async Task<string[]> CaptureAnsiAsync() => Rows(await TmuxAsync(["capture-pane", "-p", "-e"]));

    /// <summary>Cursor, zero-based: column and row.</summary>
    public async Task<(int Column, int Row)> CursorAsync()
    {
        var numbers = (await AskAsync("#{cursor_x} #{cursor_y}")).Split(' ');
        return (int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the program shows the alternate screen.</summary>
    public async Task<bool> AlternateAsync() => await AskAsync("#{alternate_on}") == "1";

    /// <summary>Waits until a row holds <paramref name="text"/>, and gives the screen.</summary>
    public Task<string[]> WaitForAsync(string text, TimeSpan? limit = null) =>
        WaitForAsync($"\"{text}\" on the screen", rows => rows.Any(row => row.Contains(text, StringComparison.Ordinal)), limit);

    /// <summary>Waits until the screen is as <paramref name="condition"/> says, and gives it.</summary>
    public async Task<string[]> WaitForAsync(string awaited, Func<string[], bool> condition, TimeSpan? limit = null)
    {
        string[] rows = [];
        return await Deadline.ForAsync(awaited, async _ => condition(rows = await CaptureAsync()) ? rows : null, () => string.Join('\n', rows), limit);
    }

    /// <summary>Waits until two captures in a row are equal: the program has drawn what it had to draw.</summary>
    public async Task<string[]> SettleAsync()
    {
        string[] before = [], now = [];
        return await Deadline.ForAsync("a screen at rest", async _ =>
        {
            (before, now) = (now, await CaptureAsync());
            return before.AsSpan().SequenceEqual(now) ? now : null;
        }, () => string.Join('\n', now));
    }

    /// <summary>Waits for the program's end and gives its exit code; 128 + signal where a signal ended it.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan? limit = null)
    {
        // tmux 3.3 now and then misses the end of a pane's program until another child of its own ends: so it is given one that does nothing.
        var end = await Deadline.ForAsync("the program's end", async _ =>
        {
            var known = (await AskAsync("#{pane_dead_status} #{pane_dead_signal} #{pane_dead}")).Split(' ');
            if (known is ["", "", "1"])
                await TmuxAsync(["run-shell", ":"]);
            return known is ["", "", _] ? null : known;
        }, () => $"process {program}", limit);
        return end[0].Length > 0 ? int.Parse(end[0], CultureInfo.InvariantCulture) : 128 + int.Parse(end[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        // Without a server there is nothing to end, and tmux says so by its exit code alone.
        await ChildProcess.RunAsync(tmux, ["-S", Socket, "kill-server"]);
        own.Dispose();
        if (program == 0)
            return;
        try
        {
            await Deadline.UntilAsync("the program's end after its terminal went away", () => !Posix.IsRunning(program), limit: TimeSpan.FromSeconds(5));
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            Posix.Send(program, Signal.Kill);
        }
    }

    public async Task<string> AskAsync(string format) => (await TmuxAsync(["display-message", "-p", format])).TrimEnd('\n');

    private async Task<string> TmuxAsync(IEnumerable<string> arguments)
    {
        // TMUX is taken away so that the tests run in a developer's own tmux as well.
        var result = await ChildProcess.RunAsync(tmux, ["-u", "-S", Socket, "-f", "/dev/null", .. arguments], environment: [new("TMUX", null)]);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"tmux {string.Join(' ', arguments)}: {result.Error}");
    }

    private static string[] Rows(string capture) => [.. capture.TrimEnd('\n').Split('\n').Select(row => row.TrimEnd())];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
