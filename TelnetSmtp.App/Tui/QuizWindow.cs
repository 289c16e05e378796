// The quiz on the full screen: a question, its choices, the explanation of what was asked, and the score. Keys 1-4, arrows, Enter, ?, Esc, or the mouse.
// Refuses to choose questions and to judge answers (Core.Learning.Quiz).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>What a quiz window needs.</summary>
/// <param name="Quiz">The sitting.</param>
/// <param name="Decoder">For the explanations.</param>
/// <param name="Language">Of everything.</param>
/// <param name="Time">The clock.</param>
/// <param name="Save">Keeps the progress; gives what is to be told, empty for nothing.</param>
/// <param name="Note">What is to be told at the start; empty for nothing.</param>
internal sealed record QuizSitting(Quiz Quiz, ReplyDecoder Decoder, Core.Languages.Language Language, TimeProvider Time, Func<string> Save, string Note);

/// <summary>The window. UI thread only.</summary>
internal sealed class QuizWindow : StudyWindow
{
    /// <summary>Rows of the guide under a question: two at 80 columns.</summary>
    private const int LeastGuide = 2;

    private readonly QuizSitting _sitting;
    private readonly QuizPane _pane;
    private readonly UiText _words, _panelWords;
    private QuizView _view;
    private QuizReason _reason;
    private string _note;
    private int _number;

    public QuizWindow(QuizSitting sitting) : this(sitting, new QuizPane())
    {
    }

    private QuizWindow(QuizSitting sitting, QuizPane pane) : base(pane)
    {
        (_sitting, _pane, _note) = (sitting, pane, sitting.Note);
        (_words, _panelWords) = (new UiText("Quiz", sitting.Language), new UiText("Tui", sitting.Language));
        _pane.Clicked = Click;
        _view = Ask();
    }

    /// <summary>What stands there now.</summary>
    internal QuizView View => _view;

    protected override int Compose()
    {
        PaneTitle = _words.Format("Title", _number) + (_sitting.Quiz.Asked > 0 ? $" · {QuizText.Digits(_sitting.Quiz)}" : "");
        ShowDetails(_view.Answered ? Explanation() : Guide());
        Status.Says = $"{(_note.Length > 0 ? $"{_note} · " : "")}{QuizText.Score(_sitting.Quiz, _words)}";
        var details = _view.Answered ? LeastDetails : LeastGuide;
        Status.Hint = _words[_view.Answered ? "KeysAnswered" : "Keys"];
        _pane.Rows = QuizPage.Of(_view, _words, Room.Width, Room.Height - details);
        return Math.Min(_pane.Rows.Count, Room.Height - details);
    }

    protected override void Take(KeyStroke key)
    {
        switch (key)
        {
            case { Code: KeyCode.Escape } or { Code: KeyCode.Character, Control: true, Character.Value: 'c' }: Close(); return;
            case { Code: KeyCode.PageUp }: Details.ScrollBy(1 - Details.Viewport.Height); return;
            case { Code: KeyCode.PageDown }: Details.ScrollBy(Details.Viewport.Height - 1); return;
            case { Code: KeyCode.Up } when _view.Answered: Details.ScrollBy(-1); return;
            case { Code: KeyCode.Down } when _view.Answered: Details.ScrollBy(1); return;
            case { Code: KeyCode.Enter } or { Code: KeyCode.Character, Character.Value: ' ' } when _view.Answered: _view = Ask(); break;
            case { Code: KeyCode.Up }: Move(-1); break;
            case { Code: KeyCode.Down }: Move(1); break;
            case { Code: KeyCode.Enter } when _view.Chosen >= 0: Answer(_view.Chosen); break;
            case { Code: KeyCode.Character, Character.Value: '?' } when !_view.Answered: Answer(-1); break;
            case { Code: KeyCode.Character, Control: false, Alt: false } when !_view.Answered && key.Character.Value - '1' is var index && index >= 0 && index < _view.Question.Choices.Count:
                Answer(index);
                break;
            default: return;
        }
        Arrange();
    }

    private void Click(int choice)
    {
        if (_view.Answered) _view = Ask();
        else if (choice >= 0) Answer(choice);
        else return;
        Arrange();
    }

    private void Move(int direction)
    {
        var count = _view.Question.Choices.Count;
        _view = _view with { Chosen = _view.Chosen < 0 ? (direction > 0 ? 0 : count - 1) : (_view.Chosen + direction + count) % count };
    }

    private QuizView Ask()
    {
        (var question, _reason) = _sitting.Quiz.Next(_sitting.Time.GetLocalNow());
        _number++;
        return new QuizView(question, -1, false);
    }

    private void Answer(int choice)
    {
        _sitting.Quiz.Answer(_view.Question, choice, _sitting.Time.GetLocalNow());
        _view = _view with { Chosen = choice, Answered = true };
        _note = _sitting.Save();
    }

    private DetailContent Guide() => new(_words[$"Reason{_reason}"], ReplyClass.Unknown, [new DetailSection("", [_words["Guide"]], false, DetailSide.Meaning)], "");

    private DetailContent Explanation()
    {
        var (title, replyClass) = _view switch
        {
            { IsRight: true } => (_words["Right"], ReplyClass.Success),
            { Chosen: < 0 } => (_words.Format("Answer", _view.Question.Right + 1), ReplyClass.Intermediate),
            _ => (_words.Format("Wrong", _view.Question.Right + 1), ReplyClass.Permanent),
        };
        var card = _view.Question.Card;
        var content = DetailContent.OfReply(_sitting.Decoder.Explain(card.Reply.Code, card.Reply.Enhanced, card.Reply.After, card.Reply.Words), _panelWords);
        return content with
        {
            Title = $"{title}: {content.Title}",
            Class = replyClass,
            Sections = card.Why is { } why ? [new DetailSection("", why.In(_sitting.Language), true, DetailSide.Meaning), .. content.Sections] : content.Sections,
        };
    }
}
