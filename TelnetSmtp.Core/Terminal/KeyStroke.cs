// A key as a person pressed it, before any terminal mode turns it into bytes. Refuses to know bytes (see KeyEncoder) and UI libraries.
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Keys that are no characters. <see cref="Character"/> stands for all that are.</summary>
public enum KeyCode : byte
{
    None, Character, Enter, Tab, Backspace, Escape, Insert, Delete, Home, End, PageUp, PageDown, Up, Down, Left, Right,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20,
    Keypad0, Keypad1, Keypad2, Keypad3, Keypad4, Keypad5, Keypad6, Keypad7, Keypad8, Keypad9,
    KeypadMinus, KeypadComma, KeypadPeriod, KeypadEnter, KeypadPlus, KeypadMultiply, KeypadDivide, KeypadEquals,
    Break,
}

/// <summary>Modifiers held with a key.</summary>
[Flags]
public enum KeyModifiers : byte
{
    None = 0, Shift = 1, Alt = 2, Control = 4,
}

/// <summary>One key press. <see cref="Character"/> is meaningful only where <see cref="Code"/> is <see cref="KeyCode.Character"/>;
/// Control with a letter is that lower-case letter plus <see cref="KeyModifiers.Control"/>.</summary>
public readonly record struct KeyStroke(KeyCode Code, Rune Character = default, KeyModifiers Modifiers = KeyModifiers.None)
{
    public static KeyStroke Of(char character, KeyModifiers modifiers = KeyModifiers.None) => new(KeyCode.Character, new Rune(character), modifiers);

    public bool Control => (Modifiers & KeyModifiers.Control) != 0;

    public bool Alt => (Modifiers & KeyModifiers.Alt) != 0;

    public bool Shift => (Modifiers & KeyModifiers.Shift) != 0;
}
