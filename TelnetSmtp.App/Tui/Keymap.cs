// The keys that the screen keeps for itself: one table. All others belong to the session or the prompt. Refuses to act (MainWindow does).
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>What a reserved key does.</summary>
internal enum ScreenAction : byte
{
    None, Help, TogglePanel, Menu, ChoosePrevious, ChooseNext, ScrollPageUp, ScrollPageDown, ScrollLineUp, ScrollLineDown, ScrollToStart,
    ScrollToEnd, DetailUp, DetailDown, Find, FindNext, PanelWider, PanelNarrower, DetailTaller, DetailLower, Open,
}

/// <summary>When a key is reserved.</summary>
internal enum KeyScope : byte
{
    /// <summary>Always.</summary>
    Always,
    /// <summary>At the prompt and in SMTP sessions; a terminal session gets the key.</summary>
    NotInTerminal,
}

/// <summary>One row of the table.</summary>
internal readonly record struct KeyBinding(KeyStroke Key, ScreenAction Action, KeyScope Scope, string Label);

/// <summary>The table.</summary>
internal static class Keymap
{
    private const KeyModifiers Alt = KeyModifiers.Alt, Shift = KeyModifiers.Shift, Control = KeyModifiers.Control;

    public static IReadOnlyList<KeyBinding> Bindings { get; } =
    [
        new(new KeyStroke(KeyCode.F1), ScreenAction.Help, KeyScope.NotInTerminal, "F1"),
        new(new KeyStroke(KeyCode.F2), ScreenAction.TogglePanel, KeyScope.NotInTerminal, "F2"),
        new(new KeyStroke(KeyCode.F9), ScreenAction.Menu, KeyScope.Always, "F9"),
        new(new KeyStroke(KeyCode.Up, default, Alt), ScreenAction.ChoosePrevious, KeyScope.NotInTerminal, "Alt+↑"),
        new(new KeyStroke(KeyCode.Down, default, Alt), ScreenAction.ChooseNext, KeyScope.NotInTerminal, "Alt+↓"),
        new(new KeyStroke(KeyCode.PageUp), ScreenAction.ScrollPageUp, KeyScope.NotInTerminal, "PgUp"),
        new(new KeyStroke(KeyCode.PageDown), ScreenAction.ScrollPageDown, KeyScope.NotInTerminal, "PgDn"),
        new(new KeyStroke(KeyCode.PageUp, default, Shift), ScreenAction.ScrollPageUp, KeyScope.Always, "Shift+PgUp"),
        new(new KeyStroke(KeyCode.PageDown, default, Shift), ScreenAction.ScrollPageDown, KeyScope.Always, "Shift+PgDn"),
        new(new KeyStroke(KeyCode.Up, default, Shift), ScreenAction.ScrollLineUp, KeyScope.NotInTerminal, "Shift+↑"),
        new(new KeyStroke(KeyCode.Down, default, Shift), ScreenAction.ScrollLineDown, KeyScope.NotInTerminal, "Shift+↓"),
        new(new KeyStroke(KeyCode.Home, default, Shift), ScreenAction.ScrollToStart, KeyScope.NotInTerminal, "Shift+Home"),
        new(new KeyStroke(KeyCode.End, default, Shift), ScreenAction.ScrollToEnd, KeyScope.NotInTerminal, "Shift+End"),
        new(new KeyStroke(KeyCode.PageUp, default, Alt), ScreenAction.DetailUp, KeyScope.NotInTerminal, "Alt+PgUp"),
        new(new KeyStroke(KeyCode.PageDown, default, Alt), ScreenAction.DetailDown, KeyScope.NotInTerminal, "Alt+PgDn"),
        new(KeyStroke.Of('f', Control), ScreenAction.Find, KeyScope.NotInTerminal, "Ctrl+F"),
        new(new KeyStroke(KeyCode.F3), ScreenAction.FindNext, KeyScope.NotInTerminal, "F3"),
        new(KeyStroke.Of('o', Control), ScreenAction.Open, KeyScope.NotInTerminal, "Ctrl+O"),
        new(new KeyStroke(KeyCode.Left, default, Alt), ScreenAction.PanelWider, KeyScope.NotInTerminal, "Alt+←"),
        new(new KeyStroke(KeyCode.Right, default, Alt), ScreenAction.PanelNarrower, KeyScope.NotInTerminal, "Alt+→"),
        new(new KeyStroke(KeyCode.Up, default, Alt | Shift), ScreenAction.DetailTaller, KeyScope.NotInTerminal, "Alt+Shift+↑"),
        new(new KeyStroke(KeyCode.Down, default, Alt | Shift), ScreenAction.DetailLower, KeyScope.NotInTerminal, "Alt+Shift+↓"),
    ];

    private static readonly Dictionary<KeyStroke, KeyBinding> ByKey = Bindings.ToDictionary(b => b.Key);

    /// <summary>What <paramref name="key"/> does, <see cref="ScreenAction.None"/> where it is not reserved.</summary>
    public static ScreenAction Find(KeyStroke key, bool inTerminalSession) =>
        ByKey.TryGetValue(key, out var binding) && (binding.Scope == KeyScope.Always || !inTerminalSession) ? binding.Action : ScreenAction.None;
}
