// One event line of an asciicast of version 2 or 3: [time, code, data]. Refuses to say what it means. Facts: docs.asciinema.org, v2 and v3.
using System.Text.Json;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>Reads the line.</summary>
internal static class AsciicastEvent
{
    /// <summary>The three values; false where the line is no event, as a torn last one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out double time, out string code, out string data)
    {
        (time, code, data) = (0, "", "");
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out time)
                || !reader.Read() || reader.TokenType != JsonTokenType.String)
                return false;
            code = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                return false;
            data = reader.GetString()!;
            return double.IsFinite(time);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair, which JSON can write and no text holds.
            return false;
        }
    }
}
