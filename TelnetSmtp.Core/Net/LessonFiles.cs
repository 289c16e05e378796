// The lesson that a user named: a built-in one, or a file, opened here because the learning room touches no files; and the scenario that it is played on.
// A mistake in either names file and line. Refuses to play.
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.Core.Net;

/// <summary>A lesson and what it is played on.</summary>
public sealed record LessonAndScenario(Lesson Lesson, Scenario Scenario);

/// <summary>Lessons by name or path.</summary>
public static class LessonFiles
{
    /// <summary>A lesson file is text typed by hand; a megabyte is twenty times the largest.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>The built-in lesson or the file called <paramref name="nameOrPath"/>. A built-in name, or its place in the list, wins over a file in the
    /// current directory; what ends in <c>.json</c> or holds a slash is a path.</summary>
    /// <exception cref="LessonException">There is none, or it cannot be read.</exception>
    public static LessonAndScenario Named(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        var isPath = nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || nameOrPath.AsSpan().ContainsAny('/', '\\');
        var known = isPath ? null : Lesson.BuiltIn.Where((lesson, at) => lesson.Name.Equals(nameOrPath, StringComparison.OrdinalIgnoreCase)
            || nameOrPath == (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        if (known is not null)
            return Of(known);
        if (isPath || File.Exists(nameOrPath))
            return Load(nameOrPath);
        var names = string.Join(", ", Lesson.BuiltIn.Select(lesson => lesson.Name));
        throw new LessonException(new LocalizedText($"There is no lesson \"{nameOrPath}\"; learn alone lists them: {names}.",
            $"Es gibt keine Lektion „{nameOrPath}“; learn allein zählt sie auf: {names}."));
    }

    /// <summary>A built-in lesson with its scenario.</summary>
    public static LessonAndScenario Of(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        return new(lesson, ScenarioOf(lesson, [], lesson.Name));
    }

    /// <summary>The lesson in the file <paramref name="path"/>.</summary>
    /// <exception cref="LessonException">It cannot be read, or is none; the message names file, line and mistake.</exception>
    public static LessonAndScenario Load(string path)
    {
        try
        {
            var json = FileOpening.ReadAll(path, LargestFile)
                ?? throw new LessonException(new LocalizedText($"{path}: larger than {LargestFile} octets; this is no lesson file.",
                    $"{path}: größer als {LargestFile} Oktette; das ist keine Lektionsdatei."));
            var lesson = Lesson.Read(json, path);
            return new LessonAndScenario(lesson, ScenarioOf(lesson, json, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LessonException(FileOpening.Unreadable(path, e), e);
        }
    }

    private static Scenario ScenarioOf(Lesson lesson, ReadOnlySpan<byte> json, string source)
    {
        var line = json.IsEmpty ? 1 : JsonLines.LineOf(json, "scenario");
        try
        {
            return lesson.Scenario.ValueKind switch
            {
                // The lines before it keep their number, so that a mistake inside it is named by its line in the lesson's file.
                JsonValueKind.Object => Scenario.Read(Encoding.UTF8.GetBytes(new string('\n', line - 1) + lesson.Scenario.GetRawText()), source),
                JsonValueKind.String => PracticeScenarios.Named(Beside(source, lesson.Scenario.GetString()!)),
                _ => PracticeScenarios.Named(null),
            };
        }
        catch (ScenarioException e)
        {
            var place = lesson.Scenario.ValueKind == JsonValueKind.Object ? "" : $"{source}:{line}: scenario: ";
            throw new LessonException(JsonMistake.At(place, e.Text), e);
        }
    }

    /// <summary>A scenario's file is looked for beside the lesson's.</summary>
    private static string Beside(string source, string scenario) =>
        scenario.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Path.Combine(Path.GetDirectoryName(source) ?? "", scenario) : scenario;
}
