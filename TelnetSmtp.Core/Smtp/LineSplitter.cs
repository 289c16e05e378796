// Cuts a stream of bytes into lines and says how each ended. Push-driven: any split of the bytes gives the same lines. Refuses to judge a
// line, and to hold more than its cap of one: the rest of an over-long line is counted and dropped. RFC 5321 2.3.8 (only CR LF ends a line;
// CR and LF alone are recognised).
namespace TelnetSmtp.Core.Smtp;

/// <summary>Takes the lines of a <see cref="LineSplitter"/>; a struct, so that the calls are direct.</summary>
public interface ILineHandler
{
    /// <summary>One line, without its line end. The bytes are valid only during the call.</summary>
    void Line(ReadOnlySpan<byte> text, LineEnding ending);
}

/// <summary>The splitter. A CR ends a line where neither LF nor another CR follows it (so CR CR LF is one end, with a CR left in the text).</summary>
public sealed class LineSplitter
{
    /// <summary>Octets of one line that are kept: four times the longest line of any SMTP command or reply (RFC 4954 4: 12288 in AUTH).</summary>
    public const int MaxLine = 49152;

    /// <summary>Room for the longest line of RFC 5321 4.5.3.1.6; grows only for longer ones.</summary>
    private const int UsualLine = 1024;

    private byte[] _line = new byte[UsualLine];
    private int _length;
    private bool _carriageReturn;

    /// <summary>True between lines: nothing of the next line has come yet.</summary>
    public bool AtLineStart => _length == 0 && CutOctets == 0 && !_carriageReturn;

    /// <summary>What has come of the line that is not ended yet, at most <see cref="MaxLine"/> octets.</summary>
    public ReadOnlySpan<byte> Partial => _line.AsSpan(0, _length);

    /// <summary>How many octets of the current line were dropped behind the cap; inside <see cref="ILineHandler.Line"/>, of the line just
    /// handed over.</summary>
    public long CutOctets { get; private set; }

    /// <summary>Octets, line ends counted, after which a line ends without line end: the rest of a BDAT chunk (RFC 3030 2). 0 for none. A
    /// handler sets it from <see cref="SmtpDialogue.ContentOctetsDue"/> as soon as it has seen a line.</summary>
    public long OctetsDue { get; set; }

    /// <summary>Takes the next bytes, in any portions, and hands over each line that they complete.</summary>
    public void Push<T>(ReadOnlySpan<byte> bytes, ref T handler) where T : ILineHandler, allows ref struct
    {
        while (!bytes.IsEmpty)
        {
            if (OctetsDue > 0)
            {
                var portion = bytes[..(int)Math.Min(bytes.Length, OctetsDue)];
                bytes = bytes[TakeCounted(portion, ref handler)..];
            }
            else
            {
                bytes = bytes[Take(bytes, ref handler)..];
            }
        }
    }

    /// <summary>The stream ended: hands over what is left, if anything.</summary>
    public void Finish<T>(ref T handler) where T : ILineHandler, allows ref struct
    {
        if (_carriageReturn)
            Emit(_line.AsSpan(0, _length), LineEnding.Cr, ref handler);
        else if (!AtLineStart)
            Emit(_line.AsSpan(0, _length), LineEnding.None, ref handler);
    }

    /// <summary>Forgets what has come of the current line.</summary>
    public void Reset()
    {
        _length = 0;
        CutOctets = 0;
        OctetsDue = 0;
        _carriageReturn = false;
    }

    private int TakeCounted<T>(ReadOnlySpan<byte> portion, ref T handler) where T : ILineHandler, allows ref struct
    {
        var before = OctetsDue;
        var used = Take(portion, ref handler);
        // The handler may have set the count anew from the dialogue; where it has not, it is ours to keep.
        if (OctetsDue == before)
            OctetsDue = before - used;
        if (before == used && !AtLineStart)
            Finish(ref handler);
        return used;
    }

    /// <summary>Takes bytes up to the end of one line or all of them; gives the number taken.</summary>
    private int Take<T>(ReadOnlySpan<byte> bytes, ref T handler) where T : ILineHandler, allows ref struct
    {
        if (_carriageReturn)
        {
            if (bytes[0] == (byte)'\n')
            {
                Emit(_line.AsSpan(0, _length), LineEnding.CrLf, ref handler);
                return 1;
            }
            if (bytes[0] != (byte)'\r')
            {
                Emit(_line.AsSpan(0, _length), LineEnding.Cr, ref handler);
                return 0;
            }
            Keep("\r"u8);
            return 1;
        }
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            Keep(bytes);
            return bytes.Length;
        }
        var whole = _length == 0 && CutOctets == 0 && end <= MaxLine;
        if (bytes[end] == (byte)'\n')
        {
            EmitWith(bytes[..end], whole, LineEnding.Lf, ref handler);
            return end + 1;
        }
        if (end + 1 < bytes.Length && bytes[end + 1] == (byte)'\n')
        {
            EmitWith(bytes[..end], whole, LineEnding.CrLf, ref handler);
            return end + 2;
        }
        Keep(bytes[..end]);
        _carriageReturn = true;
        return end + 1;
    }

    private void EmitWith<T>(ReadOnlySpan<byte> tail, bool whole, LineEnding ending, ref T handler) where T : ILineHandler, allows ref struct
    {
        if (whole)
        {
            Emit(tail, ending, ref handler);
            return;
        }
        Keep(tail);
        Emit(_line.AsSpan(0, _length), ending, ref handler);
    }

    private void Emit<T>(ReadOnlySpan<byte> text, LineEnding ending, ref T handler) where T : ILineHandler, allows ref struct
    {
        _length = 0;
        _carriageReturn = false;
        handler.Line(text, ending);
        CutOctets = 0;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, MaxLine - _length);
        CutOctets += bytes.Length - room;
        if (_length + room > _line.Length)
            Array.Resize(ref _line, Math.Min(MaxLine, Math.Max(_line.Length * 2, _length + room)));
        bytes[..room].CopyTo(_line.AsSpan(_length));
        _length += room;
    }
}
