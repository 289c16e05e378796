// Reads scenarios: from JSON text, files and the built-in resources. What is wrong is told in one line with file, line and mistake; nothing is
// guessed and no unknown property is passed over. Refuses to play them.
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TelnetSmtp.Core.Practice;

/// <summary>A scenario cannot be had; the message is one line: what, where, why.</summary>
public sealed class ScenarioException : Exception
{
    public ScenarioException()
    {
    }

    public ScenarioException(string message)
        : base(message)
    {
    }

    public ScenarioException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Converters = [typeof(ScenarioVerbConverter)])]
[JsonSerializable(typeof(Scenario))]
internal sealed partial class ScenarioJson : JsonSerializerContext;

internal static class ScenarioReader
{
    private const string ResourcePrefix = "Practice.Scenarios.";

    /// <summary>A scenario file is text typed by hand; a megabyte is a hundred times the largest.</summary>
    private const int LargestFile = 1 << 20;

    private static readonly ConcurrentDictionary<string, Scenario> BuiltIns = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> BuiltInNames { get; } =
        [.. typeof(ScenarioReader).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^".json".Length])
            .OrderBy(name => name == Scenario.Default ? "" : name, StringComparer.Ordinal)];

    public static Scenario BuiltIn(string name)
    {
        var known = BuiltInNames.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ScenarioException($"There is no built-in scenario \"{name}\". Built in are: {string.Join(", ", BuiltInNames)}.");
        return BuiltIns.GetOrAdd(known, static n =>
        {
            using var stream = typeof(ScenarioReader).Assembly.GetManifestResourceStream($"{ResourcePrefix}{n}.json")!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Read(bytes, $"{n}.json");
        });
    }

    public static Scenario Load(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > LargestFile
                ? throw new ScenarioException($"{path}: larger than {LargestFile} octets; this is no scenario file.")
                : Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ScenarioException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads JSON text; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="ScenarioException">It is no scenario.</exception>
    public static Scenario Read(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        Scenario scenario;
        try
        {
            scenario = JsonSerializer.Deserialize(json, ScenarioJson.Default.Scenario)
                ?? throw new ScenarioException($"{source}:1: a scenario is a JSON object; this file holds null.");
        }
        catch (JsonException e)
        {
            throw new ScenarioException($"{source}:{(e.LineNumber ?? 0) + 1}: {Mistake(e)}", e);
        }
        foreach (var (path, mistake) in ScenarioCheck.Mistakes(scenario))
            throw new ScenarioException($"{source}:{JsonLines.LineOf(json, path)}: {path}: {mistake}");
        return scenario;
    }

    /// <summary>The serializer's message without its own tail of path and position, which stand at the line's beginning already.</summary>
    private static string Mistake(JsonException e)
    {
        var text = e.Message;
        var tail = text.IndexOf(" Path: ", StringComparison.Ordinal);
        tail = tail < 0 ? text.IndexOf(" LineNumber: ", StringComparison.Ordinal) : tail;
        text = (tail < 0 ? text : text[..tail]).Replace("TelnetSmtp.Core.Practice.", "", StringComparison.Ordinal);
        return e.Path is null or "$" ? text : $"{e.Path[2..]}: {text}";
    }
}
