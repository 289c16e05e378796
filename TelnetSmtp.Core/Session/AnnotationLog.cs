// Keeps the annotated lines of a session for as long as their rows are kept. One writer appends; any number of readers hold views.
// A view never changes: chunks are only ever appended to behind its end, and trimming drops whole chunks. Refuses to know what a line means.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

/// <summary>An append-only log in chunks.</summary>
public sealed class AnnotationLog
{
    /// <summary>Lines a chunk: small enough that trimming frees memory soon, large enough that a flood allocates seldom.</summary>
    private const int ChunkLines = 1024;

    /// <summary>Most lines kept: the scrollback's 10,000 rows and a screenful, with room for several short lines on one row.</summary>
    public const int MaxLines = 16 * ChunkLines;

    /// <summary>Text is stored in blocks of this many bytes, so that a line costs no object of its own.</summary>
    private const int TextBlock = 64 * 1024;

    private readonly List<AnnotatedLine[]> _chunks = [];
    private AnnotatedLine[][]? _published;
    private int _end;
    private byte[] _text = [];
    private int _textUsed;
    private View? _view;

    public int Count => _end;

    /// <summary>The row of the newest line, -1 where there is none.</summary>
    public long LastRow => Count == 0 ? -1 : At(_end - 1).Row;

    /// <summary>Appends a line; <paramref name="text"/> is copied.</summary>
    public void Add(long row, in DialogueLine line, ReadOnlySpan<byte> text, DateTimeOffset at, DialogueState state)
    {
        if (_end == _chunks.Count * ChunkLines)
        {
            _chunks.Add(new AnnotatedLine[ChunkLines]);
            _published = null;
        }
        _chunks[_end / ChunkLines][_end % ChunkLines] = new AnnotatedLine(row, line, Keep(text), at, state);
        _end++;
        _view = null;
        if (Count > MaxLines) DropFirstChunk();
    }

    /// <summary>Forgets lines above <paramref name="row"/> (whole chunks only).</summary>
    public void TrimAbove(long row)
    {
        while (_chunks.Count > 1 && _chunks[0][ChunkLines - 1].Row < row) DropFirstChunk();
    }

    /// <summary>An immutable view of what is there now.</summary>
    public IAnnotationView Snapshot() => _view ??= new View(_published ??= [.. _chunks], Count);

    private void DropFirstChunk()
    {
        _chunks.RemoveAt(0);
        _published = null;
        _view = null;
        _end -= ChunkLines;
    }

    private AnnotatedLine At(int index) => _chunks[index / ChunkLines][index % ChunkLines];

    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return default;
        if (text.Length > _text.Length - _textUsed)
        {
            _text = new byte[Math.Max(TextBlock, text.Length)];
            _textUsed = 0;
        }
        text.CopyTo(_text.AsSpan(_textUsed));
        var kept = _text.AsMemory(_textUsed, text.Length);
        _textUsed += text.Length;
        return kept;
    }

    private sealed class View(AnnotatedLine[][] chunks, int count) : IAnnotationView
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
