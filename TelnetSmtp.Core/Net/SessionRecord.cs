// The timed record that the client may switch on and off while sessions come and go: one file, appended to. What happens to a session stands in it before it is
// shown. Where it cannot be written it is closed, the reason is given once, and the session goes on. Refuses to buffer (TimedRecordFile).
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>The record, shared by the client (which opens and closes it) and the session's loop (which writes it).</summary>
public sealed class SessionRecord : IDisposable
{
    private readonly Lock _gate = new();
    private TimedRecordFile? _file;
    private TelnetSession? _session;
    private SessionRecorder? _recorder;
    private string? _name;

    /// <summary>The file being written, null where none is. Waits for no write: the screen is drawn by it.</summary>
    public string? File => Volatile.Read(ref _name);

    /// <summary>Opens <paramref name="file"/> in place of the one before, continuing it where it holds a record. False with the reason where that fails.</summary>
    public bool Start(string file, DateTimeOffset now, int columns, int rows, out LocalizedText? failure)
    {
        lock (_gate)
        {
            Close();
            _file = TimedRecordFile.TryOpen(file, now, columns, rows, out failure);
            _name = _file is null ? null : file;
            return _file is not null;
        }
    }

    /// <summary>An input comes, the session has not taken it yet.</summary>
    public void Before(TelnetSession session, SessionInput input)
    {
        lock (_gate)
        {
            if (_file is null) return;
            if (!ReferenceEquals(_session, session)) _recorder = new SessionRecorder(session, _file.Writer);
            _session = session;
            _recorder!.Before(input);
        }
    }

    /// <summary>The session has taken it. What it did is written; where that fails, the record is closed and the reason returned, else null.</summary>
    public LocalizedText? After(TelnetSession session, SessionInput input, SessionOutput output)
    {
        lock (_gate)
        {
            if (_file is null || _recorder is null || !ReferenceEquals(_session, session)) return null;
            _recorder.After(input, output);
            var failure = _file.Write(_recorder.Take());
            if (failure is not null) Close();
            return failure;
        }
    }

    /// <summary>Closes the record.</summary>
    public void Stop()
    {
        lock (_gate) Close();
    }

    public void Dispose() => Stop();

    private void Close()
    {
        _file?.Dispose();
        (_file, _session, _recorder, _name) = (null, null, null, null);
    }
}
