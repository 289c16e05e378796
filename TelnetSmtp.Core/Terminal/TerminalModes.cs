// The modes that SM, RM, DECSET and DECRST switch, as plain data. What a mode does stands where it is obeyed.
namespace TelnetSmtp.Core.Terminal;

/// <summary>How the mouse is reported.</summary>
public enum MouseEncoding : byte
{
    /// <summary>CSI M and three octets: positions up to 223.</summary>
    Legacy,
    /// <summary>CSI &lt; … M or m (mode 1006).</summary>
    Sgr,
}

/// <summary>What <see cref="ProtectionMode"/> of xterm tells apart: who set the protection, and so which erasures it withstands.</summary>
internal enum ProtectionMode : byte
{
    None,
    /// <summary>SPA and EPA (ECMA-48 8.3.129): withstands all erasure.</summary>
    Iso,
    /// <summary>DECSCA: withstands DECSED, DECSEL, DECSERA.</summary>
    Dec,
}

/// <summary>The modes; <c>default</c> but for auto-wrap and the visible cursor is how a terminal starts.</summary>
internal sealed class TerminalModes
{
    /// <summary>IRM.</summary>
    public bool Insert { get; set; }

    /// <summary>LNM: LF, VT and FF return the carriage too.</summary>
    public bool NewLine { get; set; }

    /// <summary>KAM; kept and reported only: the keyboard is the user's.</summary>
    public bool KeyboardLocked { get; set; }

    /// <summary>SRM; kept and reported only: telnet decides who echoes.</summary>
    public bool SendReceive { get; set; } = true;

    /// <summary>DECCKM.</summary>
    public bool CursorKeys { get; set; }

    /// <summary>DECKPAM, DECNKM.</summary>
    public bool ApplicationKeypad { get; set; }

    /// <summary>DECOM.</summary>
    public bool Origin { get; set; }

    /// <summary>DECAWM.</summary>
    public bool AutoWrap { get; set; } = true;

    /// <summary>Reverse wrap (45).</summary>
    public bool ReverseWrap { get; set; }

    /// <summary>DECLRMM.</summary>
    public bool LeftRightMargins { get; set; }

    /// <summary>DECSCNM.</summary>
    public bool ReverseVideo { get; set; }

    /// <summary>DECTCEM.</summary>
    public bool CursorVisible { get; set; } = true;

    /// <summary>DECSCLM; kept and reported only: the picture is drawn as fast as it can be.</summary>
    public bool SmoothScroll { get; set; }

    /// <summary>DECPFF; kept and reported only: there is no printer.</summary>
    public bool PrintFormFeed { get; set; }

    /// <summary>DECPEX; kept and reported only: there is no printer.</summary>
    public bool PrintExtent { get; set; }

    /// <summary>Whether DECCOLM is obeyed (40).</summary>
    public bool AllowColumns { get; set; }

    /// <summary>DECCOLM. The window is the user's: only its clearing of the screen is done.</summary>
    public bool Columns132 { get; set; }

    /// <summary>DECNRCM; kept and reported only: national sets can be designated at any time.</summary>
    public bool NationalSets { get; set; }

    /// <summary>DECBKM, as asked by the server; kept and reported only: Backspace is the user's setting.</summary>
    public bool BackspaceKey { get; set; }

    /// <summary>Mode 2004.</summary>
    public bool BracketedPaste { get; set; }

    /// <summary>Modes 9, 1000, 1002, 1003.</summary>
    public MouseTracking Mouse { get; set; }

    /// <summary>Mode 1006.</summary>
    public MouseEncoding MouseEncoding { get; set; }

    /// <summary>Mode 41: a tab after the last column wraps first (more(1) of old counted on it).</summary>
    public bool TabWraps { get; set; }

    /// <summary>DECSACE: at 2, DECCARA and DECRARA change the rectangle; at 0 and 1 the stream of characters from corner to corner.</summary>
    public int AttributeExtent { get; set; }

    /// <summary>A VT420's.</summary>
    public const int HighestLevel = 4;

    /// <summary>DECSCL: 1–4. Below 3 there is no DECRQM, below 4 there are no margins on the left and right.</summary>
    public int ConformanceLevel { get; set; } = HighestLevel;

    public ProtectionMode Protection { get; set; }

    /// <summary>S8C1T: answers begin with one octet instead of ESC and a letter.</summary>
    public bool EightBitAnswers { get; set; }
}
