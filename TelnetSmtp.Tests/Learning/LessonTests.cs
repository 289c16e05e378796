// Each built-in lesson against the practice server's machine: the right way, every step entered anew, every mistake that its file names, every wrong answer.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class LessonTests
{
    public static TheoryData<string> Names => [.. Lesson.BuiltIn.Select(lesson => lesson.Name)];

    public static TheoryData<string, int> Steps => Of(step => true);

    public static TheoryData<string, int> Questions => Of(step => step.IsQuestion);

    public static TheoryData<string, int> Fallible => Of(step => step.Mistakes.Count > 0);

    [Fact]
    public void The_lessons_are_those_that_were_promised() => Assert.Equal(
    [
        "first-message", "reply-codes", "ehlo-keywords", "envelope-and-headers", "dsn", "refusals", "temporary-permanent", "starttls", "auth", "pipelining",
        "bdat", "greylisting", "read-a-log",
    ], Lesson.BuiltIn.Select(lesson => lesson.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Done_the_right_way_a_lesson_ends(string name)
    {
        var player = new LessonPlayer(Named(name));
        while (player.View.Current is { } step)
        {
            var at = player.View.Step;
            player.DoStep();
            Assert.True(player.View.Step == at + 1, $"step {at + 1} was not done by {string.Join(" | ", step.Answer)}: {player.View.Judgement?.Text.En}");
            Assert.Equal(LessonVerdict.Right, player.View.Judgement!.Verdict);
            Assert.EndsWith(step.Done.De, player.View.Judgement.Text.De, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_can_be_entered_on_a_new_connection(string name, int step)
    {
        var player = new LessonPlayer(Named(name), step);
        player.DoStep();
        Assert.True(player.View.Step == step + 1, $"not done: {player.View.Judgement?.Text.En}");
    }

    [Theory]
    [MemberData(nameof(Fallible))]
    public void A_mistake_gets_its_own_words(string name, int step)
    {
        foreach (var mistake in Named(name).Steps[step].Mistakes)
        {
            var player = new LessonPlayer(Named(name), step);
            if (mistake.When.Point is not null) player.Machine.Point(mistake.Example[0].TrimEnd('*'));
            else if (mistake.When.Early == true) player.TypeGroup(mistake.Example);
            else player.Type(mistake.Example);
            Assert.Equal(step, player.View.Step);
            Assert.Equal(new LessonJudgement(LessonVerdict.Wrong, mistake.Say), player.View.Judgement);
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Wrong_answers_are_explained_and_the_question_stays(string name, int step)
    {
        var player = new LessonPlayer(Named(name), step);
        var choices = player.View.Current!.Choices;
        foreach (var (at, choice) in choices.Index().Where(choice => !choice.Item.Right))
        {
            Assert.True(player.Machine.Choose(at + 1));
            Assert.Equal(new LessonJudgement(LessonVerdict.Wrong, choice.Say), player.View.Judgement);
            Assert.Equal(step, player.View.Step);
        }
        Assert.False(player.Machine.Choose(choices.Count + 1));
        Assert.False(player.Machine.Choose(0));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_is_said_in_both_languages(string name)
    {
        var lesson = Named(name);
        LocalizedText?[] texts = [lesson.Title, lesson.About, lesson.Afterwards,
            .. lesson.Steps.SelectMany(step => (LocalizedText[])[step.Task, step.Done, .. step.Mistakes.Select(mistake => mistake.Say)])];
        Assert.All(texts.OfType<LocalizedText>(), text => Assert.NotEqual(text.En, text.De));
    }

    private static TheoryData<string, int> Of(Func<LessonStep, bool> wanted) =>
        [.. from lesson in Lesson.BuiltIn from step in lesson.Steps.Index() where wanted(step.Item) select (lesson.Name, step.Index)];

    private static Lesson Named(string name) => Lesson.BuiltIn.Single(lesson => lesson.Name == name);
}
