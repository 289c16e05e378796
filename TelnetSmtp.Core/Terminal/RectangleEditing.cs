// DECFRA, DECERA, DECSERA, DECCRA, DECCARA, DECRARA, DECRQCRA's sum (VT420 manual, chapter 5; xterm where protection meets them).
// Refuses rectangles that are upside down or off the screen.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Edits rectangles. Coordinates are one-based, count from the margins' corner in origin mode, and end at the screen.</summary>
internal sealed class RectangleEditing(TerminalState state, Erasure erasure)
{
    private const CellAttributes Changeable = CellAttributes.Bold | CellAttributes.Underline | CellAttributes.Blink | CellAttributes.Inverse | CellAttributes.Invisible;

    /// <summary>DECFRA: <c>Pch; Pt; Pl; Pb; Pr</c>.</summary>
    public void Fill(SequenceParameters parameters)
    {
        var character = parameters[0];
        if (character is not ((>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xFF)) || Rectangle(parameters, 1) is not { } region)
            return;
        if (character < 0x80)
            character = state.Cursor.Charsets.Translate(character);
        state.Screen.Fill(region, state.Cursor.Pen.With(character));
    }

    /// <summary>DECERA.</summary>
    public void Erase(SequenceParameters parameters)
    {
        if (Rectangle(parameters, 0) is { } region)
            erasure.Erase(region, erasure.IsIsoProtected);
    }

    /// <summary>DECSERA.</summary>
    public void EraseSelectively(SequenceParameters parameters)
    {
        if (Rectangle(parameters, 0) is { } region)
            erasure.Erase(region, erasure.IsDecProtected);
    }

    /// <summary>DECCRA: <c>Pts; Pls; Pbs; Prs; Pps; Ptd; Pld; Ppd</c>. There is one page; what would lie beyond the screen is left out.</summary>
    public void Copy(SequenceParameters parameters)
    {
        if (Rectangle(parameters, 0) is not { } source)
            return;
        var area = state.AddressArea;
        var top = area.Top + parameters.OrDefault(5) - 1;
        var left = area.Left + parameters.OrDefault(6) - 1;
        if (top > area.Bottom || left > area.Right)
            return;
        source = source with
        {
            Bottom = Math.Min(source.Bottom, source.Top + area.Bottom - top),
            Right = Math.Min(source.Right, source.Left + area.Right - left),
        };
        state.Screen.Copy(source, top, left);
    }

    /// <summary>DECCARA (<paramref name="reverse"/>: DECRARA): <c>Pt; Pl; Pb; Pr; attributes …</c>.</summary>
    public void ChangeAttributes(SequenceParameters parameters, bool reverse)
    {
        if (Rectangle(parameters, 0) is not { } region)
            return;
        for (var row = region.Top; row <= region.Bottom; row++)
        {
            var stream = state.Modes.AttributeExtent != 2;
            var first = stream && row > region.Top ? state.AddressArea.Left : region.Left;
            var last = stream && row < region.Bottom ? state.AddressArea.Right : region.Right;
            for (var column = first; column <= last; column++)
                ChangeCell(state.Screen[row], column, parameters, reverse);
        }
    }

    /// <summary>DECRQCRA's sum of <c>Pid; Pp; Pt; Pl; Pb; Pr</c>: the characters, negated, as xterm had it before its patch 279 and test suites read
    /// it; a cell never written counts as the space that it looks like.</summary>
    public int Checksum(SequenceParameters parameters)
    {
        if (Rectangle(parameters, 2) is not { } region)
            return 0;
        var sum = 0;
        for (var row = region.Top; row <= region.Bottom; row++)
            for (var column = region.Left; column <= region.Right; column++)
                sum += state.Screen[row][column].Symbol is var symbol and not 0 ? state.Graphemes.BaseOf(symbol) : ' ';
        return -sum & 0xFFFF;
    }

    private static void ChangeCell(ScreenRow row, int column, SequenceParameters parameters, bool reverse)
    {
        var cell = row[column];
        if (parameters.Count <= 4)
            ChangeAttribute(0, reverse, ref cell);
        for (var i = 4; i < parameters.Count; i++)
            ChangeAttribute(parameters[i], reverse, ref cell);
        row.Restyle(column, cell);
    }

    private static void ChangeAttribute(int code, bool reverse, ref GridCell cell)
    {
        var attribute = (code >= 20 ? code - 20 : code) switch
        {
            0 => Changeable,
            1 or 2 => CellAttributes.Bold,
            4 => CellAttributes.Underline,
            5 => CellAttributes.Blink,
            7 => CellAttributes.Inverse,
            8 => CellAttributes.Invisible,
            _ => CellAttributes.None,
        };
        if (reverse)
            cell.Attributes ^= code >= 20 ? CellAttributes.None : attribute;
        else if (code is 0 or >= 20)
            cell.Attributes &= ~attribute;
        else
            cell.Attributes |= attribute;
    }

    /// <summary>Four parameters from <paramref name="first"/>: top, left, bottom, right; null where they make no rectangle.</summary>
    private Region? Rectangle(SequenceParameters parameters, int first)
    {
        var area = state.AddressArea;
        var top = area.Top + parameters.OrDefault(first) - 1;
        var left = area.Left + parameters.OrDefault(first + 1) - 1;
        var bottom = Math.Min(area.Top + parameters.OrDefault(first + 2, state.Rows) - 1, area.Bottom);
        var right = Math.Min(area.Left + parameters.OrDefault(first + 3, state.Columns) - 1, area.Right);
        var region = new Region(top, left, bottom, right);
        return region.IsEmpty ? null : region;
    }
}
