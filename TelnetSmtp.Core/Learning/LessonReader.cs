// Reads lessons: from JSON text and the built-in resources (files are opened in Net). What is wrong is told in one line with file, line and mistake; nothing
// is guessed and no unknown property is passed over. Refuses to play them.
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Lesson))]
internal sealed partial class LessonJson : JsonSerializerContext;

internal static class LessonReader
{
    private const string ResourcePrefix = "Learning.Lessons.";

    private static readonly Lazy<IReadOnlyList<Lesson>> All = new(() =>
        [.. typeof(LessonReader).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(ReadResource)
            .OrderBy(lesson => lesson.Order)]);

    public static IReadOnlyList<Lesson> BuiltIn => All.Value;

    /// <summary>Reads JSON text; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="LessonException">It is no lesson.</exception>
    public static Lesson Read(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        Lesson lesson;
        try
        {
            lesson = JsonSerializer.Deserialize(json, LessonJson.Default.Lesson)
                ?? throw new LessonException(new LocalizedText($"{source}:1: a lesson is a JSON object; this file holds null.",
                    $"{source}:1: eine Lektion ist ein JSON-Objekt; diese Datei enthält null."));
        }
        catch (JsonException e)
        {
            throw new LessonException(JsonMistake.At($"{source}:{(e.LineNumber ?? 0) + 1}: ", JsonMistake.Of(e)), e);
        }
        foreach (var (path, mistake) in LessonCheck.Mistakes(lesson))
            throw new LessonException(JsonMistake.At($"{source}:{JsonLines.LineOf(json, path)}: {path}: ", mistake));
        return lesson;
    }

    private static Lesson ReadResource(string name)
    {
        using var stream = typeof(LessonReader).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes, name[ResourcePrefix.Length..]);
    }
}
