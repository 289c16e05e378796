// Stands between a session and its listener: what is to be told is held until the log has it, so that nothing is ever shown that a crash could take from the
// log. Refuses to hold more than one input's findings: the loop releases them after each.
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>Passes on, in order, when told to. On the session's thread.</summary>
/// <param name="listener">Who is told.</param>
public sealed class LoggedTelling(ISessionListener listener) : ISessionListener
{
    private readonly List<Action> _held = [];

    /// <summary>The client's own sentences are no part of a session's log.</summary>
    public void Said(string text) => listener.Said(text);

    public void Heard(in AnnotatedLine line)
    {
        var kept = line;
        _held.Add(() => listener.Heard(kept));
    }

    public void Secured(TlsFacts facts) => _held.Add(() => listener.Secured(facts));

    public void Passed(ReadOnlySpan<byte> data)
    {
        var kept = data.ToArray();
        _held.Add(() => listener.Passed(kept));
    }

    /// <summary>The log has it: the listener is told.</summary>
    public void Release()
    {
        foreach (var tell in _held) tell();
        _held.Clear();
    }
}
