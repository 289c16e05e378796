// A stretch of the terminal's text in absolute rows, as the mouse marks it, and its text for the clipboard. Pure. Refuses to know the mouse.
using System.Text;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>A cell in absolute rows.</summary>
internal readonly record struct TextPoint(long Row, int Column) : IComparable<TextPoint>
{
    public int CompareTo(TextPoint other) => Row != other.Row ? Row.CompareTo(other.Row) : Column.CompareTo(other.Column);

    public static bool operator <(TextPoint a, TextPoint b) => a.CompareTo(b) < 0;

    public static bool operator >(TextPoint a, TextPoint b) => a.CompareTo(b) > 0;

    public static bool operator <=(TextPoint a, TextPoint b) => a.CompareTo(b) <= 0;

    public static bool operator >=(TextPoint a, TextPoint b) => a.CompareTo(b) >= 0;
}

/// <summary>From where the button went down to where it is; both cells belong to it.</summary>
internal sealed record TextSelection(TextPoint From, TextPoint To)
{
    private TextPoint First => From <= To ? From : To;

    private TextPoint Last => From <= To ? To : From;

    /// <summary>The columns of <paramref name="row"/> that are marked, end excluded; empty where none are.</summary>
    public (int From, int To) ColumnsOn(long row) =>
        row < First.Row || row > Last.Row
            ? (0, 0)
            : (row == First.Row ? First.Column : 0, row == Last.Row ? Last.Column + 1 : int.MaxValue);

    /// <summary>The text; a row that was wrapped joins the next one, other rows end in LF, trailing blanks are left out.</summary>
    public string TextOf(ScreenSnapshot screen)
    {
        var text = new StringBuilder();
        for (var row = First.Row; row <= Last.Row; row++)
        {
            var line = screen[row];
            var (from, to) = ColumnsOn(row);
            text.Append(ScreenText.Of(line, from, to, trim: !line.Wrapped));
            if (row < Last.Row && !line.Wrapped) text.Append('\n');
        }
        return text.ToString();
    }
}

/// <summary>Rows of cells as text.</summary>
internal static class ScreenText
{
    /// <summary>The text of columns <paramref name="from"/> … <paramref name="to"/> - 1.</summary>
    public static string Of(ScreenLine line, int from = 0, int to = int.MaxValue, bool trim = true)
    {
        var text = new StringBuilder();
        for (var column = from; column < Math.Min(to, line.Cells.Length); column++)
        {
            var cell = line.Cells[column];
            if (cell.Width == 0) continue;
            if (cell.Cluster is { } cluster) text.Append(cluster);
            else text.Append(Graphemes.Of(cell.Scalar));
        }
        return trim ? text.ToString().TrimEnd(' ') : text.ToString();
    }
}
