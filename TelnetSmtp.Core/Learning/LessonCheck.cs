// What a lesson must be beyond its shape: the rules that the JSON schema cannot say. Yields each mistake with its path. Refuses to read files.
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Learning;

internal static class LessonCheck
{
    /// <summary>Hints that a step has of its own; the third is its answer.</summary>
    public const int OwnHints = 2;

    private const int MostChoices = 9; // each has a digit key

    public static IEnumerable<(string Path, LocalizedText Mistake)> Mistakes(Lesson lesson)
    {
        if (lesson.Name.Length is 0 or > 40 || !lesson.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return ("name", new("a name has 1 to 40 lower-case letters, digits and hyphens", "ein Name hat 1 bis 40 Kleinbuchstaben, Ziffern und Bindestriche"));
        if (lesson.Scenario.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Object))
            yield return ("scenario", new("a scenario is a name, a file, or an object", "ein Szenario ist ein Name, eine Datei oder ein Objekt"));
        if (lesson.Steps.Count == 0)
            yield return ("steps", new("a lesson has at least one step", "eine Lektion hat mindestens einen Schritt"));
        if (lesson.Log is { Count: 0 })
            yield return ("log", new("a log has at least one line", "ein Protokoll hat mindestens eine Zeile"));
        for (var i = 0; i < lesson.Steps.Count; i++)
            foreach (var (path, mistake) in InStep(lesson, lesson.Steps[i]))
                yield return (path.Length == 0 ? $"steps[{i}]" : $"steps[{i}].{path}", mistake);
    }

    private static IEnumerable<(string, LocalizedText)> InStep(Lesson lesson, LessonStep step)
    {
        if (step.Hints.Count != OwnHints)
            yield return ("hints", new($"a step has two hints of its own; the third is its answer", "ein Schritt hat zwei eigene Hinweise; der dritte ist seine Antwort"));
        if (step.Expect is null == (step.Choices.Count == 0))
            yield return ("", new("a step has either \"expect\" or \"choices\"", "ein Schritt hat entweder „expect“ oder „choices“"));
        if (step.Choices.Count > 0 && (step.Choices.Count is < 2 or > MostChoices || step.Choices.Count(choice => choice.Right) != 1))
            yield return ("choices", new("a question has 2 to 9 answers, and one of them is right", "eine Frage hat 2 bis 9 Antworten, und eine davon ist richtig"));
        if (step.Expect is { } expect)
        {
            foreach (var (path, mistake) in InExpectation(expect))
                yield return (path.Length == 0 ? "expect" : $"expect.{path}", mistake);
            if (expect.Point is not null != lesson.HasLog)
                yield return ("expect", lesson.HasLog
                    ? new("with a log, a step is a question or points at a line", "mit einem Protokoll ist ein Schritt eine Frage oder zeigt auf eine Zeile")
                    : new("only in a log can a line be pointed at", "nur in einem Protokoll kann auf eine Zeile gezeigt werden"));
            if (!lesson.HasLog && step.Answer.Count == 0)
                yield return ("", new("\"answer\" is missing: the lines that do it", "es fehlt „answer“: die Zeilen, mit denen es getan ist"));
            if (lesson.HasLog && expect.Point is { } point && !lesson.Log!.Any(line => LessonMatch.Fits("*" + point, line)))
                yield return ("expect.point", new("no line of the log is like this", "keine Zeile des Protokolls lautet so"));
        }
        for (var i = 0; i < step.Mistakes.Count; i++)
            foreach (var (path, mistake) in InExpectation(step.Mistakes[i].When))
                yield return ($"mistakes[{i}].when{(path.Length == 0 ? "" : ".")}{path}", mistake);
    }

    private static IEnumerable<(string, LocalizedText)> InExpectation(LessonExpectation expect)
    {
        var kinds = (expect.Command is null ? 0 : 1) + (expect.Content is null ? 0 : 1) + (expect.Client == LessonFact.None ? 0 : 1) + (expect.Point is null ? 0 : 1);
        if (kinds != 1)
            yield return ("", new("exactly one of \"command\", \"content\", \"client\" and \"point\" is given", "genau eines von „command“, „content“, „client“ und „point“ ist anzugeben"));
        if (expect.Command is { } command && LessonMatch.VerbOf(command) == SmtpVerb.None)
            yield return ("command", new($"\"{command}\" is no command", $"„{command}“ ist kein Befehl"));
        if (expect.Reply is { } reply && !IsReplyStart(reply))
            yield return ("reply", new($"\"{reply}\" begins no reply; 2, 250 and 550 5.1.1 do", $"mit „{reply}“ beginnt keine Antwort; mit 2, 250 oder 550 5.1.1 schon"));
    }

    private static bool IsReplyStart(string text) => text.Length is 1 or 3 or > 5 && text[0] is >= '2' and <= '5' && text.Take(3).All(char.IsAsciiDigit)
        && (text.Length <= 3 || (text[3] == ' ' && !SmtpReplyParser.Parse(Encoding.ASCII.GetBytes(text + " x")).Enhanced.IsNone));
}
