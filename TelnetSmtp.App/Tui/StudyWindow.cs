// The common shape of the windows that are no session: a pane to act in, the details under it, the status line, and the lines between them. Keys are ours
// alone: none reaches the library's bindings. Refuses to know what is studied.
using System.Drawing;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>A full-screen window above the client's. UI thread only.</summary>
internal abstract class StudyWindow : Runnable
{
    /// <summary>Rows that the details keep, as far as there are any.</summary>
    protected const int LeastDetails = 6;

    private const int Edge = 1, FrameRows = 3, StatusRows = 1;
    private readonly FrameLines _frame = new();
    private readonly PaintedView _pane;

    protected StudyWindow(PaintedView pane)
    {
        _pane = pane;
        CanFocus = true;
        KeyBindings.Clear();
        Add(_frame, pane, Details, Status);
        FrameChanged += (_, _) => Arrange();
    }

    protected DetailPanel Details { get; } = new();

    protected StatusLine Status { get; } = new();

    /// <summary>Rows and columns that pane and details share.</summary>
    protected Size Room => new(Math.Max(0, Frame.Width - 2 * Edge), Math.Max(0, Frame.Height - FrameRows - StatusRows));

    /// <summary>Closes the window.</summary>
    protected void Close() => App?.RequestStop(this);

    /// <summary>Takes a key.</summary>
    protected abstract void Take(KeyStroke key);

    /// <summary>Says what stands where now: titles, pane, details, status.</summary>
    /// <returns>The rows of the pane.</returns>
    protected abstract int Compose();

    protected string PaneTitle { set => _frame.TerminalTitle = value; }

    /// <summary>Shows details with their title in the line above them.</summary>
    protected void ShowDetails(DetailContent content)
    {
        _frame.DetailTitle = content.Title;
        _frame.DetailClass = content.Class;
        Details.Content = content;
    }

    /// <summary>Places everything anew and draws it.</summary>
    protected void Arrange()
    {
        var rows = Math.Clamp(Compose(), 0, Room.Height);
        var line = Edge + rows;
        PaneActions.Place(_pane, new Rectangle(Edge, Edge, Room.Width, rows));
        PaneActions.Place(Details, new Rectangle(Edge, line + Edge, Room.Width, Room.Height - rows));
        PaneActions.Place(Status, new Rectangle(0, Math.Max(0, Frame.Height - StatusRows), Frame.Width, StatusRows));
        PaneActions.Place(_frame, new Rectangle(Point.Empty, Frame.Size));
        _frame.Places = new PanelLayout(PanelPlace.Below, default, new Rectangle(Edge, Edge, Room.Width, rows), default,
            new Rectangle(Edge, line + Edge, Room.Width, Room.Height - rows), default, -1, line);
        foreach (var view in SubViews)
            view.SetNeedsDraw();
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnKeyDown(Key key)
    {
        var stroke = KeyTranslator.Translate(key);
        if (stroke.Code == KeyCode.None) return true;
        if (Scroll(stroke) is var rows and not 0) Details.ScrollBy(rows);
        else Take(stroke);
        return true;
    }

    /// <summary>Rows by which a key scrolls the details.</summary>
    private int Scroll(KeyStroke key) => key switch
    {
        { Code: KeyCode.PageUp, Alt: true } => 1 - Details.Viewport.Height,
        { Code: KeyCode.PageDown, Alt: true } => Details.Viewport.Height - 1,
        { Code: KeyCode.Up, Alt: true } => -1,
        { Code: KeyCode.Down, Alt: true } => 1,
        _ => 0,
    };
}
