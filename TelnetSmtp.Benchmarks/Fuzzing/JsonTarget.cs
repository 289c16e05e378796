// Targets scenario and lesson: a file that a user wrote. Rules: it is read, or refused by the reader's own exception in one line of both languages; what is read
// can be played: the practice server answers a whole dialogue by a scenario, and a lesson is gone through step by step.
// Input: the file.
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class JsonTarget
{
    private static readonly byte[] Dialogue = Encoding.ASCII.GetBytes("EHLO contoso.com\r\nVRFY kate\r\nAUTH PLAIN AGthdGUAc2VjcmV0\r\nMAIL FROM:<chris@contoso.com> SIZE=5\r\nRCPT TO:<kate@fabrikam.com>\r\n"
        + "RCPT TO:<nobody@fabrikam.com>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nSubject: x\r\n\r\nHello\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<550@fabrikam.com>\r\nBDAT 4 LAST\r\nabcdRSET\r\nNOOP\r\nHELP\r\nwhat\r\nQUIT\r\n");

    public static void Scenario(byte[] input)
    {
        Scenario scenario;
        try
        {
            scenario = ScenarioReader.Read(input, "own.json");
        }
        catch (ScenarioException refused)
        {
            IsLine(refused.Text);
            return;
        }
        FuzzRule.Same(PracticeTarget.Play(scenario, Dialogue, Dialogue.Length), PracticeTarget.Play(scenario with { }, Dialogue, Dialogue.Length), "what the server says again");
    }

    public static void Lesson(byte[] input)
    {
        Lesson lesson;
        try
        {
            lesson = LessonReader.Read(input, "own.json");
        }
        catch (LessonException refused)
        {
            IsLine(refused.Text);
            return;
        }
        var machine = new LessonMachine(lesson);
        machine.Set(LessonFact.Connected, true);
        for (var step = 0; step < lesson.Steps.Count; step++)
        {
            machine.Hint();
            machine.Choose(1);
            machine.Point("250 2.1.5 OK");
            machine.Skip();
        }
        FuzzRule.Holds(machine.View.Finished, "a lesson has an end");
    }

    private static void IsLine(LocalizedText text) =>
        FuzzRule.Holds(text.En.Length > 0 && text.De.Length > 0 && !text.En.Any(char.IsControl) && !text.De.Any(char.IsControl), "a mistake is told in one line");
}
