// The menu: every item is a reserved key or a line at the prompt. Its items take a good part of a start's time, so the first screen has the titles alone.
// Refuses to do anything itself.
using TelnetSmtp.App.Text;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>The menu bar of the main window.</summary>
internal sealed class MainMenu : MenuBar
{
    static MainMenu() => DefaultKey = Key.F9;

    /// <summary>The whole menu.</summary>
    public MainMenu(UiText words, MainWindow window)
        : this(Whole(words, window), isWhole: true)
    {
    }

    /// <summary>The titles, which look the same and open nothing.</summary>
    public MainMenu(UiText words)
        : this(((string[])["MenuFile", "MenuSession", "MenuLearn", "MenuView", "MenuHelp"]).Select(key => new MenuBarItem { Title = words[key] }), isWhole: false)
    {
    }

    private MainMenu(IEnumerable<MenuBarItem> items, bool isWhole)
        : base(items) => IsWhole = isWhole;

    /// <summary>Whether there is anything below the titles.</summary>
    public bool IsWhole { get; }

    /// <summary>Opens the first menu.</summary>
    public void Show() => InvokeCommand(Command.HotKey);

    private static MenuBarItem[] Whole(UiText words, MainWindow window) =>
    [
        new MenuBarItem(words["MenuFile"],
        [
            Item(words, "MenuOpen", window.AskAndOpen, "Ctrl+O"),
            Item(words, "MenuClose", () => window.Execute("close")),
            new Line(),
            Item(words, "MenuLog", window.AskAndLog),
            Item(words, "MenuLogOff", () => window.Execute("unset logging")),
            Item(words, "MenuReplay", window.AskAndReplay),
            new Line(),
            Item(words, "MenuQuit", () => window.Execute("quit")),
        ]),
        new MenuBarItem(words["MenuSession"],
        [
            Item(words, "MenuCheck", window.AskAndCheck),
            Item(words, "MenuSummary", () => window.Do(ScreenAction.Summary), "F2"),
            Item(words, "MenuSend", window.AskAndSend, "Ctrl+O"),
            Item(words, "MenuSignIn", () => window.Do(ScreenAction.SignIn), "Ctrl+A"),
            Item(words, "MenuTls", () => window.Do(ScreenAction.Tls)),
            Item(words, "MenuStatus", () => window.Execute("status")),
            Item(words, "MenuEcho", () => window.Execute("set localecho")),
            Item(words, "MenuEchoOff", () => window.Execute("unset localecho")),
            Item(words, "MenuLineEdit", () => window.Execute("set lineedit")),
            Item(words, "MenuLineEditOff", () => window.Execute("unset lineedit")),
        ]),
        new MenuBarItem(words["MenuLearn"],
        [
            Item(words, "MenuLessons", window.AskLesson),
            Item(words, "MenuPractice", () => window.Execute("practice")),
            Item(words, "MenuQuiz", () => window.Execute("quiz")),
            Item(words, "MenuReference", window.ShowReference, "F1"),
        ]),
        new MenuBarItem(words["MenuView"],
        [
            Item(words, "MenuPanel", () => window.Do(ScreenAction.TogglePanel), "F4"),
            Item(words, "MenuFind", () => window.Do(ScreenAction.Find), "Ctrl+F"),
            new Line(),
            Item(words, "MenuWider", () => window.Do(ScreenAction.PanelWider), "Alt+←"),
            Item(words, "MenuNarrower", () => window.Do(ScreenAction.PanelNarrower), "Alt+→"),
            Item(words, "MenuTaller", () => window.Do(ScreenAction.DetailTaller), "Alt+Shift+↑"),
            Item(words, "MenuLower", () => window.Do(ScreenAction.DetailLower), "Alt+Shift+↓"),
            new Line(),
            Item(words, "MenuEnglish", () => window.Execute("set lang en")),
            Item(words, "MenuGerman", () => window.Execute("set lang de")),
        ]),
        new MenuBarItem(words["MenuHelp"],
        [
            Item(words, "MenuKeys", window.ShowKeys, "F1 F1"),
            Item(words, "MenuAbout", window.ShowAbout),
        ]),
    ];

    private static MenuItem Item(UiText words, string key, Action action, string shortcut = "") => new(words[key], shortcut, action, Key.Empty);
}
