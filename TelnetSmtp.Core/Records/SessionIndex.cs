// The sessions of a record as they are found while it is read: where each stands in the file and what a list says of it, in few bytes, so that a hundred
// thousand of them stay small. One thread reads; any may ask meanwhile. Refuses to keep lines (see RecordSource, which reads one session again).
using System.Runtime.InteropServices;
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>The index.</summary>
public sealed class SessionIndex : IRecordHandler
{
    /// <summary>Most sessions listed: ten days of the logs that 100,000 a day make. What comes behind is counted.</summary>
    public const int MaxSessions = 1_000_000;

    /// <summary>Characters of an error that are kept: a row of a wide screen.</summary>
    public const int MaxError = 120;

    private const int RowsInChunk = 4096, TextBlock = 1 << 16;

    private readonly Lock _lock = new();
    private readonly List<Row[]> _chunks = [];
    private readonly List<byte[]> _texts = [];
    private readonly Dictionary<RecordSession, SessionGathering> _open = [];
    private readonly RecordReader _reader;
    private int _count, _version, _textUsed = TextBlock;
    private long _offset, _offsetLine, _end;

    /// <param name="format">One of <see cref="RecordReader.FormatNames"/>; null to find out.</param>
    public SessionIndex(string? format = null) => _reader = new RecordReader(this, format);

    /// <summary>Sessions found so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Octets read so far.</summary>
    public long Octets => Interlocked.Read(ref _end);

    /// <summary>Grows whenever anything has changed.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The input is no text; nothing was found.</summary>
    public bool IsBinary => _reader.IsBinary;

    /// <summary>The first line that was longer than is read; 0 for none.</summary>
    public long FirstCut => _reader.FirstCut;

    /// <summary>The record's format; null until it is known.</summary>
    public string? Format => _reader.Format;

    /// <summary>Takes the next bytes: whole lines, but for a line that is longer than a portion.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            (_offset, _offsetLine, _end) = (_end, _reader.Lines, _end + bytes.Length);
            _reader.Push(bytes);
            _version++;
        }
    }

    /// <summary>The record ended, or no more of it is read.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            _reader.Finish();
            _version++;
        }
    }

    /// <summary>What a list says of session <paramref name="index"/>, from 0.</summary>
    public SessionFacts this[int index]
    {
        get
        {
            lock (_lock)
                return Facts(index);
        }
    }

    /// <summary>What a list says of several, at one moment.</summary>
    public SessionFacts[] Facts(IReadOnlyList<int> indexes)
    {
        lock (_lock)
            return [.. indexes.Select(Facts)];
    }

    /// <summary>Looks for the sessions from <paramref name="from"/> on that pass.</summary>
    /// <param name="filter">What is looked for.</param>
    /// <param name="from">Index of the first one to look at.</param>
    /// <param name="found">Takes the indexes of those that pass, in order.</param>
    /// <param name="unread">Takes the indexes of those that are not read to their end yet: of them only the empty filter knows anything.</param>
    /// <returns>Index behind the last one that was looked at.</returns>
    public int Find(in SessionFilter filter, int from, ICollection<int> found, ICollection<int> unread)
    {
        lock (_lock)
        {
            for (; from < _count; from++)
            {
                var passes = Passes(filter, from);
                if (passes is null) unread.Add(from);
                else if (passes.Value) found.Add(from);
            }
            return from;
        }
    }

    /// <summary>Looks again at those that were not read to their end: takes out of <paramref name="unread"/> what can be said now.</summary>
    /// <returns>Those of them that pass, in order.</returns>
    public IReadOnlyList<int> FindAgain(in SessionFilter filter, List<int> unread)
    {
        var found = new List<int>();
        var left = new List<int>();
        lock (_lock)
            foreach (var index in unread)
            {
                var passes = Passes(filter, index);
                if (passes is null) left.Add(index);
                else if (passes.Value) found.Add(index);
            }
        unread.Clear();
        unread.AddRange(left);
        return found;
    }

    /// <summary>Where session <paramref name="index"/> begins: the portion's offset in octets, the number of lines before it, the session's own first line; and what tells
    /// it from others there.</summary>
    internal (long Offset, long LinesBefore, long Line, string Key, DateTimeOffset? Began) PlaceOf(int index)
    {
        lock (_lock)
        {
            ref var row = ref At(index);
            return (row.Offset, row.OffsetLine, row.Line, row.Over ? Encoding.UTF8.GetString(Text(row)[..row.KeyLength]) : "", row.HasTime ? new DateTimeOffset(row.Began, TimeSpan.Zero) : null);
        }
    }

    void IRecordHandler.Line(in RecordEntry entry)
    {
        if (entry.Session is not { } session || session.Number > MaxSessions) return;
        if (!_open.TryGetValue(session, out var gathering))
        {
            if (session.Number <= _count) return;
            _open.Add(session, gathering = new SessionGathering());
            Begin(entry, session);
        }
        gathering.Line(entry);
    }

    void IRecordHandler.Ended(RecordSession session)
    {
        if (!_open.Remove(session, out var gathering)) return;
        ref var row = ref At(session.Number - 1);
        var summary = session.Summary;
        var peer = gathering.Peer ?? summary.ServerName;
        var error = session.FirstError?.Text ?? "";
        (row.Over, row.Verdict, row.Tls, row.Errors, row.ErrorVerb) = (true, summary.Verdict, session.Tls, session.Errors, session.FirstError?.Verb ?? SmtpVerb.None);
        if (session is { Began: { } began, Newest: { } newest } && newest > began) row.Duration = (newest - began).Ticks;
        Keep(ref row, Bytes(session.Key, RecordPeer.MaxLength), Bytes(peer, RecordPeer.MaxLength), Bytes(error, MaxError), gathering);
    }

    private void Begin(in RecordEntry entry, RecordSession session)
    {
        // Numbers come in order; one that no line was handed over of has an empty row.
        while (_count < session.Number)
        {
            if (_count == _chunks.Count * RowsInChunk) _chunks.Add(new Row[RowsInChunk]);
            Volatile.Write(ref _count, _count + 1);
        }
        At(session.Number - 1) = new Row
        {
            Offset = _offset,
            OffsetLine = _offsetLine,
            Line = entry.Line,
            HasTime = session.Began is not null,
            Began = session.Began?.UtcTicks ?? 0,
        };
    }

    private bool? Passes(in SessionFilter filter, int index)
    {
        if (filter.IsEmpty) return true;
        ref var row = ref At(index);
        return row.Over ? filter.Passes(row.Errors, Codes(row), Text(row)[row.KeyLength..row.CodesAt]) : null;
    }

    private SessionFacts Facts(int index)
    {
        ref var row = ref At(index);
        var text = Text(row);
        return new SessionFacts
        {
            Number = index + 1,
            Over = row.Over,
            Began = row.HasTime ? new DateTimeOffset(row.Began, TimeSpan.Zero) : null,
            Duration = TimeSpan.FromTicks(row.Duration),
            Peer = Encoding.UTF8.GetString(text.Slice(row.KeyLength, row.PeerLength)),
            Verdict = row.Verdict,
            Tls = row.Tls,
            Errors = row.Errors,
            FirstError = Encoding.UTF8.GetString(text.Slice(row.KeyLength + row.PeerLength, row.ErrorLength)),
            FirstErrorVerb = row.ErrorVerb,
        };
    }

    private ref Row At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_count, nameof(index));
        return ref _chunks[index / RowsInChunk][index % RowsInChunk];
    }

    /// <summary>One run of bytes: key, peer, error, names and addresses; then, at an even place, the codes.</summary>
    private void Keep(ref Row row, ReadOnlySpan<byte> key, ReadOnlySpan<byte> peer, ReadOnlySpan<byte> error, SessionGathering gathering)
    {
        var length = key.Length + peer.Length + error.Length + gathering.Text.Length;
        length += length & 1;
        var total = length + gathering.Codes.Count * sizeof(short);
        if (total == 0) return; // a session of which nothing is known: the empty row says so
        if (total > TextBlock - _textUsed)
        {
            // They stay as long as the index does: pinned, no collection copies them.
            _texts.Add(GC.AllocateUninitializedArray<byte>(TextBlock, pinned: true));
            _textUsed = 0;
        }
        (row.Block, row.TextAt, row.CodesAt, row.TextLength) = (_texts.Count - 1, (ushort)_textUsed, (ushort)length, (ushort)total);
        (row.KeyLength, row.PeerLength, row.ErrorLength) = ((ushort)key.Length, (ushort)peer.Length, (ushort)error.Length);
        var room = _texts[^1].AsSpan(_textUsed, total);
        key.CopyTo(room);
        peer.CopyTo(room[key.Length..]);
        error.CopyTo(room[(key.Length + peer.Length)..]);
        gathering.Text.CopyTo(room[(key.Length + peer.Length + error.Length)..]);
        var codes = MemoryMarshal.Cast<byte, short>(room[length..]);
        for (var i = 0; i < codes.Length; i++) codes[i] = gathering.Codes[i];
        _textUsed += total + (total & 1);
    }

    private ReadOnlySpan<byte> Text(in Row row) => row.TextLength == 0 ? [] : _texts[row.Block].AsSpan(row.TextAt, row.TextLength);

    private ReadOnlySpan<short> Codes(in Row row) => MemoryMarshal.Cast<byte, short>(Text(row)[row.CodesAt..]);

    private static byte[] Bytes(string text, int most) => Encoding.UTF8.GetBytes(text.Length <= most ? text : text[..(most - 1)] + "…");

    /// <summary>72 bytes a session.</summary>
    private struct Row
    {
        public long Offset, OffsetLine, Line, Began, Duration;
        public int Block, Errors;
        public ushort TextAt, TextLength, CodesAt, KeyLength, PeerLength, ErrorLength;
        public TransactionVerdict Verdict;
        public SmtpVerb ErrorVerb;
        public bool Over, HasTime, Tls;
    }
}
