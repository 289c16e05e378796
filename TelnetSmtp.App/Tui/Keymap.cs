// The keys that the screen keeps for itself: one table. All others belong to the session or the prompt. Refuses to act (MainWindow does).
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>What a reserved key does.</summary>
internal enum ScreenAction : byte
{
    None, Help, Summary, SignIn, Tls, TogglePanel, Menu, ChoosePrevious, ChooseNext, ScrollPageUp, ScrollPageDown, ScrollLineUp, ScrollLineDown, ScrollToStart,
    ScrollToEnd, DetailUp, DetailDown, Find, FindNext, PanelWider, PanelNarrower, DetailTaller, DetailLower, Open,
}

/// <summary>When a key is reserved.</summary>
internal enum KeyScope : byte
{
    /// <summary>Always.</summary>
    Always,
    /// <summary>At the prompt and in SMTP sessions; a terminal session gets the key.</summary>
    NotInTerminal,
    /// <summary>In SMTP sessions only: at the prompt the key edits the line.</summary>
    InSmtp,
    /// <summary>Everywhere but where a program of the server's has the whole screen (an editor, a pager).</summary>
    NotInProgram,
}

/// <summary>One row of the table. Rows of the same topic stand in one line of the help.</summary>
internal readonly record struct KeyBinding(KeyStroke Key, ScreenAction Action, KeyScope Scope, string Label, string Topic);

/// <summary>The table.</summary>
internal static class Keymap
{
    private const KeyModifiers Alt = KeyModifiers.Alt, Shift = KeyModifiers.Shift, Control = KeyModifiers.Control;

    public static IReadOnlyList<KeyBinding> Bindings { get; } =
    [
        new(new KeyStroke(KeyCode.F1), ScreenAction.Help, KeyScope.NotInTerminal, "F1", "Help"),
        new(new KeyStroke(KeyCode.F2), ScreenAction.Summary, KeyScope.NotInTerminal, "F2", "Summary"),
        new(KeyStroke.Of('a', Control), ScreenAction.SignIn, KeyScope.InSmtp, "Ctrl+A", "SignIn"),
        new(new KeyStroke(KeyCode.F4), ScreenAction.TogglePanel, KeyScope.NotInTerminal, "F4", "Panel"),
        new(new KeyStroke(KeyCode.F9), ScreenAction.Menu, KeyScope.Always, "F9", "Menu"),
        new(new KeyStroke(KeyCode.Up, default, Alt), ScreenAction.ChoosePrevious, KeyScope.NotInTerminal, "Alt+↑", "Choose"),
        new(new KeyStroke(KeyCode.Down, default, Alt), ScreenAction.ChooseNext, KeyScope.NotInTerminal, "Alt+↓", "Choose"),
        new(new KeyStroke(KeyCode.PageUp), ScreenAction.ScrollPageUp, KeyScope.NotInProgram, "PgUp", "ScrollPage"),
        new(new KeyStroke(KeyCode.PageDown), ScreenAction.ScrollPageDown, KeyScope.NotInProgram, "PgDn", "ScrollPage"),
        new(new KeyStroke(KeyCode.PageUp, default, Shift), ScreenAction.ScrollPageUp, KeyScope.Always, "Shift+PgUp", "ScrollPageAlways"),
        new(new KeyStroke(KeyCode.PageDown, default, Shift), ScreenAction.ScrollPageDown, KeyScope.Always, "Shift+PgDn", "ScrollPageAlways"),
        new(new KeyStroke(KeyCode.Up, default, Shift), ScreenAction.ScrollLineUp, KeyScope.NotInTerminal, "Shift+↑", "ScrollLine"),
        new(new KeyStroke(KeyCode.Down, default, Shift), ScreenAction.ScrollLineDown, KeyScope.NotInTerminal, "Shift+↓", "ScrollLine"),
        new(new KeyStroke(KeyCode.Home, default, Shift), ScreenAction.ScrollToStart, KeyScope.NotInTerminal, "Shift+Home", "ScrollEnds"),
        new(new KeyStroke(KeyCode.End, default, Shift), ScreenAction.ScrollToEnd, KeyScope.NotInTerminal, "Shift+End", "ScrollEnds"),
        new(new KeyStroke(KeyCode.PageUp, default, Alt), ScreenAction.DetailUp, KeyScope.NotInTerminal, "Alt+PgUp", "DetailScroll"),
        new(new KeyStroke(KeyCode.PageDown, default, Alt), ScreenAction.DetailDown, KeyScope.NotInTerminal, "Alt+PgDn", "DetailScroll"),
        new(KeyStroke.Of('f', Control), ScreenAction.Find, KeyScope.NotInTerminal, "Ctrl+F", "Find"),
        new(new KeyStroke(KeyCode.F3), ScreenAction.FindNext, KeyScope.NotInTerminal, "F3", "Find"),
        new(KeyStroke.Of('o', Control), ScreenAction.Open, KeyScope.NotInTerminal, "Ctrl+O", "Open"),
        new(new KeyStroke(KeyCode.Left, default, Alt), ScreenAction.PanelWider, KeyScope.NotInTerminal, "Alt+←", "PanelWidth"),
        new(new KeyStroke(KeyCode.Right, default, Alt), ScreenAction.PanelNarrower, KeyScope.NotInTerminal, "Alt+→", "PanelWidth"),
        new(new KeyStroke(KeyCode.Up, default, Alt | Shift), ScreenAction.DetailTaller, KeyScope.NotInTerminal, "Alt+Shift+↑", "DetailHeight"),
        new(new KeyStroke(KeyCode.Down, default, Alt | Shift), ScreenAction.DetailLower, KeyScope.NotInTerminal, "Alt+Shift+↓", "DetailHeight"),
    ];

    private static readonly Dictionary<KeyStroke, KeyBinding> ByKey = Bindings.ToDictionary(b => b.Key);

    /// <summary>What <paramref name="key"/> does, <see cref="ScreenAction.None"/> where it is not reserved.</summary>
    /// <param name="key">The key.</param>
    /// <param name="inTerminalSession">Whether keys go to a terminal session.</param>
    /// <param name="inProgram">Whether a program in that session has the whole screen.</param>
    /// <param name="atPrompt">Whether keys go to the prompt.</param>
    public static ScreenAction Find(KeyStroke key, bool inTerminalSession, bool inProgram = false, bool atPrompt = false)
    {
        if (!ByKey.TryGetValue(key, out var binding)) return ScreenAction.None;
        var reserved = binding.Scope switch
        {
            KeyScope.NotInTerminal => !inTerminalSession,
            KeyScope.NotInProgram => !inProgram,
            KeyScope.InSmtp => !inTerminalSession && !atPrompt,
            _ => true,
        };
        return reserved ? binding.Action : ScreenAction.None;
    }
}
