// The quiz's score in words, for the full screen and for plain output. Pure.
using TelnetSmtp.Core.Learning;

namespace TelnetSmtp.App.Text;

/// <summary>Words of the score.</summary>
internal static class QuizText
{
    /// <summary>One line: right answers of this sitting, by the first digit, and what is known of all.</summary>
    public static string Score(Quiz quiz, UiText words)
    {
        var score = quiz.Score;
        var digits = string.Join("  ", score.Where(s => s.Asked > 0).Select(s => $"{s.Digit}xx {s.Right}/{s.Asked}"));
        var known = words.Format("Known", score.Sum(s => s.Known), score.Sum(s => s.Cards));
        return quiz.Asked == 0 ? known : $"{words.Format("Score", quiz.Right, quiz.Asked)} · {digits} · {known}";
    }
}
