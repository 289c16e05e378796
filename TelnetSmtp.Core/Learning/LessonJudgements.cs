// What is said of an exchange that a step did not expect, where the lesson itself has no words for it. The sentences are data; which one fits follows from
// the first difference and from the reply. Refuses to judge what was expected (see LessonMatch).
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Learning;

[JsonSerializable(typeof(Dictionary<string, LocalizedText>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class LessonJudgementsJson : JsonSerializerContext;

internal static class LessonJudgements
{
    private const string Resource = "Learning.Data.lesson-judgements.json";

    private static readonly Lazy<Dictionary<string, LocalizedText>> Table = new(() =>
    {
        using var stream = typeof(LessonJudgements).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(stream, LessonJudgementsJson.Default.DictionaryStringLocalizedText)!;
    });

    public static LocalizedText OtherContent(string line) => Say("OtherContent", line);

    public static LocalizedText OtherLine(string line) => Say("OtherLine", line);

    /// <summary>The judgement of <paramref name="exchange"/>, which is not what <paramref name="step"/> asks for; null where nothing need be said.</summary>
    public static LessonJudgement? Of(LessonStep step, in LessonExchange exchange)
    {
        var name = exchange.Verb.Name();
        var code = exchange.Reply.Length < 3 ? exchange.Reply : exchange.Reply[..3];
        if (step.Expect?.Command is not { } command)
            return exchange.IsError ? Wrong(step.IsQuestion ? "RefusedAside" : "Refused", code)
                : step.Expect?.Content is not null && exchange.Verb == SmtpVerb.DataEnd ? Wrong("EndedTooSoon") : null;
        if (exchange.Verb == SmtpVerb.Unknown)
            return Wrong("NotACommand", FirstWord(exchange.Typed));
        return LessonMatch.Gap(step.Expect, exchange) switch
        {
            _ when exchange.Code == 503 => Wrong("OutOfOrder", code),
            LessonGap.Verb when command == SmtpVerb.Connect.Name() => exchange.IsError ? Wrong("RefusedUnconnected", code) : new LessonJudgement(LessonVerdict.Aside, Say("AcceptedUnconnected", name)),
            LessonGap.Verb when exchange.IsError => Wrong("OtherRefused", code, command),
            LessonGap.Verb => exchange.Verb == SmtpVerb.Connect ? null : new LessonJudgement(LessonVerdict.Aside, Say("OtherAccepted", name, command)),
            _ when exchange.IsError && step.Expect.Reply?[0] is not ('4' or '5') => Wrong(exchange.Code is 500 or 501 or 555 ? "SyntaxRefused" : "Refused", code),
            LessonGap.Path => Wrong("OtherPath", step.Expect.Path!),
            LessonGap.Parameter => Wrong("MissingParameter", string.Join(' ', step.Expect.Parameters)),
            LessonGap.Argument => Wrong("OtherArgument", name, step.Expect.Argument!),
            LessonGap.Early => Wrong("NotEarly"),
            _ => Wrong("OtherReply", code, step.Expect.Reply ?? "2"),
        };
    }

    private static LessonJudgement Wrong(string key, params ReadOnlySpan<string> values) => new(LessonVerdict.Wrong, Say(key, values));

    private static LocalizedText Say(string key, params ReadOnlySpan<string> values)
    {
        var (en, de) = (new StringBuilder(Table.Value[key].En), new StringBuilder(Table.Value[key].De));
        for (var i = 0; i < values.Length; i++)
        {
            en.Replace($"{{{i}}}", values[i]);
            de.Replace($"{{{i}}}", values[i]);
        }
        return new LocalizedText(en.ToString(), de.ToString());
    }

    private static string FirstWord(string line) => line.TrimStart().Split(' ', 2)[0];
}
