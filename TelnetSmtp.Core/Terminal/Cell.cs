// One cell of the screen: its text, its width, its style. Immutable values, 24 bytes; refuses to know rows, modes or sequences (ECMA-48 8.3.117 SGR).
using System.Runtime.InteropServices;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Character attributes of SGR; flags combine.</summary>
[Flags]
public enum CellAttributes : ushort
{
    None = 0, Bold = 1, Faint = 2, Italic = 4, Underline = 8, Blink = 16, Inverse = 32, Invisible = 64, Strikeout = 128,
    DoubleUnderline = 256, Overline = 512, Protected = 1024,
}

/// <summary>A colour: the terminal's default, one of 256 palette entries, or direct RGB. The low 24 bits hold index or RGB.</summary>
public readonly record struct CellColor(uint Packed)
{
    private const uint PaletteTag = 1u << 24, RgbTag = 2u << 24;

    public static CellColor Default => default;

    public static CellColor Palette(byte index) => new(PaletteTag | index);

    public static CellColor Rgb(byte red, byte green, byte blue) => new(RgbTag | ((uint)red << 16) | ((uint)green << 8) | blue);

    public bool IsDefault => Packed == 0;

    public bool IsPalette => (Packed & PaletteTag) != 0;

    public bool IsRgb => (Packed & RgbTag) != 0;

    /// <summary>Palette index 0–255; meaningful only where <see cref="IsPalette"/>.</summary>
    public byte Index => (byte)Packed;

    public byte Red => (byte)(Packed >> 16);

    public byte Green => (byte)(Packed >> 8);

    public byte Blue => (byte)Packed;
}

/// <summary>How a cell is drawn.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
public readonly record struct CellStyle(CellColor Foreground, CellColor Background, CellAttributes Attributes);

/// <summary>One cell. <paramref name="Scalar"/> is a Unicode scalar value, 0 where nothing was ever written or it was erased (drawn as a space,
/// left out by trimming); <paramref name="Width"/> is 1, 2 for the left half of a wide character, or 0 for its right half.
/// <paramref name="Cluster"/> is the whole grapheme where it is more than one scalar (combining marks, emoji sequences), else null.</summary>
public readonly record struct Cell(int Scalar, byte Width, CellStyle Style, string? Cluster = null)
{
    public static Cell Empty => new(0, 1, default);
}
