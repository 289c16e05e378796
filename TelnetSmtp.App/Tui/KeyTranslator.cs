// A key of the library as the key that was pressed. Refuses to decide what a key does (see Keymap) and which bytes it becomes (KeyEncoder).
// What terminals send: C0 controls by ECMA-48, the rest by xterm and the kitty keyboard protocol.
using System.Text;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;
using KeyCode = TelnetSmtp.Core.Terminal.KeyCode;
using LibraryKey = Terminal.Gui.Drivers.KeyCode;

namespace TelnetSmtp.App.Tui;

/// <summary>Terminal.Gui's Key to <see cref="KeyStroke"/>.</summary>
internal static class KeyTranslator
{
    private const LibraryKey Masks = LibraryKey.ShiftMask | LibraryKey.AltMask | LibraryKey.CtrlMask;

    /// <returns>The key pressed; <see cref="KeyCode.None"/> for releases, lone modifiers and keys that a terminal has no use for.</returns>
    public static KeyStroke Translate(Key key)
    {
        if (key.EventType == KeyEventType.Release || key.IsModifierOnly) return default;
        var modifiers = (key.IsShift ? KeyModifiers.Shift : 0) | (key.IsAlt ? KeyModifiers.Alt : 0) | (key.IsCtrl ? KeyModifiers.Control : 0);
        var bare = key.KeyCode & ~Masks;
        var named = Named(bare);
        if (named == KeyCode.Enter && key.IsCtrl && !key.IsShift && !key.IsAlt) return KeyStroke.Of('j', KeyModifiers.Control); // octet 0x0A
        if (named == KeyCode.Backspace) modifiers &= ~KeyModifiers.Control; // octet 0x08: what many terminals send for Backspace itself
        if (named != KeyCode.None) return new KeyStroke(named, default, modifiers);
        return key.IsCtrl ? WithControl(bare, modifiers) : Text(key, bare, modifiers);
    }

    /// <summary>Control and a character: a letter in lower case, or one of the five that make the octets 0x1B–0x1F, which the library
    /// names after digits.</summary>
    private static KeyStroke WithControl(LibraryKey bare, KeyModifiers modifiers)
    {
        var c = (uint)bare;
        if (c is 0 or 0x20 or '2' or '@') return KeyStroke.Of(' ', modifiers);
        if (c is >= 'A' and <= 'Z') return KeyStroke.Of((char)(c | 0x20), modifiers);
        const string afterDigits = "[\\]^_"; // Ctrl+3 … Ctrl+7
        if (c is >= '3' and <= '7') return KeyStroke.Of(afterDigits[(int)(c - '3')], modifiers);
        return Rune.IsValid(c) ? new KeyStroke(KeyCode.Character, new Rune(c), modifiers) : default;
    }

    private static KeyStroke Text(Key key, LibraryKey bare, KeyModifiers modifiers)
    {
        modifiers &= ~KeyModifiers.Shift; // the character says it
        if (!key.IsAlt && key.AssociatedText.Length > 0
            && Rune.DecodeFromUtf16(key.AssociatedText, out var text, out _) == System.Buffers.OperationStatus.Done && !Rune.IsControl(text))
            return new KeyStroke(KeyCode.Character, text, modifiers);
        if (bare is >= LibraryKey.A and <= LibraryKey.Z)
            return KeyStroke.Of((char)((uint)bare | (key.IsShift ? 0u : 0x20u)), modifiers);
        return (uint)bare >= ' ' && Rune.IsValid((uint)bare) ? new KeyStroke(KeyCode.Character, new Rune((uint)bare), modifiers) : default;
    }

    private static KeyCode Named(LibraryKey bare) => bare switch
    {
        LibraryKey.Enter => KeyCode.Enter,
        LibraryKey.Tab => KeyCode.Tab,
        LibraryKey.Backspace => KeyCode.Backspace,
        LibraryKey.Esc => KeyCode.Escape,
        LibraryKey.Insert => KeyCode.Insert,
        LibraryKey.Delete => KeyCode.Delete,
        LibraryKey.Home => KeyCode.Home,
        LibraryKey.End => KeyCode.End,
        LibraryKey.PageUp => KeyCode.PageUp,
        LibraryKey.PageDown => KeyCode.PageDown,
        LibraryKey.CursorUp => KeyCode.Up,
        LibraryKey.CursorDown => KeyCode.Down,
        LibraryKey.CursorLeft => KeyCode.Left,
        LibraryKey.CursorRight => KeyCode.Right,
        >= LibraryKey.F1 and <= LibraryKey.F20 => (KeyCode)((uint)KeyCode.F1 + (bare - LibraryKey.F1)),
        _ => KeyCode.None,
    };
}
