// Plays a timed record of our own into a session: the lines that SessionRecorder wrote become the inputs that they were written from (RecordedInputs), and the
// session goes through the very states it went through. Bounded by what a session keeps.
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Records;

/// <summary>The sessions of one record, one after the other.</summary>
/// <param name="listener">Is told of the lines of the dialogue, null for none.</param>
public sealed class RecordedSession(ISessionListener? listener = null)
{
    private readonly RecordedInputs _inputs = new();

    /// <summary>The session that is being played; null before the first.</summary>
    public TelnetSession? Session { get; private set; }

    /// <summary>Plays one event.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="code">Its code: <c>o</c>, <c>i</c>, <c>m</c>, <c>r</c>, <c>e</c>.</param>
    /// <param name="data">Its text.</param>
    /// <returns>What happened to the session, of several inputs the last; null where the event was none of its inputs.</returns>
    public SessionInput? Play(DateTimeOffset at, string code, string data)
    {
        SessionInput? last = null;
        foreach (var input in _inputs.Read(at, code, data))
        {
            last = input;
            if (input is SessionInput.Connected)
                Session = new TelnetSession(_inputs.Host, _inputs.Port, _inputs.Settings, _inputs.Columns, _inputs.Rows) { Listener = listener };
            Session?.Apply(input);
        }
        return last;
    }
}
