// Turns a line as a terminal's log holds it into the line that was meant: backspace edits are carried out, escape sequences (ECMA-48 5.4), telnet commands
// (RFC 854) and NULs are taken away. Refuses to emulate a screen: what a cursor movement meant is not recovered.
namespace TelnetSmtp.Core.Records;

/// <summary>Cleans lines. Most need nothing and are given back as they are.</summary>
internal static class LineCleaning
{
    private const byte Iac = 0xFF, Escape = 0x1B;

    private static readonly System.Buffers.SearchValues<byte> Unclean =
        System.Buffers.SearchValues.Create([0, 7, 8, 0x0D, Escape, 0x7F, Iac]);

    /// <summary>The clean line: <paramref name="line"/> itself or a part of <paramref name="buffer"/>, which grows to the line's length.</summary>
    public static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> line, ref byte[] buffer)
    {
        var at = line.IndexOfAny(Unclean);
        if (at < 0)
            return line;
        if (buffer.Length < line.Length)
            buffer = new byte[Math.Max(line.Length, 1024)];
        line[..at].CopyTo(buffer);
        var length = at;
        while (at < line.Length)
        {
            var octet = line[at];
            switch (octet)
            {
                case 0 or 7 or 0x0D:
                    at++;
                    break;
                case 8 or 0x7F:
                    length = WithoutLast(buffer, length);
                    at++;
                    break;
                case Escape:
                    at = AfterSequence(line, at + 1);
                    break;
                case Iac when AfterTelnet(line, at) is var after && after > at + 1:
                    if (line[at + 1] == Iac)
                        buffer[length++] = Iac;
                    at = after;
                    break;
                default:
                    buffer[length++] = octet;
                    at++;
                    break;
            }
        }
        return buffer.AsSpan(0, length);
    }

    /// <summary>One character less: the bytes of UTF-8 that continue one go with it.</summary>
    private static int WithoutLast(byte[] buffer, int length)
    {
        if (length == 0)
            return 0;
        length--;
        while (length > 0 && (buffer[length] & 0xC0) == 0x80)
            length--;
        return length;
    }

    /// <summary>Behind the sequence whose ESC stands before <paramref name="at"/>.</summary>
    private static int AfterSequence(ReadOnlySpan<byte> line, int at)
    {
        if (at >= line.Length)
            return at;
        switch (line[at])
        {
            case (byte)'[':
                for (at++; at < line.Length && line[at] is >= 0x20 and < 0x40; at++)
                {
                }
                return at < line.Length && line[at] is >= 0x40 and < 0x7F ? at + 1 : at;
            case (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_':
                // A string: ends at BEL or ST; one without an end on this line is no string but a stray ESC.
                for (var i = at + 1; i < line.Length; i++)
                {
                    if (line[i] == 7)
                        return i + 1;
                    if (line[i] == Escape && i + 1 < line.Length && line[i + 1] == (byte)'\\')
                        return i + 2;
                }
                return at;
            default:
                while (at < line.Length && line[at] is >= 0x20 and < 0x30)
                    at++;
                return at < line.Length && line[at] is >= 0x30 and < 0x7F ? at + 1 : at;
        }
    }

    /// <summary>Behind the telnet command at <paramref name="at"/>; <paramref name="at"/> + 1 where it is none, but text in an 8-bit charset.</summary>
    private static int AfterTelnet(ReadOnlySpan<byte> line, int at)
    {
        if (at + 1 >= line.Length)
            return at + 1;
        switch (line[at + 1])
        {
            case Iac:
                return at + 2;
            case >= 251 and <= 254:
                return Math.Min(line.Length, at + 3);
            case 250:
                var end = line[(at + 2)..].IndexOf([Iac, (byte)240]);
                return end < 0 ? at + 1 : at + 2 + end + 2;
            case >= 240 and <= 249:
                return at + 2;
            default:
                return at + 1;
        }
    }
}
