// How many columns a character takes: the Wcwidth package's answer (Unicode East Asian Width, UAX 11), kept in pages because each look-up there
// is a search. Refuses to guess clusters: the far program counts by wcwidth, character by character, and the screen must agree with it.
using Wcwidth;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Widths of scalar values: 0, 1 or 2.</summary>
internal sealed class CharacterWidth
{
    private const int PageBits = 8;

    private readonly byte[]?[] _pages = new byte[]?[0x110000 >> PageBits];

    public int Of(int scalar)
    {
        var page = _pages[scalar >> PageBits] ??= Fill(scalar >> PageBits);
        return page[scalar & ((1 << PageBits) - 1)];
    }

    private static byte[] Fill(int page)
    {
        var widths = new byte[1 << PageBits];
        for (var i = 0; i < widths.Length; i++)
            widths[i] = (byte)Math.Max(UnicodeCalculator.GetWidth((page << PageBits) | i), 0);
        return widths;
    }
}
