// ED, EL, ECH and their selective twins (ECMA-48 8.3.38, 8.3.39, 8.3.41; DECSED, DECSEL, DECSCA of the VT220 manual).
// What protection withstands follows xterm: SPA's withstands the plain ones, DECSCA's the selective ones.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Erases parts of the screen around the cursor.</summary>
internal sealed class Erasure(TerminalState state)
{
    private const int ToEnd = 0, ToStart = 1, Whole = 2, ScrollbackToo = 3;

    /// <summary>ED, DECSED.</summary>
    public void InDisplay(int extent, bool selective)
    {
        var (row, last) = (state.Cursor.Row, state.Rows - 1);
        switch (extent)
        {
            case ToEnd:
                InLine(ToEnd, selective);
                Erase(state.Screen.Whole with { Top = row + 1 }, selective);
                break;
            case ToStart:
                Erase(state.Screen.Whole with { Bottom = row - 1 }, selective);
                InLine(ToStart, selective);
                break;
            case Whole:
                Erase(state.Screen.Whole with { Bottom = last }, selective);
                break;
            case ScrollbackToo when !selective && !state.OnAlternate:
                state.Scrollback.Clear();
                break;
        }

        state.Cursor.PendingWrap = false;
    }

    /// <summary>EL, DECSEL.</summary>
    public void InLine(int extent, bool selective)
    {
        var (row, column) = (state.Cursor.Row, state.Cursor.Column);
        var line = new Region(row, 0, row, state.Columns - 1);
        switch (extent)
        {
            case ToEnd:
                Erase(line with { Left = column }, selective);
                break;
            case ToStart:
                Erase(line with { Right = column }, selective);
                break;
            case Whole:
                Erase(line, selective);
                break;
        }

        state.Cursor.PendingWrap = false;
    }

    /// <summary>ECH: characters from the cursor on; margins do not matter.</summary>
    public void Characters(int count)
    {
        var (row, column) = (state.Cursor.Row, state.Cursor.Column);
        Erase(new Region(row, column, row, (int)Math.Min((long)column + count, state.Columns) - 1), selective: false);
        state.Cursor.PendingWrap = false;
    }

    /// <summary>Erases a region, sparing what is protected against this kind of erasure.</summary>
    public void Erase(Region region, bool selective)
    {
        if (region.IsEmpty)
            return;
        if (state.Modes.Protection == (selective ? ProtectionMode.Dec : ProtectionMode.Iso))
            state.Screen.FillUnprotected(region, state.Blank);
        else
            state.Screen.Fill(region, state.Blank);
    }
}
