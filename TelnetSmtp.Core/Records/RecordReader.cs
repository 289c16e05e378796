// Reads a saved session in any known format: bytes in, in any portions; entries and finished sessions out, in order, with constant memory. Pure. What is
// not understood is a note, never dropped: each line of the input comes out. Refuses to explain (see Smtp.ReplyDecoder) and to open files.
using TelnetSmtp.Core.Records.Formats;

namespace TelnetSmtp.Core.Records;

/// <summary>The reader of one record. Not thread-safe.</summary>
public sealed class RecordReader
{
    private readonly RecordLines _lines = new();
    private readonly RecordSessions _sessions;
    private readonly SniffingReader _reader;
    private byte[] _clean = [];

    /// <param name="handler">Takes the entries.</param>
    /// <param name="format">One of <see cref="FormatNames"/>; null to find out.</param>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public RecordReader(IRecordHandler handler, string? format = null)
    {
        _sessions = new RecordSessions(handler);
        var known = format is null ? null : RecordFormats.Named(format) ?? throw new ArgumentException($"no format {format}", nameof(format));
        _reader = new SniffingReader(RecordFormats.All, known);
    }

    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> FormatNames { get; } = [.. RecordFormats.All.Select(format => format.Name)];

    /// <summary>The format's name; null until it is known.</summary>
    public string? Format => _reader.Format?.Name;

    /// <summary>Lines of the input so far.</summary>
    public long Lines { get; private set; }

    /// <summary>The first line that was longer than <see cref="MaxLine"/>; 0 for none.</summary>
    public long FirstCut { get; private set; }

    /// <summary>Bytes of a line that are read.</summary>
    public const int MaxLine = RecordLines.MaxLine;

    /// <summary>Sessions so far.</summary>
    public int Sessions => _sessions.Count;

    /// <summary>Whether anything of a dialogue was found.</summary>
    public bool AnyDialogue => _sessions.AnyDialogue;

    /// <summary>The input is no text: its first bytes are full of control characters, and no format knows its first lines. Nothing has been handed over.</summary>
    public bool IsBinary => _reader.Refused;

    /// <summary>When the next bytes came, where a file beside the record tells (<see cref="ScriptTiming"/>); null where nothing does.</summary>
    public DateTimeOffset? Clock
    {
        get => _sessions.Clock;
        set => _sessions.Clock = value;
    }

    /// <summary>Takes the next bytes.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        var sink = new Sink(this);
        _lines.Push(bytes, ref sink);
        // A disk's image has no lines at all, and no end that anybody would wait for.
        if (Lines == 0 && _lines is { LooksBinary: true, Overlong: true })
            _reader.Refuse();
    }

    /// <summary>Nothing more comes for now, as in a log that is followed: what was held back to find out the format is handed over.</summary>
    public void Settle() => _reader.Settle(_sessions);

    /// <summary>The input ended.</summary>
    public void Finish()
    {
        var sink = new Sink(this);
        _lines.Finish(ref sink);
        _reader.Finish(_sessions);
        _sessions.Finish();
    }

    private void Take(ReadOnlySpan<byte> text, bool cut)
    {
        Lines++;
        if (cut && FirstCut == 0)
            FirstCut = Lines;
        _sessions.Cut = cut;
        _reader.Refuses = _lines.LooksBinary;
        _reader.Read(Lines, LineCleaning.Clean(text, ref _clean), _sessions);
    }

    private readonly struct Sink(RecordReader reader) : IRecordLines
    {
        public void Line(scoped ReadOnlySpan<byte> text, bool cut) => reader.Take(text, cut);
    }
}
