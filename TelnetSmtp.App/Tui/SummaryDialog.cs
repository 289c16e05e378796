// F2: what the transaction came to, over the panes, as of the moment of the key. Scrolls where the window is too small. Refuses to word anything
// (see SummaryText).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>The summary in a dialog.</summary>
internal static class SummaryDialog
{
    private const int Widest = 104, SideMargin = 2, Borders = 2, ButtonRows = 4; // a blank one, the button, its shadow and the dialog's

    /// <summary>Shows it until Esc, Enter or F2.</summary>
    public static void Show(IApplication app, UiText words, string title, DetailContent content)
    {
        using var panel = new DetailPanel { Content = content, Width = Dim.Fill(), Height = Dim.Fill() };
        var screen = app.Screen;
        var width = Math.Clamp(screen.Width - 2 * SideMargin, 1, Widest);
        var rows = DetailPages.Of(content, Math.Max(1, width - Borders - DetailPanel.Edges)).Rows;
        using var dialog = new Dialog { Title = title, Width = width, Height = Math.Clamp(rows + Borders + ButtonRows, 1, screen.Height) };
        using var close = new Button { Text = words["Close"], IsDefault = true };
        dialog.Add(panel);
        dialog.AddButton(close);
        dialog.KeyDown += (_, key) => key.Handled = Scroll(panel, key) || Close(app, key);
        app.Run(dialog);
    }

    /// <summary>The facts as the lower box lays them out: times beside the rest where there is room.</summary>
    public static DetailContent ContentOf(TransactionSummary summary, SummaryText words)
    {
        var sections = words.Sections(summary);
        return new DetailContent("", ReplyClass.Unknown,
            [.. sections.Select(s => new DetailSection(s.Heading, s.Lines, false, s.Topic == SummaryTopic.Times ? DetailSide.Remedies : DetailSide.Meaning))],
            words.Verdict(summary));
    }

    private static bool Scroll(DetailPanel panel, Key key)
    {
        var rows = key == Key.CursorUp ? -1 : key == Key.CursorDown ? 1 : key == Key.PageUp ? 1 - panel.Viewport.Height : key == Key.PageDown ? panel.Viewport.Height - 1 : 0;
        if (rows != 0) panel.ScrollBy(rows);
        return rows != 0;
    }

    private static bool Close(IApplication app, Key key)
    {
        if (key != Key.F2) return false;
        app.RequestStop();
        return true;
    }
}
