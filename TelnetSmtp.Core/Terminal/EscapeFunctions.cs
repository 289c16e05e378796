// ESC … and the C1 controls, by name (ECMA-48 8.3, ISO 2022, VT420 manual).
namespace TelnetSmtp.Core.Terminal;

/// <summary>Obeys escape sequences.</summary>
internal sealed class EscapeFunctions(
    TerminalState state, CursorMotion motion, LineEditing editing, CursorMemory memory, Resets resets, Reports reports)
{
    private const int Decbi = '6', Decsc = '7', Decrc = '8', Decfi = '9', Deckpam = '=', Deckpnm = '>', Ind = 'D', Nel = 'E', Hts = 'H', Ri = 'M',
        Ss2 = 'N', Ss3 = 'O', Spa = 'V', Epa = 'W', Decid = 'Z', Ris = 'c', Ls2 = 'n', Ls3 = 'o', Ls3R = '|', Ls2R = '}', Ls1R = '~',
        S7C1T = (' ' << 8) | 'F', S8C1T = (' ' << 8) | 'G', Decaln = ('#' << 8) | '8', Iso2022 = ('%' << 8) | '@', Utf8 = ('%' << 8) | 'G';

    public void Obey(int function)
    {
        switch (function)
        {
            case Decbi: editing.BackIndex(); break;
            case Decsc: memory.Save(); break;
            case Decrc: memory.Restore(); break;
            case Decfi: editing.ForwardIndex(); break;
            case Deckpam: state.Modes.ApplicationKeypad = true; break;
            case Deckpnm: state.Modes.ApplicationKeypad = false; break;
            case Ind: state.Cursor.PendingWrap = false; motion.Index(); break;
            case Nel: motion.NextLine(); break;
            case Hts: state.Tabs.Set(state.Cursor.Column); break;
            case Ri: motion.ReverseIndex(); break;
            case Ss2: state.Cursor.Charsets.ShiftOnce(2); break;
            case Ss3: state.Cursor.Charsets.ShiftOnce(3); break;
            case Spa: Protect(true); break;
            case Epa: Protect(false); break;
            case Decid: reports.PrimaryAttributes(); break;
            case Ris: resets.Hard(); break;
            case Ls2: state.Cursor.Charsets.ShiftLeft(2); break;
            case Ls3: state.Cursor.Charsets.ShiftLeft(3); break;
            case Ls3R: state.Cursor.Charsets.ShiftRight(3); break;
            case Ls2R: state.Cursor.Charsets.ShiftRight(2); break;
            case Ls1R: state.Cursor.Charsets.ShiftRight(1); break;
            case S7C1T: state.Modes.EightBitAnswers = false; break;
            case S8C1T: state.Modes.EightBitAnswers = true; break;
            case Decaln: resets.AlignmentPattern(); break;
            case Iso2022: state.Parsing.Utf8 = false; break;
            case Utf8: state.Parsing.Utf8 = true; break;
            default: Designate(function); break;
        }
    }

    private void Protect(bool on)
    {
        state.Modes.Protection = ProtectionMode.Iso;
        if (on)
            state.Cursor.Pen.Attributes |= CellAttributes.Protected;
        else
            state.Cursor.Pen.Attributes &= ~CellAttributes.Protected;
    }

    /// <summary>ESC ( … to ESC + … for sets of 94 characters, ESC - … to ESC / … for sets of 96.</summary>
    private void Designate(int function)
    {
        var finalBytes = function > 0xFFFF ? 2 : 1;
        var intermediate = function >> (8 * finalBytes);
        var name = function & ((1 << (8 * finalBytes)) - 1);
        var charset = intermediate switch
        {
            >= '(' and <= '+' => Charset.Designated94(name),
            >= '-' and <= '/' => Charset.Designated96(name),
            _ => null,
        };
        if (charset is not null)
            state.Cursor.Charsets.Designate(intermediate - (intermediate <= '+' ? '(' : ','), charset);
    }
}
