// One session of a timed record of our own, as the inputs that it was recorded from, so that its replay is the very session. Reads no further than is asked for;
// bounded by a portion of the file. Refuses records of other programs, which have the lines of a screen and no inputs.
using System.Text.Json;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records.Formats;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Records;

/// <summary>Finds the session.</summary>
internal sealed class TimedRecordSession : IRecordLines
{
    private const int Portion = 1 << 16;

    private readonly RecordLines _lines = new();
    private readonly RecordedInputs _inputs = new();
    private readonly Queue<SessionInput> _found = [];
    private readonly Stream _stream;
    private readonly CancellationToken _stop;
    private readonly long _marker;
    private readonly byte[] _buffer = new byte[Portion];
    private DateTimeOffset _start;
    private (string Host, int Port, ClientSettings Settings) _opening = ("", 0, new());
    private long _line;
    private bool _ours, _begun, _over;

    private TimedRecordSession(Stream stream, long marker, CancellationToken stop) => (_stream, _marker, _stop) = (stream, marker, stop);

    /// <summary>The session as a script.</summary>
    /// <param name="stream">The record, from its start.</param>
    /// <param name="marker">The line of the session's connect marker, from 1.</param>
    /// <param name="number">The session's number.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>Null where the record is another program's, or the line is no such marker.</returns>
    public static ReplayScript? Read(Stream stream, long marker, int number, CancellationToken stop)
    {
        var session = new TimedRecordSession(stream, marker, stop);
        while (!session._begun && session.ReadOn())
        {
        }
        var (host, port, settings) = session._opening;
        return session._begun ? ReplayScript.Of(host, port, session.Inputs(), settings, number) : null;
    }

    void IRecordLines.Line(scoped ReadOnlySpan<byte> text, bool cut)
    {
        _line++;
        if (_line == 1) _ours = IsOurs(text);
        if (!_ours) _over = true;
        if (_over || !AsciicastEvent.TryRead(text, out var seconds, out var code, out var data)) return;
        if (AsciicastOwn.Clock(seconds, code, data) is { } start)
        {
            // The next part of the record begins: this session ended without a word, as when the program was killed.
            _over = _begun;
            _start = start;
        }
        if (_over || seconds is not (>= 0 and < AsciicastOwn.MaxSeconds)) return;
        foreach (var input in _inputs.Read(_start.AddSeconds(seconds), code, data))
            Take(input);
        _over |= !_begun && _line >= _marker;
    }

    private void Take(SessionInput input)
    {
        if (input is SessionInput.Connected && _line == _marker)
        {
            _opening = (_inputs.Host, _inputs.Port, _inputs.Settings);
            _begun = true;
        }
        else if (input is SessionInput.Connected)
        {
            _over |= _begun;
        }
        if (!_begun || _over) return;
        _found.Enqueue(input);
        _over = input is SessionInput.Ended;
    }

    private IEnumerable<SessionInput> Inputs()
    {
        do
        {
            while (_found.TryDequeue(out var input))
                yield return input;
        }
        while (ReadOn());
    }

    /// <summary>The next portion; false where there is none, or none is wanted.</summary>
    private bool ReadOn()
    {
        if (_over) return false;
        _stop.ThrowIfCancellationRequested();
        var count = _stream.Read(_buffer);
        var lines = this;
        if (count > 0)
        {
            _lines.Push(_buffer.AsSpan(0, count), ref lines);
            return true;
        }
        _lines.Finish(ref lines);
        _over = true;
        return _found.Count > 0;
    }

    private static bool IsOurs(ReadOnlySpan<byte> header)
    {
        try
        {
            var reader = new Utf8JsonReader(header);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(TimedRecordWriter.HeaderField, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
