// Plays a lesson without sockets: what is typed goes to the dialogue machine, to the practice server's machine and to the lesson's, as in a session. Lines at
// the prompt become the events that they would cause. Time is moved where a server wants patience.
using System.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Practice;

namespace TelnetSmtp.Tests.Learning;

internal sealed class LessonPlayer
{
    private readonly Scenario _scenario;
    private readonly PracticeStore _store;
    private ScriptedServer? _server;
    private SmtpDialogue _dialogue = new();
    private DateTimeOffset _now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    private readonly bool _judged = true;

    /// <summary>The lesson at <paramref name="step"/>, set up as its file says.</summary>
    public LessonPlayer(Lesson lesson, int step = 0)
    {
        _scenario = LessonFiles.Of(lesson).Scenario;
        _store = new PracticeStore(_now, seed: 7);
        Machine = new LessonMachine(lesson, step);
        if (lesson.HasLog || lesson.Steps[step].Offline) return;
        Connect();
        _judged = false;
        foreach (var line in lesson.Steps[step].Setup) Type(line);
        _judged = true;
    }

    public LessonMachine Machine { get; }

    public LessonView View => Machine.View;

    /// <summary>Does the step as its file says; where a server wants patience, with patience.</summary>
    public void DoStep()
    {
        var (step, before) = (View.Current!, View.Step);
        if (step.IsQuestion) Machine.Choose(step.Choices.ToList().FindIndex(choice => choice.Right) + 1);
        else if (step.Expect!.Point is { } point) Machine.Point(View.Lesson.Log!.Select(Spoken).First(line => LessonMatch.Fits(point, line)));
        else if (step.Expect.Early == true) TypeGroup(step.Answer);
        else Type(step.Answer);
        if (View.Step != before || _scenario.Greylist is not { } greylist) return;
        _now = _now.AddSeconds(greylist.Seconds + 1);
        Type(step.Answer);
    }

    public void Type(IEnumerable<string> lines)
    {
        foreach (var line in lines) Type(line);
    }

    public void Type(string line)
    {
        if (_server is null || _server.Closed)
        {
            TypeAtPrompt(line);
            return;
        }
        Sent(line);
        Answered(_server.SayRaw(line + "\r\n"));
    }

    /// <summary>Types all before the first reply comes.</summary>
    public void TypeGroup(IReadOnlyList<string> lines)
    {
        foreach (var line in lines) Sent(line);
        Answered(_server!.SayRaw(string.Concat(lines.Select(line => line + "\r\n"))));
    }

    /// <summary>A line of a swaks log without its mark.</summary>
    public static string Spoken(string line) => line.Length > 4 ? line[4..] : line;

    private void TypeAtPrompt(string line)
    {
        switch (line.Split(' '))
        {
            case ["set", "localecho"]: Machine.Set(LessonFact.LocalEcho, true); break;
            case ["set", "logfile", _]: Machine.Set(LessonFact.Logging, true); break;
            case ["open", var host, "25"] when host == _scenario.Host: Connect(); break;
            case ["open", ..]: Machine.Happened(LessonFact.ConnectFailed); break;
            default: throw new InvalidOperationException($"what would \"{line}\" do at the prompt?");
        }
    }

    private void Connect()
    {
        _server = new ScriptedServer(_scenario, _now, store: _store);
        _dialogue = new SmtpDialogue();
        _dialogue.Connected(_now);
        Machine.Set(LessonFact.Connected, true);
        Answered(_server.Open());
    }

    private void Sent(string line)
    {
        _server!.Now = _now;
        var text = Encoding.UTF8.GetBytes(line);
        var fact = _dialogue.ClientLine(_now, text, LineEnding.CrLf);
        if (_judged) Machine.Line(fact, line, _dialogue.State);
    }

    private void Answered(IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var fact = _dialogue.ServerLine(_now, Encoding.UTF8.GetBytes(line), LineEnding.CrLf);
            if (_judged) Machine.Line(fact, line, _dialogue.State);
        }
        if (_server!.HandshakeFails == false)
        {
            _server.TlsStarts();
            _dialogue.TlsStarted(_now);
        }
        if (!_server.Closed) return;
        _dialogue.Closed(_now);
        Machine.Set(LessonFact.Connected, false);
        Machine.Happened(LessonFact.Disconnected);
    }
}
