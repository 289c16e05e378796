// The text log that the client may switch on and off while sessions come and go: one file, appended to. A failure to write is kept until asked for,
// and the session goes on. Refuses to buffer: what was handed in stands in the file (SessionLogWriter).
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.Core.Net;

/// <summary>The log, shared by the client (which opens and closes it) and the session's loop (which writes it).</summary>
public sealed class SessionLog : IDisposable
{
    private readonly Lock _gate = new();
    private SessionLogWriter? _writer;
    private string? _file;

    /// <summary>The file being written, null where none is. Waits for no write: the screen is drawn by it.</summary>
    public string? File => Volatile.Read(ref _file);

    /// <summary>Opens <paramref name="file"/> for appending, in place of the one before. False with the reason where that fails; then none is open.</summary>
    public bool Start(string file, out LocalizedText? failure)
    {
        lock (_gate)
        {
            Close();
            _writer = SessionLogWriter.TryOpen(file, out failure);
            _file = _writer is null ? null : file;
            return _writer is not null;
        }
    }

    /// <summary>Writes bytes; where that fails, the log is closed and the reason returned, else null.</summary>
    public LocalizedText? Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return null;
        lock (_gate)
        {
            if (_writer is null || _writer.Write(bytes, out var failure)) return null;
            Close();
            return failure;
        }
    }

    /// <summary>Closes the log.</summary>
    public void Stop()
    {
        lock (_gate) Close();
    }

    public void Dispose() => Stop();

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
        _file = null;
    }
}
