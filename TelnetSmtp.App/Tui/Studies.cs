// Makes the windows that are no session: the quiz and the reference. Knows what they are made of and nothing of what they do.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>The maker of the windows.</summary>
/// <param name="catalogue">The tables.</param>
/// <param name="time">The clock of the quiz.</param>
/// <param name="file">Where the quiz's progress is kept; null for nowhere.</param>
/// <param name="seed">Makes the quiz repeatable; null for chance.</param>
internal sealed class Studies(Catalogue catalogue, TimeProvider time, QuizFile? file = null, int? seed = null)
{
    private ReferenceIndex? _index;
    private Language _indexLanguage;

    /// <summary>The reference's window, opened at a line.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="line">The line whose code it opens at; null for the beginning.</param>
    /// <param name="showKeys">What F1 does in it; null for the keys of the full screen.</param>
    public ReferenceWindow Reference(Language language, AnnotatedLine? line, Action? showKeys = null)
    {
        if (_index is null || _indexLanguage != language) (_index, _indexLanguage) = (new ReferenceIndex(catalogue, language), language);
        return new ReferenceWindow(_index, language, line is { } at ? _index.Of(at) : null) { ShowKeys = showKeys };
    }

    /// <summary>Shows the reference from its beginning above the window that is there; <paramref name="closed"/> is called behind it.</summary>
    public void ShowReference(WindowQueue windows, Language language, Action? closed) => windows.Show(() => Reference(language, null), closed);

    /// <summary>Shows the quiz.</summary>
    public void ShowQuiz(WindowQueue windows, Language language, Action? closed) => windows.Show(() => new QuizWindow(Sitting(language)), closed);

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
