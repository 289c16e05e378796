// What a person sees of the client: the prompt, the lines of the session, and what stands beside each of them. Reads the screen as drawn in the design:
// panes stand between vertical lines, terminal left, annotations right.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

/// <summary>Words for driving and reading the full-screen client.</summary>
internal static class ClientScreen
{
    public const string Prompt = "Microsoft Telnet>";

    /// <summary>Starts the client at its prompt, in English whatever the machine speaks.</summary>
    public static async Task<TmuxScreen> StartAsync(IReadOnlyList<string> arguments, string folder, int columns = 140, int rows = 40)
    {
        var screen = await TmuxScreen.StartAppAsync(["--lang", "en", .. arguments], columns, rows, [new("HOME", folder)], folder);
        await screen.WaitForAsync(Prompt);
        return screen;
    }

    /// <summary>Types a line at the prompt and waits for what it says.</summary>
    public static async Task CommandAsync(this TmuxScreen screen, string line, string answer)
    {
        await screen.SendLineAsync(line);
        await screen.WaitForAsync(answer);
    }

    /// <summary>Opens a connection and waits for the greeting.</summary>
    public static Task OpenAsync(this TmuxScreen screen, int port) => screen.CommandAsync($"o 127.0.0.1 {port}", "220 ");

    /// <summary>The text in the terminal's pane, row by row.</summary>
    public static string[] TerminalRows(string[] rows) => [.. rows.Select(row => Pane(row, 0))];

    /// <summary>What stands beside the last row that begins with <paramref name="line"/>.</summary>
    public static string Annotation(string[] rows, string line)
    {
        var row = Array.FindLastIndex(rows, row => Pane(row, 0).StartsWith(line, StringComparison.Ordinal));
        Assert.True(row >= 0, $"No row begins with \"{line}\":\n{string.Join('\n', rows)}");
        return Pane(rows[row], 1);
    }

    /// <summary>Types a line in the session and waits until the answer stands there with its meaning beside it, on its own row.</summary>
    public static async Task SaysAsync(this TmuxScreen screen, string line, string answer, string meaning)
    {
        await screen.SendLineAsync(line);
        await screen.ExplainsAsync(answer, meaning);
    }

    /// <summary>Waits until <paramref name="line"/> stands there with <paramref name="meaning"/> beside it, on its own row.</summary>
    public static Task<string[]> ExplainsAsync(this TmuxScreen screen, string line, string meaning) => screen.WaitForAsync($"\"{meaning}\" beside \"{line}\"",
        rows => rows.Any(row => Pane(row, 0).StartsWith(line, StringComparison.Ordinal) && Pane(row, 1).Contains(meaning, StringComparison.Ordinal)));

    /// <summary>Holds that <paramref name="meaning"/> stands beside <paramref name="line"/>, on its own row.</summary>
    public static void AssertBeside(string[] rows, string line, string meaning) =>
        Assert.True(Annotation(rows, line).Contains(meaning, StringComparison.OrdinalIgnoreCase), $"Beside \"{line}\" stands \"{Annotation(rows, line)}\", not \"{meaning}\":\n{string.Join('\n', rows)}");

    private static string Pane(string row, int index) => row.Split('│', '┃', '║', '┤', '├') is var panes && panes.Length > index + 1 ? panes[index + 1].TrimEnd() : "";
}
