// SM, RM, DECSET, DECRST, DECRQM's look-up, XTSAVE and XTRESTORE: which number is which mode, and what else happens when it is switched
// (ECMA-48 7.2; VT420 manual; xterm's control sequences for 40–47, 1000–1049, 2004). Unknown numbers change nothing.
using System.Collections.Frozen;

namespace TelnetSmtp.Core.Terminal;

/// <summary>DECRQM's answers.</summary>
internal enum ModeStatus
{
    Unknown, Set, Reset, PermanentlySet, PermanentlyReset,
}

/// <summary>Switches modes.</summary>
internal sealed class ModeSwitches(TerminalState state, CursorMotion motion, CursorMemory memory, Resets resets)
{
    private const int Decanm = 2, Deccolm = 3, Decom = 6, MousePress = 9, AlternateScreen = 47, Declrmm = 69, MouseClick = 1000, MouseDrag = 1002,
        MouseAny = 1003, AlternateScreenCleared = 1047, SaveCursor = 1048, AlternateScreenAndCursor = 1049;

    /// <summary>A mode that is nothing but a flag.</summary>
    private sealed record Flag(Func<TerminalModes, bool> Get, Action<TerminalModes, bool> Set);

    private static readonly FrozenDictionary<int, Flag> AnsiFlags = new Dictionary<int, Flag>
    {
        [2] = new(m => m.KeyboardLocked, (m, on) => m.KeyboardLocked = on),
        [4] = new(m => m.Insert, (m, on) => m.Insert = on),
        [12] = new(m => m.SendReceive, (m, on) => m.SendReceive = on),
        [20] = new(m => m.NewLine, (m, on) => m.NewLine = on),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, Flag> PrivateFlags = new Dictionary<int, Flag>
    {
        [1] = new(m => m.CursorKeys, (m, on) => m.CursorKeys = on),
        [4] = new(m => m.SmoothScroll, (m, on) => m.SmoothScroll = on),
        [5] = new(m => m.ReverseVideo, (m, on) => m.ReverseVideo = on),
        [7] = new(m => m.AutoWrap, (m, on) => m.AutoWrap = on),
        [18] = new(m => m.PrintFormFeed, (m, on) => m.PrintFormFeed = on),
        [19] = new(m => m.PrintExtent, (m, on) => m.PrintExtent = on),
        [25] = new(m => m.CursorVisible, (m, on) => m.CursorVisible = on),
        [40] = new(m => m.AllowColumns, (m, on) => m.AllowColumns = on),
        [41] = new(m => m.TabWraps, (m, on) => m.TabWraps = on),
        [42] = new(m => m.NationalSets, (m, on) => m.NationalSets = on),
        [45] = new(m => m.ReverseWrap, (m, on) => m.ReverseWrap = on),
        [66] = new(m => m.ApplicationKeypad, (m, on) => m.ApplicationKeypad = on),
        [67] = new(m => m.BackspaceKey, (m, on) => m.BackspaceKey = on),
        [1006] = new(m => m.MouseEncoding == MouseEncoding.Sgr, (m, on) => m.MouseEncoding = on ? MouseEncoding.Sgr : MouseEncoding.Legacy),
        [2004] = new(m => m.BracketedPaste, (m, on) => m.BracketedPaste = on),
    }.ToFrozenDictionary();

    /// <summary>ECMA-48 modes that no terminal of the VT family lets anyone set (DEC STD 070, DECRQM).</summary>
    private static readonly FrozenSet<int> PermanentlyReset = new[] { 1, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19 }.ToFrozenSet();

    /// <summary>DECARM (the user's system repeats keys) and DECHCCM (there is no wider page to pan over).</summary>
    private const int Decarm = 8, Dechccm = 60;

    private readonly Dictionary<int, bool> _saved = [];

    /// <summary>SM and RM.</summary>
    public void SwitchAnsi(SequenceParameters parameters, bool on)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (AnsiFlags.TryGetValue(parameters[i], out var flag))
                flag.Set(state.Modes, on);
    }

    /// <summary>DECSET and DECRST.</summary>
    public void SwitchPrivate(SequenceParameters parameters, bool on)
    {
        for (var i = 0; i < parameters.Count; i++)
            SwitchPrivate(parameters[i], on);
    }

    /// <summary>XTSAVE.</summary>
    public void Save(SequenceParameters parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (PrivateStatus(parameters[i]) is var status and (ModeStatus.Set or ModeStatus.Reset))
                _saved[parameters[i]] = status == ModeStatus.Set;
    }

    /// <summary>XTRESTORE.</summary>
    public void Restore(SequenceParameters parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
            if (_saved.TryGetValue(parameters[i], out var on))
                SwitchPrivate(parameters[i], on);
    }

    public ModeStatus AnsiStatus(int mode)
    {
        if (AnsiFlags.TryGetValue(mode, out var flag))
            return Status(flag.Get(state.Modes));
        return PermanentlyReset.Contains(mode) ? ModeStatus.PermanentlyReset : ModeStatus.Unknown;
    }

    public ModeStatus PrivateStatus(int mode) => mode switch
    {
        Decanm => Status(!state.Parsing.Vt52),
        Deccolm => Status(state.Modes.Columns132),
        Decom => Status(state.Modes.Origin),
        MousePress => Status(state.Modes.Mouse == MouseTracking.Press),
        AlternateScreen or AlternateScreenCleared or AlternateScreenAndCursor => Status(state.OnAlternate),
        Declrmm => Status(state.Modes.LeftRightMargins),
        MouseClick => Status(state.Modes.Mouse == MouseTracking.Click),
        MouseDrag => Status(state.Modes.Mouse == MouseTracking.Drag),
        MouseAny => Status(state.Modes.Mouse == MouseTracking.Any),
        SaveCursor => ModeStatus.Set,
        Decarm or Dechccm => ModeStatus.PermanentlyReset,
        _ => PrivateFlags.TryGetValue(mode, out var flag) ? Status(flag.Get(state.Modes)) : ModeStatus.Unknown,
    };

    private static ModeStatus Status(bool on) => on ? ModeStatus.Set : ModeStatus.Reset;

    private void SwitchPrivate(int mode, bool on)
    {
        switch (mode)
        {
            case Decanm:
                state.Parsing.Vt52 = !on;
                break;
            case Deccolm:
                SwitchColumns(on);
                break;
            case Decom:
                state.Modes.Origin = on;
                motion.Home();
                break;
            case Declrmm:
                state.Modes.LeftRightMargins = on && state.Modes.ConformanceLevel >= TerminalModes.HighestLevel;
                if (on)
                    state.Margins = state.Margins with { Left = 0, Right = state.Columns - 1 };
                break;
            case MousePress:
                Track(MouseTracking.Press, on);
                break;
            case MouseClick:
                Track(MouseTracking.Click, on);
                break;
            case MouseDrag:
                Track(MouseTracking.Drag, on);
                break;
            case MouseAny:
                Track(MouseTracking.Any, on);
                break;
            case AlternateScreen:
                state.Show(on);
                break;
            case AlternateScreenCleared:
                LeaveCleared(on);
                break;
            case SaveCursor:
                SaveOrRestore(on);
                break;
            case AlternateScreenAndCursor:
                AlternateWithCursor(on);
                break;
            default:
                if (PrivateFlags.TryGetValue(mode, out var flag))
                    flag.Set(state.Modes, on);
                break;
        }
    }

    /// <summary>DECCOLM: the window keeps its width, for it is the user's; all else that the switch does is done, where mode 40 allows it.</summary>
    private void SwitchColumns(bool on)
    {
        if (!state.Modes.AllowColumns)
            return;
        state.Modes.Columns132 = on;
        state.Modes.LeftRightMargins = false;
        state.ResetMargins();
        resets.ClearScreen();
        state.MoveTo(0, 0);
    }

    private void Track(MouseTracking kind, bool on) => state.Modes.Mouse = on ? kind : MouseTracking.None;

    private void LeaveCleared(bool on)
    {
        if (!on && state.OnAlternate)
            resets.ClearScreen();
        state.Show(on);
    }

    private void AlternateWithCursor(bool on)
    {
        if (on)
        {
            if (!state.OnAlternate)
                memory.Save();
            state.Show(true);
            resets.ClearScreen();
        }
        else if (state.OnAlternate)
        {
            state.Show(false);
            memory.Restore();
        }
    }

    private void SaveOrRestore(bool save)
    {
        if (save)
            memory.Save();
        else
            memory.Restore();
    }
}
