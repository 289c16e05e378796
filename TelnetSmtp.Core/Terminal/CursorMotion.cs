// Where the cursor goes: controls, CSI movements, tabs, indexing with its scrolling (ECMA-48 8.3; DEC STD 070 for margins and origin mode;
// xterm for what margins on the left and right do to each).
namespace TelnetSmtp.Core.Terminal;

/// <summary>Moves the cursor.</summary>
internal sealed class CursorMotion(TerminalState state)
{
    /// <summary>IND, and LF: down, scrolling at the bottom margin.</summary>
    public void Index()
    {
        if (state.Cursor.Row == state.BottomMargin)
        {
            var margins = state.Margins;
            if (margins.ContainsColumn(state.Cursor.Column))
                state.Screen.ScrollUp(margins, 1, state.Blank);
        }
        else if (state.Cursor.Row < state.Rows - 1)
        {
            state.Cursor.Row++;
        }
    }

    /// <summary>LF, VT, FF.</summary>
    public void LineFeed()
    {
        state.Cursor.PendingWrap = false;
        Index();
        if (state.Modes.NewLine)
            CarriageReturn();
    }

    /// <summary>RI: up, scrolling at the top margin.</summary>
    public void ReverseIndex()
    {
        state.Cursor.PendingWrap = false;
        var margins = state.Margins;
        if (state.Cursor.Row == margins.Top)
        {
            if (margins.ContainsColumn(state.Cursor.Column))
                state.Screen.ScrollDown(margins, 1, state.Blank);
        }
        else if (state.Cursor.Row > 0)
        {
            state.Cursor.Row--;
        }
    }

    /// <summary>NEL.</summary>
    public void NextLine()
    {
        state.Cursor.PendingWrap = false;
        Index();
        CarriageReturn();
    }

    /// <summary>CR: to the left margin, or to the first column from left of it.</summary>
    public void CarriageReturn()
    {
        var left = state.LeftMargin;
        state.Cursor.Column = state.Cursor.Column >= left || state.Modes.Origin ? left : 0;
        state.Cursor.PendingWrap = false;
    }

    public void Up(int count)
    {
        var margins = state.Margins;
        var limit = state.Cursor.Row >= margins.Top ? margins.Top : 0;
        state.MoveTo(Math.Max(state.Cursor.Row - count, limit), state.Cursor.Column);
    }

    public void Down(int count)
    {
        var margins = state.Margins;
        var limit = state.Cursor.Row <= margins.Bottom ? margins.Bottom : state.Rows - 1;
        state.MoveTo(Math.Min(state.Cursor.Row + count, limit), state.Cursor.Column);
    }

    public void Forward(int count)
    {
        var margins = state.Margins;
        var limit = state.Cursor.Column <= margins.Right ? margins.Right : state.Columns - 1;
        state.MoveTo(state.Cursor.Row, Math.Min(state.Cursor.Column + count, limit));
    }

    /// <summary>CUB and BS. With reverse wrap the way goes on at the end of the row above.</summary>
    public void Back(int count)
    {
        var margins = state.Margins;
        if (!(state.Modes.ReverseWrap && state.Modes.AutoWrap))
        {
            var limit = state.Cursor.Column >= margins.Left ? margins.Left : 0;
            state.MoveTo(state.Cursor.Row, Math.Max(state.Cursor.Column - count, limit));
            return;
        }

        if (state.Cursor.PendingWrap)
            count--;
        state.Cursor.PendingWrap = false;
        // The way round all rows within the margins and back again changes nothing.
        count = Math.Min(count, state.Columns * state.Rows);
        while (count > 0)
        {
            var left = state.Cursor.Column < margins.Left ? 0 : margins.Left;
            var step = Math.Min(count, state.Cursor.Column - left);
            state.Cursor.Column -= step;
            count -= step;
            if (count == 0 || !WrapBack(margins))
                return;
            count--;
        }
    }

    public void NextLines(int count)
    {
        Down(count);
        CarriageReturn();
    }

    public void PreviousLines(int count)
    {
        Up(count);
        CarriageReturn();
    }

    /// <summary>CUP, HVP: one-based, from the address area's corner, and within it.</summary>
    public void Address(int row, int column)
    {
        var area = state.AddressArea;
        state.MoveTo(Math.Min(area.Top + row - 1, area.Bottom), Math.Min(area.Left + column - 1, area.Right));
    }

    /// <summary>CHA, HPA: one-based.</summary>
    public void AddressColumn(int column)
    {
        var area = state.AddressArea;
        state.MoveTo(state.Cursor.Row, Math.Min(area.Left + column - 1, area.Right));
    }

    /// <summary>VPA: one-based.</summary>
    public void AddressRow(int row)
    {
        var area = state.AddressArea;
        state.MoveTo(Math.Min(area.Top + row - 1, area.Bottom), state.Cursor.Column);
    }

    /// <summary>HPR: margins do not stop it, but the screen (or in origin mode the area) does.</summary>
    public void ForwardBy(int count) => state.MoveTo(state.Cursor.Row, Math.Min(state.Cursor.Column + count, state.AddressArea.Right));

    /// <summary>VPR.</summary>
    public void DownBy(int count) => state.MoveTo(Math.Min(state.Cursor.Row + count, state.AddressArea.Bottom), state.Cursor.Column);

    /// <summary>HT and CHT; the right margin stops it.</summary>
    public void TabForward(int count)
    {
        if (state.Cursor.PendingWrap && state.Modes.TabWraps)
            NextLine();
        var limit = state.WriteLimit;
        for (; count > 0 && state.Cursor.Column < limit; count--)
            state.Cursor.Column = state.Tabs.Next(state.Cursor.Column, limit);
    }

    /// <summary>CBT; in origin mode the left margin stops it.</summary>
    public void TabBack(int count)
    {
        var limit = state.Modes.Origin ? state.Margins.Left : 0;
        state.Cursor.PendingWrap = false;
        for (; count > 0 && state.Cursor.Column > limit; count--)
            state.Cursor.Column = state.Tabs.Previous(state.Cursor.Column, limit);
    }

    /// <summary>Home of the address area.</summary>
    public void Home() => Address(1, 1);

    private bool WrapBack(Region margins)
    {
        if (state.Cursor.Row == margins.Top)
            state.Cursor.Row = margins.Bottom;
        else if (state.Cursor.Row > 0)
            state.Cursor.Row--;
        else
            return false;
        state.Cursor.Column = margins.Right;
        return true;
    }
}
