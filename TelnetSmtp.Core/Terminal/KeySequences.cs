// The keys that are no characters and what they send, as a table (VT220 manual chapter 3, VT100 User Guide for the keypad and VT52; xterm for F1–F20,
// Home and End). Data only; KeyEncoder turns a row into bytes.
using System.Collections.Frozen;

namespace TelnetSmtp.Core.Terminal;

/// <summary>How a key's sequence is made.</summary>
internal enum KeyForm : byte
{
    /// <summary>CSI letter; SS3 letter with DECCKM; CSI 1 ; modifiers letter.</summary>
    Cursor,
    /// <summary>SS3 letter; CSI 1 ; modifiers letter.</summary>
    Pf,
    /// <summary>CSI number ~; CSI number ; modifiers ~.</summary>
    Tilde,
    /// <summary>The character; SS3 letter with DECKPAM (VT52: ESC ? letter).</summary>
    Keypad,
}

/// <summary>A row of the table.</summary>
/// <param name="Form">How.</param>
/// <param name="Final">The letter, or <c>~</c>.</param>
/// <param name="Number">For <see cref="KeyForm.Tilde"/>.</param>
/// <param name="Plain">For <see cref="KeyForm.Keypad"/>: the character that stands on the key.</param>
/// <param name="Vt52">What follows ESC in VT52 mode; 0 where VT52 has no such key.</param>
internal readonly record struct KeySequence(KeyForm Form, char Final, int Number = 0, char Plain = '\0', char Vt52 = '\0');

/// <summary>The table.</summary>
internal static class KeySequences
{
    public static FrozenDictionary<KeyCode, KeySequence> Table { get; } = new Dictionary<KeyCode, KeySequence>
    {
        [KeyCode.Up] = new(KeyForm.Cursor, 'A', Vt52: 'A'),
        [KeyCode.Down] = new(KeyForm.Cursor, 'B', Vt52: 'B'),
        [KeyCode.Right] = new(KeyForm.Cursor, 'C', Vt52: 'C'),
        [KeyCode.Left] = new(KeyForm.Cursor, 'D', Vt52: 'D'),
        [KeyCode.Home] = new(KeyForm.Cursor, 'H', Vt52: 'H'),
        [KeyCode.End] = new(KeyForm.Cursor, 'F'),
        [KeyCode.Insert] = Tilde(2),
        [KeyCode.Delete] = Tilde(3),
        [KeyCode.PageUp] = Tilde(5),
        [KeyCode.PageDown] = Tilde(6),
        [KeyCode.F1] = new(KeyForm.Pf, 'P', Vt52: 'P'),
        [KeyCode.F2] = new(KeyForm.Pf, 'Q', Vt52: 'Q'),
        [KeyCode.F3] = new(KeyForm.Pf, 'R', Vt52: 'R'),
        [KeyCode.F4] = new(KeyForm.Pf, 'S', Vt52: 'S'),
        [KeyCode.F5] = Tilde(15),
        [KeyCode.F6] = Tilde(17),
        [KeyCode.F7] = Tilde(18),
        [KeyCode.F8] = Tilde(19),
        [KeyCode.F9] = Tilde(20),
        [KeyCode.F10] = Tilde(21),
        [KeyCode.F11] = Tilde(23),
        [KeyCode.F12] = Tilde(24),
        [KeyCode.F13] = Tilde(25),
        [KeyCode.F14] = Tilde(26),
        [KeyCode.F15] = Tilde(28),
        [KeyCode.F16] = Tilde(29),
        [KeyCode.F17] = Tilde(31),
        [KeyCode.F18] = Tilde(32),
        [KeyCode.F19] = Tilde(33),
        [KeyCode.F20] = Tilde(34),
        [KeyCode.Keypad0] = Keypad('p', '0'),
        [KeyCode.Keypad1] = Keypad('q', '1'),
        [KeyCode.Keypad2] = Keypad('r', '2'),
        [KeyCode.Keypad3] = Keypad('s', '3'),
        [KeyCode.Keypad4] = Keypad('t', '4'),
        [KeyCode.Keypad5] = Keypad('u', '5'),
        [KeyCode.Keypad6] = Keypad('v', '6'),
        [KeyCode.Keypad7] = Keypad('w', '7'),
        [KeyCode.Keypad8] = Keypad('x', '8'),
        [KeyCode.Keypad9] = Keypad('y', '9'),
        [KeyCode.KeypadMinus] = Keypad('m', '-'),
        [KeyCode.KeypadComma] = Keypad('l', ','),
        [KeyCode.KeypadPeriod] = Keypad('n', '.'),
        [KeyCode.KeypadEnter] = Keypad('M', '\r'),
        [KeyCode.KeypadPlus] = Keypad('k', '+'),
        [KeyCode.KeypadMultiply] = Keypad('j', '*'),
        [KeyCode.KeypadDivide] = Keypad('o', '/'),
        [KeyCode.KeypadEquals] = Keypad('X', '='),
    }.ToFrozenDictionary();

    private static KeySequence Tilde(int number) => new(KeyForm.Tilde, '~', number);

    private static KeySequence Keypad(char final, char plain) => new(KeyForm.Keypad, final, Plain: plain, Vt52: final);
}
