// A picture of the terminal as lines of text, for `screen` and for files. Pure. Refuses to write anything of a server's but the characters of cells:
// what is not plain is this file's own SGR (ECMA-48 8.3.117).
using System.Text;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Text;

/// <summary>Screens as text.</summary>
internal static class ScreenText
{
    private const CellAttributes SeenOnBlanks = CellAttributes.Inverse | CellAttributes.Underline | CellAttributes.DoubleUnderline
        | CellAttributes.Strikeout | CellAttributes.Overline;

    /// <summary>One line for each row, ended by LF, without the blanks at its end.</summary>
    /// <param name="screen">The picture; its scrollback is left out.</param>
    /// <param name="ansi">With styles as SGR sequences; each row that has any ends with <c>ESC [ m</c>. Blanks at the end stay where their style is seen.</param>
    public static string Of(ScreenSnapshot screen, bool ansi)
    {
        var text = new StringBuilder();
        foreach (var line in screen.Lines)
        {
            if (ansi)
                Styled(screen.ReverseVideo ? Reversed(line.Cells, screen.Columns) : line.Cells, text);
            else
                Plain(line.Cells, text);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Plain(ReadOnlySpan<Cell> cells, StringBuilder text)
    {
        foreach (var cell in Trimmed(cells, IsBlank))
            Character(cell, text);
    }

    private static void Styled(ReadOnlySpan<Cell> cells, StringBuilder text)
    {
        var style = default(CellStyle);
        foreach (var cell in Trimmed(cells, cell => IsBlank(cell) && cell.Style.Background.IsDefault && (cell.Style.Attributes & SeenOnBlanks) == 0))
        {
            // Protection is no matter of looks.
            var wanted = cell.Style with { Attributes = cell.Style.Attributes & ~CellAttributes.Protected };
            if (wanted != style)
                text.Append("\e[").Append(StyleText.Of(wanted, colons: false)).Append('m');
            style = wanted;
            Character(cell, text);
        }

        if (style != default)
            text.Append("\e[m");
    }

    /// <summary>DECSCNM: light and dark change places in the whole row, its blanks included.</summary>
    private static Cell[] Reversed(ReadOnlySpan<Cell> cells, int columns)
    {
        var row = new Cell[columns];
        for (var column = 0; column < columns; column++)
        {
            var cell = column < cells.Length ? cells[column] : Cell.Empty;
            row[column] = cell with { Style = cell.Style with { Attributes = cell.Style.Attributes ^ CellAttributes.Inverse } };
        }

        return row;
    }

    private static bool IsBlank(Cell cell) => cell.Scalar is 0 or ' ' && cell.Cluster is null && cell.Width == 1;

    private static ReadOnlySpan<Cell> Trimmed(ReadOnlySpan<Cell> cells, Predicate<Cell> isBlank)
    {
        while (!cells.IsEmpty && isBlank(cells[^1]))
            cells = cells[..^1];
        return cells;
    }

    private static void Character(Cell cell, StringBuilder text)
    {
        if (cell.Cluster is not null)
            text.Append(cell.Cluster);
        else if (cell.Width > 0)
            text.Append(new Rune(cell.Scalar == 0 ? ' ' : cell.Scalar));
    }
}
