// vttest (Per Lindberg's and Thomas Dickey's test of VT100 to VT420) over a real telnetd in the client: every screen of its menus 1, 2, 3, 6 and 8, as text
// with its styles. Each was looked at beside what vttest itself says on it should be seen, and kept. Refuses to press a key before vttest waits for it: a
// record of what vttest wrote says when it does.
using System.Globalization;
using System.Text;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class VttestTests : IDisposable
{
    private const string Record = "record", Choice = "Enter choice number";

    /// <summary>Captures alike in a row that make a screen worth keeping, where it is kept for the first time.</summary>
    private const int CapturesAtRest = 40;

    /// <summary>How vttest's output ends where it waits for Enter within a choice; the last one is that of the answerback test.</summary>
    private static readonly string[] Questions = ["Push <RETURN>", "Push the RETURN key: ", "Finish this test with RETURN.\r\r\n\e[10;1H\x05"];

    /// <summary>Screens of one walk at most: more than any of these menus has.</summary>
    private const int MostScreens = 60;

    private const string Golden = "Vttest/";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Names of golden files, and the choices that lead to the screens. Choices 6 and 7 of menu 6 ask for DA3 and DECREQTPARM, which are not among the
    /// answers that a server may ask for: vttest would wait for them for ever.</summary>
    [Theory]
    [InlineData("1-cursor-movements", "1")]
    [InlineData("2-screen-features", "2")]
    [InlineData("3-character-sets", "3", "8", "9", "10", "11")]
    [InlineData("6-reports", "6", "1", "2", "3", "4", "5")]
    [InlineData("8-insert-delete", "8")]
    public Task Every_screen_is_as_vttest_says(string name, string menu, params string[] choices) => CheckAsync(name, "", menu, choices);

    /// <summary>The right half of the code table has its sets only where the stream is not UTF-8 (ESC % @).</summary>
    [Fact]
    public Task The_locking_shifts_of_the_right_half_are_as_vttest_says() => CheckAsync("3-locking-shifts-8-bit", "printf '\\033%%@'; ", "3", ["10"]);

    private async Task CheckAsync(string name, string first, string menu, string[] choices)
    {
        Peer.Require("vttest", "vttest");
        // 24x80.80: the window is the user's, so that 132 columns are not to be had.
        await using var server = TelnetdServer.Start($"cd '{folder.Root}'; export TERM=xterm LANG=C.UTF-8 LC_ALL=C.UTF-8; "
            + $"until [ \"$(stty size)\" = '{TerminalPane.Rows} {TerminalPane.Columns}' ]; do sleep 0.05; done; {first}exec script -q -f -c 'vttest 24x80.80' {Record}");
        await using var screen = await TerminalPane.ConnectAsync(server.Port, folder.Root);
        var walk = new Walk(screen, GoldenFile.Read(Golden + name));
        await TypeAsync(screen, null);
        foreach (var choice in (string[])[menu, .. choices])
            await WalkAsync(walk, choice);
        GoldenFile.Check(Golden + name, walk.Seen.ToString());
    }

    /// <summary>Makes a choice and goes on through its screens until the next menu stands there.</summary>
    private async Task WalkAsync(Walk walk, string choice)
    {
        await TypeAsync(walk.Screen, choice);
        for (var number = 1; number <= MostScreens && !await IsMenuAsync(); number++)
        {
            await SeeAsync(walk, string.Create(CultureInfo.InvariantCulture, $"== {choice}, screen {number}\n"));
            await TypeAsync(walk.Screen, "");
        }

        Assert.True(await IsMenuAsync(), $"vttest did not come to an end of choice {choice}.");
    }

    /// <summary>Waits until the screen is the one that was kept, or, where it is to be kept, until it is at rest.</summary>
    private static async Task SeeAsync(Walk walk, string heading)
    {
        var (before, alike) = ("", 0);
        var seen = await Deadline.ForAsync("the screen that was kept", async _ =>
        {
            var now = GoldenFile.Trim(walk.Seen + heading + string.Join('\n', Readable(await walk.Screen.CaptureAnsiAsync())) + "\n--\n");
            (before, alike) = (now, now == before ? alike + 1 : 0);
            return (walk.Kept is null ? alike == CapturesAtRest : walk.Kept.StartsWith(now, StringComparison.Ordinal)) ? now : null;
        }, () => before);
        walk.Seen.Clear().Append(seen);
    }

    /// <summary>The pane's rows with their styles, ESC in sight; the default colours, which tmux names each time, left out.</summary>
    private static IEnumerable<string> Readable(string[] window) => window.Skip(1).Take(TerminalPane.Rows)
        .Select(row => row.Replace("\e[39m\e[49m", "", StringComparison.Ordinal))
        .Select((row, number) => number == 0 && row.StartsWith("\e[0m", StringComparison.Ordinal) ? row[4..] : row)
        .Select(row => row.Replace('\e', '␛'));

    private async Task<bool> IsMenuAsync() => Question(await File.ReadAllTextAsync(folder.PathOf(Record))) == Choice;

    /// <summary>Types a line (null: nothing) and waits until vttest waits for the next.</summary>
    private async Task TypeAsync(TmuxScreen screen, string? line)
    {
        var before = Length();
        if (line is not null)
            await screen.SendLineAsync(line);
        await Deadline.UntilAsync("vttest's next question", () => Length() > before && Question(File.ReadAllText(folder.PathOf(Record))) is not null,
            () => File.Exists(folder.PathOf(Record)) ? File.ReadAllText(folder.PathOf(Record)) : "no record");
    }

    private long Length() => File.Exists(folder.PathOf(Record)) ? new FileInfo(folder.PathOf(Record)).Length : 0;

    /// <summary>What vttest asks for at the record's end; null while it still writes.</summary>
    private static string? Question(string record)
    {
        if (Array.Find(Questions, question => record.EndsWith(question, StringComparison.Ordinal)) is { } found)
            return found;
        var asked = record.LastIndexOf(Choice, StringComparison.Ordinal);
        return asked >= 0 && record[asked..] is var question && question.EndsWith("): ", StringComparison.Ordinal) && !question.Contains('\n', StringComparison.Ordinal) ? Choice : null;
    }

    /// <summary>A terminal, what was kept of its screens (null where it is to be kept now), and what was seen so far.</summary>
    private sealed record Walk(TmuxScreen Screen, string? Kept)
    {
        public StringBuilder Seen { get; } = new();
    }
}
