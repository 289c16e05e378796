// The sessions of a record in full screen: shown while they are read, filtered by what is typed, one of them chosen and played. Refuses to read files itself:
// the index fills in the background, and who opened this window says how one session is loaded.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using Terminal.Gui.Input;
using Terminal.Gui.Views;
using KeyCode = TelnetSmtp.Core.Terminal.KeyCode;

namespace TelnetSmtp.App.Tui;

/// <summary>What the list needs of its record.</summary>
/// <param name="Name">The file's name, for people.</param>
/// <param name="Source">The record.</param>
/// <param name="Play">Makes the window that plays the session of that index; null with the reason where that cannot be.</param>
/// <param name="Stop">Ends the reading.</param>
internal sealed record SessionListSource(string Name, RecordSource Source, Func<int, (Runnable? Window, string Wrong)> Play, Action Stop);

/// <summary>The window. UI thread only.</summary>
internal sealed class SessionListWindow : Runnable, ILiveWindow
{
    private const int Mebi = 1024 * 1024;
    private const string Between = " · ";

    /// <summary>How often the progress of the reading is looked at.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly SessionListSource _source;
    private readonly ReplayText _texts;
    private readonly UiText _words;
    private readonly SessionList _list;
    private readonly SessionListView _rows;
    private readonly StatusLine _caption = new(), _status = new();
    private readonly FilterLine _filter = new();
    private string _note = "";
    private bool _stale = true, _wasDone;

    public SessionListWindow(SessionListSource source, Language language)
    {
        _source = source;
        _texts = new ReplayText(language);
        _words = new UiText("Tui", language);
        _list = new SessionList(source.Source.Index);
        _rows = new SessionListView(_list, _texts) { Pressed = Take, Opened = Play, Moved = () => _stale = true };
        CanFocus = true;
        KeyBindings.Clear();
        Add(_caption, _rows, _filter, _status);
        FrameChanged += (_, _) => Arrange();
    }

    public TimeSpan? Due => _source.Source.Done && _wasDone ? null : Tick;

    /// <summary>The list.</summary>
    internal SessionList List => _list;

    protected override bool OnClearingViewport() => true;

    protected override bool OnKeyDownNotHandled(Key key) => Take(key);

    public bool Pump()
    {
        var done = _source.Source.Done;
        var changed = done != _wasDone;
        _wasDone = done;
        return _list.Pump() | changed | _stale;
    }

    public void TakeFrame()
    {
        _stale = false;
        _caption.Says = _texts.Words.Format("ListTitle", _source.Name);
        _filter.Label = _texts.Words["ListFilter"];
        _filter.Empty = _texts.Words["ListFilterEmpty"];
        _filter.Typed = _list.Filter.Text ?? "";
        _status.Says = _note.Length > 0 ? _note : string.Join(Between, Status());
        _status.Hint = _texts.Words[!_source.Source.Done ? "ListHintReading" : _filter.Typed.Length > 0 ? "ListHintFilter" : "ListHint"];
        foreach (var view in SubViews)
            if (view is PaintedView)
                view.SetNeedsDraw();
    }

    private IEnumerable<string> Status()
    {
        var (source, index) = (_source.Source, _source.Source.Index);
        yield return _list.Filter.IsEmpty ? _texts.Words.Format("ListCount", index.Count) : _texts.Words.Format("ListFound", _list.Count, index.Count);
        if (_list.Filter.ErrorsOnly) yield return _texts.Words["ListErrorsOnly"];
        if (source.Done && !source.Stopped) yield break;
        var percent = source.Length > 0 ? Math.Min(100, index.Octets * 100 / source.Length) : 0;
        yield return _texts.Words.Format(source.Done ? "ListStopped" : "ListReading", percent, source.Length / Mebi);
    }

    private void Arrange()
    {
        const int around = 3; // caption, filter, status
        var (width, height) = (Frame.Width, Frame.Height);
        PaneActions.Place(_caption, new(0, 0, width, Math.Min(1, height)));
        PaneActions.Place(_rows, new(0, 1, width, Math.Max(0, height - around)));
        PaneActions.Place(_filter, new(0, height - 2, width, height >= around ? 1 : 0));
        PaneActions.Place(_status, new(0, height - 1, width, height >= 2 ? 1 : 0));
        _stale = true;
    }

    private bool Take(Key pressed)
    {
        var key = KeyTranslator.Translate(pressed);
        if (key.Code == KeyCode.None) return true;
        _note = "";
        _stale = true;
        var filter = _list.Filter;
        var text = filter.Text ?? "";
        switch (key)
        {
            case { Code: KeyCode.Up }: _list.Move(-1); break;
            case { Code: KeyCode.Down }: _list.Move(1); break;
            case { Code: KeyCode.PageUp }: _list.Move(1 - _list.Rows); break;
            case { Code: KeyCode.PageDown }: _list.Move(_list.Rows - 1); break;
            case { Code: KeyCode.Home }: _list.Move(-_list.Count); break;
            case { Code: KeyCode.End }: _list.Move(_list.Count); break;
            case { Code: KeyCode.Enter }: Play(); break;
            case { Code: KeyCode.Tab }: _list.Search(text, !filter.ErrorsOnly); break;
            case { Code: KeyCode.Escape }: Escape(text); break;
            case { Code: KeyCode.F1 }: Dialogs.Show(App!, _words, _texts.Words["ListKeysTitle"], _texts.Words["ListKeys"]); break;
            case { Code: KeyCode.Backspace } when text.Length > 0: _list.Search(text[..^(char.IsLowSurrogate(text[^1]) ? 2 : 1)], filter.ErrorsOnly); break;
            case { Code: KeyCode.Character, Control: false, Alt: false } when text.Length < FilterLine.MaxText: _list.Search(text + key.Character, filter.ErrorsOnly); break;
        }
        return true;
    }

    /// <summary>One thing at a time: stops the reading, clears the filter, leaves.</summary>
    private void Escape(string text)
    {
        if (!_source.Source.Done) _source.Stop();
        else if (text.Length > 0 || _list.Filter.ErrorsOnly) _list.Search("", errorsOnly: false);
        else App!.RequestStop(this);
    }

    private void Play()
    {
        if (_list.ChosenIndex < 0) return;
        var (window, wrong) = _source.Play(_list.ChosenIndex);
        if (window is null)
        {
            _note = wrong;
            return;
        }
        using (window) App!.Run(window);
        _stale = true;
    }

    /// <summary>The row in which the filter stands.</summary>
    private sealed class FilterLine : PaintedView
    {
        /// <summary>Characters of a filter: a row of the screen and more.</summary>
        public const int MaxText = 200;

        public string Label { get; set; } = "";

        public string Empty { get; set; } = "";

        public string Typed { get; set; } = "";

        protected override void Paint(in CellPainter painter)
        {
            var at = painter.Text(0, 0, " " + Label, painter.Width, Colours.Heading);
            if (Typed.Length == 0)
            {
                painter.Line(0, at, Empty, painter.Width - at, Colours.Faint);
                return;
            }
            at = painter.Text(0, at, Typed, painter.Width - at - 1, Colours.Text);
            painter.Line(0, at, "▏", painter.Width - at, Colours.Text);
        }
    }
}
