// A rectangle of the screen, its edges included, zero-based: margins and the operands of the rectangle functions.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Rows <see cref="Top"/> to <see cref="Bottom"/>, columns <see cref="Left"/> to <see cref="Right"/>, both ends included.</summary>
internal readonly record struct Region(int Top, int Left, int Bottom, int Right)
{
    public int Height => Bottom - Top + 1;

    public int Width => Right - Left + 1;

    public bool IsEmpty => Top > Bottom || Left > Right;

    public bool Contains(int row, int column) => ContainsRow(row) && ContainsColumn(column);

    public bool ContainsRow(int row) => row >= Top && row <= Bottom;

    public bool ContainsColumn(int column) => column >= Left && column <= Right;
}
