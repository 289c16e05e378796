// VT52's escape sequences (VT100 User Guide, "VT52 compatible mode"). Printing, copying and hold-screen are swallowed.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Obeys ESC and one character.</summary>
internal sealed class Vt52Functions(TerminalState state, CursorMotion motion, Erasure erasure, Reports reports)
{
    public void Obey(int function)
    {
        switch (function)
        {
            case 'A': motion.Up(1); break;
            case 'B': motion.Down(1); break;
            case 'C': motion.Forward(1); break;
            case 'D': motion.Back(1); break;
            case 'F': Designate(Charset.SpecialGraphics); break;
            case 'G': Designate(Charset.Ascii); break;
            case 'H': motion.Home(); break;
            case 'I': motion.ReverseIndex(); break;
            case 'J': erasure.InDisplay(0, selective: false); break;
            case 'K': erasure.InLine(0, selective: false); break;
            case 'Z': reports.Vt52Identity(); break;
            case '=': state.Modes.ApplicationKeypad = true; break;
            case '>': state.Modes.ApplicationKeypad = false; break;
            case '<': state.Parsing.Vt52 = false; break;
        }
    }

    private void Designate(Charset charset) => state.Cursor.Charsets.Designate(0, charset);
}
