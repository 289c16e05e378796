// Holds of every row of every table: both languages, no empty text, a source that can be looked up, keys that meet across tables.
using System.Text.Json;
using System.Text.RegularExpressions;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed partial class CatalogueTests
{
    private static readonly Catalogue Catalogue = new();

    public static TheoryData<string> Tables =>
    [
        "advice", "auth-mechanisms", "command-replies", "commands", "digits", "ehlo-keywords", "enhanced-status", "failure-reasons", "known-texts",
        "mail-parameters", "phrases", "reply-codes",
    ];

    [Fact]
    public void Every_table_that_is_embedded_is_tested_here() =>
        Assert.Equal(Tables.Select(t => $"Smtp.Data.{t.Data}.json").Order(),
            typeof(Catalogue).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Smtp.Data.", StringComparison.Ordinal)).Order());

    [Theory, MemberData(nameof(Tables))]
    public void Every_text_has_its_twin_and_none_is_empty(string table)
    {
        var texts = 0;
        Walk(Read(table), table, ref texts);
        Assert.True(texts > 0, table);
    }

    private static void Walk(JsonElement element, string where, ref int texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.TryGetProperty("en", out var english):
                Assert.True(element.TryGetProperty("de", out var german), $"{where}: German is missing");
                Assert.Equal(2, element.EnumerateObject().Count());
                AssertTwins(english, german, where);
                texts++;
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Assert.False(property.Name is "verified" or "note", $"{where}: {property.Name}");
                    Walk(property.Value, $"{where}.{property.Name}", ref texts);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Walk(item, where, ref texts);
                break;
            case JsonValueKind.String:
                Assert.False(string.IsNullOrWhiteSpace(element.GetString()), where);
                break;
            default:
                break;
        }
    }

    private static void AssertTwins(JsonElement english, JsonElement german, string where)
    {
        Assert.Equal(english.ValueKind, german.ValueKind);
        string[] en = Strings(english), de = Strings(german);
        Assert.Equal(en.Length, de.Length);
        for (var i = 0; i < en.Length; i++)
        {
            Assert.False(string.IsNullOrWhiteSpace(en[i]) || string.IsNullOrWhiteSpace(de[i]), $"{where}: {en[i]} / {de[i]}");
            Assert.Equal(Places().Matches(en[i]).Select(m => m.Value).Distinct().Order(), Places().Matches(de[i]).Select(m => m.Value).Distinct().Order());
            Assert.DoesNotMatch("[a-z](ae|oe)(?!l|i)[a-z]*ung\\b|\\bfuer\\b|\\bueber\\b|\\bkoenn", de[i]);
        }
        // Whole sentences that stand in both languages alike were not translated.
        Assert.False(en.Any(t => t.Count(c => c == ' ') > 4) && en.SequenceEqual(de), $"{where}: {string.Join(' ', en)}");
    }

    private static string[] Strings(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(e => e.GetString()!)] : [element.GetString()!];

    [Theory, MemberData(nameof(Tables))]
    public void Every_source_names_an_RFC_section_a_registry_or_a_makers_document(string table)
    {
        foreach (var row in Read(table).EnumerateArray())
            if (row.TryGetProperty("source", out var source))
                Assert.All(source.GetString()!.Split("; "), s => Assert.Matches(Source(), s));
            else
                Assert.True(table is "phrases" or "advice", table);
    }

    [Fact]
    public void Panel_words_are_short_enough_for_a_panel()
    {
        var words = Catalogue.EnhancedCodes.Select(e => e.Meaning)
            .Concat(Catalogue.ReplyCodes.Select(c => c.Meaning))
            .Concat(Catalogue.KnownTexts.Rows.Select(k => k.Meaning))
            .Concat(Catalogue.Keywords.Select(k => k.Meaning))
            .Concat(Catalogue.Commands.Select(c => c.Meaning))
            .Concat(Catalogue.CommandReplies.SelectMany(c => c.Replies).Select(r => r.Meaning));
        Assert.All(words, w => Assert.True(w.En.Length <= 44 && w.De.Length <= 46, $"{w.En} / {w.De}"));
    }

    [Fact]
    public void Every_phrase_and_advice_has_its_row_and_every_row_its_name()
    {
        Assert.Equal(Enum.GetNames<Phrase>().Order(), Catalogue.AllPhrases.Select(p => p.Id).Order());
        Assert.Equal(Enum.GetNames<AdviceId>().Order(), Catalogue.AllAdvice.Select(p => p.Id).Order());
    }

    [Fact]
    public void Tables_meet_by_their_keys()
    {
        Assert.All(Catalogue.CommandReplies, c => Assert.NotEqual(SmtpVerb.Unknown, Catalogue.VerbNamed(c.Command)));
        Assert.All(Catalogue.CommandReplies.SelectMany(c => c.Replies.Select(r => (c, r))), x => Assert.True(x.c.Allowed.Append(421).Contains(x.r.Code), $"{x.c.Command} {x.r.Code}"));
        Assert.All(Catalogue.CommandReplies.SelectMany(c => c.Allowed), code => Assert.NotNull(Catalogue.ReplyCode(code)));
        Assert.All(Catalogue.Parameters, p => Assert.NotNull(Catalogue.Keyword(p.Keyword)));
        Assert.All(Catalogue.Keywords.SelectMany(k => k.Mail.Concat(k.Rcpt)), p => Assert.NotNull(Catalogue.Parameter(p)));
        Assert.All(Catalogue.Keywords.SelectMany(k => k.Verbs), v => Assert.NotNull(Catalogue.Command(Catalogue.VerbNamed(v))));
        Assert.All(Catalogue.Commands.Where(c => c.Keyword is not null), c => Assert.NotNull(Catalogue.Keyword(c.Keyword!)));
        Assert.All(Catalogue.FailureReasons, f => Assert.True(f.Reply is not null ^ f.Socket is not null, f.Stage));
        Assert.All(Catalogue.FailureReasons.Where(f => f.Socket is not null), f => Assert.True(f is { Meaning: not null, Explanation: not null, Acts: not null }, f.Socket));
        for (var verb = SmtpVerb.Helo; verb < SmtpVerb.Unknown; verb++)
        {
            Assert.NotNull(Catalogue.Command(verb));
            Assert.NotNull(Catalogue.Replies(verb));
        }
    }

    [Fact]
    public void Every_failure_names_who_must_act_and_when_to_try_again()
    {
        Assert.All(Catalogue.ReplyCodes.Where(c => c.Code >= 400), c => Assert.True(c.Retry != RetryAdvice.NotNeeded && c.Causes.En.Length > 0, $"{c.Code}"));
        Assert.All(Catalogue.EnhancedCodes.Where(e => e.Classes is not [2]), e => Assert.True(e.Causes.En.Length > 0 && e.Acts != ActingParty.Nobody, e.Code));
        Assert.All(Catalogue.KnownTexts.Rows.Where(k => k.Id != "ms-greeting"), k => Assert.True(k.Causes.En.Length > 0 && k.Acts != ActingParty.Nobody, k.Id));
    }

    [Theory]
    [InlineData("rcpt", SmtpVerb.Rcpt)]
    [InlineData(".", SmtpVerb.DataEnd)]
    [InlineData("DATA-END", SmtpVerb.DataEnd)]
    [InlineData("CONNECT", SmtpVerb.Connect)]
    [InlineData("", SmtpVerb.Unknown)]
    [InlineData("FOO", SmtpVerb.Unknown)]
    public void Verbs_are_found_by_the_names_that_people_write(string name, SmtpVerb verb) => Assert.Equal(verb, Catalogue.VerbNamed(name));

    [Fact]
    public void The_seeds_causes_for_a_failed_OPEN_stand_first()
    {
        var explained = new ReplyDecoder(Catalogue, Language.English).ExplainFailure("CONNECT", "refused");
        Assert.Equal("connection refused", explained.Meaning);
        Assert.Equal(
        [
            "The SMTP service at the destination is not running.", "The firewall at the destination blocks the connection.",
            "The firewall on the sending side blocks the connection.", "The host name or IP address is wrong.", "The port number is wrong.",
        ], explained.Causes.Take(5));
        Assert.Contains(explained.Causes, c => c.Contains("nothing listens on this port", StringComparison.Ordinal));
        Assert.NotEmpty(explained.Remedies);
    }

    [Fact]
    public void Every_connection_failure_is_explained_in_both_languages_and_unknown_ones_too()
    {
        foreach (var language in Enum.GetValues<Language>())
            foreach (var (stage, socket) in Catalogue.FailureReasons.Where(f => f.Socket is not null).Select(f => (f.Stage, f.Socket!)).Append(("CONNECT", "struck by lightning")))
            {
                var explained = new ReplyDecoder(Catalogue, language).ExplainFailure(stage, socket);
                Assert.NotEmpty(explained.Meaning);
                Assert.NotEmpty(explained.Causes);
                Assert.NotEmpty(explained.Remedies);
                Assert.NotEmpty(explained.Sources);
            }
    }

    private static JsonElement Read(string table)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"Smtp.Data.{table}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"^(RFC \d+ (§|App\. )\w|IANA \w|POSIX \w|(Microsoft|Postfix|Exim|Sendmail|Google|OpenSMTPD): \w|MS-SMTPNTLM §)")]
    private static partial Regex Source();
}
