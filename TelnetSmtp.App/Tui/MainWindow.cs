// The window: places the panes, takes the newest snapshot at each frame, and carries out reserved keys. All else goes to the client. Refuses to know
// sockets, bytes and what lines mean. What is shown comes from snapshots only.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>The full screen around one client. UI thread only.</summary>
internal sealed partial class MainWindow : Runnable, ILiveWindow
{
    /// <summary>Rounds of the loop after which the menu's items are made: without news, about a tenth of a second, for a greeting is not to wait for them; or
    /// at all, where the news never end.</summary>
    private const int CalmRounds = 10, Rounds = 200;

    private readonly IClient _client;
    private readonly IPanelTexts _texts;
    private readonly ReadingPosition _position = new();
    private readonly FrameLines _frame = new();
    private readonly TerminalView _terminal;
    private readonly AnnotationPanel _annotations;
    private readonly DetailPanel _detail = new();
    private readonly StatusLine _status = new();
    private readonly LessonGuide? _lesson;
    private MainMenu _menu;
    private UiText _words;
    private SummaryText _summaries;
    private DetailSubject _subject;
    private DetailContent _said = DetailContent.Empty;
    private PanelWishes _wishes;
    private PanelLayout _places;
    private (int Columns, int Rows) _told;
    private bool _stale = true;
    private bool _drawn;
    private int _calm, _rounds; // since there was anything new, since the first screen

    public MainWindow(IClient client, IPanelTexts texts)
    {
        _client = client;
        _texts = texts;
        _lesson = client is LessonClient learner ? new LessonGuide(learner) : null;
        _words = new UiText("Tui", client.Snapshot.Settings.Language);
        _summaries = new SummaryText(_words.Language);
        _texts.Language = _words.Language;
        _terminal = new TerminalView(_position)
        {
            Pressed = Press,
            PastedText = Paste,
            RowClicked = ChooseRow,
            Wheel = Scroll,
            Selected = Copy,
            MouseUsed = client.Mouse,
        };
        _annotations = new AnnotationPanel(_position, texts) { Words = _words, RowClicked = ChooseRow, Wheel = Scroll };
        _menu = new MainMenu(_words);
        CanFocus = true;
        KeyBindings.Clear();
        Add(_frame, _terminal, _annotations, _detail, _status, _menu, _check);
        FrameChanged += (_, _) => Arrange();
        DrawComplete += (_, _) => _drawn = true;
    }

    /// <summary>The windows above this one.</summary>
    public Studies Studies { get; init; } = new(new Catalogue(), TimeProvider.System);

    /// <summary>Where everything stands.</summary>
    internal PanelLayout Places => _places;

    internal ReadingPosition Position => _position;

    public TimeSpan? Due => null;

    protected override bool OnClearingViewport() => true;

    /// <summary>Whatever has the focus, no key may reach the library's own bindings (Esc would end the program): it is the terminal's.</summary>
    protected override bool OnKeyDownNotHandled(Key key) => _terminal.Take(key);

    /// <summary>Lets background work come in.</summary>
    /// <returns>Whether there is anything new to draw.</returns>
    public bool Pump()
    {
        _client.Pump();
        if (_client.ExitCode is not null) EndAll();
        if (_lesson is { WantsList: true }) ShowLessons();
        if (_places.Menu.IsEmpty && _menu.Visible && !_menu.IsOpen()) HideMenu();
        var news = _stale || _lesson is { HasNews: true } || !ReferenceEquals(_client.Snapshot, _position.Snapshot);
        if (_menu.IsWhole || !_drawn) return news;
        _calm = news ? 0 : _calm + 1;
        if (_calm < CalmRounds && ++_rounds < Rounds) return news;
        MakeMenu();
        return true;
    }

    /// <summary>Takes the newest snapshot and marks what shows it for drawing.</summary>
    public void TakeFrame()
    {
        _stale = false;
        var snapshot = _client.Snapshot;
        _position.Take(snapshot);
        if (snapshot.Settings.Language != _words.Language) Speak(snapshot.Settings.Language);
        var terminal = IsTerminal(snapshot.Session);
        var wishes = _wishes with { NoAnnotations = terminal || !snapshot.SessionShown, NothingToExplain = terminal, Lesson = _lesson is { InLesson: true } };
        if (wishes != _wishes)
        {
            _wishes = wishes;
            Arrange();
            _stale = false;
        }
        if (_terminal.Search is { } search) _terminal.Search = search with { Screen = snapshot.Screen };
        ShowTexts();
        ShowCheck(snapshot);
        foreach (var view in SubViews)
            if (view is PaintedView)
                view.SetNeedsDraw();
    }

    /// <summary>Ends this window and every dialog above it.</summary>
    public void EndAll()
    {
        foreach (var token in App?.SessionStack ?? [])
            if (token.Runnable is { } runnable)
                App!.RequestStop(runnable);
    }

    /// <summary>Draws again at the next chance, without a new snapshot.</summary>
    internal void Refresh() => _stale = true;

    internal void Execute(string line)
    {
        _client.Execute(line);
        ShowLessons();
    }

    /// <summary>Whether keys go to a terminal session, which then gets nearly all of them.</summary>
    private bool InTerminalSession => _client.Snapshot is { Mode: ClientMode.Session, Session.Kind: SessionKind.Terminal };

    /// <summary>Whether nothing of the session will be explained: telnet was negotiated, or the port is telnet's own and nothing was received yet.
    /// While the prompt is shown too, or the server would be told another size each time.</summary>
    private static bool IsTerminal(SessionSnapshot? session) => session is { Phase: SessionPhase.Open, Kind: SessionKind.Terminal, Negotiated: true }
        or { Phase: SessionPhase.Open, Kind: SessionKind.Unknown, Port: PromptInterpreter.DefaultPort };

    private bool Press(KeyStroke key)
    {
        if (InCheck) return PressInCheck(key);
        if (SearchKey(key) || TakeForLesson(key)) return true;
        var action = Keymap.Find(key, InTerminalSession, InTerminalSession && _client.Snapshot.Session!.FullScreenProgram,
            _client.Snapshot.Mode != ClientMode.Session);
        if (action != ScreenAction.None) return Do(action);
        _terminal.Selection = null;
        _note = "";
        _position.Follow();
        _client.Press(key);
        ShowLessons();
        return true;
    }

    private void Paste(string text)
    {
        if (SearchText(text)) return;
        _position.Follow();
        _client.Paste(text);
        Refresh();
    }

    private void Scroll(int rows)
    {
        _position.Scroll(rows);
        Refresh();
    }

    private void ChooseRow(long row)
    {
        _position.ChooseAt(row);
        Refresh();
    }

    private void Speak(Language language)
    {
        _words = new UiText("Tui", language);
        _summaries = new SummaryText(language);
        _subject = default; // what it was about has to be said anew
        _texts.Language = language;
        _annotations.Words = _words;
        MakeMenu();
    }

    private void MakeMenu()
    {
        Remove(_menu);
        _menu.Dispose();
        _menu = new MainMenu(_words, this);
        Add(_menu);
        // Above all, as it was.
        Remove(_check);
        Add(_check);
        Arrange();
    }

    /// <summary>Places the panes for the present size and wishes, and tells the client its own.</summary>
    private void Arrange()
    {
        _places = PanelLayout.Compute(Frame.Width, Frame.Height, _wishes);
        if (_check.Visible) PaneActions.Place(_check, new(0, 0, Frame.Width, Frame.Height));
        PaneActions.Place(_menu, _places.Menu);
        PaneActions.Place(_terminal, _places.Terminal);
        PaneActions.Place(_annotations, _places.Annotations);
        PaneActions.Place(_detail, _places.Detail);
        PaneActions.Place(_status, _places.Status);
        PaneActions.Place(_frame, _places.HasFrame ? new(0, 0, Frame.Width, Frame.Height) : default);
        _frame.Places = _places;
        _annotations.RowForRow = _places.Place == PanelPlace.Beside;
        _position.Resize(_places.Terminal.Height);
        var size = (_places.Terminal.Width, _places.Terminal.Height);
        if (size is { Width: > 0, Height: > 0 } && size != _told)
        {
            _told = size;
            _client.Resize(size.Width, size.Height);
        }
        Refresh();
    }

    private void ShowTexts()
    {
        var snapshot = _position.Snapshot!;
        var subject = DetailSubject.Of(_position);
        if (!subject.IsSameAs(_subject)) _said = DetailContent.Of(subject, _texts, _words);
        _subject = subject;
        _detail.Content = _lesson?.ContentOver(_said, subject, _position.HasChosen, _words.Language) ?? _said;
        var content = _detail.Content;
        _frame.TerminalTitle = snapshot is { SessionShown: true, Session: { } session } ? PromptAddress.Named(session.Host, session.Port) : _words["PromptTitle"];
        _frame.PanelTitle = _words["PanelTitle"];
        _frame.DetailTitle = content.Title;
        _frame.DetailClass = content.Class;
        if (_find is not null) return; // the search has the status line
        if (_note.Length > 0)
        {
            (_status.Says, _status.Summary) = (_note, "");
            return;
        }
        _status.Hint = _lesson?.Hint ?? StatusText.Hint(snapshot, _words);
        _status.Says = _lesson?.Says ?? StatusText.Of(snapshot, _words, _summaries, Frame.Width - Graphemes.Width(_status.Hint) - 3);
        var alone = _places.Place == PanelPlace.Alone && !_wishes.Hides && content.Summary.Length > 0 && snapshot.SessionShown
            && snapshot.Session is not { Phase: SessionPhase.Ended, Summary.Verdict: not TransactionVerdict.None };
        _status.Summary = alone ? content.Summary : "";
        _status.SummaryClass = content.Class;
    }
}
