// asciicast v2 and v3 (asciinema): a JSON header, then one event a line. The output is put together to lines, with their times, and read as what a terminal
// showed; in our own recordings, which begin with a marker `connect`, output is the server and input the client. Facts: docs.asciinema.org, v2 and v3.
using System.Text;
using System.Text.Json;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`asciicast`.</summary>
internal sealed class AsciicastFormat : IFormatReader
{
    private readonly ChunkedLines _output = new(), _input = new();
    private readonly SniffingReader _inner = new(RecordFormats.All);
    private DateTimeOffset _start = DateTimeOffset.MinValue;
    private double _seconds;
    private bool _version3, _headed, _ours, _tls;

    public static RecordFormat Format { get; } = new("asciicast", line => line.StartsWith("{"u8) && line.IndexOf("\"version\""u8) > 0, () => new AsciicastFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (!_headed && TryHeader(line))
        {
            _headed = true;
            Note(number, line, found);
            return;
        }
        if (!TryEvent(line, out var time, out var code, out var data))
        {
            // A torn last line, or a comment of v3.
            Note(number, line, found);
            return;
        }
        _seconds = _version3 ? _seconds + time : time;
        var at = At();
        switch (code)
        {
            case "o":
                _output.Push(data, number, at, Origin.Unlabelled, this, found);
                break;
            case "i" when _ours:
                _input.Push(data, number, at, Origin.Client, this, found);
                break;
            case "i":
                break;
            case "m":
                ReadMarker(number, Encoding.UTF8.GetString(data), at, found);
                break;
            default:
                Note(number, line, found);
                break;
        }
    }

    public void Finish(IFoundLines found)
    {
        _output.Finish(Origin.Unlabelled, this, found);
        _input.Finish(Origin.Client, this, found);
        _inner.Finish(found);
    }

    /// <summary>One line of the terminal is complete.</summary>
    internal void Give(long number, ReadOnlySpan<byte> text, DateTimeOffset? at, Origin origin, IFoundLines found)
    {
        if (_ours)
            found.Found(new FoundLine { Number = number, Origin = origin == Origin.Client ? Origin.Client : Origin.Server, Text = text, At = at, Tls = _tls });
        else
            _inner.Read(number, text, new Timed(found, at));
    }

    private void ReadMarker(long number, string marker, DateTimeOffset? at, IFoundLines found)
    {
        _ours |= marker.StartsWith(TimedRecordWriter.ConnectMarker, StringComparison.Ordinal);
        if (!_ours)
        {
            found.Found(new FoundLine { Number = number, Text = Encoding.UTF8.GetBytes(marker), At = at });
            return;
        }
        var begins = marker.StartsWith(TimedRecordWriter.ConnectMarker, StringComparison.Ordinal);
        if (begins)
            _tls = false;
        _tls |= marker == TimedRecordWriter.TlsMarker;
        found.Found(new FoundLine
        {
            Number = number,
            Text = Encoding.UTF8.GetBytes(marker),
            At = at,
            Mark = begins ? SessionMark.Begins : marker.StartsWith(TimedRecordWriter.CloseMarker, StringComparison.Ordinal) ? SessionMark.Ends : SessionMark.None,
        });
    }

    private DateTimeOffset? At() => _seconds is >= 0 and < 1e9 ? _start.AddSeconds(_seconds) : null;

    private static void Note(long number, ReadOnlySpan<byte> line, IFoundLines found) => found.Found(new FoundLine { Number = number, Text = line });

    private bool TryHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            _version3 = document.RootElement.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 3;
            if (document.RootElement.TryGetProperty("timestamp", out var stamp) && stamp.ValueKind == JsonValueKind.Number && stamp.TryGetInt64(out var seconds)
                && seconds is > 0 and < 253402300799)
                _start = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryEvent(ReadOnlySpan<byte> line, out double time, out string code, out byte[] data)
    {
        (time, code, data) = (0, "", []);
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out time)
                || !reader.Read() || reader.TokenType != JsonTokenType.String)
                return false;
            code = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                return false;
            data = Encoding.UTF8.GetBytes(reader.GetString()!);
            return double.IsFinite(time);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair, which JSON can write and no text holds.
            return false;
        }
    }

    private sealed class Timed(IFoundLines found, DateTimeOffset? at) : IFoundLines
    {
        public void Found(scoped in FoundLine line)
        {
            var timed = line;
            timed.At ??= at;
            found.Found(timed);
        }
    }
}
