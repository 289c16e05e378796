// The lessons as rows of text with how far each is, for the list on the screen and `learn --list`. Pure.
using TelnetSmtp.Core.Learning;

namespace TelnetSmtp.App.Text;

/// <summary>Rows of the list.</summary>
internal static class LessonRows
{
    /// <summary>One row a lesson: mark, number, title, name, standing; columns aligned.</summary>
    /// <param name="lessons">In the list's order.</param>
    /// <param name="progress">How far they are.</param>
    /// <param name="words">The lessons' texts.</param>
    /// <param name="width">Columns that there are; where the rows would be wider, the names, which only the command line needs, are left out.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Lesson> lessons, LessonProgress progress, UiText words, int width = int.MaxValue)
    {
        var rows = Of(lessons, progress, words, named: true);
        return rows.Max(row => row.Length) <= width ? rows : Of(lessons, progress, words, named: false);
    }

    private static List<string> Of(IReadOnlyList<Lesson> lessons, LessonProgress progress, UiText words, bool named)
    {
        var titles = lessons.Max(lesson => lesson.Title.In(words.Language).Length);
        var names = lessons.Max(lesson => lesson.Name.Length);
        return [.. lessons.Select((lesson, at) => string.Join("  ",
            [$"{Mark(lesson, progress)} {at + 1,2}", lesson.Title.In(words.Language).PadRight(titles), .. named ? [lesson.Name.PadRight(names)] : (string[])[], Standing(lesson, progress, words)]))];
    }

    /// <summary>The place of the lesson to go on with: the one under way, else one begun and not done, else the first not done, else the first.</summary>
    public static int NextOf(IReadOnlyList<Lesson> lessons, LessonProgress progress, string? current)
    {
        int First(Func<Lesson, bool> isIt) => lessons.ToList().FindIndex(lesson => isIt(lesson));
        int[] candidates = [First(l => l.Name == current), First(l => progress.StepOf(l) > 0), First(l => progress.Of(l.Name) is not { Completed: true }), 0];
        return candidates.First(at => at >= 0);
    }

    private static string Mark(Lesson lesson, LessonProgress progress) =>
        progress.Of(lesson.Name) is { Completed: true } ? "✓" : progress.StepOf(lesson) > 0 ? "→" : " ";

    private static string Standing(Lesson lesson, LessonProgress progress, UiText words) =>
        progress.StepOf(lesson) is > 0 and var step ? words.Format("StandingStep", step + 1, lesson.Steps.Count)
        : progress.Of(lesson.Name) is { Completed: true } ? words["StandingDone"]
        : words.Format("StandingNew", lesson.Steps.Count);
}
