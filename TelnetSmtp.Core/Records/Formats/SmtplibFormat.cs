// Python's smtplib with set_debuglevel(1) or (2), Python 2 and 3: `send: '…'` and `reply: b'…'` hold a Python literal each, one reply line or any number of
// sent ones; the summaries (`reply: retcode …`, `data: …`) repeat what was said. Level 2 puts the time of day in front.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`smtplib`.</summary>
internal sealed class SmtplibFormat : IFormatReader
{
    private byte[] _literal = [];

    public static RecordFormat Format { get; } = new("smtplib", Recognises, () => new SmtplibFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        var rest = Split(line, out var at);
        var origin = rest.StartsWith("send: "u8) ? Origin.Client : rest.StartsWith("reply: "u8) ? Origin.Server : Origin.Note;
        var literal = origin == Origin.Note ? default : Unescape(rest[(rest.IndexOf((byte)' ') + 1)..]);
        if (literal.IsEmpty)
        {
            found.Found(new FoundLine
            {
                Number = number,
                Text = line,
                At = at,
                Mark = rest.StartsWith("connect: to "u8) || rest.StartsWith("connect: ('"u8) ? SessionMark.Begins : SessionMark.None,
            });
            return;
        }
        var shownBefore = false;
        while (!literal.IsEmpty)
        {
            var end = literal.IndexOf((byte)'\n');
            var text = end < 0 ? literal : literal[..end];
            found.Found(new FoundLine { Number = number, Origin = origin, At = at, Text = text.TrimEnd((byte)'\r'), Shown = line, ShownBefore = shownBefore });
            literal = end < 0 ? default : literal[(end + 1)..];
            shownBefore = true;
        }
    }

    private static bool Recognises(ReadOnlySpan<byte> line)
    {
        var rest = Split(line, out _);
        return rest.StartsWith("send: '"u8) || rest.StartsWith("send: \""u8) || rest.StartsWith("send: b'"u8) || rest.StartsWith("reply: b'"u8) || rest.StartsWith("reply: '"u8)
            || rest.StartsWith("connect: to ('"u8) || rest.StartsWith("connect: ('"u8);
    }

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> line, out DateTimeOffset? at)
    {
        var blank = line.IndexOf((byte)' ');
        at = blank is >= 8 and <= 15 ? RecordTime.OfDay(line[..blank]) : null;
        return at is null ? line : line[(blank + 1)..];
    }

    /// <summary>What the Python literal at the start of <paramref name="text"/> stands for; empty where there is none.</summary>
    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("b"u8) || text.StartsWith("u"u8))
            text = text[1..];
        if (text.IsEmpty || text[0] is not ((byte)'\'' or (byte)'"'))
            return default;
        var quote = text[0];
        if (_literal.Length < text.Length)
            _literal = new byte[text.Length];
        var length = 0;
        for (var i = 1; i < text.Length && text[i] != quote; i++)
        {
            if (text[i] != (byte)'\\' || i + 1 >= text.Length)
            {
                _literal[length++] = text[i];
                continue;
            }
            i++;
            _literal[length++] = text[i] switch
            {
                (byte)'r' => (byte)'\r',
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'x' when i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low => (byte)(Skip(ref i) + high * 16 + low),
                var other => other,
            };
        }
        return _literal.AsSpan(0, length);
    }

    private static int Skip(ref int at)
    {
        at += 2;
        return 0;
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
