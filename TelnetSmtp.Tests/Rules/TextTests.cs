// Holds that everything shown to people exists in both languages: each resource file has its German twin with the same keys and the same holes, and
// each text in the data tables has its "de" beside its "en".
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TelnetSmtp.Tests.Rules;

public sealed partial class TextTests
{
    [Fact]
    public void Every_resource_file_has_its_German_twin_with_equal_keys()
    {
        var files = Sources.Find("*.resx").ToDictionary(file => file.Name, file => Texts(file.Text));
        var wrong = new List<string>();
        foreach (var (name, texts) in files.Where(file => !file.Key.EndsWith(".de.resx", StringComparison.Ordinal)))
        {
            var twin = files.GetValueOrDefault(name.Replace(".resx", ".de.resx", StringComparison.Ordinal), []);
            wrong.AddRange(texts.Keys.Except(twin.Keys).Select(key => $"{name}: {key} has no German twin"));
            wrong.AddRange(twin.Keys.Except(texts.Keys).Select(key => $"{name}: {key} exists in German only"));
            wrong.AddRange(from text in texts
                           where twin.TryGetValue(text.Key, out var german) && !Holes(text.Value).SetEquals(Holes(german))
                           select $"{name}: {text.Key} has other holes in German");
            wrong.AddRange(texts.Concat(twin).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{name}: {text.Key} is empty"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_data_table_parses_and_has_both_languages()
    {
        var wrong = new List<string>();
        foreach (var file in Sources.Find("*.json"))
        {
            try
            {
                using var document = JsonDocument.Parse(file.Text);
                Look(document.RootElement, file.Name, wrong);
            }
            catch (JsonException error)
            {
                wrong.Add($"{file.Name}: {error.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void German_has_its_umlauts()
    {
        var wrong = from file in Sources.Find("*.de.resx")
                    from text in Texts(file.Text)
                    from match in Transcribed().Matches(text.Value)
                    select $"{file.Name}: {text.Key}: {match.Value}";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    private static void Look(JsonElement element, string where, List<string> wrong)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                Look(item, $"{where}[{index}]", wrong);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var (english, german) = (element.TryGetProperty("en", out var en), element.TryGetProperty("de", out var de));
            if (english != german)
                wrong.Add($"{where}: has {(english ? "en" : "de")} only");
            else if (english && (en.ValueKind != de.ValueKind || (en.ValueKind == JsonValueKind.Array && en.GetArrayLength() != de.GetArrayLength())))
                wrong.Add($"{where}: en and de differ in kind or number");
            foreach (var property in element.EnumerateObject())
                Look(property.Value, $"{where}.{property.Name}", wrong);
        }
    }

    private static Dictionary<string, string> Texts(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"(?<!\{)\{(\w+)[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\b(fuer|ueber|koennen|muessen|moeglich|Schluessel|pruef\w*|naechst\w*|waehrend|zurueck|oeffn\w*|Empfaenger|ungueltig)\b")]
    private static partial Regex Transcribed();
}
