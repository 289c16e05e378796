// Finds text in the screen and what scrolled off it, letter case ignored, line by line as wrapped. Pure. Refuses regular expressions: a tired
// admin pastes an address into it.
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>One search in one snapshot.</summary>
/// <param name="Screen">Where.</param>
/// <param name="Text">What; not empty.</param>
internal sealed record ScreenSearch(ScreenSnapshot Screen, string Text)
{
    /// <summary>The columns that matches on <paramref name="row"/> cover, end excluded.</summary>
    public IReadOnlyList<(int From, int To)>? MatchesOn(long row)
    {
        var line = Screen[row];
        var text = ScreenText.Of(line, trim: false);
        if (text.Length < Text.Length) return null;
        List<(int, int)>? matches = null;
        for (var i = 0; (i = text.IndexOf(Text, i, StringComparison.OrdinalIgnoreCase)) >= 0; i += Text.Length)
            (matches ??= []).Add((ColumnOf(line, i), ColumnOf(line, i + Text.Length)));
        return matches;
    }

    /// <summary>The row of the nearest match from <paramref name="from"/> on, upwards first and then round; null where there is none.</summary>
    public long? Previous(long from)
    {
        var first = Screen.Scrollback.Count > 0 ? Math.Min(Screen.Scrollback.First, Screen.Top) : Screen.Top;
        var last = Screen.Top + Screen.Rows - 1;
        from = Math.Clamp(from, first, last);
        for (var row = from; row >= first; row--)
            if (MatchesOn(row) is not null)
                return row;
        for (var row = last; row > from; row--)
            if (MatchesOn(row) is not null)
                return row;
        return null;
    }

    /// <summary>The column in which character <paramref name="index"/> of the row's text stands.</summary>
    private static int ColumnOf(ScreenLine line, int index)
    {
        var column = 0;
        for (var i = 0; column < line.Cells.Length && i < index; column++)
        {
            var cell = line.Cells[column];
            if (cell.Width == 0) continue;
            i += cell.Cluster?.Length ?? Graphemes.Of(cell.Scalar).Length;
        }
        while (column < line.Cells.Length && column > 0 && line.Cells[column].Width == 0) column++;
        return column;
    }
}
