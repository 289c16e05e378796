// How far each lesson has got: a value and its JSON form. Pure; the file is Net's (LessonProgressFile). Refuses to guess: what is no progress reads as null.
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TelnetSmtp.Core.Learning;

/// <summary>One lesson's standing.</summary>
/// <param name="Step">The step to go on with, from 0.</param>
/// <param name="Steps">How many the lesson had.</param>
/// <param name="Completed">Whether it was once done to its end.</param>
public sealed record LessonStanding(int Step, int Steps, bool Completed);

/// <summary>All lessons' standing, by name.</summary>
public sealed record LessonProgress
{
    /// <summary>Lessons that are remembered: the built-in ones and far more of one's own than anybody writes.</summary>
    public const int MaxLessons = 1000;

    public static LessonProgress None { get; } = new();

    public ImmutableSortedDictionary<string, LessonStanding> Lessons { get => field ?? ImmutableSortedDictionary<string, LessonStanding>.Empty; init; }

    /// <summary>The standing of the lesson called <paramref name="name"/>; null where it was not begun.</summary>
    public LessonStanding? Of(string name) => Lessons.GetValueOrDefault(name);

    /// <summary>The step with which <paramref name="lesson"/> goes on: the first where it is done or has changed its length.</summary>
    public int StepOf(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        return Of(lesson.Name) is { } standing && standing.Steps == lesson.Steps.Count && standing.Step < standing.Steps ? standing.Step : 0;
    }

    /// <summary>With what <paramref name="view"/> shows.</summary>
    public LessonProgress With(LessonView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var completed = view.Finished || Of(view.Lesson.Name) is { Completed: true };
        return Lessons.Count >= MaxLessons && !Lessons.ContainsKey(view.Lesson.Name) ? this
            : this with { Lessons = Lessons.SetItem(view.Lesson.Name, new LessonStanding(view.Step, view.Lesson.Steps.Count, completed)) };
    }

    /// <summary>The JSON text, UTF-8.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, LessonProgressJson.Default.LessonProgress);

    /// <summary>The progress in a JSON text; null where it is none.</summary>
    public static LessonProgress? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LessonProgressJson.Default.LessonProgress);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LessonProgress))]
internal sealed partial class LessonProgressJson : JsonSerializerContext;
