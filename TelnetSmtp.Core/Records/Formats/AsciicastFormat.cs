// asciicast v1, v2 and v3 (asciinema): a JSON header, then one event a line; v1 has all in one object. The output is put together to lines, with their times,
// and read as what a terminal showed; our own timed records, which say so in their header, are read by AsciicastOwn. Facts: docs.asciinema.org, v1 to v3.
using System.Text;
using System.Text.Json;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`asciicast`.</summary>
internal sealed class AsciicastFormat : IFormatReader
{
    private readonly ChunkedLines _output = new();
    private readonly SniffingReader _inner = new(RecordFormats.All);
    private DateTimeOffset _start = DateTimeOffset.MinValue;
    private double _seconds;
    private bool _headed;
    private int _version;
    private AsciicastFrames? _frames;
    private AsciicastOwn? _own;

    public static RecordFormat Format { get; } = new("asciicast",
        line => line.StartsWith("{"u8) && line.IndexOf("\"version\""u8) > 0 || line.TrimStart((byte)' ').StartsWith("\"version\": 1,"u8), () => new AsciicastFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (!_headed)
        {
            _headed = true;
            if (!TryHeader(line) || _version == 1)
                _frames = new AsciicastFrames();
            Note(number, line, found);
            if (_frames is null)
                return;
        }
        else if (_frames is not null)
        {
            Note(number, line, found);
        }
        if (_frames is not null)
        {
            foreach (var (delay, text) in _frames.Read(line))
            {
                _seconds += delay;
                _output.Push(Encoding.UTF8.GetBytes(text), number, At(), this, found);
            }
            return;
        }
        if (!AsciicastEvent.TryRead(line, out var time, out var code, out var data))
        {
            // A torn last line, or a comment of v3.
            Note(number, line, found);
            return;
        }
        _seconds = _version == 3 ? _seconds + time : time;
        if (_own is not null)
            ReadOwn(number, code, data, found);
        else
            ReadOthers(number, code, data, line, found);
    }

    public void Finish(IFoundLines found)
    {
        _output.Finish(this, found);
        _inner.Finish(found);
    }

    /// <summary>One line of the terminal is complete.</summary>
    internal void Give(long number, ReadOnlySpan<byte> text, DateTimeOffset? at, IFoundLines found) => _inner.Read(number, text, new Timed(found, at));

    private void ReadOwn(long number, string code, string data, IFoundLines found)
    {
        _start = AsciicastOwn.Clock(_seconds, code, data) ?? _start;
        _own!.Read(number, At(), code, data, found);
    }

    private void ReadOthers(long number, string code, string data, ReadOnlySpan<byte> line, IFoundLines found)
    {
        switch (code)
        {
            case "o":
                _output.Push(Encoding.UTF8.GetBytes(data), number, At(), this, found);
                break;
            case "i":
                break;
            case "m":
                found.Found(new FoundLine { Number = number, Text = Encoding.UTF8.GetBytes(data), At = At() });
                break;
            default:
                Note(number, line, found);
                break;
        }
    }

    private DateTimeOffset? At() => _seconds is >= 0 and < AsciicastOwn.MaxSeconds ? _start.AddSeconds(_seconds) : null;

    private static void Note(long number, ReadOnlySpan<byte> line, IFoundLines found) => found.Found(new FoundLine { Number = number, Text = line });

    private bool TryHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var header = document.RootElement;
            if (header.ValueKind != JsonValueKind.Object)
                return false;
            _version = header.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : 0;
            if (header.TryGetProperty("timestamp", out var stamp) && stamp.ValueKind == JsonValueKind.Number && stamp.TryGetInt64(out var seconds)
                && seconds is > 0 and < 253402300799 - 1_000_000_000)
                _start = DateTimeOffset.FromUnixTimeSeconds(seconds);
            if (header.TryGetProperty(TimedRecordWriter.HeaderField, out _))
                _own = new AsciicastOwn();
            return true;
        }
        catch (JsonException)
        {
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
