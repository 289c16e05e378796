// Opens the windows that are no session: the quiz and the reference. Knows what they are made of and nothing of what they do. Each call returns when its window is
// closed.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.App;

namespace TelnetSmtp.App.Tui;

/// <summary>The way to the windows.</summary>
/// <param name="catalogue">The tables.</param>
/// <param name="time">The clock of the quiz.</param>
/// <param name="file">Where the quiz's progress is kept; null for nowhere.</param>
/// <param name="seed">Makes the quiz repeatable; null for chance.</param>
internal sealed class Studies(Catalogue catalogue, TimeProvider time, QuizFile? file = null, int? seed = null)
{
    private ReferenceIndex? _index;
    private Language _indexLanguage;

    /// <summary>Opens what the prompt or the command line asked for.</summary>
    /// <returns>What is to be told; empty for nothing.</returns>
    public string Show(IApplication app, PromptAction asked, Language language)
    {
        switch (asked)
        {
            case PromptAction.Quiz: ShowQuiz(app, language); return "";
            case PromptAction.Learn { Topic: { } topic } when topic.Equals("codes", StringComparison.OrdinalIgnoreCase): ShowReference(app, language, null); return "";
            default: return ""; // a lesson, which LessonClient takes up
        }
    }

    /// <summary>Opens the reference.</summary>
    /// <param name="app">The application.</param>
    /// <param name="language">Its language.</param>
    /// <param name="line">The line whose code it opens at; null for the beginning.</param>
    /// <param name="showKeys">What F1 does in it; null for the keys of the full screen.</param>
    public void ShowReference(IApplication app, Language language, AnnotatedLine? line, Action? showKeys = null)
    {
        using var window = Reference(language, line, showKeys ?? (() => Dialogs.ShowKeys(app, new UiText("Tui", language))));
        app.Run(window);
    }

    /// <summary>The reference's window, opened at a line.</summary>
    internal ReferenceWindow Reference(Language language, AnnotatedLine? line, Action? showKeys = null)
    {
        if (_index is null || _indexLanguage != language) (_index, _indexLanguage) = (new ReferenceIndex(catalogue, language), language);
        return new ReferenceWindow(_index, language, line is { } at ? _index.Of(at) : null) { ShowKeys = showKeys };
    }

    private void ShowQuiz(IApplication app, Language language)
    {
        using var window = new QuizWindow(Sitting(language));
        app.Run(window);
    }

    /// <summary>A new sitting on the kept progress.</summary>
    internal QuizSitting Sitting(Language language)
    {
        var texts = new UiText("Quiz", language);
        var note = "";
        var keeps = true;
        var progress = file?.Load(texts, out note, out keeps) ?? new QuizProgress();
        var quiz = new Quiz(QuizDeck.Of(catalogue), progress, seed is { } given ? new Random(given) : new Random());
        return new QuizSitting(quiz, new ReplyDecoder(catalogue, language), language, time, () => file is not null && keeps ? file.Save(progress, texts) : note, note);
    }
}
