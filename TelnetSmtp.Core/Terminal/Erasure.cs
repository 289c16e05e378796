// ED, EL, ECH and their selective twins (ECMA-48 8.3.38, 8.3.39, 8.3.41; DECSED, DECSEL, DECSCA of the VT220 manual).
// What protection withstands follows xterm: SPA's all erasure (but DECSERA), DECSCA's the selective one.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Erases parts of the screen around the cursor.</summary>
internal sealed class Erasure(TerminalState state)
{
    private const int ToEnd = 0, ToStart = 1, Whole = 2, ScrollbackToo = 3;

    /// <summary>ED, DECSED.</summary>
    public void InDisplay(int extent, bool selective)
    {
        var row = state.Cursor.Row;
        var sparing = IsIsoProtected || (selective && IsDecProtected);
        switch (extent)
        {
            case ToEnd:
                EraseToEndOfLine(sparing);
                Erase(state.Screen.Whole with { Top = row + 1 }, sparing);
                break;
            case ToStart:
                Erase(state.Screen.Whole with { Bottom = row - 1 }, sparing);
                InLine(ToStart, selective);
                break;
            case Whole:
                Erase(state.Screen.Whole, sparing);
                break;
            case ScrollbackToo when !selective && !state.OnAlternate:
                state.Scrollback.Clear();
                break;
        }
    }

    /// <summary>EL, DECSEL.</summary>
    public void InLine(int extent, bool selective)
    {
        var (row, column) = (state.Cursor.Row, state.Cursor.Column);
        var line = new Region(row, 0, row, state.Columns - 1);
        var sparing = IsIsoProtected || (selective && IsDecProtected);
        switch (extent)
        {
            // Behind the last character of a full line there is nothing to erase. xterm erases that character; what grep and gcc write, colour off and EL
            // behind each find, loses one that way.
            case ToEnd when state.Cursor.PendingWrap:
                break;
            case ToEnd:
                EraseToEndOfLine(sparing);
                break;
            case ToStart:
                Erase(line with { Right = column }, sparing);
                break;
            case Whole:
                Erase(line, sparing);
                break;
        }
    }

    private void EraseToEndOfLine(bool sparing)
    {
        Erase(new Region(state.Cursor.Row, state.Cursor.Column, state.Cursor.Row, state.Columns - 1), sparing);
        state.Cursor.PendingWrap = false;
    }

    /// <summary>ECH: characters from the cursor on; margins do not matter.</summary>
    public void Characters(int count)
    {
        var (row, column) = (state.Cursor.Row, state.Cursor.Column);
        Erase(new Region(row, column, row, (int)Math.Min((long)column + count, state.Columns) - 1), IsIsoProtected);
        state.Cursor.PendingWrap = false;
    }

    /// <summary>Whether SPA set the protection there is.</summary>
    public bool IsIsoProtected => state.Modes.Protection == ProtectionMode.Iso;

    /// <summary>Whether DECSCA set it.</summary>
    public bool IsDecProtected => state.Modes.Protection == ProtectionMode.Dec;

    /// <summary>Erases a region, <paramref name="sparing"/> what is protected or not.</summary>
    public void Erase(Region region, bool sparing)
    {
        if (region.IsEmpty)
            return;
        if (sparing)
            state.Screen.FillUnprotected(region, state.Blank);
        else
            state.Screen.Fill(region, state.Blank);
    }
}
