// The inbound test in the full screen: the tree as it grows, beside it the chosen step's dialogue, below what was found and what to do. Shows snapshots of the
// test and moves about in them. Refuses to run, to stop and to repeat it: those keys are the client's.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.ViewBase;
using KeyCode = TelnetSmtp.Core.Terminal.KeyCode;

namespace TelnetSmtp.App.Tui;

/// <summary>The panes of a test. UI thread only.</summary>
internal sealed class CheckPanel : View
{
    private const int WidthStep = 4;

    /// <summary>Columns in a hundred that the dialogue has at first: titles are short, replies are long.</summary>
    private const int DialoguePart = 56;

    private readonly CheckNodes _nodes = new();
    private readonly FrameLines _frame = new();
    private readonly StatusLine _heading = new(), _status = new();
    private readonly CheckTreeView _tree;
    private readonly TranscriptView _transcript = new();
    private readonly DetailPanel _detail = new();
    private UiText _texts = new("CheckPanel", Core.Languages.Language.English);
    private CheckView? _view;
    private PanelWishes _wishes;
    private PanelLayout _places;
    private CheckNode? _shown;
    private bool _whole;

    public CheckPanel()
    {
        _tree = new CheckTreeView(_nodes) { Clicked = ShowChosen };
        Visible = false;
        CanFocus = false;
        Add(_frame, _heading, _tree, _transcript, _detail, _status);
        FrameChanged += (_, _) => Arrange();
    }

    /// <summary>Shows a test as it stands.</summary>
    public void Show(CheckView view)
    {
        var language = view.Request.Language;
        if (_view is not { } before || !ReferenceEquals(before.Request, view.Request) || (before.Over && !view.Over))
        {
            _nodes.Reset();
            (_shown, _whole) = (null, false);
            _texts = new UiText("CheckPanel", language);
            _tree.Language = language;
            Arrange();
        }
        _view = view;
        _nodes.Take(view.Report);
        ShowHeading(view);
        ShowChosen();
    }

    /// <summary>Takes a key that moves about.</summary>
    /// <returns>False where it is none of these.</returns>
    public bool Press(KeyStroke key)
    {
        switch (key)
        {
            case { Code: KeyCode.Up, Modifiers: 0 }: _nodes.Move(-1); break;
            case { Code: KeyCode.Down, Modifiers: 0 }: _nodes.Move(1); break;
            case { Code: KeyCode.Home, Modifiers: 0 }: _nodes.Choose(0); break;
            case { Code: KeyCode.End, Modifiers: 0 }: _nodes.Choose(int.MaxValue); break;
            case { Code: KeyCode.Left, Modifiers: 0 }: _nodes.Fold(true); break;
            case { Code: KeyCode.Right, Modifiers: 0 }: _nodes.Fold(false); break;
            case { Code: KeyCode.PageUp, Modifiers: 0 }: _transcript.ScrollBy(-_transcript.PageRows); break;
            case { Code: KeyCode.PageDown, Modifiers: 0 }: _transcript.ScrollBy(_transcript.PageRows); break;
            case { Code: KeyCode.PageUp, Alt: true }: _detail.ScrollBy(-1); break;
            case { Code: KeyCode.PageDown, Alt: true }: _detail.ScrollBy(1); break;
            case { Code: KeyCode.Left, Alt: true }: Widen(WidthStep); break;
            case { Code: KeyCode.Right, Alt: true }: Widen(-WidthStep); break;
            case { Code: KeyCode.Enter }: Whole(!_whole); break;
            case { Code: KeyCode.Escape } when _whole: Whole(false); break;
            default: return false;
        }
        ShowChosen();
        return true;
    }

    private void Widen(int columns)
    {
        _wishes = _wishes with { PanelWidth = _places.Annotations.Width + columns };
        Arrange();
    }

    private void Whole(bool whole)
    {
        _whole = whole;
        Arrange();
    }

    private void ShowHeading(CheckView view)
    {
        var text = new CheckText(view.Request.Language, false);
        _heading.Says = text.Heading(view.Report);
        var hosts = view.Report.Steps.Where(step => step.Id == StepId.Exchanger).ToArray();
        var done = hosts.Count(host => host.Verdict != Verdict.Running);
        _heading.Hint = view.Over || hosts.Length < 2 ? "" : _texts.Format("Hosts", done, hosts.Length);
        _status.Says = view.Over ? _texts["Over"] : text.Running(view.Report);
    }

    private void ShowChosen()
    {
        if (_nodes.ChosenNode is { } node)
        {
            var said = node.Step.Transcript;
            _transcript.Silence = node.Step.Verdict == Verdict.Running ? "" : _texts["Silence"];
            _transcript.Show(said, node.Path != _shown?.Path, node.Step.Verdict == Verdict.Running);
            if (!ReferenceEquals(node.Step, _shown?.Step)) _detail.Content = Content(node.Step);
            _shown = node;
            _frame.PanelTitle = _texts["Dialogue"];
            _frame.TerminalTitle = _whole ? node.Step.Title.In(_texts.Language) : _texts["Steps"];
            _frame.DetailTitle = _detail.Content.Title;
            _frame.DetailClass = _detail.Content.Class;
        }
        _status.Hint = _texts[_view is { Over: false } ? "HintRunning" : "HintOver"];
        var alone = _places.Place == PanelPlace.Alone && !_whole;
        _status.Summary = alone && _view is { Over: true } ? _detail.Content.Summary : "";
        foreach (var view in SubViews)
            view.SetNeedsDraw();
    }

    private DetailContent Content(CheckStep step)
    {
        var detail = CheckText.Harmless(step.Detail.In(_texts.Language));
        var sections = new List<DetailSection> { new("", [detail.Length > 0 ? detail : _texts["Waiting"]], false, DetailSide.Meaning) };
        if (!step.Remedies.IsEmpty)
            sections.Add(new DetailSection(_texts["ToDo"], [.. step.Remedies.Select(remedy => remedy.In(_texts.Language))], true, DetailSide.Remedies));
        var colour = step.Verdict switch
        {
            Verdict.Pass => ReplyClass.Success,
            Verdict.Warn => ReplyClass.Transient,
            Verdict.Fail => ReplyClass.Permanent,
            _ => ReplyClass.Unknown,
        };
        return new DetailContent($"{CheckText.Symbol(step.Verdict)} {step.Title.In(_texts.Language)}", colour, sections, $"{CheckText.Symbol(step.Verdict)} {detail}");
    }

    /// <summary>The panes stand as the session's do: the tree for the terminal, the dialogue for the annotations.</summary>
    private void Arrange()
    {
        var wishes = _wishes.PanelWidth > 0 ? _wishes : _wishes with { PanelWidth = Frame.Width * DialoguePart / 100 };
        _places = PanelLayout.Compute(Frame.Width, Frame.Height, wishes);
        var heading = _places.HasFrame ? _places.Menu : default;
        PaneActions.Place(_heading, heading);
        PaneActions.Place(_tree, _whole ? default : _places.Terminal);
        PaneActions.Place(_transcript, _whole ? WholePlace() : _places.Annotations);
        PaneActions.Place(_detail, _places.Detail);
        PaneActions.Place(_status, _places.Status);
        PaneActions.Place(_frame, _places.HasFrame ? new(0, 0, Frame.Width, Frame.Height) : default);
        _frame.Places = _whole ? _places with { Divider = -1 } : _places;
        SetNeedsDraw();
    }

    private System.Drawing.Rectangle WholePlace() => _places.Place == PanelPlace.Beside
        ? _places.Terminal with { Width = _places.Annotations.Right - _places.Terminal.Left }
        : _places.Terminal;
}
