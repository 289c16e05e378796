// What a server may send to act on the user's own terminal through the client, and the one check that it did not: of all that the client writes, what is left
// without the sequences of its own must be plain cells. The list is data. Facts: ECMA-48; xterm's ctlseqs; OSC 8, 52, 777, 1337; kitty's APC; tmux's DCS.
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace TelnetSmtp.Tests.Support;

internal static partial class EscapeAttacks
{
    /// <summary>Name and text; <c>\u0080</c> to <c>\u009F</c> go out as UTF-8, in <see cref="Raw"/> as single octets.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["title"] = "\e]0;PWNED\a",
        ["icon"] = "\e]1;PWNED\e\\",
        ["title stack"] = "\e[22;0t\e[23;0t",
        ["title report"] = "\e[21t",
        ["clipboard set"] = "\e]52;c;UFdORUQ=\a",
        ["clipboard ask"] = "\e]52;c;?\a",
        ["hyperlink"] = "\e]8;;http://evil.example/PWNED\e\\here\e]8;;\e\\",
        ["notification"] = "\e]9;PWNED\a\e]777;notify;PWNED;x\a",
        ["iTerm file"] = "\e]1337;File=name=UFdORUQ=;inline=1:UFdORUQ=\a",
        ["working folder"] = "\e]7;file:///PWNED\a",
        ["palette"] = "\e]4;1;rgb:ff/00/00\a\e]10;red\a\e]11;?\a\e]104\a",
        ["semantic prompt"] = "\e]133;A\a",
        ["device attributes"] = "\e[c\e[>c\e[=c",
        ["status"] = "\e[5n\e[6n\e[?6n",
        ["answerback"] = "\x05",
        ["identify"] = "\eZ",
        ["checksum"] = "\e[1;1;1;1;1;9*y",
        ["request setting"] = "\eP$qm\e\\\eP+q544e\e\\",
        ["mode report"] = "\e[?1049$p",
        ["kitty keyboard"] = "\e[>31u\e[?u",
        ["modify keys"] = "\e[>4;2m",
        ["printer on"] = "\e[5i",
        ["printer off"] = "\e[4i",
        ["print screen"] = "\e[i\e[?5i\e[?4i",
        ["media copy all"] = "\e[?11i",
        ["mouse"] = "\e[?9h\e[?1000h\e[?1002h\e[?1003h\e[?1006h",
        ["focus"] = "\e[?1004h",
        ["paste"] = "\e[?2004l",
        ["alternate"] = "\e[?1049h\e[?47h",
        ["reset"] = "\ec",
        ["soft reset"] = "\e[!p",
        ["keys"] = "\e[?1h\e=",
        ["lock"] = "\e[2h",
        ["margins"] = "\e[2;3r\e[?69h\e[2;3s",
        ["wide"] = "\e[?3h\e[?40h",
        ["reverse"] = "\e[?5h",
        ["LEDs"] = "\e[1q",
        ["bell"] = "\a",
        ["window"] = "\e[2t\e[8;1;1t\e[9;1t\e[5t\e[13t",
        ["cursor colour"] = "\e]12;red\a",
        ["font"] = "\e]50;PWNED\a",
        ["C1 CSI"] = "\u009b6n\u009b31m",
        ["C1 OSC"] = "\u009d0;PWNED\u009c",
        ["C1 DCS"] = "\u0090$qm\u009c",
        ["C1 others"] = "\u0084\u0085\u0088\u008d\u008e\u008f\u0096\u0097\u0098\u009a\u009e\u009f",
        ["nested OSC in DCS"] = "\eP\e]0;PWNED\a\e\\",
        ["nested DCS for tmux"] = "\ePtmux;\e\e]52;c;UFdORUQ=\a\e\\",
        ["nested CSI in OSC"] = "\e]0;\e[5i\aPWNED",
        ["APC kitty"] = "\e_Ga=T;PWNED\e\\",
        ["PM"] = "\e^PWNED\e\\",
        ["SOS"] = "\eXPWNED\e\\",
        ["sixel"] = "\ePq#0;2;0;0;0~\e\\",
        ["ReGIS"] = "\eP0pP[0,0]\e\\",
        ["user keys"] = "\eP0;1|17/50574e4544\e\\",
        ["locking shift"] = "\x0E\x0F\en\eo\e~",
        ["charset"] = "\e(0\e)0",
        ["UTF-8 off"] = "\e%@",
        ["8-bit answers"] = "\e G",
        ["VT52"] = "\e[?2l\eZ\e<",
        ["Tektronix"] = "\e[?38h",
        ["DEL and NUL"] = "\0\x7F",
        ["bidi"] = "\u202Eevil\u202C\u2066x\u2069\u200F\u061C",
        ["unterminated OSC"] = "\e]0;PWNED",
        ["unterminated DCS"] = "\eP$qPWNED",
        ["unterminated CSI"] = "\e[5",
        ["lone ESC"] = "\e",
    };

    /// <summary>As octets, C1 controls as single ones.</summary>
    public static byte[] Raw(string attack) => attack.All(c => c < 0x100) ? Encoding.Latin1.GetBytes(attack) : Encoding.UTF8.GetBytes(attack);

    /// <summary>Holds that <paramref name="sent"/> to the terminal is cells, colours and places, and nothing that acts on it.</summary>
    public static void AssertCellsOnly(string sent, string attack)
    {
        var cells = OwnSequences().Replace(sent, "");
        foreach (var rune in cells.EnumerateRunes())
        {
            var acts = rune.Value is < ' ' or (>= 0x7F and < 0xA0) or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            Assert.False(acts, $"{attack}: U+{rune.Value:X4} reached the terminal in \"{cells.Replace("\e", "<ESC>", StringComparison.Ordinal)}\"");
        }
    }

    // A cursor's place, colours, the cursor shown and hidden and its shape, the marks of a frame. No other sequence is a frame's.
    [GeneratedRegex("\e\\[(?:[0-9]+;[0-9]+H|[0-9;]*m|\\?25[hl]|\\?2026[hl]|[0-6] q)")]
    private static partial Regex OwnSequences();
}
