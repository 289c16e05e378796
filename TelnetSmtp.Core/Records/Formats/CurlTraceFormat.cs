// curl --trace-ascii: a heading (`=> Send header, 19 bytes (0x13)`), then the data in lines `0000: text`. --trace-time puts the time of day in front. Refuses
// to read --trace (hex), whose text column is cut every 16 bytes. What of a long line goes on in the next is a note: the reply is judged by its first 64 octets.
using System.Buffers;
using System.Buffers.Text;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`curl-trace`.</summary>
internal sealed class CurlTraceFormat : IFormatReader
{
    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);

    private Origin _origin;
    private bool _greeted, _tls;
    private DateTimeOffset? _at;
    private int _next;

    public static RecordFormat Format { get; } = new("curl-trace", line => HeadingOf(Split(line, out _)) >= 0, () => new CurlTraceFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        var rest = Split(line, out var at);
        if (HeadingOf(rest) is >= 0 and var heading)
        {
            _at = at ?? _at;
            // SSL data is the handshake's own.
            var ssl = rest.IndexOf("SSL data"u8) > 0;
            _origin = heading == 0 || ssl ? Origin.Note : heading == 1 ? Origin.Client : Origin.Server;
            if (heading == 0)
                Remember(rest);
            found.Found(new FoundLine { Number = number, Text = line, At = at, Mark = heading == 0 ? MarkOf(rest) : SessionMark.None });
            return;
        }
        if (_origin == Origin.Note || !IsData(line) || IsRestOfLine(line))
        {
            found.Found(new FoundLine { Number = number, Text = line });
            return;
        }
        _greeted |= _origin == Origin.Server;
        found.Found(new FoundLine { Number = number, Origin = _origin, Text = line[6..], Shown = line, At = _at, Tls = _tls });
    }

    /// <summary>A line longer than the dump is wide stands in several; they follow one another without the two octets of a line end.</summary>
    private bool IsRestOfLine(ReadOnlySpan<byte> line)
    {
        var rest = Utf8Parser.TryParse(line[..4], out int offset, out _, 'x') && offset > 0 && offset == _next;
        _next = offset + line.Length - 6;
        return rest;
    }

    private void Remember(ReadOnlySpan<byte> info)
    {
        if (MarkOf(info) == SessionMark.Begins)
            _greeted = _tls = false;
        _tls |= !_greeted && info.IndexOf("SSL connection using"u8) > 0;
    }

    private static SessionMark MarkOf(ReadOnlySpan<byte> info) =>
        info.StartsWith("== Info: Connected to "u8) ? SessionMark.Begins : info.StartsWith("== Info: Closing connection"u8) ? SessionMark.Ends : SessionMark.None;

    /// <summary>0 for curl's own words, 1 for sent, 2 for received; -1 for no heading.</summary>
    private static int HeadingOf(ReadOnlySpan<byte> line) =>
        line.StartsWith("== Info: "u8) ? 0 : line.StartsWith("=> Send "u8) ? 1 : line.StartsWith("<= Recv "u8) ? 2 : -1;

    private static bool IsData(ReadOnlySpan<byte> line) =>
        line.Length >= 6 && line[4] == (byte)':' && line[5] == (byte)' ' && !line[..4].ContainsAnyExcept(Hex);

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> line, out DateTimeOffset? at)
    {
        var blank = line.IndexOf((byte)' ');
        at = blank is >= 8 and <= 15 ? RecordTime.OfDay(line[..blank]) : null;
        return at is null ? line : line[(blank + 1)..];
    }
}
