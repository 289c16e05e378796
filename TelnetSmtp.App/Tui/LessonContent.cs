// What the lower box says of a lesson: left what to do, right what is thought of the newest thing and what the panel would have said. Pure. Refuses to wrap and
// to draw (see DetailPages).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>The words of a lesson.</summary>
internal static class LessonContent
{
    /// <summary>Makes the content.</summary>
    /// <param name="view">Where the lesson stands.</param>
    /// <param name="said">What the box would have said without it; null where that is not wanted.</param>
    /// <param name="preparing">Whether the step is just being set up.</param>
    /// <param name="problem">Why progress is not kept; null where it is.</param>
    /// <param name="words">The lessons' texts.</param>
    public static DetailContent Of(LessonView view, DetailContent? said, bool preparing, LocalizedText? problem, UiText words)
    {
        var sections = new List<DetailSection>();
        if (view.Current is { } step) Task(sections, view, step, preparing, words);
        else Finished(sections, view, words);
        Judgement(sections, view, words);
        if (said is not null) Beside(sections, said);
        if (problem is not null) sections.Add(Text("", [words.Format("NotKept", problem.In(words.Language))], DetailSide.Reference));
        var title = view.Finished
            ? words.Format("TitleFinished", view.Lesson.Title.In(words.Language))
            : words.Format("Title", view.Lesson.Title.In(words.Language), view.Step + 1, view.Lesson.Steps.Count);
        return new DetailContent(title, ClassOf(view.Judgement), sections, Summary(view, words));
    }

    private static void Task(List<DetailSection> sections, LessonView view, LessonStep step, bool preparing, UiText words)
    {
        var language = words.Language;
        if (preparing) sections.Add(Text("", [words["Preparing"]], DetailSide.Meaning));
        else if (view.Lost) sections.Add(Text("", [words["Lost"]], DetailSide.Meaning) with { Bulleted = true, IsWarning = true });
        sections.Add(Text(words[step.IsQuestion ? "Question" : step.IsPointing ? "Point" : "Task"], [step.Task.In(language)], DetailSide.Meaning));
        sections.Add(Text("", [.. step.Choices.Select((choice, at) => $"{at + 1} {choice.Text.In(language)}")], DetailSide.Meaning));
        // The newest first: it says most, and a small box shows it still.
        for (var hint = view.Hints - 1; hint >= 0; hint--)
            sections.Add(Text(words.Format("Hint", hint + 1), HintOf(view.Lesson, step, hint, words), DetailSide.Meaning));
    }

    private static IReadOnlyList<string> HintOf(Lesson lesson, LessonStep step, int hint, UiText words)
    {
        if (hint < step.Hints.Count) return [step.Hints[hint].In(words.Language)];
        if (step.IsQuestion)
        {
            var right = step.Choices.ToList().FindIndex(choice => choice.Right);
            return [words.Format("HintChoice", right + 1, step.Choices[right].Text.In(words.Language))];
        }
        if (step.Expect?.Point is { } point)
            return [words.Format("HintLine", lesson.Log!.First(line => line.Contains(point.Trim('*'), StringComparison.OrdinalIgnoreCase)))];
        string[] lines = [.. step.Answer.Select(line => line.Length == 0 ? words["EmptyLine"] : line)];
        return [words[lines.Length == 1 ? "HintType" : "HintTypeLines"], .. lines];
    }

    private static void Finished(List<DetailSection> sections, LessonView view, UiText words)
    {
        sections.Add(Text(words["Finished"], [words[view.Lesson.HasLog ? "FinishedLog" : view.Connected ? "FreePlay" : "FreePlayEnded"]], DetailSide.Meaning));
        if (view.Lesson.Afterwards is { } ideas) sections.Add(Text("", [ideas.In(words.Language)], DetailSide.Meaning));
    }

    private static void Judgement(List<DetailSection> sections, LessonView view, UiText words)
    {
        if (view.Judgement is { } judgement)
            sections.Add(Text(words[$"Verdict{judgement.Verdict}"], [judgement.Text.In(words.Language)], DetailSide.News));
        else if (view.Step == 0)
            sections.Add(Text(words["About"], [view.Lesson.About.In(words.Language)], DetailSide.Remedies));
    }

    /// <summary>Under the judgement; its title becomes a heading, which need not be said twice.</summary>
    private static void Beside(List<DetailSection> sections, DetailContent said)
    {
        sections.Add(Text(said.Title, [], DetailSide.Remedies));
        sections.AddRange(said.Sections.Where(section => section.Side != DetailSide.Reference)
            .Select(section => section with { Side = DetailSide.Remedies, Items = [.. section.Items.Where(item => item != said.Title)] }));
    }

    private static DetailSection Text(string heading, IReadOnlyList<string> items, DetailSide side) => new(heading, items, false, side);

    private static ReplyClass ClassOf(LessonJudgement? judgement) => judgement?.Verdict switch
    {
        LessonVerdict.Right => ReplyClass.Success,
        LessonVerdict.Wrong => ReplyClass.Permanent,
        _ => ReplyClass.Unknown,
    };

    private static string Summary(LessonView view, UiText words) => view.Current is { } step ? step.Task.In(words.Language) : words["Finished"];
}
