// Holds what makes a question fair: one right choice, no two alike, all of them from the tables; and that each transcript is at fault where it is said to be,
// by the judgement of the dialogue and of the advice themselves.
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class QuizDeckTests
{
    private static readonly Catalogue Tables = new();
    private static readonly QuizDeck Deck = QuizDeck.Of(Tables);
    private static readonly QuizTables Own = QuizTables.Read();

    [Fact]
    public void Every_question_has_four_choices_one_of_them_right_and_no_two_the_same() =>
        Gen.Select(Gen.Int[0, Deck.Cards.Count - 1], Gen.Int).Sample((index, seed) =>
        {
            var card = Deck.Cards[index];
            var question = QuizQuestion.Of(card, new Random(seed));
            Assert.Equal(QuizQuestion.ChoiceCount, question.Choices.Count);
            Assert.Equal(card.Right, question.Choices[question.Right]);
            Assert.Single(question.Choices, card.Right);
            foreach (var language in Enum.GetValues<Language>())
                Assert.Distinct(question.Choices.Select(c => $"{c.Text.In(language)} / {c.Next?.In(language)}"));
            Assert.Distinct(question.Choices.Select(c => c.Key));
        });

    [Fact]
    public void No_wrong_choice_is_alike_the_right_one() => Assert.All(Deck.Cards, card => Assert.All(card.Wrong.SelectMany(tier => tier), wrong =>
    {
        Assert.NotEqual(card.Right.Key, wrong.Key);
        Assert.False(Own.AreAlike(card.Right.Key, wrong.Key), $"{card.Id}: {wrong.Key} would be right too");
    }));

    [Fact]
    public void All_choices_come_from_the_tables()
    {
        var meanings = Tables.ReplyCodes.ToDictionary(r => $"{r.Code}", r => r.Meaning).Concat(Tables.EnhancedCodes.ToDictionary(r => r.Code, r => r.Meaning)).ToDictionary();
        var remedies = Tables.KnownTexts.Rows.SelectMany(r => r.Causes.En.Select(c => (Cause: c, Remedies: r.Remedies.En))).ToLookup(r => r.Cause, r => r.Remedies);
        Assert.All(from card in Deck.Cards from choice in card.Wrong.SelectMany(tier => tier).Append(card.Right) select (card, choice), pair =>
        {
            var (card, choice) = pair;
            switch (card.Kind)
            {
                case QuizKind.CodeToMeaning: Assert.Equal(meanings[choice.Key], choice.Text); break;
                case QuizKind.MeaningToCode: Assert.Equal(choice.Key.TrimStart('X'), choice.Key[0] == 'X' ? choice.Text.En[1..] : choice.Text.En); break;
                case QuizKind.LineToRemedy: Assert.Contains(remedies[choice.Text.En], r => r.Contains(choice.Next!.En)); break;
                case QuizKind.FaultyLine: Assert.Equal($"{choice.Key}  {card.Prompt[int.Parse(choice.Key, null) - 1].En[2..]}", choice.Text.En); break;
            }
        });
    }

    [Fact]
    public void Wrong_choices_are_near_where_there_are_near_ones()
    {
        // 550 has company of its own class: a choice that begins with 2 would be no choice.
        var codes = Enumerable.Range(0, 50).SelectMany(seed => QuizQuestion.Of(Card("code/550"), new Random(seed)).Choices).Select(c => c.Text.En).Distinct();
        Assert.All(codes, code => Assert.StartsWith("55", code, StringComparison.Ordinal));
        Assert.All(QuizQuestion.Of(Card("code/X.2.2"), new Random(1)).Choices, c => Assert.Matches(@"^5\.\d+\.\d+$", c.Text.En));
    }

    [Fact]
    public void The_prompt_does_not_give_the_code_away() =>
        Assert.All(Deck.Cards.Where(c => c.Kind == QuizKind.MeaningToCode), card => Assert.All(card.Prompt, line =>
        {
            Assert.DoesNotContain(card.Right.Text.En, line.En, StringComparison.Ordinal);
            Assert.DoesNotContain(card.Right.Text.En, line.De, StringComparison.Ordinal);
        }));

    [Fact]
    public void Every_code_of_the_tables_is_asked_in_both_directions_and_every_name_is_one_card()
    {
        Assert.Distinct(Deck.Cards.Select(c => c.Id));
        Assert.All(Tables.ReplyCodes.Where(r => !r.Meaning.En.EndsWith("(unused)", StringComparison.Ordinal)), r =>
        {
            Assert.Equal($"{r.Code}", Card($"meaning/{r.Code}").Prompt[0].En);
            Assert.Equal($"{r.Code}", Card($"code/{r.Code}").Right.Text.En);
        });
        Assert.DoesNotContain(Deck.Cards, c => c.Subject == "422");
        Assert.All(Own.Core, code => Assert.NotNull(Tables.ReplyCode(code)));
        Assert.All(Own.Usual.Concat(Own.Alike.SelectMany(g => g).Where(c => c[0] == 'X')), code => Assert.Contains(Tables.EnhancedCodes, r => r.Code == code));
        Assert.Distinct(Own.Topics.SelectMany(t => t.Texts));
        // The decoder has something to say of each.
        Assert.All(Deck.Cards, c => Assert.NotEqual(0, c.Reply.Digit));
    }

    public static TheoryData<string> Transcripts => [.. Own.Transcripts.Select(t => t.Id)];

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void A_transcript_is_at_fault_in_its_one_line(string id)
    {
        var transcript = Array.Find(Own.Transcripts, t => t.Id == id)!;
        var (dialogue, advice) = (new SmtpDialogue(), new CommandAdvice(Tables, Language.English));
        var at = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        dialogue.Connected(at);
        var blamed = new List<int>();
        foreach (var (index, line) in transcript.Lines.Index())
        {
            var (number, text) = (index + 1, Encoding.UTF8.GetBytes(line[2..]));
            if (line[0] == 'C')
            {
                if (dialogue.Awaited == Speaker.Client && advice.For(line[2..], dialogue.State, Speaker.Client) is { Remarks.Count: > 0 }) blamed.Add(number);
                dialogue.ClientLine(at, text, LineEnding.CrLf);
                continue;
            }
            var fact = dialogue.ServerLine(at, text, LineEnding.CrLf);
            if (fact.Class is ReplyClass.Permanent or ReplyClass.Transient && number == transcript.Refusal)
                Assert.Equal(transcript.After.Length == 0 ? SmtpVerb.Unknown : Catalogue.VerbNamed(transcript.After), fact.Verb);
            if (fact.Verb == SmtpVerb.StartTls && fact.Code == 220) dialogue.TlsStarted(at);
        }
        Assert.Contains(transcript.Fault, blamed);
        Assert.Single(blamed);
    }

    private static QuizCard Card(string id) => Deck.Cards.Single(c => c.Id == id);
}
