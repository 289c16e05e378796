// DECSC and DECRC: one memory for each screen (VT510 manual; xterm for what is kept).
namespace TelnetSmtp.Core.Terminal;

/// <summary>Saves and restores position, pending wrap, style, character sets and origin mode.</summary>
internal sealed class CursorMemory(TerminalState state)
{
    public void Save() => state.Saved = new SavedCursor(state.Cursor, state.Modes.Origin);

    /// <summary>Restores what was saved; home and defaults where nothing was.</summary>
    public void Restore()
    {
        var saved = state.Saved;
        state.Modes.Origin = saved.Origin;
        state.Cursor = saved.Cursor;
        // The screen may have become smaller since, and the margins others.
        var area = state.AddressArea;
        state.MoveTo(Math.Clamp(saved.Cursor.Row, area.Top, area.Bottom), Math.Clamp(saved.Cursor.Column, area.Left, area.Right));
        state.Cursor.PendingWrap = saved.Cursor.PendingWrap && state.Cursor.Column == saved.Cursor.Column;
    }

    public void Forget() => state.Saved = SavedCursor.Initial;
}
