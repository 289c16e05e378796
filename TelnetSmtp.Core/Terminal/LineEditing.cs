// What shifts text: ICH, DCH, IL, DL, SU, SD, SL, SR, DECIC, DECDC, DECBI, DECFI (ECMA-48 8.3; VT420 and VT510 manuals). All of it stays within the margins.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Inserts, deletes and scrolls.</summary>
internal sealed class LineEditing(TerminalState state)
{
    /// <summary>ICH.</summary>
    public void InsertCharacters(int count)
    {
        if (!state.Margins.ContainsColumn(state.Cursor.Column))
            return;
        state.Row.Insert(state.Cursor.Column, state.Margins.Right + 1, count, state.Blank);
        state.Cursor.PendingWrap = false;
    }

    /// <summary>DCH.</summary>
    public void DeleteCharacters(int count)
    {
        if (!state.Margins.ContainsColumn(state.Cursor.Column))
            return;
        state.Row.Delete(state.Cursor.Column, state.Margins.Right + 1, count, state.Blank);
        state.Cursor.PendingWrap = false;
    }

    /// <summary>IL; the cursor goes to the left margin.</summary>
    public void InsertLines(int count)
    {
        if (!InsideMargins)
            return;
        state.Screen.ScrollDown(state.Margins with { Top = state.Cursor.Row }, count, state.Blank);
        state.MoveTo(state.Cursor.Row, state.Margins.Left);
    }

    /// <summary>DL; the cursor goes to the left margin.</summary>
    public void DeleteLines(int count)
    {
        if (!InsideMargins)
            return;
        state.Screen.ScrollUp(state.Margins with { Top = state.Cursor.Row }, count, state.Blank, keep: false);
        state.MoveTo(state.Cursor.Row, state.Margins.Left);
    }

    /// <summary>SU.</summary>
    public void ScrollUp(int count)
    {
        state.Cursor.PendingWrap = false;
        state.Screen.ScrollUp(state.Margins, count, state.Blank);
    }

    /// <summary>SD.</summary>
    public void ScrollDown(int count)
    {
        state.Cursor.PendingWrap = false;
        state.Screen.ScrollDown(state.Margins, count, state.Blank);
    }

    /// <summary>SL: the whole margin area, wherever in it the cursor is.</summary>
    public void ScrollLeft(int count)
    {
        if (InsideMargins)
            state.Screen.DeleteColumns(state.Margins, count, state.Blank);
    }

    /// <summary>SR.</summary>
    public void ScrollRight(int count)
    {
        if (InsideMargins)
            state.Screen.InsertColumns(state.Margins, count, state.Blank);
    }

    /// <summary>DECIC: columns from the cursor's on.</summary>
    public void InsertColumns(int count)
    {
        if (InsideMargins)
            state.Screen.InsertColumns(state.Margins with { Left = state.Cursor.Column }, count, state.Blank);
    }

    /// <summary>DECDC.</summary>
    public void DeleteColumns(int count)
    {
        if (InsideMargins)
            state.Screen.DeleteColumns(state.Margins with { Left = state.Cursor.Column }, count, state.Blank);
    }

    /// <summary>DECBI: back, scrolling right at the left margin.</summary>
    public void BackIndex()
    {
        var margins = state.Margins;
        if (state.Cursor.Column == margins.Left)
        {
            if (margins.ContainsRow(state.Cursor.Row))
                state.Screen.InsertColumns(margins, 1, state.Blank);
        }
        else
        {
            state.MoveTo(state.Cursor.Row, state.Cursor.Column - 1);
        }
    }

    /// <summary>DECFI: forward, scrolling left at the right margin.</summary>
    public void ForwardIndex()
    {
        var margins = state.Margins;
        if (state.Cursor.Column == margins.Right)
        {
            if (margins.ContainsRow(state.Cursor.Row))
                state.Screen.DeleteColumns(margins, 1, state.Blank);
        }
        else
        {
            state.MoveTo(state.Cursor.Row, state.Cursor.Column + 1);
        }
    }

    private bool InsideMargins => state.Margins.Contains(state.Cursor.Row, state.Cursor.Column);
}
