// The bytes that came and were not yet used, cut into command lines. Holds one line and one read at most: an endless line is counted, not kept.
// Refuses to know commands. RFC 5321 2.3.8: a line ends with CR LF and nothing else; what is done with others is the caller's rule.
namespace TelnetSmtp.Core.Practice;

/// <summary>What is wrong with a line as bytes.</summary>
internal enum LineFault : byte
{
    None,
    /// <summary>Ended by LF alone.</summary>
    BareLf,
    /// <summary>Holds a CR that is not part of its end.</summary>
    BareCr,
    /// <summary>Longer than allowed; its bytes are gone.</summary>
    TooLong,
}

/// <summary>The input of one connection.</summary>
internal sealed class PracticeInput
{
    private byte[] _bytes = new byte[512];
    private int _start, _end;
    private bool _skipping;

    public bool IsEmpty => _start == _end;

    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _bytes.Length)
        {
            var kept = Rest;
            var roomier = kept.Length + bytes.Length > _bytes.Length ? new byte[Math.Max(_bytes.Length * 2, kept.Length + bytes.Length)] : _bytes;
            kept.CopyTo(roomier);
            (_bytes, _start, _end) = (roomier, 0, kept.Length);
        }
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    public void Consume(int count) => _start += count;

    /// <summary>Forgets everything (RFC 3207 6: plaintext behind STARTTLS).</summary>
    public void Clear() => (_start, _end, _skipping) = (0, 0, false);

    /// <summary>Takes the next line, without its end. False: it is not complete yet.</summary>
    /// <param name="cap">Longest line in octets, its CR LF included.</param>
    /// <param name="line">Valid until the next call of anything here.</param>
    /// <param name="fault">What is wrong with it.</param>
    public bool TryReadLine(int cap, out ReadOnlySpan<byte> line, out LineFault fault)
    {
        line = default;
        fault = LineFault.None;
        var rest = Rest;
        var feed = rest.IndexOf((byte)'\n');
        if (feed < 0)
        {
            if (_skipping || rest.Length >= cap)
            {
                _skipping = true;
                (_start, _end) = (0, 0);
            }
            return false;
        }

        _start += feed + 1;
        if (_skipping || feed + 1 > cap)
        {
            _skipping = false;
            fault = LineFault.TooLong;
            return true;
        }
        var hasReturn = feed > 0 && rest[feed - 1] == '\r';
        line = rest[..(hasReturn ? feed - 1 : feed)];
        fault = line.Contains((byte)'\r') ? LineFault.BareCr : hasReturn ? LineFault.None : LineFault.BareLf;
        return true;
    }
}
