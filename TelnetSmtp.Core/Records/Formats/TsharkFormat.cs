// tshark -z follow,tcp,ascii: per chunk a line with its number of bytes, with a TAB before it where node 1 sent it, then the text. The node whose port is a
// mail port (else the lower one) is the server. Refuses the raw (hex) form. Facts: Wireshark, tap-follow.c.
using System.Buffers.Text;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`tshark`.</summary>
internal sealed class TsharkFormat : IFormatReader
{
    private readonly int[] _ports = new int[2];
    private long _due, _lines;
    private bool _second, _started;

    public static RecordFormat Format { get; } = new("tshark", Recognises, () => new TsharkFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (line.StartsWith("Node "u8) && line.Length > 7 && line[5] is (byte)'0' or (byte)'1')
        {
            var colon = line.LastIndexOf((byte)':');
            _ports[line[5] - '0'] = Utf8Parser.TryParse(line[(colon + 1)..], out int port, out _) ? port : 0;
            _started = true;
            _due = 0;
            Note(number, line, found, line[5] == (byte)'0' ? SessionMark.Begins : SessionMark.None);
            return;
        }
        if (line.StartsWith("==="u8) && !line.ContainsAnyExcept((byte)'='))
        {
            Note(number, line, found, _started ? SessionMark.Ends : SessionMark.None);
            _started = false;
            return;
        }
        // A chunk is through when its bytes are; where the dump's CR LF became LF, one byte a line is missing from the count.
        if (_started && _due <= _lines && IsCount(line, out var count))
        {
            _second = line[0] == (byte)'\t';
            _due = count;
            _lines = 0;
            Note(number, line, found, SessionMark.None);
            return;
        }
        if (!_started || _due <= 0)
        {
            Note(number, line, found, SessionMark.None);
            return;
        }
        _due -= line.Length + 2;
        _lines++;
        found.Found(new FoundLine { Number = number, Origin = (_second ? 1 : 0) == ServerNode() ? Origin.Server : Origin.Client, Text = line });
    }

    private static bool Recognises(ReadOnlySpan<byte> line) => line.StartsWith("Follow: tcp,"u8) || line.StartsWith("Filter: tcp.stream eq "u8);

    private static void Note(long number, ReadOnlySpan<byte> line, IFoundLines found, SessionMark mark) =>
        found.Found(new FoundLine { Number = number, Text = line, Mark = mark });

    private static bool IsCount(ReadOnlySpan<byte> line, out int count)
    {
        var digits = line.TrimStart((byte)'\t');
        return Utf8Parser.TryParse(digits, out count, out var used) && used == digits.Length && line.Length - digits.Length <= 1 && used > 0;
    }

    private int ServerNode() => IsMail(_ports[0]) == IsMail(_ports[1]) ? (_ports[0] < _ports[1] ? 0 : 1) : IsMail(_ports[0]) ? 0 : 1;

    private static bool IsMail(int port) => port is 25 or 465 or 587 or 24 or 2525;
}
