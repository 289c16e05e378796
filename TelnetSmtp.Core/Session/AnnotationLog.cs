// Keeps the annotated lines of a session for as long as their rows are kept. One writer appends; any number of readers hold views.
// A view never changes: chunks are only ever appended to behind its end, and trimming drops whole chunks. Refuses to know what a line means.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

/// <summary>An append-only log in chunks.</summary>
public sealed class AnnotationLog
{
    private const int ChunkLines = AnnotationChunk.Lines;

    /// <summary>Most lines kept: the scrollback's 10,000 rows and a screenful, with room for several short lines on one row.</summary>
    public const int MaxLines = 16 * ChunkLines;

    private readonly List<AnnotationChunk> _chunks = [];
    private AnnotationChunk[]? _published;
    private AnnotationChunk? _spare;
    private int _end;
    private View? _view;

    public int Count => _end;

    /// <summary>The row of the newest line, -1 where there is none.</summary>
    public long LastRow { get; private set; } = -1;

    /// <summary>Appends a line; <paramref name="text"/> is copied.</summary>
    public void Add(long row, in DialogueLine line, ReadOnlySpan<byte> text, DateTimeOffset at, DialogueState state)
    {
        if (_chunks.Count == 0 || _chunks[^1].IsFull)
        {
            _chunks.Add(_spare ?? new AnnotationChunk());
            _spare = null;
            _published = null;
        }
        _chunks[^1].Add(row, line, text, at, state);
        LastRow = row;
        _end++;
        _view = null;
        if (Count > MaxLines) DropFirstChunk();
    }

    /// <summary>Forgets lines above <paramref name="row"/> (whole chunks only).</summary>
    public void TrimAbove(long row)
    {
        while (_chunks.Count > 1 && _chunks[0].LastRow < row) DropFirstChunk();
    }

    /// <summary>An immutable view of what is there now.</summary>
    public IAnnotationView Snapshot()
    {
        if (_published is null)
        {
            _published = [.. _chunks];
            foreach (var chunk in _published) chunk.IsShared = true;
        }
        return _view ??= new View(_published, Count);
    }

    private void DropFirstChunk()
    {
        var chunk = _chunks[0];
        _chunks.RemoveAt(0);
        _published = null;
        _view = null;
        _end -= ChunkLines;
        if (chunk.IsShared) return;
        chunk.Restart();
        _spare = chunk;
    }

    private sealed class View(AnnotationChunk[] chunks, int count) : IAnnotationView
    {
        public int Count => count;

        public AnnotatedLine this[int index]
        {
            get
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count, nameof(index));
                return chunks[index / ChunkLines][index % ChunkLines];
            }
        }

        public int IndexAtOrAfter(long row)
        {
            int low = 0, high = count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (this[middle].Row < row) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
