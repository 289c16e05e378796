// A sitting: which card comes next, and what an answer does. Due cards first, the lowest box first; then new ones, a few at a time, easy ones first; then what
// is due soonest. Pure: time and chance are given, so a sitting can be played again. Refuses to show, to store, and to end: that is the learner's to say.
namespace TelnetSmtp.Core.Learning;

/// <summary>Why a card is asked.</summary>
public enum QuizReason : byte
{
    /// <summary>Its time has come.</summary>
    Due,
    /// <summary>It was never asked before.</summary>
    New,
    /// <summary>Nothing is due and enough is new: practice ahead of time.</summary>
    Ahead,
}

/// <summary>Answers of one class of reply.</summary>
/// <param name="Digit">The first digit: 2, 3, 4, 5.</param>
/// <param name="Asked">Answers given in this sitting.</param>
/// <param name="Right">Right ones among them.</param>
/// <param name="Known">Cards that count as known, of all days.</param>
/// <param name="Cards">Cards that there are.</param>
public readonly record struct QuizScore(int Digit, int Asked, int Right, int Known, int Cards);

/// <summary>A sitting.</summary>
/// <param name="deck">The cards.</param>
/// <param name="progress">The learner's memory; answers are noted there.</param>
/// <param name="random">Chance; a seeded one makes the sitting repeatable.</param>
public sealed class Quiz(QuizDeck deck, QuizProgress progress, Random random)
{
    /// <summary>Cards in the first two boxes beyond which no new one comes: what one can keep in mind at a time.</summary>
    public const int LearningLimit = 7;

    /// <summary>New cards a day: with their repetitions they fill some ten minutes.</summary>
    public const int NewPerDay = 24;

    /// <summary>Questions between two of one subject.</summary>
    private const int Apart = 3;

    /// <summary>Boxes of cards that are being learned.</summary>
    private const int LearningBoxes = 2;

    /// <summary>Cards of the present level that a new one is drawn from.</summary>
    private const int DrawnFrom = 6;

    private readonly Queue<string> _recent = new();
    private readonly Dictionary<int, (int Asked, int Right)> _answers = [];

    /// <summary>The cards.</summary>
    public QuizDeck Deck => deck;

    /// <summary>Answers given in this sitting.</summary>
    public int Asked => _answers.Values.Sum(a => a.Asked);

    /// <summary>Right ones among them.</summary>
    public int Right => _answers.Values.Sum(a => a.Right);

    /// <summary>Right answers in a row, up to now.</summary>
    public int Streak { get; private set; }

    /// <summary>The score by the first digit, 2 to 5.</summary>
    public IReadOnlyList<QuizScore> Score =>
    [
        .. from digit in Enumerable.Range(2, 4)
           let cards = deck.Cards.Where(c => c.Reply.Digit == digit).ToArray()
           let answers = _answers.GetValueOrDefault(digit)
           select new QuizScore(digit, answers.Asked, answers.Right, cards.Count(c => progress[c.Id] is { Box: >= QuizProgress.KnownFrom }), cards.Length),
    ];

    /// <summary>Cards whose time has come.</summary>
    public int DueAt(DateTimeOffset now) => deck.Cards.Count(c => progress[c.Id] is { } memory && memory.Due <= now);

    /// <summary>The next question, and why it is asked.</summary>
    public (QuizQuestion Question, QuizReason Reason) Next(DateTimeOffset now)
    {
        var (card, reason) = Choose(now);
        _recent.Enqueue(card.Subject);
        if (_recent.Count > Apart)
            _recent.Dequeue();
        return (QuizQuestion.Of(card, random), reason);
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="choice">Index of the choice; -1 for "I do not know".</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it is right.</returns>
    public bool Answer(QuizQuestion question, int choice, DateTimeOffset now)
    {
        var right = choice == question.Right;
        progress.Note(question.Card.Id, right, now);
        var (asked, rights) = _answers.GetValueOrDefault(question.Card.Reply.Digit);
        _answers[question.Card.Reply.Digit] = (asked + 1, rights + (right ? 1 : 0));
        Streak = right ? Streak + 1 : 0;
        return right;
    }

    private (QuizCard Card, QuizReason Reason) Choose(DateTimeOffset now)
    {
        var open = deck.Cards.Where(c => !_recent.Contains(c.Subject)).Select(c => (Card: c, Memory: progress[c.Id])).ToArray();
        var due = open.Where(c => c.Memory?.Due <= now).OrderBy(c => c.Memory!.Box).ThenBy(c => c.Memory!.Due).ThenBy(c => c.Card.Id, StringComparer.Ordinal);
        if (due.Select(c => c.Card).FirstOrDefault() is { } waiting)
            return (waiting, QuizReason.Due);
        var unseen = open.Where(c => c.Memory is null).GroupBy(c => c.Card.Level).MinBy(g => g.Key)?.Select(c => c.Card).ToArray();
        if (unseen is not null && TakesNew(now))
            return (unseen[random.Next(Math.Min(unseen.Length, DrawnFrom))], QuizReason.New);
        var ahead = open.Where(c => c.Memory is not null).OrderBy(c => c.Memory!.Due).ThenBy(c => c.Card.Id, StringComparer.Ordinal).Select(c => c.Card).FirstOrDefault();
        return ahead is not null ? (ahead, QuizReason.Ahead) : (unseen![0], QuizReason.New);
    }

    /// <summary>Whether the learner can take something new: little is unlearned, and not too much was new today.</summary>
    private bool TakesNew(DateTimeOffset now)
    {
        int learning = 0, today = 0;
        foreach (var card in deck.Cards)
        {
            if (progress[card.Id] is not { } memory)
                continue;
            if (memory.Box <= LearningBoxes)
                learning++;
            if (memory.First.ToOffset(now.Offset).Date == now.Date)
                today++;
        }
        return learning < LearningLimit && today < NewPerDay;
    }
}
