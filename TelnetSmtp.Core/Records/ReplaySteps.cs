// Cuts a session's events into the steps that a person moves by. Plays them once through a session of its own and listens: so a step is what a live session
// would call a reply, a command, a message, whatever the record's format. RFC 5321 4.2 (replies of several lines), 4.1.1.4 (message data).
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Finds the steps. For one script.</summary>
internal sealed class ReplaySteps : ISessionListener
{
    private const int Columns = 80, Rows = 24; // no step depends on them

    private readonly IReadOnlyList<ReplayEvent> _events;
    private readonly List<ReplayStep> _steps = [];
    private readonly List<AnnotatedLine> _heard = [];
    private readonly TelnetSession _session;
    private bool _passed;
    private int _first;
    private ReplayStepKind _pending = ReplayStepKind.Data;
    private SmtpVerb _verb;
    private short _code;

    private ReplaySteps(IReadOnlyList<ReplayEvent> events, bool clientUnseen, ClientSettings? settings)
    {
        _events = events;
        _session = new TelnetSession("", 25, settings ?? new ClientSettings(), Columns, Rows) { Listener = this, ClientUnseen = clientUnseen };
    }

    /// <summary>The steps of <paramref name="events"/>.</summary>
    public static IReadOnlyList<ReplayStep> Of(IReadOnlyList<ReplayEvent> events, bool clientUnseen, ClientSettings? settings = null)
    {
        var steps = new ReplaySteps(events, clientUnseen, settings);
        for (var i = 0; i < events.Count; i++)
            steps.Take(i);
        steps.Close(events.Count, steps._pending);
        return steps._steps;
    }

    void ISessionListener.Said(string text)
    {
    }

    void ISessionListener.Heard(in AnnotatedLine line) => _heard.Add(line);

    void ISessionListener.Passed(ReadOnlySpan<byte> data) => _passed = true;

    private void Take(int index)
    {
        _heard.Clear();
        _passed = false;
        var input = _events[index].Input;
        _session.Apply(input);
        switch (input)
        {
            case SessionInput.Connected: Alone(index, ReplayStepKind.Opening); break;
            case SessionInput.TlsStarted: Alone(index, ReplayStepKind.Tls); break;
            case SessionInput.Ended: Alone(index, ReplayStepKind.End); break;
            case SessionInput.Printed: Note(index); break;
            default: Listen(index); break;
        }
    }

    private void Listen(int index)
    {
        if (_heard.Count == 0)
        {
            // Half a line, or no dialogue at all.
            if (_session.Kind == SessionKind.Terminal || _passed) Alone(index, ReplayStepKind.Data);
            return;
        }
        foreach (var heard in _heard)
            Hear(index, heard.Line);
        var last = _heard[^1].Line;
        var open = last is { Speaker: Speaker.Content } or { Speaker: Speaker.Server, Position: ReplyPosition.First or ReplyPosition.Middle };
        if (!open) Close(index + 1, _pending);
    }

    private void Hear(int index, in DialogueLine line)
    {
        // A reply in the middle of a message ends what was shown of the message.
        if (line.Speaker == Speaker.Server && _pending == ReplayStepKind.Content) Close(index, _pending);
        if (line.Speaker == Speaker.Server)
        {
            _pending = ReplayStepKind.Reply;
            // Of several replies in one piece of data the worst counts.
            if (line.Code <= _code) return;
            (_code, _verb) = (line.Code, line.Verb);
        }
        else if (line.Speaker == Speaker.Content || line.Verb == SmtpVerb.DataEnd && _pending == ReplayStepKind.Content)
        {
            (_pending, _verb) = (ReplayStepKind.Content, SmtpVerb.DataEnd);
        }
        else
        {
            (_pending, _verb) = (ReplayStepKind.Command, line.Verb);
        }
    }

    private void Note(int index)
    {
        if (_first < index) return; // within a reply, a message: part of it
        if (_steps is [.., { Kind: ReplayStepKind.Note } before] && before.End == index)
        {
            _steps[^1] = Step(before.First, index + 1, ReplayStepKind.Note);
            _first = index + 1;
            return;
        }
        Alone(index, ReplayStepKind.Note);
    }

    private void Alone(int index, ReplayStepKind kind)
    {
        Close(index, _pending);
        Close(index + 1, kind);
    }

    private void Close(int end, ReplayStepKind kind)
    {
        if (_first < end) _steps.Add(Step(_first, end, kind));
        _first = end;
        (_pending, _verb, _code) = (ReplayStepKind.Data, SmtpVerb.None, 0);
    }

    private ReplayStep Step(int first, int end, ReplayStepKind kind)
    {
        var wait = _events[first].Wait;
        var line = 0L;
        for (var i = first; i < end; i++)
        {
            if (line == 0) line = _events[i].Line;
            if (_events[i].Wait is { Shortened: true } longer && (!wait.Shortened || longer.Real > wait.Real)) wait = longer;
        }
        return new ReplayStep(first, end - first, kind, _verb, _code, line, Real(end - 1), _events[end - 1].Due, wait);
    }

    private TimeSpan Real(int index)
    {
        var real = _events[index].Input.At - _events[0].Input.At;
        return real > TimeSpan.Zero ? real : TimeSpan.Zero;
    }
}
