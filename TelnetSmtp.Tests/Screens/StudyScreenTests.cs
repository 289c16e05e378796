// The quiz and the reference in a real terminal, in both languages and two sizes: as pictures that were looked at, and on the way to them and back.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class StudyScreenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("en", 140, 40)]
    [InlineData("de", 80, 24)]
    public async Task A_question_and_its_explanation(string language, int columns, int rows)
    {
        await using var screen = await StartAsync(columns, rows, "--lang", language, "quiz", "--seed", "1");
        await screen.WaitForAsync(language == "en" ? "What does this code mean?" : "Was bedeutet dieser Code?");
        GoldenFile.Check($"Screens/quiz-asked-{columns}x{rows}-{language}", string.Join('\n', await screen.SettleAsync()));
        await screen.SendKeysAsync("Down", "Down", "Enter");
        await screen.WaitForAsync("RFC 5321");
        GoldenFile.Check($"Screens/quiz-answered-{columns}x{rows}-{language}", string.Join('\n', await screen.SettleAsync()));
        await screen.SendKeysAsync("Escape");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Theory]
    [InlineData("en", 140, 40, "relay")]
    [InlineData("de", 80, 24, "5.7.1")]
    public async Task The_reference_and_a_search(string language, int columns, int rows, string search)
    {
        await using var screen = await StartAsync(columns, rows, "--lang", language, "learn", "codes");
        await screen.WaitForAsync("211");
        GoldenFile.Check($"Screens/reference-{columns}x{rows}-{language}", string.Join('\n', await screen.SettleAsync()));
        await screen.SendTextAsync(search);
        await screen.WaitForAsync(search + "_");
        GoldenFile.Check($"Screens/reference-found-{columns}x{rows}-{language}", string.Join('\n', await screen.SettleAsync()));
        // The first Esc clears the search, the second closes the window and with it the program.
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("no search", now => !now[^1].Contains(search + "_", StringComparison.Ordinal));
        await screen.SendKeysAsync("Escape");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task Prompt_and_session_lead_there_and_back()
    {
        await using var screen = await StartAsync(140, 40, "--lang", "en");
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.CommandAsync("quiz", "What does this code mean?");
        await screen.SendTextAsync("?");
        await screen.WaitForAsync("The answer is");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("the prompt again", rows => Has(rows, ClientScreen.Prompt) && !Has(rows, "The answer is"));
        await screen.CommandAsync("learn codes", "Reference · all · 1 of");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("the prompt again", rows => !Has(rows, "Reference · all"));
        await screen.CommandAsync("learn nothing", "There is no lesson \"nothing\"");
        await screen.CommandAsync("practice", "220 ");
        await screen.CommandAsync("EHLO contoso.com", "→ EHLO");
        await screen.CommandAsync("RCPT TO:<kate@fabrikam.com>", "503 ");
        await screen.SendKeysAsync("F1");
        await screen.WaitForAsync("the reference at 503", rows => Has(rows, "Reference · all") && Has(rows, "├ 503 ─"));
        await screen.SendKeysAsync("F1");
        await screen.WaitForAsync("PgUp");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("the keys gone", rows => !Has(rows, "Ctrl+O"));
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("the session", rows => Has(rows, "→ EHLO") && !Has(rows, "Reference · all"));
        await screen.CommandAsync("NOOP", "→ NOOP");
    }

    private static bool Has(string[] rows, string text) => rows.Any(row => row.Contains(text, StringComparison.Ordinal));

    private Task<TmuxScreen> StartAsync(int columns, int rows, params string[] arguments) =>
        TmuxScreen.StartAppAsync(arguments, columns, rows, [new("HOME", folder.Root), new("XDG_DATA_HOME", folder.PathOf("data"))], folder.Root);
}
