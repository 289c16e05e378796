// Looks a message file through before it is sent: how large it will be on the wire and what in it a server may refuse. Octets in, figures out, in any
// portions; nothing is kept. RFC 5321 2.3.8, 4.5.3.1.6 (lines of 1000 octets), RFC 6152 (8-bit text), RFC 1870 6.1 (what counts as size).
using System.Buffers;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What a survey found.</summary>
/// <param name="Octets">Size on the wire, line ends as CR LF, without doubled dots.</param>
/// <param name="Lines">Lines.</param>
/// <param name="LongestLine">Octets of the longest line, without its line end.</param>
/// <param name="EightBit">Whether an octet above 127 stands in it.</param>
public readonly record struct MessageFigures(long Octets, long Lines, long LongestLine, bool EightBit)
{
    /// <summary>Octets that a text line may have without its CR LF (RFC 5321 4.5.3.1.6).</summary>
    public const int LongestAllowed = LineOctets.TextLine - 2;
}

/// <summary>The survey of one file.</summary>
public sealed class MessageSurvey
{
    private readonly MessageEncoder _encoder = new(stuffing: false);
    private readonly ArrayBufferWriter<byte> _wire = new();
    private long _line, _longest;
    private bool _eightBit;

    /// <summary>Takes the next octets of the file.</summary>
    public void Push(ReadOnlySpan<byte> octets)
    {
        _encoder.Push(octets, _wire);
        Measure();
    }

    /// <summary>The figures, after the last octet.</summary>
    public MessageFigures Finish()
    {
        _encoder.Finish(_wire);
        Measure();
        return new MessageFigures(_encoder.Octets, _encoder.Lines, _longest, _eightBit);
    }

    private void Measure()
    {
        var wire = _wire.WrittenSpan;
        _eightBit |= wire.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0;
        while (!wire.IsEmpty)
        {
            var end = wire.IndexOf((byte)'\r');
            _line += end < 0 ? wire.Length : end;
            _longest = Math.Max(_longest, _line);
            if (end < 0)
                break;
            _line = 0;
            wire = wire[(end + 2)..]; // line ends are written whole
        }
        _wire.ResetWrittenCount();
    }
}
