// Turns the octets of a message file into what goes on the wire: every line end becomes CR LF (RFC 5321 2.3.8: CR and LF alone may not stand there), and
// with dot-stuffing a line that begins with a dot gets another one (RFC 5321 4.5.2). Push-driven: any split of the octets gives the same wire.
// Refuses to hold the message, to change anything but line ends and dots, and to write the final dot.
using System.Buffers;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The encoder of one message.</summary>
/// <param name="stuffing">Whether dots are doubled: for DATA they are, for BDAT they must not be (RFC 3030 2).</param>
public sealed class MessageEncoder(bool stuffing)
{
    private bool _afterCr;

    /// <summary>Octets of the message so far, line ends as CR LF, doubled dots counted once, as SIZE counts (RFC 1870 6.1).</summary>
    public long Octets { get; private set; }

    /// <summary>Lines ended so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines so far that began with a dot.</summary>
    public long DotLines { get; private set; }

    /// <summary>True where the next octet begins a line.</summary>
    public bool AtLineStart { get; private set; } = true;

    /// <summary>Takes the next octets of the file, in any portions.</summary>
    public void Push(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        while (!octets.IsEmpty)
        {
            if (_afterCr)
            {
                // The line end was written at its CR.
                _afterCr = false;
                if (octets[0] == (byte)'\n')
                {
                    octets = octets[1..];
                    continue;
                }
            }
            var end = octets.IndexOfAny((byte)'\r', (byte)'\n');
            Text(end < 0 ? octets : octets[..end], output);
            if (end < 0)
                return;
            EndLine(output);
            _afterCr = octets[end] == (byte)'\r';
            octets = octets[(end + 1)..];
        }
    }

    /// <summary>The file is at its end, or is to end here: a line that is not ended is ended, so that a dot can stand alone.</summary>
    public void Finish(IBufferWriter<byte> output)
    {
        _afterCr = false;
        if (!AtLineStart)
            EndLine(output);
    }

    private void Text(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (text.IsEmpty)
            return;
        if (AtLineStart && text[0] == (byte)'.')
        {
            DotLines++;
            if (stuffing)
                output.Write("."u8);
        }
        output.Write(text);
        Octets += text.Length;
        AtLineStart = false;
    }

    private void EndLine(IBufferWriter<byte> output)
    {
        output.Write("\r\n"u8);
        Octets += 2;
        Lines++;
        AtLineStart = true;
    }
}
