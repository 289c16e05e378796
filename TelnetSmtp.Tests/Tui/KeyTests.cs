// Keys: what the library makes of octets, what we make of that, and which keys the screen keeps for itself.
using System.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;
using Xunit;
using LibraryKey = Terminal.Gui.Drivers.KeyCode;

namespace TelnetSmtp.Tests.Tui;

public sealed class KeyTests
{
    private const KeyModifiers Control = KeyModifiers.Control;

    public static TheoryData<string, string> Translations => new()
    {
        { "a", "a" }, { "A", "A" }, { "ü", "ü" }, { "Enter", "Enter" }, { "Tab", "Tab" }, { "Shift+Tab", "Shift Tab" }, { "Esc", "Escape" },
        { "CursorUp", "Up" }, { "Alt+CursorUp", "Alt Up" }, { "Ctrl+A", "Control a" }, { "Ctrl+Z", "Control z" }, { "Alt+x", "Alt x" },
        { "F1", "F1" }, { "F12", "F12" }, { "Shift+PageUp", "Shift PageUp" }, { "Delete", "Delete" }, { "Backspace", "Backspace" },
        { "Ctrl+5", "Control ]" }, { "Ctrl+]", "Control ]" }, { "Ctrl+4", "Control \\" }, { "Ctrl+6", "Control ^" }, { "Ctrl+7", "Control _" },
        { "Ctrl+Enter", "Control j" }, { "Ctrl+Backspace", "Backspace" }, { "Ctrl+Space", "Control  " }, { "Space", " " },
    };

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_key_of_the_library_is_the_key_that_was_pressed(string library, string pressed)
    {
        Assert.True(Key.TryParse(library, out var key), library);
        Assert.Equal(pressed, Name(KeyTranslator.Translate(key)));
    }

    [Fact]
    public void A_release_is_no_key() =>
        Assert.Equal(default, KeyTranslator.Translate(new Key(LibraryKey.A) { EventType = KeyEventType.Release }));

    [Fact]
    public void A_lone_modifier_is_no_key() =>
        Assert.Equal(default, KeyTranslator.Translate(new Key(LibraryKey.Null) { ModifierKey = ModifierKey.LeftShift }));

    [Fact]
    public void An_emoji_is_one_character() =>
        Assert.Equal(new KeyStroke(KeyCode.Character, new Rune(0x1F600)), KeyTranslator.Translate(new Key((LibraryKey)0x1F600)));

    [Fact]
    public void Text_that_the_terminal_says_wins_over_the_key_that_was_hit() =>
        Assert.Equal(KeyStroke.Of('ö'), KeyTranslator.Translate(new Key((LibraryKey)';') { AssociatedText = "ö" }));

    [Theory]
    [InlineData('f')]
    [InlineData('o')]
    public void A_terminal_session_gets_the_control_keys_that_elsewhere_are_reserved(char letter)
    {
        Assert.NotEqual(ScreenAction.None, Keymap.Find(KeyStroke.Of(letter, Control), inTerminalSession: false));
        Assert.Equal(ScreenAction.None, Keymap.Find(KeyStroke.Of(letter, Control), inTerminalSession: true));
    }

    [Theory]
    [InlineData('c')]
    [InlineData(']')]
    [InlineData('z')]
    [InlineData('q')]
    public void Control_keys_of_session_and_prompt_are_never_reserved(char letter) =>
        Assert.Equal(ScreenAction.None, Keymap.Find(KeyStroke.Of(letter, Control), inTerminalSession: false));

    [Fact]
    public void Menu_and_scrolling_work_in_every_session()
    {
        Assert.Equal(ScreenAction.SignIn, Keymap.Find(KeyStroke.Of('a', Control), inTerminalSession: false));
        Assert.Equal(ScreenAction.None, Keymap.Find(KeyStroke.Of('a', Control), inTerminalSession: false, atPrompt: true));
        Assert.Equal(ScreenAction.None, Keymap.Find(KeyStroke.Of('a', Control), inTerminalSession: true));
        Assert.Equal(ScreenAction.Menu, Keymap.Find(new KeyStroke(KeyCode.F9), inTerminalSession: true));
        Assert.Equal(ScreenAction.ScrollPageUp, Keymap.Find(new KeyStroke(KeyCode.PageUp, default, KeyModifiers.Shift), inTerminalSession: true));
        Assert.Equal(ScreenAction.ScrollPageUp, Keymap.Find(new KeyStroke(KeyCode.PageUp), inTerminalSession: true));
        Assert.Equal(ScreenAction.None, Keymap.Find(new KeyStroke(KeyCode.PageUp), inTerminalSession: true, inProgram: true));
    }

    [Fact]
    public void No_key_stands_twice_in_the_table() =>
        Assert.Equal(Keymap.Bindings.Count, Keymap.Bindings.Select(b => b.Key).Distinct().Count());

    private static string Name(KeyStroke key) =>
        string.Join(' ', Enum.GetValues<KeyModifiers>().Where(m => m != 0 && key.Modifiers.HasFlag(m)).Select(m => m.ToString())
            .Append(key.Code == KeyCode.Character ? key.Character.ToString() : key.Code.ToString()));
}
