// A key into the bytes that the server expects of it in the modes it asked for: the mirror of reading sequences (xterm's "PC-style" keys).
// Enter, Backspace and Delete are encoded as terminals do by default; the session, which has settings for them, handles them itself.
using System.Buffers;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Encodes keys and pasted text. Keys without bytes (<see cref="KeyCode.Break"/>, <see cref="KeyCode.None"/>) write nothing.</summary>
public static class KeyEncoder
{
    private const byte Escape = ControlCodes.Esc;

    /// <summary>Writes <paramref name="key"/>. Alt is ESC before a character, and a modifier number in a function key's sequence.</summary>
    public static void Encode(KeyStroke key, KeyModes modes, IBufferWriter<byte> output)
    {
        switch (key.Code)
        {
            case KeyCode.Character:
                Character(key, output);
                break;
            case KeyCode.Enter:
                AltPrefix(key, output);
                output.Write(modes.NewLine ? "\r\n"u8 : "\r"u8);
                break;
            case KeyCode.Tab:
                if (key.Shift && !modes.Vt52)
                    output.Write("\e[Z"u8);
                else
                    Control(key, ControlCodes.Ht, output);
                break;
            case KeyCode.Backspace:
                Control(key, ControlCodes.Bs, output);
                break;
            case KeyCode.Escape:
                Control(key, Escape, output);
                break;
            default:
                if (KeySequences.Table.TryGetValue(key.Code, out var sequence))
                    Sequence(sequence, key, modes, output);
                break;
        }
    }

    /// <summary>Writes pasted text: line ends as CR; between brackets where the server asked for them, and then without the ESC that could end them early.</summary>
    public static void EncodePaste(string text, KeyModes modes, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\r");
        if (modes.BracketedPaste)
            lines = "\e[200~" + lines.Replace("\e", "", StringComparison.Ordinal) + "\e[201~";
        Encoding.UTF8.GetBytes(lines, output);
    }

    private static void Character(KeyStroke key, IBufferWriter<byte> output)
    {
        AltPrefix(key, output);
        if (key.Control && ControlCharacter(key.Character.Value) is { } control)
        {
            output.Write([control]);
            return;
        }

        Span<byte> utf8 = stackalloc byte[4];
        output.Write(utf8[..key.Character.EncodeToUtf8(utf8)]);
    }

    /// <summary>What Control makes of a character (VT220 manual, table 3-5); null where it makes nothing of it.</summary>
    private static byte? ControlCharacter(int character) => character switch
    {
        >= 'a' and <= 'z' => (byte)(character - 'a' + 1),
        >= '@' and <= '_' => (byte)(character - '@'),
        ' ' or '2' => 0,
        >= '3' and <= '7' => (byte)(character - '3' + Escape),
        '8' or '?' => ControlCodes.Del,
        '/' => 0x1F,
        _ => null,
    };

    private static void Control(KeyStroke key, byte control, IBufferWriter<byte> output)
    {
        AltPrefix(key, output);
        output.Write([control]);
    }

    private static void AltPrefix(KeyStroke key, IBufferWriter<byte> output)
    {
        if (key.Alt)
            output.Write([Escape]);
    }

    private static void Sequence(KeySequence sequence, KeyStroke key, KeyModes modes, IBufferWriter<byte> output)
    {
        if (sequence.Form == KeyForm.Keypad && !modes.ApplicationKeypad)
        {
            AltPrefix(key, output);
            output.Write(modes.NewLine && sequence.Plain == '\r' ? "\r\n"u8 : [(byte)sequence.Plain]);
            return;
        }

        if (modes.Vt52)
        {
            if (sequence.Vt52 != '\0')
                Write(sequence.Form == KeyForm.Keypad ? $"\e?{sequence.Vt52}" : $"\e{sequence.Vt52}", output);
            return;
        }

        // xterm's numbers: 1, and 1 more for Shift, 2 for Alt, 4 for Control.
        var modifiers = 1 + (int)key.Modifiers;
        Write(sequence.Form switch
        {
            KeyForm.Tilde => modifiers == 1 ? $"\e[{sequence.Number}~" : $"\e[{sequence.Number};{modifiers}~",
            KeyForm.Cursor when modifiers == 1 => modes.CursorKeys ? $"\eO{sequence.Final}" : $"\e[{sequence.Final}",
            KeyForm.Pf or KeyForm.Keypad when modifiers == 1 => $"\eO{sequence.Final}",
            KeyForm.Keypad => $"\eO{modifiers}{sequence.Final}",
            _ => $"\e[1;{modifiers}{sequence.Final}",
        }, output);
    }

    private static void Write(string ascii, IBufferWriter<byte> output) => Encoding.ASCII.GetBytes(ascii, output);
}
