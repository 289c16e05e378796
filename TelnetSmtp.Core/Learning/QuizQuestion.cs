// A card as it is asked: the right choice among wrong ones, in an order drawn by chance. Exactly one is right, no two are the same in either language.
// Refuses to judge an answer's worth for the learner (Quiz).
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

/// <summary>One question.</summary>
/// <param name="Card">What is asked.</param>
/// <param name="Choices">Four; fewer only where a card has fewer wrong ones.</param>
/// <param name="Right">Index of the right one.</param>
public sealed record QuizQuestion(QuizCard Card, IReadOnlyList<QuizChoice> Choices, int Right)
{
    /// <summary>Choices of a question: as many as number keys can be found without looking.</summary>
    public const int ChoiceCount = 4;

    /// <summary>Asks <paramref name="card"/>, the wrong choices being drawn from its nearest ones.</summary>
    public static QuizQuestion Of(QuizCard card, Random random)
    {
        var choices = new List<QuizChoice>(ChoiceCount) { card.Right };
        foreach (var tier in card.Wrong)
        {
            var drawn = tier.ToArray();
            random.Shuffle(drawn);
            foreach (var choice in drawn)
                if (choices.Count < ChoiceCount && !choices.Exists(c => IsSame(c, choice)))
                    choices.Add(choice);
        }
        if (card.Kind == QuizKind.FaultyLine)
            choices.Sort((a, b) => LineOf(a).CompareTo(LineOf(b))); // lines of a transcript stand in their own order
        else
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(choices));
        return new(card, choices, choices.IndexOf(card.Right));
    }

    private static int LineOf(QuizChoice choice) => int.Parse(choice.Key, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsSame(QuizChoice a, QuizChoice b) => a.Key == b.Key || Reads(a, b, Language.English) || Reads(a, b, Language.German);

    private static bool Reads(QuizChoice a, QuizChoice b, Language language) =>
        string.Equals(a.Text.In(language), b.Text.In(language), StringComparison.OrdinalIgnoreCase) && a.Next?.In(language) == b.Next?.In(language);
}
