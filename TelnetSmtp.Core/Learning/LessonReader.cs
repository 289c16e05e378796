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

    private static readonly CheckedJson<Lesson> Json = new(LessonJson.Default.Lesson, new("a lesson", "eine Lektion"), LessonCheck.Mistakes,
        static (text, cause) => new LessonException(text, cause));

    private static readonly Lazy<IReadOnlyList<Lesson>> All = new(() =>
        [.. typeof(LessonReader).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => Json.ReadBuiltIn(name, name[ResourcePrefix.Length..]))
            .OrderBy(lesson => lesson.Order)]);

    public static IReadOnlyList<Lesson> BuiltIn => All.Value;

    /// <summary>Reads JSON text; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="LessonException">It is no lesson.</exception>
    public static Lesson Read(ReadOnlySpan<byte> json, string source) => Json.Read(json, source);
}
