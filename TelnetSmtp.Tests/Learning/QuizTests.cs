// A simulated learner: what is missed comes back sooner, what is known fades, few new things come at a time, and the same seed asks the same.
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class QuizTests
{
    private static readonly QuizDeck Deck = QuizDeck.Of(new Catalogue());
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 18, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Thirty days of ten minutes, a question every twelve seconds. Every third card is hard: it is missed until it was seen four times.</summary>
    private static List<(DateTimeOffset At, QuizCard Card, QuizReason Reason, bool Right)> Learn(int seed, int days, QuizProgress? progress = null)
    {
        var memory = progress ?? new QuizProgress();
        var random = new Random(seed);
        var answers = new List<(DateTimeOffset, QuizCard, QuizReason, bool)>();
        var seen = new Dictionary<string, int>();
        for (var day = 0; day < days; day++)
        {
            var quiz = new Quiz(Deck, memory, random);
            for (var i = 0; i < 50; i++)
            {
                var now = Monday.AddDays(day).AddSeconds(12 * i);
                var (question, reason) = quiz.Next(now);
                seen[question.Card.Id] = seen.GetValueOrDefault(question.Card.Id) + 1;
                var knows = !IsHard(question.Card) || seen[question.Card.Id] > 4;
                answers.Add((now, question.Card, reason, quiz.Answer(question, knows ? question.Right : (question.Right + 1) % 4, now)));
            }
        }
        return answers;
    }

    private static bool IsHard(QuizCard card) => card.Id.Sum(c => c) % 3 == 0;

    [Fact]
    public void What_is_missed_comes_back_sooner_and_what_is_known_fades()
    {
        var answers = Learn(1, 30);
        var gaps = (from answer in answers.Index()
                    let next = answers.Skip(answer.Index + 1).Where(a => a.Card.Id == answer.Item.Card.Id).Select(a => (DateTimeOffset?)a.At).FirstOrDefault()
                    where next is not null && answer.Item.Reason != QuizReason.Ahead
                    select (answer.Item.Right, Gap: next!.Value - answer.Item.At)).ToArray();
        var (missed, known) = (gaps.Where(g => !g.Right).Select(g => g.Gap).Order().ToArray(), gaps.Where(g => g.Right).Select(g => g.Gap).Order().ToArray());
        Assert.True(missed.Length > 50 && known.Length > 50, $"{missed.Length} missed, {known.Length} known");
        Assert.True(missed[missed.Length / 2] < TimeSpan.FromMinutes(5), $"missed ones after {missed[missed.Length / 2]}");
        Assert.True(known[known.Length / 2] > TimeSpan.FromHours(12), $"known ones after {known[known.Length / 2]}");
        // Hard ones are asked more often than easy ones.
        double Times(bool hard) => answers.Where(a => IsHard(a.Card) == hard).GroupBy(a => a.Card.Id).Average(g => g.Count());
        Assert.True(Times(true) > 1.5 * Times(false), $"hard {Times(true):0.0}, easy {Times(false):0.0}");
    }

    [Fact]
    public void The_gaps_of_a_known_card_grow_until_it_is_asked_once_in_three_months()
    {
        var progress = new QuizProgress();
        var (now, gaps) = (Monday, new List<TimeSpan>());
        for (var i = 0; i < 8; i++)
        {
            progress.Note("meaning/550", true, now);
            gaps.Add(progress["meaning/550"]!.Due - now);
            now = progress["meaning/550"]!.Due;
        }
        Assert.Equal(gaps.Order(), gaps);
        Assert.Equal(TimeSpan.FromDays(90), gaps[^1]);
        progress.Note("meaning/550", false, now);
        Assert.Equal(TimeSpan.FromMinutes(1), progress["meaning/550"]!.Due - now);
    }

    [Fact]
    public void A_beginner_is_fluent_in_the_core_codes_after_two_weeks()
    {
        var progress = new QuizProgress();
        Learn(7, 14, progress);
        var core = QuizTables.Read().Core.SelectMany(code => (string[])[$"meaning/{code}", $"code/{code}"]).ToArray();
        Assert.True(core.Count(id => progress[id]?.Box >= QuizProgress.KnownFrom) >= core.Length * 9 / 10, string.Join(' ', core.Select(id => $"{id}:{progress[id]?.Box}")));
    }

    [Fact]
    public void Few_new_cards_come_at_a_time_and_none_is_asked_twice_in_a_row()
    {
        var answers = Learn(3, 10);
        foreach (var day in answers.GroupBy(a => a.At.Date))
            Assert.InRange(day.Count(a => a.Reason == QuizReason.New), 0, Quiz.NewPerDay);
        foreach (var (one, two) in answers.Zip(answers.Skip(1)).Where(p => p.First.At.Date == p.Second.At.Date))
            Assert.NotEqual(one.Card.Subject, two.Card.Subject);
        Assert.All(answers.Take(5), a => Assert.Equal(0, a.Card.Level));
    }

    [Fact]
    public void The_learner_who_misses_everything_gets_few_things_often()
    {
        var (quiz, progress) = Fresh(5);
        for (var i = 0; i < 60; i++)
        {
            var (question, _) = quiz.Next(Monday.AddSeconds(10 * i));
            quiz.Answer(question, -1, Monday.AddSeconds(10 * i));
        }
        Assert.InRange(progress.Cards.Count, 4, Quiz.LearningLimit);
        Assert.All(progress.Cards.Values, c => Assert.Equal(1, c.Box));
    }

    [Fact]
    public void Right_before_its_time_proves_nothing()
    {
        var progress = new QuizProgress();
        progress.Note("a", true, Monday);
        var before = progress["a"]!;
        progress.Note("a", true, Monday.AddMinutes(1));
        Assert.Equal(before with { Right = 2 }, progress["a"]);
        progress.Note("a", false, Monday.AddMinutes(2));
        Assert.Equal((1, 1), (progress["a"]!.Box, progress["a"]!.Missed));
    }

    [Fact]
    public void The_same_seed_asks_the_same()
    {
        static IEnumerable<string> Asked(int seed) => Learn(seed, 2).Select(a => a.Card.Id);
        Assert.Equal(Asked(11), Asked(11));
        Assert.NotEqual(Asked(11), Asked(12));
    }

    [Fact]
    public void The_score_is_kept_by_the_first_digit()
    {
        var (quiz, _) = Fresh(2);
        var expected = new Dictionary<int, (int Asked, int Right)>();
        for (var i = 0; i < 40; i++)
        {
            var (question, _) = quiz.Next(Monday.AddMinutes(i));
            var right = quiz.Answer(question, i % 3 == 0 ? -1 : question.Right, Monday.AddMinutes(i));
            var (asked, rights) = expected.GetValueOrDefault(question.Card.Reply.Digit);
            expected[question.Card.Reply.Digit] = (asked + 1, rights + (right ? 1 : 0));
        }
        Assert.Equal([2, 3, 4, 5], quiz.Score.Select(s => s.Digit));
        Assert.All(quiz.Score, s => Assert.Equal(expected.GetValueOrDefault(s.Digit), (s.Asked, s.Right)));
        Assert.Equal(40, quiz.Asked);
        Assert.Equal(Deck.Cards.Count, quiz.Score.Sum(s => s.Cards));
    }

    [Fact]
    public void Progress_comes_back_as_it_was_written()
    {
        var progress = new QuizProgress();
        Learn(4, 3, progress);
        var again = QuizProgress.Read(progress.Write(), out var wrong);
        Assert.Null(wrong);
        Assert.Equal(progress.Cards.OrderBy(c => c.Key, StringComparer.Ordinal), again!.Cards.OrderBy(c => c.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"cards":[{"id":"a","box":0,"due":"2026-11-24T10:00:00Z","first":"2026-11-24T10:00:00Z","right":0,"missed":1}]}""")]
    [InlineData("""{"version":1,"cards":[{"id":"a","box":9,"due":"2026-11-24T10:00:00Z","first":"2026-11-24T10:00:00Z","right":0,"missed":1}]}""")]
    [InlineData("""{"version":2,"cards":[]}""")]
    public void Progress_that_cannot_be_used_is_said_to_be_none(string json)
    {
        Assert.Null(QuizProgress.Read(System.Text.Encoding.UTF8.GetBytes(json), out var wrong));
        Assert.NotNull(wrong);
    }

    [Fact]
    public void Cards_beyond_the_limit_are_not_kept()
    {
        var progress = new QuizProgress();
        for (var i = 0; i < QuizProgress.CardLimit + 1; i++) progress.Note($"card/{i}", true, Monday);
        Assert.Equal(QuizProgress.CardLimit, progress.Cards.Count);
        Assert.Null(progress[$"card/{QuizProgress.CardLimit}"]);
        progress.Note("card/0", false, Monday);
        Assert.Equal(1, progress["card/0"]!.Box);
    }

    private static (Quiz Quiz, QuizProgress Progress) Fresh(int seed)
    {
        var progress = new QuizProgress();
        return (new Quiz(Deck, progress, new Random(seed)), progress);
    }
}
