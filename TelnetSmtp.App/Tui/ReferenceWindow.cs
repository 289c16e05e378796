// The reference on the full screen: a list that is searched by typing, and all there is to say of the chosen row. Refuses to know the tables (ReferenceIndex).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>The window. UI thread only.</summary>
internal sealed class ReferenceWindow : StudyWindow
{
    /// <summary>Characters of a search: more than any code, keyword or known text has words to be found by.</summary>
    internal const int SearchLimit = 60;

    private readonly ReferenceIndex _index;
    private readonly ReferencePane _pane;
    private readonly UiText _words;
    private IReadOnlyList<ReferenceEntry> _found = [];
    private ReferenceGroup _group;
    private string _search = "";
    private int _chosen;

    /// <param name="index">The list.</param>
    /// <param name="language">Of the window's words; the index's own.</param>
    /// <param name="at">The entry to open at; null for the first.</param>
    public ReferenceWindow(ReferenceIndex index, Language language, ReferenceEntry? at) : this(index, language, at, new ReferencePane())
    {
    }

    private ReferenceWindow(ReferenceIndex index, Language language, ReferenceEntry? at, ReferencePane pane) : base(pane)
    {
        (_index, _pane, _words) = (index, pane, new UiText("Reference", language));
        _pane.Clicked = row => Choose(_pane.Top + row);
        _pane.Wheel = rows => Choose(_chosen + rows);
        Search("");
        _chosen = at is null ? 0 : Math.Max(0, _found.ToList().IndexOf(at));
    }

    /// <summary>The chosen entry; null where nothing was found.</summary>
    internal ReferenceEntry? Chosen => _chosen < _found.Count ? _found[_chosen] : null;

    /// <summary>What F1 shows; null for the keys of the full screen.</summary>
    public Action? ShowKeys { get; init; }

    protected override int Compose()
    {
        const int share = 45; // of a hundred rows, for the list
        PaneTitle = _words.Format("Title", _words[$"Group{_group}"], _found.Count == 0 ? 0 : _chosen + 1, _found.Count);
        ShowDetails(Chosen?.Content() ?? new DetailContent(_words["NothingTitle"], ReplyClass.Unknown, [new DetailSection("", [_words["Nothing"]], false, DetailSide.Meaning)], ""));
        Status.Says = _words["Find"] + (_search.Length > 0 ? _search + "_" : _words["FindHint"]);
        Status.Hint = _words["Keys"];
        var rows = Math.Max(Math.Min(3, Room.Height), Room.Height * share / 100);
        (_pane.Entries, _pane.Chosen) = (_found, _chosen);
        _pane.ScrollTo(_chosen, rows);
        return rows;
    }

    protected override void Take(KeyStroke key)
    {
        switch (key)
        {
            case { Code: KeyCode.Escape } when _search.Length > 0: Search(""); break;
            case { Code: KeyCode.Escape } or { Code: KeyCode.Character, Control: true, Character.Value: 'c' }: Close(); return;
            case { Code: KeyCode.F1 } when ShowKeys is { } show: show(); return;
            case { Code: KeyCode.F1 }: Dialogs.ShowKeys(App!, new UiText("Tui", _words.Language)); return;
            case { Code: KeyCode.Up }: Choose(_chosen - 1); return;
            case { Code: KeyCode.Down }: Choose(_chosen + 1); return;
            case { Code: KeyCode.PageUp }: Choose(_chosen - _pane.Viewport.Height); return;
            case { Code: KeyCode.PageDown }: Choose(_chosen + _pane.Viewport.Height); return;
            case { Code: KeyCode.Home }: Choose(0); return;
            case { Code: KeyCode.End }: Choose(_found.Count - 1); return;
            case { Code: KeyCode.Tab }: Group(key.Shift ? -1 : 1); break;
            case { Code: KeyCode.Backspace } when _search.Length > 0: Search(_search[..^(char.IsLowSurrogate(_search[^1]) ? 2 : 1)]); break;
            case { Code: KeyCode.Character, Control: false, Alt: false } when _search.Length < SearchLimit: Search(_search + key.Character); break;
            default: return;
        }
        Arrange();
    }

    private void Choose(int row)
    {
        _chosen = Math.Clamp(row, 0, Math.Max(0, _found.Count - 1));
        Arrange();
    }

    private void Group(int direction)
    {
        var count = Enum.GetValues<ReferenceGroup>().Length;
        _group = (ReferenceGroup)(((int)_group + direction + count) % count);
        Search(_search);
    }

    /// <summary>Searches; what was chosen stays chosen where a shorter search, or another table, has it too.</summary>
    private void Search(string text)
    {
        var before = _search.StartsWith(text, StringComparison.Ordinal) ? Chosen : null;
        _search = text;
        _found = _index.Find(text, _group);
        _chosen = before is null ? 0 : Math.Max(0, _found.ToList().IndexOf(before));
    }
}
