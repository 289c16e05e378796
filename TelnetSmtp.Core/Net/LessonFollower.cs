// Tells a lesson what happens in a client: reads each snapshot for what is new in it. The lines that set a step up are typed here and not judged. Refuses to
// interpret a line: the snapshot says already what it is.
using System.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Net;

/// <summary>Follows a client from one set-up of a step to the next.</summary>
/// <param name="connections">Connections made so far: what they said is not followed.</param>
/// <param name="setup">The lines that bring the next connection to where the step begins; null: the step begins at the prompt, without one.</param>
internal sealed class LessonFollower(int connections, IReadOnlyList<string>? setup)
{
    private readonly int _before = connections;
    private int _connection = connections, _seen, _said;
    private ConnectFailure? _failure;
    private bool _open, _first = true, _pasted;

    /// <summary>Whether the set-up is done: what is typed from now on is the learner's.</summary>
    public bool Ready { get; private set; }

    /// <summary>Takes what is new in <paramref name="client"/>.</summary>
    public void Follow(ClientSnapshot client, int connections, LessonMachine machine, Action<string> paste)
    {
        if (_first) _failure = client.Failure;
        _first = false;
        Ready |= setup is null && client.Session is not { Phase: SessionPhase.Open };
        machine.Set(LessonFact.LocalEcho, client.Settings.LocalEcho);
        machine.Set(LessonFact.Logging, client.LogFile is not null);
        if (connections != _connection)
        {
            Close(machine);
            (_connection, _seen, _said) = (connections, 0, 0);
        }
        if (connections > _before && client.Session is { } session) Follow(client.Mode, session, machine, paste);
        if (client.Failure is { } failure && failure != _failure) machine.Happened(LessonFact.ConnectFailed);
        _failure = client.Failure;
    }

    private void Follow(ClientMode mode, SessionSnapshot session, LessonMachine machine, Action<string> paste)
    {
        if (session.Phase == SessionPhase.Open && !_open)
        {
            _open = true;
            machine.Set(LessonFact.Connected, true);
        }
        if (!_pasted && setup is { Count: > 0 } && mode == ClientMode.Session && session.Phase == SessionPhase.Open)
        {
            _pasted = true;
            paste(string.Concat(setup.Select(line => line + "\r\n")));
        }
        var lines = session.Annotations;
        for (_seen = Math.Min(_seen, lines.Count); _seen < lines.Count; _seen++)
        {
            var line = lines[_seen];
            if (Ready) machine.Line(line.Line, Encoding.UTF8.GetString(line.Text.Span), line.State);
            else if (line.Line.Speaker is Speaker.Client or Speaker.Content or Speaker.Credential) _said++;
        }
        Ready |= setup is not null && _said >= setup.Count && session.Dialogue.Unanswered.IsEmpty
            && session.Dialogue.Phase is not (DialoguePhase.Greeting or DialoguePhase.TlsHandshake);
        if (session.Phase == SessionPhase.Ended) Close(machine);
    }

    private void Close(LessonMachine machine)
    {
        if (!_open) return;
        _open = false;
        machine.Set(LessonFact.Connected, false);
        machine.Happened(LessonFact.Disconnected);
    }
}
