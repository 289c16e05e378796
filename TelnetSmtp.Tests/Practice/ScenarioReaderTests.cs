// Scenario files: what is read, and that every mistake names file, line and reason in both languages. The schema and the tables are held to the code.
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class ScenarioReaderTests
{
    private const string Head = """
        {
          "name": "x",
          "title": { "en": "a", "de": "b" },

        """;

    [Theory]
    [InlineData("  \"colour\": 1\n}", 4, "colour: there is no such property")]
    [InlineData("  \"limits\": { \"message\": \"big\" }\n}", 4, "limits.message: this value is of the wrong kind")]
    [InlineData("  \"limits\": {\n    \"message\": 0 }\n}", 5, "limits.message: from 1 to 1073741824 octets")]
    [InlineData("  \"rules\": [\n    { \"when\": { \"command\": \"MALI\" }, \"reply\": \"550 x\" }\n  ]\n}", 5, "\"MALI\" is no command; use one of CONNECT")]
    [InlineData("  \"rules\": [\n    { \"when\": { \"command\": \"MAIL\" },\n      \"reply\": \"650 x\" }\n  ]\n}", 6, "a reply begins with a code from 200 to 599; this one is \"650 x\"")]
    [InlineData("  \"rules\": [\n    { \"when\": { \"command\": \"MAIL\" }, \"reply\": 550 }\n  ]\n}", 5, "a reply is a string, or an array of strings")]
    [InlineData("  \"rules\": [\n    { \"when\": { \"command\": \"MAIL\" }, \"reply\": \"550 a\\nb\" }\n  ]\n}", 5, "a line of a reply holds a line end")]
    [InlineData("  \"rules\": [\n    { \"when\": { \"command\": \"MAIL\" } },\n  ]\n}", 5, "rules[0]: this rule does nothing")]
    [InlineData("  \"rules\": [\n    { \"when\": { \"command\": \"MAIL\",\n      \"count\": { \"from\": 3, \"to\": 2 } }, \"then\": \"close\" },\n  ]\n}", 6, "rules[0].when.count: \"to\" is less than \"from\"")]
    [InlineData("  \"mailboxes\": [\n    { \"address\": \"kate@fabrikam.com\" },\n    { \"address\": \"Kate@fabrikam.com\" } ]\n}", 6, "stands here twice")]
    [InlineData("  \"mailboxes\": [ { \"address\": \"kate@example.com\" } ]\n}", 4, "\"example.com\" is not among \"domains\"")]
    [InlineData("  \"mailboxes\": [ { \"name\": \"Kate\" } ]\n}", 4, "missing: 'address'")]
    [InlineData("  \"voice\": \"lotus\"\n}", 4, "there is no voice \"lotus\"; use one of")]
    [InlineData("  \"host\": \"mail_1\"\n}", 4, "\"mail_1\" is no host name")]
    [InlineData("  \"auth\": { \"required\": true }\n}", 4, "nobody could ever sign in")]
    [InlineData("  \"tls\": { \"conduct\": \"sometimes\" }\n}", 4, "tls.conduct")]
    [InlineData("  \"rules\": [ { \"when\": { \"command\": \"MAIL\", \"probability\": 1.5 }, \"then\": \"drop\" } ]\n}", 4, "probability: from 0 to 1")]
    [InlineData("  \"host\": null\n}", 4, "host: null is no value here")]
    [InlineData("  \"host\": \"x\"\n", 5, "this is no JSON: it ends before each bracket is closed")]
    [InlineData("  \"host\": \"x\" \"voice\"\n}", 4, "this is no JSON: ")]
    public void A_mistake_is_named_with_file_line_and_reason(string rest, int line, string reason)
    {
        var e = Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Encoding.UTF8.GetBytes(Head + rest), "my.json"));
        Assert.StartsWith($"my.json:{line}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", e.Message, StringComparison.Ordinal);
        Assert.StartsWith($"my.json:{line}: ", e.Text.In(Language.German), StringComparison.Ordinal);
        Assert.NotEqual(e.Text.En, e.Text.De);
    }

    [Fact]
    public void An_empty_file_is_told_as_such()
    {
        var e = Assert.Throws<ScenarioException>(() => ScenarioReader.Read([], "my.json"));
        Assert.Equal(("my.json:1: there is nothing in it", "my.json:1: es steht nichts darin"), (e.Text.En, e.Text.De));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("220 not JSON at all")]
    public void What_is_no_scenario_is_told_in_one_line(string text)
    {
        var e = Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Encoding.UTF8.GetBytes(text), "x.json"));
        Assert.StartsWith("x.json:1: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  \"\\u001b[2J\\n\": 1\n}", "\u241B[2J\u240A")]
    [InlineData("  \"voice\": \"a\\u007f\\u009b\"\n}", "a\u2421\uFFFD")]
    public void Control_characters_of_a_file_are_shown_and_never_written(string rest, string shown)
    {
        var e = Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Encoding.UTF8.GetBytes(Head + rest), "my.json"));
        Assert.Contains(shown, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(e.Text.En + e.Text.De, char.IsControl);
    }

    [Fact]
    public void Unknown_names_and_missing_files()
    {
        Assert.Contains("Built in are: exchange, busy", Assert.Throws<ScenarioException>(() => PracticeScenarios.Named("nonsense")).Message, StringComparison.Ordinal);
        Assert.StartsWith("./no/such.json: cannot be read", Assert.Throws<ScenarioException>(() => PracticeScenarios.Named("./no/such.json")).Message, StringComparison.Ordinal);
        Assert.Equal("exchange", PracticeScenarios.Named(null).Name);
        Assert.Equal("greylisting", PracticeScenarios.Named("GREYLISTING").Name);
    }

    [Fact]
    public void Defaults_are_those_of_the_schema()
    {
        var scenario = ScenarioReader.Read(Encoding.UTF8.GetBytes(Head + "  \"limits\": { \"errors\": 3 }\n}"), "x");
        Assert.Equal(new ScenarioLimits(Errors: 3), scenario.Limits);
        Assert.Equal(("mail1.fabrikam.com", "plain", TlsConduct.Offered, true), (scenario.Host, scenario.Voice, scenario.Tls.Conduct, scenario.Auth.MayRelay));
        Assert.Equal(["fabrikam.com"], scenario.Domains);
    }

    [Fact]
    public void The_samples_are_read_and_play()
    {
        foreach (var path in Directory.GetFiles(Samples(), "*.json").Where(path => !path.EndsWith("schema.json", StringComparison.Ordinal)))
            Assert.StartsWith("220", new ScriptedServer(PracticeScenarios.Load(path)).Open()[0], StringComparison.Ordinal);
        var holiday = new ScriptedServer(PracticeScenarios.Load(Path.Combine(Samples(), "holiday.json"))).Begin();
        holiday.Line("RCPT TO:<kate@fabrikam.com>", "551 5.1.6 User not local; please try <kate@example.com>");
        Assert.Equal(TimeSpan.FromSeconds(2), holiday.Waited);
    }

    [Fact]
    public void The_schema_knows_every_property_and_no_other()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples(), "scenario.schema.json")));
        var seen = 0;
        Compare(schema.RootElement, typeof(Scenario));
        Assert.Equal(14, seen);

        void Compare(JsonElement node, Type type)
        {
            seen++;
            var info = ScenarioJson.Default.GetTypeInfo(type)!;
            var properties = node.GetProperty("properties");
            Assert.Equal(info.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => p.Name).Order(StringComparer.Ordinal),
                properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
            foreach (var property in info.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null))
            {
                var item = property.PropertyType.IsGenericType && property.PropertyType.Name.StartsWith("IReadOnlyList", StringComparison.Ordinal)
                    ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
                if (item.Namespace == typeof(Scenario).Namespace && item.IsClass && item != typeof(ScenarioReply))
                    Compare(item == property.PropertyType ? properties.GetProperty(property.Name) : properties.GetProperty(property.Name).GetProperty("items"), item);
            }
        }
    }

    [Fact]
    public void Every_voice_says_every_phrase_as_a_reply()
    {
        var values = new Dictionary<string, string> { ["code"] = "550" };
        foreach (var name in PracticeVoice.Names)
            foreach (var phrase in Enum.GetValues<Phrase>().Where(phrase => phrase != Phrase.Ehlo))
                Assert.Matches(@"^([2-5]\d\d-[^\n]*\n)*[2-5]\d\d [^\n]+$", PracticeReply.Fill(PracticeVoice.Named(name).Template(phrase), values));
    }

    private static string Samples()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(directory.FullName, "samples", "scenarios")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("samples/scenarios");
        return Path.Combine(directory.FullName, "samples", "scenarios");
    }
}
