// A reply as a scenario file has it (one string, or one for each line) and the JSON forms of verbs. Errors come out as JsonException, to which the
// reader adds path and line. RFC 5321 4.2: three digits, then a blank, or a hyphen where a line follows.
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

/// <summary>The lines of a reply, without line ends, sent as they stand after placeholders are filled in.</summary>
[JsonConverter(typeof(ScenarioReplyConverter))]
public sealed record ScenarioReply(IReadOnlyList<string> Lines)
{
    /// <summary>The code of the last line, which clients go by.</summary>
    public int Code => int.Parse(Lines[^1].AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The mistake in <paramref name="lines"/>; null: none.</summary>
    internal static LocalizedText? Mistake(IReadOnlyList<string> lines)
    {
        if (lines.Count is 0 or > 100)
            return new("a reply has 1 to 100 lines", "eine Antwort hat 1 bis 100 Zeilen");
        if (lines.FirstOrDefault(line => line.AsSpan().ContainsAny('\r', '\n')) is not null)
            return new("a line of a reply holds a line end; give several lines as an array", "eine Zeile der Antwort enthält ein Zeilenende; mehrere Zeilen gehören in ein Array");
        return IsCoded(lines[^1]) ? null : new($"a reply begins with a code from 200 to 599; this one is \"{lines[^1]}\"",
            $"eine Antwort beginnt mit einem Code von 200 bis 599; diese lautet „{lines[^1]}“");
    }

    private static bool IsCoded(string line) =>
        line.Length >= 3 && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2]) && (line.Length == 3 || line[3] == ' ');
}

internal sealed class ScenarioReplyConverter : JsonConverter<ScenarioReply>
{
    public override ScenarioReply Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var lines = new List<string>();
        if (reader.TokenType == JsonTokenType.String)
            lines.Add(reader.GetString()!);
        else if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                lines.Add(reader.GetString()!);
        else
            throw new ScenarioJsonException(new LocalizedText("a reply is a string, or an array of strings", "eine Antwort ist eine Zeichenkette oder ein Array von Zeichenketten"));
        if (lines.Count > 0 && reader.TokenType is not (JsonTokenType.String or JsonTokenType.EndArray))
            throw new ScenarioJsonException(new LocalizedText("a line of a reply is a string", "eine Zeile der Antwort ist eine Zeichenkette"));
        return ScenarioReply.Mistake(lines) is { } mistake ? throw new ScenarioJsonException(mistake) : new ScenarioReply(lines);
    }

    public override void Write(Utf8JsonWriter writer, ScenarioReply value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var line in value.Lines)
            writer.WriteStringValue(line);
        writer.WriteEndArray();
    }
}

/// <summary>Verbs by their names on the wire; CONNECT and <c>.</c> for the moments that are answered like commands.</summary>
internal sealed class ScenarioVerbConverter : JsonConverter<SmtpVerb>
{
    public override SmtpVerb Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return PracticeCommand.VerbNamed(name) is var verb and not SmtpVerb.Unknown ? verb
            : throw new ScenarioJsonException(new LocalizedText($"\"{name}\" is no command; use one of {string.Join(", ", PracticeCommand.Names)}",
                $"„{name}“ ist kein Befehl; es gibt {string.Join(", ", PracticeCommand.Names)}"));
    }

    public override void Write(Utf8JsonWriter writer, SmtpVerb value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
}
