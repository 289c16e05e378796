// CSI …, by name (ECMA-48 8.3; VT420 and VT510 manuals; xterm's control sequences). A count that is 0 or left out is 1, as all of them have it.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Obeys control sequences.</summary>
internal sealed class ControlFunctions(
    TerminalState state, CursorMotion motion, CharacterPrinter printer, Erasure erasure, LineEditing editing, ModeSwitches modes,
    RectangleEditing rectangles, CursorMemory memory, Resets resets, Reports reports)
{
    private const int Ich = '@', Cuu = 'A', Cud = 'B', Cuf = 'C', Cub = 'D', Cnl = 'E', Cpl = 'F', Cha = 'G', Cup = 'H', Cht = 'I', Ed = 'J', El = 'K',
        Il = 'L', Dl = 'M', Dch = 'P', Su = 'S', Sd = 'T', Ech = 'X', Cbt = 'Z', SdOfEcma = '^', Hpa = '`', Hpr = 'a', Rep = 'b', Da1 = 'c', Vpa = 'd',
        Vpr = 'e', Hvp = 'f', Tbc = 'g', Sm = 'h', Rm = 'l', SgrName = 'm', Dsr = 'n', Decstbm = 'r', DecslrmOrScosc = 's', Scorc = 'u';

    private const int Decsed = FunctionName.Private | 'J', Decsel = FunctionName.Private | 'K', Decset = FunctionName.Private | 'h',
        Decrst = FunctionName.Private | 'l', DecDsr = FunctionName.Private | 'n', XtRestore = FunctionName.Private | 'r', XtSave = FunctionName.Private | 's',
        Da2 = FunctionName.Secondary | 'c', Decst8C = FunctionName.Private | 'W';

    private const int Sl = (' ' << 8) | '@', Sr = (' ' << 8) | 'A', Decscusr = (' ' << 8) | 'q', Decstr = ('!' << 8) | 'p', Decscl = ('"' << 8) | 'p',
        Decsca = ('"' << 8) | 'q', Decrqm = ('$' << 8) | 'p', DecrqmPrivate = (FunctionName.Private << 8) | ('$' << 8) | 'p', Deccara = ('$' << 8) | 'r',
        Decrara = ('$' << 8) | 't', Deccra = ('$' << 8) | 'v', Decfra = ('$' << 8) | 'x', Decera = ('$' << 8) | 'z', Decsera = ('$' << 8) | '{',
        Decsace = ('*' << 8) | 'x', Decrqcra = ('*' << 8) | 'y', Decic = ('\'' << 8) | '}', Decdc = ('\'' << 8) | '~';

    public void Obey(int function, SequenceParameters p)
    {
        if (!Moves(function, p) && !Edits(function, p) && !Settings(function, p))
            Answers(function, p);
    }

    private bool Moves(int function, SequenceParameters p)
    {
        switch (function)
        {
            case Cuu: motion.Up(p.OrDefault(0)); break;
            case Cud: motion.Down(p.OrDefault(0)); break;
            case Cuf: motion.Forward(p.OrDefault(0)); break;
            case Cub: motion.Back(p.OrDefault(0)); break;
            case Cnl: motion.NextLines(p.OrDefault(0)); break;
            case Cpl: motion.PreviousLines(p.OrDefault(0)); break;
            case Cha or Hpa: motion.AddressColumn(p.OrDefault(0)); break;
            case Cup or Hvp: motion.Address(p.OrDefault(0), p.OrDefault(1)); break;
            case Cht: motion.TabForward(p.OrDefault(0)); break;
            case Cbt: motion.TabBack(p.OrDefault(0)); break;
            case Hpr: motion.ForwardBy(p.OrDefault(0)); break;
            case Vpa: motion.AddressRow(p.OrDefault(0)); break;
            case Vpr: motion.DownBy(p.OrDefault(0)); break;
            case Scorc: memory.Restore(); break;
            default: return false;
        }

        return true;
    }

    private bool Edits(int function, SequenceParameters p)
    {
        switch (function)
        {
            case SgrName: Sgr.Apply(p, ref state.Cursor.Pen); break;
            case El: erasure.InLine(p[0], selective: false); break;
            case Ed: erasure.InDisplay(p[0], selective: false); break;
            case Decsel: erasure.InLine(p[0], selective: true); break;
            case Decsed: erasure.InDisplay(p[0], selective: true); break;
            case Ech: erasure.Characters(p.OrDefault(0)); break;
            case Rep: printer.Repeat(p.OrDefault(0)); break;
            case Ich: editing.InsertCharacters(p.OrDefault(0)); break;
            case Dch: editing.DeleteCharacters(p.OrDefault(0)); break;
            case Il: editing.InsertLines(p.OrDefault(0)); break;
            case Dl: editing.DeleteLines(p.OrDefault(0)); break;
            case Su: editing.ScrollUp(p.OrDefault(0)); break;
            // Five parameters are xterm's highlight tracking, which is not done.
            case Sd when p.Count <= 1: editing.ScrollDown(p.OrDefault(0)); break;
            case SdOfEcma: editing.ScrollDown(p.OrDefault(0)); break;
            case Sl: editing.ScrollLeft(p.OrDefault(0)); break;
            case Sr: editing.ScrollRight(p.OrDefault(0)); break;
            case Decic: editing.InsertColumns(p.OrDefault(0)); break;
            case Decdc: editing.DeleteColumns(p.OrDefault(0)); break;
            case Deccra: rectangles.Copy(p); break;
            case Decfra: rectangles.Fill(p); break;
            case Decera: rectangles.Erase(p); break;
            case Decsera: rectangles.EraseSelectively(p); break;
            case Deccara: rectangles.ChangeAttributes(p, reverse: false); break;
            case Decrara: rectangles.ChangeAttributes(p, reverse: true); break;
            default: return false;
        }

        return true;
    }

    private bool Settings(int function, SequenceParameters p)
    {
        switch (function)
        {
            case Sm: modes.SwitchAnsi(p, on: true); break;
            case Rm: modes.SwitchAnsi(p, on: false); break;
            case Decset: modes.SwitchPrivate(p, on: true); break;
            case Decrst: modes.SwitchPrivate(p, on: false); break;
            case XtSave: modes.Save(p); break;
            case XtRestore: modes.Restore(p); break;
            case Decstbm: SetTopAndBottom(p); break;
            case DecslrmOrScosc when state.Modes.LeftRightMargins: SetLeftAndRight(p); break;
            case DecslrmOrScosc when p.Count == 0: memory.Save(); break;
            case Tbc: ClearTabs(p[0]); break;
            case Decst8C when p[0] == 5: state.Tabs.Reset(); break;
            case Decscusr: SetCursorShape(p[0]); break;
            case Decsca: Protect(p[0]); break;
            case Decsace: state.Modes.AttributeExtent = Math.Min(p[0], 2); break;
            case Decstr: resets.Soft(); break;
            case Decscl: SetConformance(p); break;
            default: return false;
        }

        return true;
    }

    private void Answers(int function, SequenceParameters p)
    {
        switch (function)
        {
            case Da1 when p[0] == 0: reports.PrimaryAttributes(); break;
            case Da2 when p[0] == 0: reports.SecondaryAttributes(); break;
            case Dsr: reports.DeviceStatus(p[0]); break;
            case DecDsr: reports.DecDeviceStatus(p); break;
            case Decrqm: reports.Mode(p[0], isPrivate: false); break;
            case DecrqmPrivate: reports.Mode(p[0], isPrivate: true); break;
            case Decrqcra: reports.Checksum(p); break;
        }
    }

    private void SetTopAndBottom(SequenceParameters p)
    {
        var top = p.OrDefault(0) - 1;
        var bottom = Math.Min(p.OrDefault(1, state.Rows), state.Rows) - 1;
        if (top >= bottom)
            return;
        state.Margins = state.Margins with { Top = top, Bottom = bottom };
        motion.Home();
    }

    private void SetLeftAndRight(SequenceParameters p)
    {
        var left = p.OrDefault(0) - 1;
        var right = Math.Min(p.OrDefault(1, state.Columns), state.Columns) - 1;
        if (left >= right)
            return;
        state.Margins = state.Margins with { Left = left, Right = right };
        motion.Home();
    }

    private void ClearTabs(int which)
    {
        if (which == 0)
            state.Tabs.Clear(state.Cursor.Column);
        else if (which == 3)
            state.Tabs.ClearAll();
    }

    private void SetCursorShape(int shape)
    {
        if (shape <= 6)
            state.CursorShape = (CursorShape)Math.Max(shape - 1, 0);
    }

    private void Protect(int which)
    {
        state.Modes.Protection = ProtectionMode.Dec;
        if (which == 1)
            state.Cursor.Pen.Attributes |= CellAttributes.Protected;
        else
            state.Cursor.Pen.Attributes &= ~CellAttributes.Protected;
    }

    /// <summary>DECSCL: a soft reset, the level, and whether answers are 8-bit.</summary>
    private void SetConformance(SequenceParameters p)
    {
        if (p[0] is < 61 or > 65)
            return;
        resets.Soft();
        state.Modes.ConformanceLevel = Math.Min(p[0] - 60, TerminalModes.HighestLevel);
        state.Modes.EightBitAnswers = p[0] > 61 && p[1] != 1;
    }
}
