// The frames of asciicast v1: `"stdout": [[delay, text], …]` in one JSON object, on one line or on many; a line of the file never cuts a token. Refuses to keep
// more than the newest delay. Facts: docs.asciinema.org, asciicast v1.
using System.Text.Json;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>Reads one object, line by line.</summary>
internal sealed class AsciicastFrames
{
    private JsonReaderState _state;
    private bool _isStdout, _broken, _comma;
    private double _delay = -1;

    /// <summary>The frames that end in this line: seconds since the one before, and text. None any more once the JSON is broken.</summary>
    public List<(double Delay, string Text)> Read(ReadOnlySpan<byte> line)
    {
        var frames = new List<(double, string)>();
        if (_broken)
            return frames;
        try
        {
            // A number ends where something else begins.
            byte[] whole = [.. _comma ? ","u8 : [], .. line, (byte)'\n'];
            var reader = new Utf8JsonReader(whole, isFinalBlock: false, _state);
            while (reader.Read())
                Take(ref reader, frames);
            _state = reader.CurrentState;
            // A comma at a line's end is taken with what follows it.
            var rest = whole.AsSpan((int)reader.BytesConsumed).Trim(" \t\r\n"u8);
            _comma = rest.SequenceEqual(","u8);
            _broken = !_comma && !rest.IsEmpty;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: half of a surrogate pair, which JSON can write and no text holds.
            _broken = true;
        }
        return frames;
    }

    private void Take(ref Utf8JsonReader reader, List<(double, string)> frames)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _isStdout = reader.CurrentDepth == 1 && reader.ValueTextEquals("stdout"u8);
                break;
            case JsonTokenType.Number when _isStdout && reader.CurrentDepth == 3:
                _delay = reader.GetDouble();
                break;
            case JsonTokenType.String when _isStdout && reader.CurrentDepth == 3 && _delay is >= 0 and < 1e9:
                frames.Add((_delay, reader.GetString()!));
                _delay = -1;
                break;
        }
    }
}
