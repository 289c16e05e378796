// The quiz's score in words, for the full screen and for plain output. Pure.
using TelnetSmtp.Core.Learning;

namespace TelnetSmtp.App.Text;

/// <summary>Words of the score.</summary>
internal static class QuizText
{
    /// <summary>Right answers of this sitting by the first digit: <c>2xx 3/4  5xx 1/2</c>; empty where none was given.</summary>
    public static string Digits(Quiz quiz) => string.Join("  ", quiz.Score.Where(s => s.Asked > 0).Select(s => $"{s.Digit}xx {s.Right}/{s.Asked}"));

    /// <summary>Right answers of this sitting, and what is known of all.</summary>
    public static string Score(Quiz quiz, UiText words)
    {
        var score = quiz.Score;
        var known = words.Format("Known", score.Sum(s => s.Known), score.Sum(s => s.Cards));
        return quiz.Asked == 0 ? known : $"{words.Format("Score", quiz.Right, quiz.Asked)} · {known}";
    }
}
