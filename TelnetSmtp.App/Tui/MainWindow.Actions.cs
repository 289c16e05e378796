// What the reserved keys, the menu and the mouse on the lines between the panes do.
using System.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;

namespace TelnetSmtp.App.Tui;

internal sealed partial class MainWindow
{
    private string? _find;
    private string _note = ""; // in place of the status until the next key
    private bool _dragsDivider, _dragsDetail;

    /// <summary>Carries out a reserved key or a menu item.</summary>
    /// <returns>Whether the key is done with.</returns>
    internal bool Do(ScreenAction action)
    {
        switch (action)
        {
            case ScreenAction.Help when _position.Session is not null: ShowReference(); break;
            case ScreenAction.Help: ShowKeys(); break;
            case ScreenAction.Open: if (InSmtpSession) AskAndSend(); else AskAndOpen(); break;
            case ScreenAction.Summary: ShowSummary(); break;
            case ScreenAction.SignIn: AskAndSignIn(); break;
            case ScreenAction.Tls: ShowTls(); break;
            case ScreenAction.Menu: OpenMenu(); break;
            case ScreenAction.Find: BeginFind(); break;
            case ScreenAction.FindNext: FindNext(); break;
            default:
                if (_wishes.After(action, _places) is { } wishes) Wish(wishes);
                else if (!_position.Do(_detail, action)) return false;
                break;
        }
        Refresh();
        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is not { } at) return false;
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonReleased))
        {
            var dragged = _dragsDivider || _dragsDetail;
            _dragsDivider = _dragsDetail = false;
            App?.Mouse.UngrabMouse();
            return dragged;
        }
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed)) return false;
        if (!_dragsDivider && !_dragsDetail)
        {
            _dragsDivider = _places.Divider > 0 && at.X == _places.Divider && at.Y < _places.DetailLine;
            _dragsDetail = !_dragsDivider && _places.DetailLine > 0 && at.Y == _places.DetailLine;
            if (!_dragsDivider && !_dragsDetail) return false;
            App?.Mouse.GrabMouse(this);
            return true;
        }
        if (_dragsDivider) Wish(_wishes with { PanelWidth = Math.Max(1, Frame.Width - 2 - at.X) });
        else Wish(_wishes with { DetailHeight = Math.Max(1, _places.Detail.Bottom - 1 - at.Y) });
        return true;
    }

    /// <summary>Rows under the line that can be moved up and down.</summary>
    private void Wish(PanelWishes wishes)
    {
        _wishes = wishes;
        Arrange();
        _wishes = _wishes.Kept(_places);
    }

    private void OpenMenu()
    {
        if (!_menu.IsWhole) MakeMenu();
        if (!_menu.Visible)
        {
            // In a window too small for it the menu covers the first row while it is open.
            PaneActions.Place(_menu, new System.Drawing.Rectangle(0, 0, Frame.Width, 1));
            Layout();
        }
        _menu.Show();
    }

    private void HideMenu()
    {
        PaneActions.Place(_menu, _places.Menu);
        _terminal.SetFocus();
        Refresh();
    }

    internal void AskAndOpen()
    {
        if (OpenDialog.Ask(App!, _words, _client.Snapshot.Session?.Host ?? "", _client.FindExchangersAsync) is { } target) Execute($"open {target.Host} {target.Port}");
    }

    /// <summary>Whether keys go to an SMTP session, where there is nothing to be opened but a message file.</summary>
    private bool InSmtpSession => _client.Snapshot is { Mode: ClientMode.Session, Session: { Kind: SessionKind.Smtp, Phase: SessionPhase.Open } };

    internal void AskAndSend()
    {
        if (Dialogs.AskMessage(App!, _words) is { } file) Execute($"send file {file}");
    }

    internal void AskAndLog()
    {
        if (Dialogs.AskLog(App!, _words) is { } file) Execute($"set logfile {file}");
    }

    internal void AskAndReplay()
    {
        if (Dialogs.AskRecord(App!, _words) is { } file) Execute($"replay {file}");
    }

    internal void ShowReference()
    {
        using var window = Studies.Reference(_words.Language, _position.Explained, ShowKeys);
        App!.Run(window);
    }

    internal void ShowAbout() => Dialogs.ShowAbout(App!, _words);

    private void ShowSummary()
    {
        if (_client.Snapshot.Session is not { } session)
        {
            _note = _words["SummaryNone"];
            return;
        }
        SessionSnapshot? shown = null;
        SummaryDialog.Show(App!, _words, $"{_summaries.Title}: {PromptAddress.Named(session.Host, session.Port)}", () =>
        {
            if (_client.Snapshot.Session is not { } now || ReferenceEquals(now, shown)) return null;
            return SummaryDialog.ContentOf((shown = now).Summary, _summaries);
        });
    }

    /// <summary>All reserved keys, those of a lesson too while one is under way.</summary>
    internal void ShowKeys() => Dialogs.ShowKeys(App!, _words, _lesson?.Keys ?? []);

    private void Copy(TextSelection selection)
    {
        if (_position.Snapshot is not { } snapshot) return;
        var text = selection.TextOf(snapshot.Screen);
        if (text.Length == 0) return;
        Clipboard.Copy(App!, text);
        _note = text.Contains('\n', StringComparison.Ordinal) ? _words.Format("Copied", text.Count(c => c == '\n') + 1) : _words["CopiedOne"];
        Refresh();
    }

    private void BeginFind()
    {
        _find = "";
        ShowFind(found: true);
    }

    /// <summary>While a search is being typed its keys belong to it.</summary>
    private bool SearchKey(KeyStroke key)
    {
        if (_find is null) return false;
        switch (key.Code)
        {
            case KeyCode.Escape: EndFind(); break;
            case KeyCode.Enter or KeyCode.F3: FindNext(); break;
            case KeyCode.Backspace when _find.Length > 0: Find(_find[..^(char.IsLowSurrogate(_find[^1]) ? 2 : 1)]); break;
            case KeyCode.Character when key is { Control: false, Alt: false }: Find(_find + key.Character); break;
            default: return Keymap.Find(key, inTerminalSession: false) is not (ScreenAction.None or ScreenAction.Find) && Do(Keymap.Find(key, false));
        }
        Refresh();
        return true;
    }

    private bool SearchText(string text)
    {
        if (_find is null) return false;
        Find(_find + new string([.. text.TakeWhile(c => c is not '\r' and not '\n')]));
        Refresh();
        return true;
    }

    private void Find(string text)
    {
        _find = text;
        _terminal.Search = text.Length == 0 ? null : new ScreenSearch(_client.Snapshot.Screen, text);
        ShowFind(text.Length == 0 || Reveal(_position.Top + _position.Rows - 1));
    }

    private void FindNext()
    {
        if (_terminal.Search is not null) ShowFind(Reveal(_foundAt - 1));
    }

    private long _foundAt;

    private bool Reveal(long from)
    {
        if (_terminal.Search!.Previous(from) is not { } row) return false;
        _foundAt = row;
        if (row < _position.Top || row >= _position.Top + _position.Rows) _position.ScrollTo(row - _position.Rows / 2);
        return true;
    }

    private void EndFind()
    {
        _find = null;
        _terminal.Search = null;
    }

    private void ShowFind(bool found)
    {
        if (_find is null) return;
        var says = new StringBuilder(_words["FindLabel"]).Append(_find);
        if (!found) says.Append("   ").Append(_words["FindNothing"]);
        _status.Summary = "";
        _status.Says = says.ToString();
        _status.Hint = _words["FindHint"];
    }
}
