// A cell as the living screen holds it: 16 bytes without references, so that rows are filled and copied at memory speed. Cell is its published twin.
using System.Runtime.InteropServices;

namespace TelnetSmtp.Core.Terminal;

/// <summary>How many columns a cell's character takes, and which of them the cell is.</summary>
internal enum CellExtent : byte
{
    Single, WideLeft, WideRight,
}

/// <summary>One cell; <c>default</c> is one that nothing was ever written to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GridCell : IEquatable<GridCell>
{
    /// <summary>A scalar value; 0 for nothing; <see cref="GraphemeTable.FirstSymbol"/> and up for a cluster of the table.</summary>
    public int Symbol;
    public CellColor Foreground;
    public CellColor Background;
    public CellAttributes Attributes;
    public CellExtent Extent;

    public readonly CellStyle Style => new(Foreground, Background, Attributes);

    public readonly bool IsDefaultStyle => Foreground.Packed == 0 && Background.Packed == 0 && Attributes == CellAttributes.None;

    public readonly bool IsBlank => Symbol == 0 && IsDefaultStyle;

    public readonly bool IsProtected => (Attributes & CellAttributes.Protected) != 0;

    public readonly bool SameStyle(in GridCell other) =>
        Foreground.Packed == other.Foreground.Packed && Background.Packed == other.Background.Packed && Attributes == other.Attributes;

    public readonly bool Equals(GridCell other) => Symbol == other.Symbol && Extent == other.Extent && SameStyle(other);

    public override readonly bool Equals(object? obj) => obj is GridCell other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Symbol, Foreground, Background, Attributes, Extent);

    /// <summary>This style with <paramref name="symbol"/> instead.</summary>
    public readonly GridCell With(int symbol, CellExtent extent = CellExtent.Single) => this with { Symbol = symbol, Extent = extent };

    /// <summary>The published form.</summary>
    public readonly Cell Publish(GraphemeTable graphemes)
    {
        var width = Extent switch { CellExtent.WideLeft => (byte)2, CellExtent.WideRight => (byte)0, _ => (byte)1 };
        return Symbol < GraphemeTable.FirstSymbol
            ? new Cell(Symbol, width, Style)
            : new Cell(graphemes.BaseOf(Symbol), width, Style, graphemes[Symbol]);
    }
}
