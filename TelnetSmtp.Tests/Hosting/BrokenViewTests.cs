// An exception in any view while it draws, in the running program and a real terminal: the program ends with one line, the shell has its terminal back, and
// the session's log is whole. The program is the one built beside the tests, whatever TELNETSMTP_APP says: only there can a view be made to throw.
using TelnetSmtp.App.Tui;
using TelnetSmtp.Tests.Screens;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.ViewBase;
using Xunit;

namespace TelnetSmtp.Tests.Hosting;

public sealed class BrokenViewTests : IDisposable
{
    // How a person comes to each view: what is asked for on the command line, and what is typed until it stands there. "Dialog" is the library's, as Ctrl+O opens it.
    private static readonly Dictionary<string, Way> Ways = Named(
        (new Way([], ["quiz"], "What does this code mean?"), [nameof(QuizWindow), nameof(QuizPane)]),
        (new Way([], ["learn codes"], "Reference · all"), [nameof(ReferenceWindow), nameof(ReferencePane)]),
        (new Way(["replay", Sample("swaks.txt")], [], "▶ playing"), [nameof(ReplayWindow), nameof(TimeLineView)]),
        (new Way(["replay", Sample("exchange-receive.log")], [], "2 sessions"), [nameof(SessionListWindow), nameof(SessionListView), "FilterLine"]),
        (new Way([], ["check 127.0.0.1:{port}"], "R again"), [nameof(CheckPanel), nameof(CheckTreeView), nameof(TranscriptView)]),
        (new Way([], ["practice", "EHLO contoso.com", "F2"], "Summary: "), [nameof(SummaryDialog)]),
        (new Way([], ["practice", "EHLO contoso.com", "C-o"], "Send message file"), ["Dialog"]),
        (new Way([], ["practice", "EHLO contoso.com"], "→ EHLO"),
            [nameof(MainWindow), nameof(MainMenu), nameof(TerminalView), nameof(AnnotationPanel), nameof(DetailPanel), nameof(StatusLine), nameof(FrameLines)]));

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Views => [.. Ways.Keys.Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_view_is_forgotten() =>
        Assert.Equal(typeof(MainWindow).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(View)) && !type.IsAbstract).Select(type => type.Name).Append("Dialog").Order(StringComparer.Ordinal),
            Ways.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task An_exception_in_a_view_leaves_the_terminal_and_the_log_whole(string view)
    {
        var way = Ways[view];
        var broken = _folder.PathOf("broken");
        var inClient = way.Arguments.Length == 0;
        string[] arguments = ["--lang", "en", .. inClient ? (string[])["-f", "log.txt"] : way.Arguments];
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", "stty -g >before; \"$@\"; echo \"code=$?\"; stty -g >after; exec cat", "sh", Path.Combine(AppContext.BaseDirectory, "telnetsmtp"), .. arguments],
            100, 30, [new("HOME", _folder.Root), new("DOTNET_STARTUP_HOOKS", typeof(BrokenViewTests).Assembly.Location), new(StartupHook.ViewVariable, view), new(StartupHook.FileVariable, broken)], _folder.Root);
        if (inClient) await screen.WaitForAsync(ClientScreen.Prompt);
        foreach (var step in way.Steps)
        {
            if (step is "F2" or "C-o")
            {
                await screen.SendKeysAsync(step);
                continue;
            }
            await screen.SendLineAsync(step.Replace("{port}", $"{FreePort.Next()}", StringComparison.Ordinal));
            if (step == "practice") await screen.WaitForAsync("220 ");
            else if (step.StartsWith("EHLO", StringComparison.Ordinal)) await screen.WaitForAsync("→ EHLO");
        }
        await screen.WaitForAsync(way.Shows);
        Assert.True(await screen.AlternateAsync());

        // From now on it throws, and another size has everything drawn.
        await File.WriteAllTextAsync(broken, "", TestContext.Current.CancellationToken);
        await screen.ResizeAsync(120, 35);
        var rows = await screen.WaitForAsync("code=1");

        Assert.Equal([$"telnetsmtp: The program failed: {view} broke. Run it again with --diagnostics FILE and report what the file says.", "code=1"], Sentences(rows));
        Assert.False(await screen.AlternateAsync());
        Assert.Equal("0 0 0 1 0 0", await screen.AskAsync("#{mouse_any_flag} #{mouse_sgr_flag} #{keypad_flag} #{cursor_flag} #{keypad_cursor_flag} #{insert_flag}"));
        await Deadline.UntilAsync("the line discipline", () => File.Exists(_folder.PathOf("after")) && new FileInfo(_folder.PathOf("after")).Length > 0);
        Assert.Equal(Text("before"), Text("after"));
        await screen.SendLineAsync("echoed by the terminal");
        await screen.WaitForAsync("the line twice, from the terminal and from cat", now => now.Count(row => row == "echoed by the terminal") == 2);
        if (inClient && way.Steps[0] == "practice")
            Assert.Matches(@"\A220 [^\n]+\r\nEHLO contoso.com\r\n(250-[^\n]+\r\n)+250 [^\n]+\r\n\z", Text("log.txt"));
    }

    private string Text(string file) => File.ReadAllText(_folder.PathOf(file));

    /// <summary>What was said, a long line put together again.</summary>
    private static string[] Sentences(string[] rows) => string.Concat(rows.Select(row => row.StartsWith("code=", StringComparison.Ordinal) ? $"\n{row}" : row)).Split('\n');

    private static string Sample(string name) => Repository.PathOf("samples", "sessions", name);

    private static Dictionary<string, Way> Named(params (Way Way, string[] Views)[] ways) => ways.SelectMany(w => w.Views.Select(view => (view, w.Way))).ToDictionary(StringComparer.Ordinal);

    private sealed record Way(string[] Arguments, string[] Steps, string Shows);
}
