// An explanation as one JSON document, for programs: stable names in camelCase (`explain --json`). Written field by field, so that nothing is reflected
// upon and the order stays. Refuses to translate names: only the values are in a language.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes explanations as JSON.</summary>
public static class ExplanationJson
{
    // Umlauts stand as they are: the output is UTF-8 and no part of a web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, without line end.</summary>
    public static string Write(Explanation explanation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, explanation);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A reply's class as JSON names it: <c>success</c>, <c>intermediate</c>, <c>transient</c>, <c>permanent</c>, <c>unknown</c>.</summary>
    public static string ClassName(ReplyClass replyClass) => replyClass switch
    {
        ReplyClass.Success => "success",
        ReplyClass.Intermediate => "intermediate",
        ReplyClass.Transient => "transient",
        ReplyClass.Permanent => "permanent",
        _ => "unknown",
    };

    private static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject();
        if (explanation.Code is { } code)
            json.WriteNumber("code", code);
        else
            json.WriteNull("code");
        json.WriteString("enhanced", explanation.Enhanced);
        json.WriteString("class", ClassName(explanation.Class));
        json.WriteString("meaning", explanation.Meaning);
        json.WriteString("explanation", explanation.Text);
        json.WriteStartArray("digits");
        foreach (var digit in explanation.Digits)
        {
            json.WriteStartObject();
            json.WriteString("digit", digit.Digit);
            json.WriteString("meaning", digit.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("after", explanation.After);
        if (explanation.Expected is { } expected)
            json.WriteBoolean("expected", expected);
        else
            json.WriteNull("expected");
        WriteList(json, "causes", explanation.Causes);
        WriteList(json, "remedies", explanation.Remedies);
        WriteList(json, "source", explanation.Sources);
        WriteList(json, "remarks", explanation.Remarks);
        json.WriteString("acts", Camel(explanation.Acts.ToString()));
        json.WriteString("retry", Camel(explanation.Retry.ToString()));
        json.WriteString("software", explanation.Software);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
