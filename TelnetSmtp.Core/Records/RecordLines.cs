// Cuts a saved file, whatever wrote it, into lines of UTF-8: byte order marks and UTF-16 (as PowerShell's `>` writes) are undone, the line end is LF with
// any CRs before it. Push-driven, at any split of the bytes. Refuses to keep more than its cap of one line: the rest of a longer one is counted and dropped.
using System.Text;

namespace TelnetSmtp.Core.Records;

/// <summary>Takes the lines.</summary>
internal interface IRecordLines
{
    /// <summary>One line without its end; the bytes are valid only during the call.</summary>
    void Line(scoped ReadOnlySpan<byte> text, bool cut);
}

/// <summary>The cutter. A file without any LF in its first bytes is cut at its CRs instead.</summary>
internal sealed class RecordLines
{
    /// <summary>Bytes of one line that are kept. Python's smtplib writes a whole message in one line; memory has to stay constant.</summary>
    public const int MaxLine = 1 << 20;

    /// <summary>Bytes that are looked at to tell the encoding and the line end.</summary>
    internal const int Head = 4096;

    private readonly byte[] _head = new byte[Head];
    private int _headLength;
    private bool _decided;
    private Decoder? _decoder;
    private byte _end = (byte)'\n';
    private byte[] _line = new byte[1024];
    private int _length;
    private bool _cut;

    /// <summary>Bytes that came so far.</summary>
    public long Octets { get; private set; }

    /// <summary>Whether the first bytes are full of control characters that no terminal writes.</summary>
    public bool LooksBinary { get; private set; }

    /// <summary>Whether the line under way is longer than what is kept of one.</summary>
    public bool Overlong => _cut;

    /// <summary>Takes the next bytes.</summary>
    public void Push<T>(ReadOnlySpan<byte> bytes, ref T handler) where T : IRecordLines, allows ref struct
    {
        Octets += bytes.Length;
        if (!_decided)
        {
            var taken = Math.Min(bytes.Length, Head - _headLength);
            bytes[..taken].CopyTo(_head.AsSpan(_headLength));
            _headLength += taken;
            bytes = bytes[taken..];
            // A pipe that is followed gives a line at a time: one whole line is enough to tell.
            if (_headLength < Head && _head.AsSpan(0, _headLength).IndexOf((byte)'\n') < 0)
                return;
            Decide(ref handler);
        }
        Decode(bytes, ref handler);
    }

    /// <summary>The input ended: hands over the last line where it has no end.</summary>
    public void Finish<T>(ref T handler) where T : IRecordLines, allows ref struct
    {
        if (!_decided)
            Decide(ref handler);
        if (_length > 0 || _cut)
            Emit(ref handler);
    }

    private void Decide<T>(ref T handler) where T : IRecordLines, allows ref struct
    {
        _decided = true;
        var head = _head.AsSpan(0, _headLength);
        if (head is [0xEF, 0xBB, 0xBF, ..])
            head = head[3..];
        else if (head is [0xFF, 0xFE, _, 0, ..] || head.Length >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0)
            _decoder = Encoding.Unicode.GetDecoder();
        else if (head is [0xFE, 0xFF, 0, _, ..] || head.Length >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0)
            _decoder = Encoding.BigEndianUnicode.GetDecoder();
        if (_decoder is not null && head[0] is 0xFF or 0xFE)
            head = head[2..];
        LooksBinary = _decoder is null && Controls(head) * 20 > head.Length;
        if (head.IndexOf((byte)'\n') < 0 && head.IndexOf((byte)'\r') >= 0)
            _end = (byte)'\r';
        Decode(head, ref handler);
    }

    private static int Controls(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var octet in bytes)
            count += octet < 0x20 && octet is not (7 or 8 or 9 or 10 or 13 or 0x1B) ? 1 : 0;
        return count;
    }

    private void Decode<T>(ReadOnlySpan<byte> bytes, ref T handler) where T : IRecordLines, allows ref struct
    {
        if (_decoder is null)
        {
            Take(bytes, ref handler);
            return;
        }
        Span<char> text = stackalloc char[512];
        Span<byte> octets = stackalloc byte[512 * 3];
        while (!bytes.IsEmpty)
        {
            _decoder.Convert(bytes, text, flush: false, out var used, out var made, out _);
            bytes = bytes[used..];
            Take(octets[..Encoding.UTF8.GetBytes(text[..made], octets)], ref handler);
        }
    }

    private void Take<T>(scoped ReadOnlySpan<byte> bytes, ref T handler) where T : IRecordLines, allows ref struct
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf(_end);
            if (end < 0)
            {
                Keep(bytes);
                return;
            }
            if (_length == 0 && !_cut && end <= MaxLine)
            {
                handler.Line(bytes[..end].TrimEnd((byte)'\r'), false);
            }
            else
            {
                Keep(bytes[..end]);
                Emit(ref handler);
            }
            bytes = bytes[(end + 1)..];
        }
    }

    private void Emit<T>(ref T handler) where T : IRecordLines, allows ref struct
    {
        var text = _line.AsSpan(0, _length);
        var cut = _cut;
        _length = 0;
        _cut = false;
        handler.Line(text.TrimEnd((byte)'\r'), cut);
    }

    private void Keep(scoped ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, MaxLine - _length);
        _cut |= room < bytes.Length;
        if (_length + room > _line.Length)
            Array.Resize(ref _line, Math.Min(MaxLine, Math.Max(_line.Length * 2, _length + room)));
        bytes[..room].CopyTo(_line.AsSpan(_length));
        _length += room;
    }
}
