// RIS, DECSTR, DECALN, DECSCL's reset: back to known ground (VT510 manual). The scrollback outlives them all: it is the user's record.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Puts the state back.</summary>
internal sealed class Resets(TerminalState state, CursorMemory memory)
{
    /// <summary>RIS: as when it was switched on, but for the scrollback and the coding system.</summary>
    public void Hard()
    {
        state.Show(alternate: true);
        ClearScreen();
        memory.Forget();
        state.Show(alternate: false);
        memory.Forget();
        state.Modes = new TerminalModes();
        state.Cursor = CursorRecord.Initial;
        ClearScreen();
        state.ResetMargins();
        state.Tabs.Reset();
        state.CursorShape = default;
        state.LastPrinted = 0;
        state.Parsing.Vt52 = state.Type == EmulationType.Vt52;
    }

    /// <summary>DECSTR: modes, margins, style and sets; the text and the cursor's place stay.</summary>
    public void Soft()
    {
        var modes = state.Modes;
        modes.Insert = false;
        modes.Origin = false;
        modes.AutoWrap = true;
        modes.ReverseWrap = false;
        modes.CursorKeys = false;
        modes.ApplicationKeypad = false;
        modes.CursorVisible = true;
        modes.KeyboardLocked = false;
        modes.NationalSets = false;
        modes.LeftRightMargins = false;
        modes.Protection = ProtectionMode.None;
        state.ResetMargins();
        state.Cursor.Pen = default;
        state.Cursor.Charsets = CharsetState.Initial;
        state.Cursor.PendingWrap = false;
        memory.Forget();
    }

    /// <summary>DECALN: the screen full of E, margins at the edges, the cursor at home.</summary>
    public void AlignmentPattern()
    {
        state.Modes.LeftRightMargins = false;
        state.Modes.Origin = false;
        state.ResetMargins();
        state.Screen.Fill(state.Screen.Whole, new GridCell { Symbol = 'E' });
        state.MoveTo(0, 0);
    }

    /// <summary>Blanks the whole screen.</summary>
    public void ClearScreen() => state.Screen.Fill(state.Screen.Whole, state.Blank);
}
