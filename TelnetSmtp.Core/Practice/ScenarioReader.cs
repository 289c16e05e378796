// Reads scenarios: from JSON text and the built-in resources (files are opened in Net). What is wrong is told in one line with file, line and mistake; nothing is
// guessed and no unknown property is passed over. Refuses to play them.
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Practice;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Converters = [typeof(ScenarioVerbConverter)])]
[JsonSerializable(typeof(Scenario))]
internal sealed partial class ScenarioJson : JsonSerializerContext;

internal static class ScenarioReader
{
    private const string ResourcePrefix = "Practice.Scenarios.";

    private static readonly CheckedJson<Scenario> Json = new(ScenarioJson.Default.Scenario, new("a scenario", "ein Szenario"), ScenarioCheck.Mistakes,
        static (text, cause) => new ScenarioException(text, cause))
    { Own = static e => (e as ScenarioJsonException)?.Text };

    private static readonly ConcurrentDictionary<string, Scenario> BuiltIns = new(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> BuiltInNames { get; } =
        [.. typeof(ScenarioReader).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^".json".Length])
            .OrderBy(name => name == Scenario.Default ? "" : name, StringComparer.Ordinal)];

    public static Scenario BuiltIn(string name)
    {
        var known = BuiltInNames.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ScenarioException(new LocalizedText(
                $"There is no built-in scenario \"{name}\". Built in are: {string.Join(", ", BuiltInNames)}.",
                $"Es gibt kein eingebautes Szenario „{name}“. Eingebaut sind: {string.Join(", ", BuiltInNames)}."));
        return BuiltIns.GetOrAdd(known, static n => Json.ReadBuiltIn($"{ResourcePrefix}{n}.json", $"{n}.json"));
    }

    /// <summary>Reads JSON text; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="ScenarioException">It is no scenario.</exception>
    public static Scenario Read(ReadOnlySpan<byte> json, string source) => Json.Read(json, source);
}
