// A saved session as a client shows one: read by the readers of Records, passed through the session's one door, so that screen and annotations are those of a
// live session. Nothing is sent anywhere. Refuses to know files.
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Net;

internal sealed class LessonLog : IRecordHandler
{
    private readonly TelnetSession _session;
    private DateTimeOffset _clock = DateTimeOffset.UnixEpoch;
    private RecordSession? _shown;

    /// <summary>Reads <paramref name="lines"/>, of which the first session is shown.</summary>
    public LessonLog(IReadOnlyList<string> lines, string name, ClientSettings settings, int columns, int rows)
    {
        _session = new TelnetSession(name, 0, settings, columns, rows);
        _session.Apply(new SessionInput.Connected(_clock, name, null));
        var reader = new RecordReader(this);
        reader.Push(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        reader.Finish();
        AnyDialogue = reader.AnyDialogue;
        _session.Apply(new SessionInput.Ended(_clock, new SessionEnd(SessionEndKind.ClosedByUser)));
        Snapshot = _session.Snapshot();
    }

    /// <summary>Whether anything of a dialogue was found.</summary>
    public bool AnyDialogue { get; }

    public SessionSnapshot Snapshot { get; private set; }

    public void Resize(int columns, int rows)
    {
        _session.Apply(new SessionInput.Resized(_clock, columns, rows));
        Snapshot = _session.Snapshot();
    }

    public void Line(in RecordEntry entry)
    {
        _shown ??= entry.Session;
        if (entry.Session is null || entry.Session != _shown)
            return;
        if (entry.Clock is { } clock && clock > _clock)
            _clock = clock;
        if (entry.Fact.Speaker == Speaker.Server)
            _session.Apply(new SessionInput.Received(_clock, (byte[])[.. entry.Text, (byte)'\r', (byte)'\n']));
        else if (entry.Fact.Speaker != Speaker.Note)
            _session.Apply(new SessionInput.LineTyped(_clock, Encoding.UTF8.GetString(entry.Text), Wait: false));
    }

    public void Ended(RecordSession session)
    {
    }
}
