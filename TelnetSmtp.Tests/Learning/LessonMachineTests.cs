// What the lesson machine says of things that no lesson foresaw, its hints, its facts and its caps.
using System.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class LessonMachineTests
{
    private const string Mail = "MAIL FROM:<chris@contoso.com>", Rcpt = "RCPT TO:<kate@fabrikam.com>";

    [Theory]
    [InlineData("""{ "command": "EHLO" }""", LessonVerdict.Wrong, "“ELHO” is no SMTP command", "ELHO contoso.com")]
    [InlineData("""{ "command": "MAIL" }""", LessonVerdict.Wrong, "503: the command is right, but it is not its turn", Mail)]
    [InlineData("""{ "command": "RCPT" }""", LessonVerdict.Aside, "MAIL was taken. The task, however, is still open: it wants RCPT.", "EHLO contoso.com", Mail)]
    [InlineData("""{ "command": "MAIL" }""", LessonVerdict.Wrong, "refused that with 501; the task wants MAIL anyway", "EHLO")]
    [InlineData("""{ "command": "MAIL", "path": "kate@contoso.com" }""", LessonVerdict.Wrong, "another address; here it is to be kate@contoso.com", "EHLO a.example", Mail)]
    [InlineData("""{ "command": "MAIL", "parameters": ["SIZE=10"] }""", LessonVerdict.Wrong, "SIZE=10 is missing", "EHLO a.example", Mail + " SIZE=11")]
    [InlineData("""{ "command": "EHLO", "argument": "contoso.com" }""", LessonVerdict.Wrong, "EHLO is right, but what follows it is not: it is to be contoso.com", "EHLO fabrikam.com")]
    [InlineData("""{ "command": "RCPT", "early": true }""", LessonVerdict.Wrong, "was there already", "EHLO a.example", Mail, Rcpt)]
    [InlineData("""{ "command": "RCPT", "path": "kate@fabrikam.com" }""", LessonVerdict.Wrong, "The server refused it with 550", "EHLO a.example", Mail, "RCPT TO:<nobody@fabrikam.com>")]
    [InlineData("""{ "command": "RCPT", "reply": "550" }""", LessonVerdict.Wrong, "The server said 250; a reply that begins with 550", "EHLO a.example", Mail, Rcpt)]
    [InlineData("""{ "content": "Subject:*" }""", LessonVerdict.Wrong, "“Hello” is part of the message now", "EHLO a.example", Mail, Rcpt, "DATA", "Hello")]
    [InlineData("""{ "content": "Subject:*" }""", LessonVerdict.Wrong, "That was the end of the message", "EHLO a.example", Mail, Rcpt, "DATA", ".")]
    public void What_nobody_foresaw_is_judged_by_its_first_difference(string expect, LessonVerdict verdict, string words, params string[] lines)
    {
        var player = new LessonPlayer(One(expect));
        player.Type(lines);
        Assert.Equal(0, player.View.Step);
        Assert.Equal(verdict, player.View.Judgement!.Verdict);
        Assert.Contains(words, player.View.Judgement.Text.En, StringComparison.Ordinal);
        Assert.NotEqual(player.View.Judgement.Text.En, player.View.Judgement.Text.De);
    }

    [Theory]
    [InlineData("""{ "command": "MAIL", "path": "*@contoso.com", "reply": "2" }""", "ehlo a.example", "mail from: Chris@Contoso.COM")]
    [InlineData("""{ "command": "RCPT", "parameters": ["NOTIFY=SUCCESS,FAILURE"] }""", "EHLO a.example", Mail, Rcpt + " notify=failure,success")]
    [InlineData("""{ "command": "?", "reply": "500" }""", "HALLO")]
    [InlineData("""{ "command": "QUIT" }""", "QUIT")]
    [InlineData("""{ "client": "disconnected" }""", "QUIT")]
    [InlineData("""{ "content": "" }""", "EHLO a.example", Mail, Rcpt, "DATA", "")]
    public void Case_order_and_form_do_not_matter(string expect, params string[] lines)
    {
        var player = new LessonPlayer(One(expect));
        player.Type(lines);
        Assert.True(player.View.Finished, player.View.Judgement?.Text.En);
    }

    [Fact]
    public void Hints_come_one_by_one_and_end_with_the_third()
    {
        var machine = new LessonMachine(One("""{ "command": "QUIT" }"""));
        for (var asked = 1; asked <= 5; asked++)
        {
            machine.Hint();
            Assert.Equal(Math.Min(asked, LessonView.MostHints), machine.View.Hints);
        }
        machine.Again();
        Assert.Equal(0, machine.View.Hints);
    }

    [Fact]
    public void What_holds_already_is_done_when_its_step_comes()
    {
        var machine = new LessonMachine(One("""{ "client": "connected" }"""));
        machine.Set(LessonFact.LocalEcho, true);
        Assert.False(machine.View.Finished);
        machine.Set(LessonFact.Connected, true);
        Assert.True(machine.View.Finished);
        Assert.True(machine.View.Connected);
    }

    [Fact]
    public void Who_connected_before_the_step_that_asks_for_it_has_done_it()
    {
        var player = new LessonPlayer(Lesson.BuiltIn[0]);
        player.Type("open mail1.fabrikam.com 25");
        Assert.Equal((0, null), (player.View.Step, player.View.Judgement));
        player.Machine.Set(LessonFact.LocalEcho, true);
        player.Machine.Set(LessonFact.Logging, true);
        Assert.Equal(3, player.View.Step);
        Assert.Equal(LessonVerdict.Right, player.View.Judgement!.Verdict);
    }

    [Fact]
    public void A_greeting_that_is_over_does_not_count()
    {
        var player = new LessonPlayer(Lesson.BuiltIn[0]);
        player.Type(["open mail1.fabrikam.com 25", "QUIT"]);
        player.Machine.Set(LessonFact.LocalEcho, true);
        player.Machine.Set(LessonFact.Logging, true);
        Assert.Equal(2, player.View.Step);
        player.Type(["open mail1.fabrikam.com 25"]);
        Assert.Equal(3, player.View.Step);
    }

    [Theory]
    [InlineData("NOOP", LessonVerdict.Aside, "NOOP was taken. The task, however, is still open: a new connection.")]
    [InlineData("EHLO", LessonVerdict.Wrong, "the task is a new connection anyway")]
    public void Where_a_connection_is_wanted_a_command_is_answered_with_that(string line, LessonVerdict verdict, string words)
    {
        var lesson = Lesson.BuiltIn.Single(lesson => lesson.Name == "temporary-permanent");
        var player = new LessonPlayer(lesson, lesson.Steps.ToList().FindIndex(step => step.Expect?.Command == "CONNECT") - 1);
        player.Machine.Skip();
        player.Type(line);
        Assert.Equal(verdict, player.View.Judgement!.Verdict);
        Assert.Contains(words, player.View.Judgement.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_connection_is_told_until_a_new_one_stands()
    {
        var player = new LessonPlayer(One("""{ "command": "RCPT" }"""));
        Assert.False(player.View.Lost);
        player.Type("QUIT");
        Assert.True(player.View.Lost);
        player.Type("open mail1.fabrikam.com 25");
        Assert.False(player.View.Lost);
    }

    [Fact]
    public void Skipping_leads_to_the_end_and_no_further()
    {
        var machine = new LessonMachine(Lesson.BuiltIn[0]);
        foreach (var _ in Lesson.BuiltIn[0].Steps) machine.Skip();
        Assert.True(machine.View.Finished);
        machine.Skip();
        machine.Hint();
        Assert.Equal((Lesson.BuiltIn[0].Steps.Count, 0), (machine.View.Step, machine.View.Hints));
    }

    [Fact]
    public void A_step_out_of_range_is_the_first()
    {
        Assert.Equal(0, new LessonMachine(Lesson.BuiltIn[0], -1).View.Step);
        Assert.Equal(0, new LessonMachine(Lesson.BuiltIn[0], Lesson.BuiltIn[0].Steps.Count + 1).View.Step);
    }

    [Theory]
    [InlineData(LessonMachine.MaxPending, true)]
    [InlineData(LessonMachine.MaxPending + 1, false)]
    public void The_oldest_of_too_many_unanswered_commands_is_forgotten(int commands, bool known)
    {
        var machine = new LessonMachine(One("""{ "command": "NOOP", "argument": "first" }"""));
        for (var i = 0; i < commands; i++)
            machine.Line(new DialogueLine(Speaker.Client, SmtpVerb.Noop, 0, default, ReplyPosition.None, LineOddities.None, 0, 0), i == 0 ? "NOOP first" : "NOOP", DialogueState.Initial);
        machine.Line(new DialogueLine(Speaker.Server, SmtpVerb.Noop, 250, default, ReplyPosition.Only, LineOddities.None, 4, 0), "250 OK", DialogueState.Initial);
        Assert.Equal(known, machine.View.Finished);
    }

    private static Lesson One(string expect) => Lesson.Read(Encoding.UTF8.GetBytes($$"""
        {
          "name": "one", "title": { "en": "One", "de": "Eins" }, "about": { "en": "a", "de": "b" },
          "steps": [
            {
              "task": { "en": "Do it", "de": "Tun" }, "hints": [{ "en": "1", "de": "1" }, { "en": "2", "de": "2" }], "answer": ["x"],
              "expect": {{expect}}, "done": { "en": "Done", "de": "Getan" }
            }
          ]
        }
        """), "one.json");
}
