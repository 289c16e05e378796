// F2: what the transaction came to, over the panes, and kept up to date while it is open. Scrolls where the window is too small. Refuses to word anything
// (see SummaryText).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>The summary in a dialog. UI thread only.</summary>
internal sealed class SummaryDialog : Dialog, ILiveWindow
{
    private const int Widest = 104, SideMargin = 2, Borders = 2, Shadow = 1, ButtonRows = 4; // a blank one, the button, its shadow and the dialog's

    private readonly Func<DetailContent?> _newest;
    private readonly DetailPanel _panel = new() { Width = Dim.Fill(), Height = Dim.Fill() };
    private readonly int _width, _tallest;
    private DetailContent? _news;

    /// <summary>Makes it.</summary>
    /// <param name="screen">The room for it, in cells.</param>
    /// <param name="words">The texts of the full screen.</param>
    /// <param name="title">Its title.</param>
    /// <param name="newest">What is to be said; null where nothing has changed since it was last asked.</param>
    /// <param name="columns">Columns that the text needs; 0 where it is to be wrapped to what there is.</param>
    public SummaryDialog(System.Drawing.Size screen, UiText words, string title, Func<DetailContent?> newest, int columns = 0)
    {
        _newest = newest;
        _width = Math.Clamp(screen.Width - 2 * SideMargin, 1, columns > 0 ? columns + Borders + Shadow + DetailPanel.Edges : Widest);
        _tallest = screen.Height;
        Title = title;
        Width = _width;
        Add(_panel);
        AddButton(new Button { Text = words["Close"], IsDefault = true });
        if (Pump()) TakeFrame();
    }

    public TimeSpan? Due => null;

    /// <summary>What it says now.</summary>
    internal DetailContent Content => _panel.Content;

    /// <summary>Shows it until Esc, Enter or F2.</summary>
    public static void Show(IApplication app, UiText words, string title, Func<DetailContent?> newest)
    {
        using var dialog = new SummaryDialog(app.Screen.Size, words, title, newest);
        app.Run(dialog);
    }

    /// <summary>Shows what does not change any more.</summary>
    public static void Show(IApplication app, UiText words, string title, DetailContent content, int columns = 0)
    {
        DetailContent? left = content;
        using var dialog = new SummaryDialog(app.Screen.Size, words, title, () => Interlocked.Exchange(ref left, null), columns);
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

    public bool Pump() => (_news = _newest() ?? _news) is not null;

    public void TakeFrame()
    {
        if (_news is null) return;
        (_panel.Content, _news) = (_news, null);
        var rows = DetailPages.Of(_panel.Content, Math.Max(1, _width - Borders - DetailPanel.Edges)).Rows;
        Height = Math.Clamp(rows + Borders + ButtonRows, 1, _tallest);
        _panel.SetNeedsDraw();
    }

    protected override bool OnKeyDown(Key key)
    {
        if (Scroll(key)) return true;
        if (key != Key.F2) return base.OnKeyDown(key);
        App?.RequestStop();
        return true;
    }

    private bool Scroll(Key key)
    {
        var rows = key == Key.CursorUp ? -1 : key == Key.CursorDown ? 1 : key == Key.PageUp ? 1 - _panel.Viewport.Height : key == Key.PageDown ? _panel.Viewport.Height - 1 : 0;
        if (rows != 0) _panel.ScrollBy(rows);
        return rows != 0;
    }
}
