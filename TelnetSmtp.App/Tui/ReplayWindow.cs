// A saved session in full screen: the panes of a live one, played by a ReplayPlayer, with a time line and the keys of a player. Opens on a script, wherever
// it comes from. Refuses to know records and formats.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>How a replay is shown.</summary>
/// <param name="Language">Of all words.</param>
/// <param name="Time">The clock.</param>
/// <param name="Caption">What is played: the file's name, a lesson's title.</param>
internal sealed record ReplayLook(Language Language, TimeProvider Time, string Caption)
{
    /// <summary>How many times as fast as the record, above 0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether it waits for the first key instead of beginning at once.</summary>
    public bool Paused { get; init; }
}

/// <summary>The window. UI thread only.</summary>
internal sealed class ReplayWindow : Runnable, ILiveWindow
{
    private const int FirstColumns = 80, FirstRows = 24; // until the first layout
    private const int LowerRows = 2; // time line and status; the status is in the panes' own count

    /// <summary>How often the clock on the screen goes on while a wait is played.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ReplayPlayer _player;
    private readonly ReplayLook _look;
    private readonly ReplayText _replay;
    private readonly UiText _words;
    private readonly SummaryText _summaries;
    private readonly SessionPanes _panes;
    private readonly StatusLine _caption = new(), _status = new();
    private readonly TimeLineView _line = new();
    private string _note = "";
    private bool _stale = true;

    /// <param name="script">What is played.</param>
    /// <param name="texts">The panel's words.</param>
    /// <param name="look">How it is shown.</param>
    public ReplayWindow(ReplayScript script, IPanelTexts texts, ReplayLook look)
    {
        _look = look;
        _replay = new ReplayText(look.Language);
        _words = new UiText("Tui", look.Language);
        _summaries = new SummaryText(look.Language);
        texts.Language = look.Language;
        _player = new ReplayPlayer(script, look.Time, new ClientSettings { Language = look.Language, Timing = script.HasTimes }, FirstColumns, FirstRows);
        _player.PlayAt(look.Speed);
        _panes = new SessionPanes(texts, _words, Press)
        {
            Resized = _player.Resize,
            Changed = () => _stale = true,
            Copied = lines => _note = _words.Format("Copied", lines),
        };
        _line.Script = script;
        _line.Clicked = GoTo;
        CanFocus = true;
        KeyBindings.Clear();
        foreach (var view in _panes.Views) Add(view);
        Add(_caption, _line, _status);
        FrameChanged += (_, _) => Arrange();
        if (!look.Paused) _player.Play();
    }

    /// <summary>The player.</summary>
    internal ReplayPlayer Player => _player;

    public TimeSpan? Due => _player.UntilNext is { } next ? next < Tick ? next : Tick : null;

    protected override bool OnClearingViewport() => true;

    /// <summary>Whatever has the focus, no key may reach the library's own bindings.</summary>
    protected override bool OnKeyDownNotHandled(Key key) => _panes.Take(key);

    public bool Pump() => _player.Pump() | _stale;

    public void TakeFrame()
    {
        _stale = false;
        var script = _player.Script;
        _panes.Show(_player.Snapshot, script.Host.Length > 0 ? $"{script.Host}:{script.Port}" : _replay.Words["UnknownServer"]);
        _caption.Says = Caption();
        _line.Step = _player.Step;
        (_line.Elapsed, _line.Total) = _replay.Ends(_player);
        ShowStatus();
        foreach (var view in SubViews)
            if (view is PaintedView)
                view.SetNeedsDraw();
    }

    private string Caption()
    {
        var caption = _replay.Words.Format("Caption", _look.Caption);
        return _player.Script.Began is { } began ? $"{caption} · {began:yyyy-MM-dd HH:mm:ss}" : caption;
    }

    private void ShowStatus()
    {
        const string between = " · ";
        _status.Hint = _note.Length > 0 ? "" : _replay.Hint(_player, Frame.Width);
        var room = Frame.Width - Graphemes.Width(_status.Hint) - 3;
        var parts = _note.Length > 0 ? [_note] : _replay.Status(_player).ToList();
        while (parts.Count > 1 && Graphemes.Width(string.Join(between, parts)) > room) parts.RemoveAt(parts.Count - 1);
        _status.Says = string.Join(between, parts);
        // In a window too small for the panel the meaning stands in place of the caption's row, else nowhere.
        var alone = _panes.Places is { Place: PanelPlace.Alone, Menu.IsEmpty: true } && !_player.Playing && _note.Length == 0 && _panes.Content.Summary.Length > 0;
        _status.Summary = alone ? _panes.Content.Summary : "";
        _status.SummaryClass = _panes.Content.Class;
    }

    private void Arrange()
    {
        var (width, height) = (Frame.Width, Frame.Height);
        _panes.Arrange(width, Math.Max(0, height - LowerRows + 1));
        PaneActions.Place(_caption, _panes.Places.Menu);
        PaneActions.Place(_line, _panes.Places.Status);
        PaneActions.Place(_status, height >= LowerRows ? new(0, height - 1, width, 1) : default);
        _stale = true;
    }

    private bool Press(KeyStroke key)
    {
        _note = "";
        _stale = true;
        if (Do(ReplayKeymap.Find(key))) return true;
        var action = Keymap.Find(key, inTerminalSession: false);
        switch (action)
        {
            case ScreenAction.Help: ShowKeys(); break;
            case ScreenAction.Summary: ShowSummary(); break;
            default: _panes.Do(action); break;
        }
        return true; // no key is anybody else's
    }

    private bool Do(ReplayAction action)
    {
        switch (action)
        {
            case ReplayAction.Press: _player.Press(); break;
            case ReplayAction.Forward: _player.Forward(); break;
            case ReplayAction.Back: _player.Back(); break;
            case ReplayAction.NextError: Find(_player.ToNextError(), "NoNextError"); break;
            case ReplayAction.PreviousError: Find(_player.ToPreviousError(), "NoPreviousError"); break;
            case ReplayAction.ToStart: GoTo(0); break;
            case ReplayAction.ToEnd: GoTo(_player.Script.Steps.Count); break;
            case ReplayAction.Faster: _player.ChangeSpeed(1); break;
            case ReplayAction.Slower: _player.ChangeSpeed(-1); break;
            case ReplayAction.ByHand: _player.GoByHand(); break;
            case ReplayAction.Leave: App!.RequestStop(this); break;
            default: return false;
        }
        _panes.Follow();
        return true;
    }

    private void GoTo(int steps)
    {
        _player.GoTo(steps);
        _panes.Follow();
        _stale = true;
    }

    private void Find(bool found, string nothing)
    {
        if (!found) _note = _replay.Words[nothing];
    }

    private void ShowSummary()
    {
        _player.Pause();
        var script = _player.Script;
        var summary = _player.Snapshot.Summary;
        // Of a record without times nobody knows how long anything took.
        if (!script.HasTimes) summary = summary with { Times = [], EndedAt = null };
        SummaryDialog.Show(App!, _words, $"{_summaries.Title}: {script.Host}:{script.Port}", SummaryDialog.ContentOf(summary, _summaries));
    }

    private void ShowKeys()
    {
        const int labels = 16;
        _player.Pause();
        var topics = ReplayKeymap.Keys.GroupBy(key => key.Topic)
            .Select(topic => string.Join("  ", topic.Select(key => key.Label).Where(label => label.Length > 0)).PadRight(labels) + _replay.Words[$"Keys{topic.Key}"]);
        Dialogs.Show(App!, _words, _replay.Words["KeysTitle"], string.Join('\n', [.. topics, "", _replay.Words["KeysScreen"], _replay.Words["KeysMarks"], _replay.Words["KeysWaits"]]));
    }
}
