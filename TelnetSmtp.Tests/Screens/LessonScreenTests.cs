// Each lesson as its learner does it: the program in a real terminal, the steps read from the lesson's own file, once the right way and once with its typical
// mistakes, in both languages. Holds that what to do next stands on the screen at every moment.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class LessonScreenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, Language> Lessons =>
        [.. from lesson in Lesson.BuiltIn from language in Enum.GetValues<Language>() select (lesson.Name, language)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Walked_through_the_right_way(string name, Language language)
    {
        await using var walk = await LessonWalk.StartAsync(name, language, folder, pace: LessonPace.Quick);
        while (!walk.Finished) await walk.DoStepAsync();
        Assert.Contains(walk.Words["StandingDone"], LessonRow(folder, name, walk.Words), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Walked_through_with_typical_mistakes(string name, Language language)
    {
        await using var walk = await LessonWalk.StartAsync(name, language, folder, pace: LessonPace.Patient);
        while (!walk.Finished)
        {
            await walk.MakeMistakesAsync();
            await walk.DoStepAsync();
        }
    }

    [Fact]
    public async Task Who_leaves_comes_back_to_where_he_was()
    {
        await using (var walk = await LessonWalk.StartAsync("ehlo-keywords", Language.English, folder))
        {
            for (var step = 0; step < 4; step++) await walk.DoStepAsync();
            await walk.Screen.SendKeysAsync("C-]");
            await walk.Screen.SendLineAsync("quit");
            Assert.Equal(0, await walk.Screen.ExitCodeAsync());
        }
        await using (var walk = await LessonWalk.StartAsync("ehlo-keywords", Language.English, folder, step: 4))
            await walk.DoStepAsync();
        var words = new UiText("Lessons", Language.English);
        Assert.Contains(words.Format("StandingStep", 6, 7), LessonRow(folder, "ehlo-keywords", words), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_hints_end_with_what_to_type()
    {
        await using var walk = await LessonWalk.StartAsync("starttls", Language.German, folder);
        foreach (var hint in (string[])["Hinweis 1 von 3", "Hinweis 2 von 3", "│ EHLO contoso.com"])
        {
            await walk.Screen.SendKeysAsync("F5");
            await walk.Screen.WaitForAsync(hint);
        }
    }

    [Fact]
    public async Task The_list_opens_at_the_prompt_and_begins_a_lesson_with_Enter()
    {
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync("learn");
        await screen.WaitForAsync("read-a-log");
        await screen.SendKeysAsync("Down", "Enter");
        await screen.WaitForAsync("Reading a reply code digit by digit – step 1 of 11");
        await screen.SendKeysAsync("F8");
        await screen.WaitForAsync("Leave the lesson");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("list closed", rows => !rows.Any(row => row.Contains("Leave the lesson", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lesson_that_is_none_is_told_at_the_prompt()
    {
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync("learn nonsense");
        await screen.WaitForAsync("There is no lesson \"nonsense\"");
    }

    [Fact]
    public async Task In_80_columns_the_list_tells_how_far_each_lesson_is_and_the_keys_name_the_lessons_own()
    {
        await using var screen = await TmuxScreen.StartAppAsync(["learn", "--lang", "de"], 80, 24, [new("HOME", folder.Root), new("XDG_DATA_HOME", folder.PathOf("data"))], folder.Root);
        await screen.WaitForAsync("the whole rows", rows => rows.Count(row => row.Contains(" Schritte ", StringComparison.Ordinal)) == Lesson.BuiltIn.Count);
        await screen.SendKeysAsync("Down", "Enter");
        await screen.WaitForAsync("the lesson at its greeting", rows => rows.Any(row => row.Contains("Schritt 1 von 11", StringComparison.Ordinal)) && rows.Any(row => row.Contains("✓ 220", StringComparison.Ordinal)));
        await screen.SendKeysAsync("F1");
        await screen.WaitForAsync("├ 220 ─");
        await screen.SendKeysAsync("F1");
        foreach (var key in (string[])["F5", "F6", "F7", "F8"])
            await screen.WaitForAsync($"{key} of the lesson", rows => rows.Any(row => row.Contains($"┃ {key} ", StringComparison.Ordinal) && row.Contains("Lektion: ", StringComparison.Ordinal)));
        Assert.DoesNotContain(await screen.CaptureAsync(), IsCut);
        await screen.SendKeysAsync("PageDown");
        await screen.WaitForAsync("Alle anderen Tasten");
        Assert.DoesNotContain(await screen.CaptureAsync(), IsCut);

        static bool IsCut(string row) => row.Contains('┃', StringComparison.Ordinal) && row.Contains('…', StringComparison.Ordinal);
    }

    private static string LessonRow(TemporaryFolder folder, string name, UiText words)
    {
        var progress = LessonProgress.Read(File.ReadAllBytes(folder.PathOf("data", "telnetsmtp", "lessons.json")))!;
        return LessonRows.Of(Lesson.BuiltIn, progress, words).Single(row => row.Contains(name, StringComparison.Ordinal));
    }
}
