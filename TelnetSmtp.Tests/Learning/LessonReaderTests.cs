// Lesson files: every mistake names file, line and reason in both languages; the schema and the sample are held to the code.
using System.Reflection;
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class LessonReaderTests
{
    private const string Step = """{ "task": { "en": "a", "de": "b" }, "hints": [{ "en": "a", "de": "b" }, { "en": "a", "de": "b" }], "done": { "en": "a", "de": "b" },""";
    private const string Quit = Step + """ "answer": ["QUIT"], "expect": { "command": "QUIT" } }""";

    [Theory]
    [InlineData("\"colour\": 1,", Quit, 2, "colour: there is no such property")]
    [InlineData("", Step + "\n\"answer\": [\"QUIT\"],\n\"expect\": { \"command\": \"QUITT\" } }", 7, "steps[0].expect.command: \"QUITT\" is no command")]
    [InlineData("", Step + "\n\"answer\": [\"QUIT\"],\n\"expect\": { \"command\": \"QUIT\",\n\"reply\": \"650\" } }", 8, "steps[0].expect.reply: \"650\" begins no reply")]
    [InlineData("", Step + "\n\"expect\": { \"command\": \"QUIT\" } }", 5, "steps[0]: \"answer\" is missing")]
    [InlineData("", Step + "\n\"answer\": [\"QUIT\"] }", 5, "steps[0]: a step has either \"expect\" or \"choices\"")]
    [InlineData("", Step + "\n\"answer\": [\"QUIT\"],\n\"expect\": { \"command\": \"QUIT\", \"content\": \"x\" } }", 7, "steps[0].expect: exactly one of")]
    [InlineData("", Step + "\n\"answer\": [\"QUIT\"],\n\"expect\": { \"point\": \"x\" } }", 7, "steps[0].expect: only in a log can a line be pointed at")]
    [InlineData("", Step + "\n\"choices\": [{ \"text\": { \"en\": \"a\", \"de\": \"b\" }, \"say\": { \"en\": \"a\", \"de\": \"b\" } }] }", 6, "steps[0].choices: a question has 2 to 9 answers")]
    [InlineData("\"log\": [\"<-  220 x ESMTP\"],", Step + "\n\"expect\": { \"point\": \"550*\" } }", 6, "steps[0].expect.point: no line of the log is like this")]
    [InlineData("\"log\": [\"<-  220 x ESMTP\"],", Quit, 5, "with a log, a step is a question or points at a line")]
    [InlineData("\"scenario\": 5,", Quit, 2, "scenario: a scenario is a name, a file, or an object")]
    [InlineData("", "", 4, "steps: a lesson has at least one step")]
    [InlineData("", "{}", 5, "steps[0]: missing: 'task', 'hints', 'done'")]
    [InlineData("", Quit + " x", 5, "this is no JSON: ")]
    public void A_mistake_is_named_with_file_line_and_reason(string property, string steps, int line, string reason)
    {
        var json = "{ \"name\": \"x\",\n" + property + "\n\"title\": { \"en\": \"a\", \"de\": \"b\" }, \"about\": { \"en\": \"a\", \"de\": \"b\" },\n\"steps\": [\n" + steps + "\n] }";
        var e = Assert.Throws<LessonException>(() => Lesson.Read(Encoding.UTF8.GetBytes(json), "my.json"));
        Assert.StartsWith($"my.json:{line}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.StartsWith($"my.json:{line}: ", e.Text.In(Language.German), StringComparison.Ordinal);
        Assert.NotEqual(e.Text.En, e.Text.De);
    }

    [Theory]
    [InlineData("\"scenario\": \"nonsense\",", 2, "scenario: There is no built-in scenario \"nonsense\"")]
    [InlineData("\"scenario\": { \"name\": \"y\", \"title\": { \"en\": \"a\", \"de\": \"b\" },\n\"voice\": \"lotus\" },", 3, "voice: there is no voice \"lotus\"")]
    [InlineData("\"scenario\": \"missing.json\",", 2, "missing.json: cannot be read")]
    public void A_mistake_in_the_scenario_is_named_by_its_line_in_the_lesson(string property, int line, string reason)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("mine.json");
        File.WriteAllText(file, "{ \"name\": \"x\",\n" + property + "\n\"title\": { \"en\": \"a\", \"de\": \"b\" }, \"about\": { \"en\": \"a\", \"de\": \"b\" },\n\"steps\": [" + Quit + "] }");
        var e = Assert.Throws<LessonException>(() => LessonFiles.Named(file));
        Assert.StartsWith($"{file}:{line}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_numbers_and_files_are_found_and_others_are_told()
    {
        Assert.Equal("dsn", LessonFiles.Named("DSN").Lesson.Name);
        Assert.Equal("first-message", LessonFiles.Named("1").Lesson.Name);
        Assert.Contains("learn alone lists them: first-message, reply-codes", Assert.Throws<LessonException>(() => LessonFiles.Named("nonsense")).Message, StringComparison.Ordinal);
        Assert.StartsWith("./no/such.json: cannot be read", Assert.Throws<LessonException>(() => LessonFiles.Named("./no/such.json")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LessonFiles.LargestFile, "this is no JSON")]
    [InlineData(LessonFiles.LargestFile + 1, "this is no lesson file")]
    public void A_file_that_is_too_large_is_not_read(int octets, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathOf("big.json"), new byte[octets]);
        Assert.Contains(reason, Assert.Throws<LessonException>(() => LessonFiles.Named(folder.PathOf("big.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_is_a_lesson_that_can_be_done()
    {
        var lesson = LessonFiles.Load(Repository.PathOf("samples/lessons/postmaster.json")).Lesson;
        var player = new LessonPlayer(lesson);
        while (!player.View.Finished)
        {
            var at = player.View.Step;
            player.DoStep();
            Assert.Equal(at + 1, player.View.Step);
        }
    }

    [Fact]
    public void The_schema_knows_what_the_code_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("samples/lessons/lesson.schema.json")));
        var defs = schema.RootElement.GetProperty("$defs");
        AssertSame(schema.RootElement, typeof(Lesson));
        AssertSame(defs.GetProperty("step"), typeof(LessonStep));
        AssertSame(defs.GetProperty("expectation"), typeof(LessonExpectation));
        AssertSame(defs.GetProperty("mistake"), typeof(LessonMistake));
        AssertSame(defs.GetProperty("choice"), typeof(LessonChoice));
        Assert.Equal(Enum.GetNames<LessonFact>().Where(name => name != nameof(LessonFact.None)).Select(JsonNamingPolicy.CamelCase.ConvertName),
            defs.GetProperty("expectation").GetProperty("properties").GetProperty("client").GetProperty("enum").EnumerateArray().Select(item => item.GetString()));
    }

    private static void AssertSame(JsonElement schema, Type type)
    {
        var code = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null)
            .Select(property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        var names = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToArray();
        Assert.Equal(code.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.All(schema.GetProperty("properties").EnumerateObject(), property => Assert.True(property.Value.TryGetProperty("description", out _), property.Name));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }
}
