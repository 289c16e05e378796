// The panes around a session that is looked at and not typed into: terminal, annotations, details and the lines between them, placed and moved as in the main
// window. Refuses keys of its own: the window that holds them says what a key does.
using System.Diagnostics.CodeAnalysis;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.ViewBase;

namespace TelnetSmtp.App.Tui;

/// <summary>The panes. UI thread only.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The window that adds the views disposes of them.")]
internal sealed class SessionPanes
{
    private readonly ReadingPosition _position = new();
    private readonly FrameLines _frame = new();
    private readonly TerminalView _terminal;
    private readonly AnnotationPanel _annotations;
    private readonly DetailPanel _detail = new();
    private readonly IPanelTexts _texts;
    private readonly UiText _words;
    private DetailSubject _subject;
    private PanelWishes _wishes;
    private (int Width, int Height) _room;

    /// <param name="texts">The panel's words.</param>
    /// <param name="words">Texts of the screen.</param>
    /// <param name="pressed">A key; returns whether it is done with.</param>
    public SessionPanes(IPanelTexts texts, UiText words, Func<KeyStroke, bool> pressed)
    {
        (_texts, _words) = (texts, words);
        _terminal = new TerminalView(_position) { Pressed = pressed, RowClicked = Choose, Wheel = Scroll, Selected = Copy };
        _annotations = new AnnotationPanel(_position, texts) { Words = words, RowClicked = Choose, Wheel = Scroll };
        Views = [_frame, _terminal, _annotations, _detail];
    }

    /// <summary>What to add to the window, in this order.</summary>
    public IReadOnlyList<View> Views { get; }

    /// <summary>Where everything stands. The menu's row is free for a caption.</summary>
    public PanelLayout Places { get; private set; }

    /// <summary>What the lower box says.</summary>
    public DetailContent Content => _detail.Content;

    /// <summary>The size of the terminal has changed, in cells.</summary>
    public Action<int, int>? Resized { get; set; }

    /// <summary>Something has to be drawn anew.</summary>
    public Action? Changed { get; set; }

    /// <summary>Text was copied: so many lines.</summary>
    public Action<int>? Copied { get; set; }

    /// <summary>Takes every key, whatever has the focus.</summary>
    public bool Take(Terminal.Gui.Input.Key key) => _terminal.Take(key);

    /// <summary>Gives the panes so much room, from the window's upper left corner.</summary>
    public void Arrange(int width, int height)
    {
        _room = (width, height);
        Places = PanelLayout.Compute(width, height, _wishes);
        PaneActions.Place(_terminal, Places.Terminal);
        PaneActions.Place(_annotations, Places.Annotations);
        PaneActions.Place(_detail, Places.Detail);
        PaneActions.Place(_frame, Places.HasFrame ? new(0, 0, width, height) : default);
        _frame.Places = Places;
        _annotations.RowForRow = Places.Place == PanelPlace.Beside;
        _position.Resize(Places.Terminal.Height);
        if (Places.Terminal is { Width: > 0, Height: > 0 } terminal) Resized?.Invoke(terminal.Width, terminal.Height);
        Changed?.Invoke();
    }

    /// <summary>Shows a session.</summary>
    public void Show(SessionSnapshot session, string title)
    {
        _position.Take(new ClientSnapshot(ClientMode.Session, session.Screen, session, true, null, session.Settings, null));
        var subject = DetailSubject.Of(_position);
        if (!subject.IsSameAs(_subject)) _detail.Content = DetailContent.Of(subject, _texts, _words);
        _subject = subject;
        _frame.TerminalTitle = title;
        _frame.PanelTitle = _words["PanelTitle"];
        _frame.DetailTitle = Content.Title;
        _frame.DetailClass = Content.Class;
    }

    /// <summary>Back to the newest line.</summary>
    public void Follow() => _position.Follow();

    /// <summary>Does what a reserved key of the screen asks of the panes.</summary>
    /// <returns>False where it asks for something else.</returns>
    public bool Do(ScreenAction action)
    {
        if (_wishes.After(action, Places) is { } wishes) Wish(wishes);
        else if (!_position.Do(_detail, action)) return false;
        Changed?.Invoke();
        return true;
    }

    private void Wish(PanelWishes wishes)
    {
        _wishes = wishes;
        Arrange(_room.Width, _room.Height);
        _wishes = _wishes.Kept(Places);
    }

    private void Choose(long row)
    {
        _position.ChooseAt(row);
        Changed?.Invoke();
    }

    private void Scroll(int rows)
    {
        _position.Scroll(rows);
        Changed?.Invoke();
    }

    private void Copy(TextSelection selection)
    {
        if (_position.Snapshot is not { } snapshot || _terminal.App is not { } app || selection.TextOf(snapshot.Screen) is not { Length: > 0 } text) return;
        Clipboard.Copy(app, text);
        Copied?.Invoke(text.Count(c => c == '\n') + 1);
        Changed?.Invoke();
    }
}
