// A stretch of the annotation log: lines and, in one block, their text. Filled from the front by one writer and never changed behind its end, so that
// readers need no lock. Refuses to begin anew while a reader may hold it.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

/// <summary>Lines of the log.</summary>
internal sealed class AnnotationChunk
{
    /// <summary>Lines a chunk: small enough that trimming frees memory soon, large enough that a flood begins one seldom.</summary>
    public const int Lines = 1024;

    /// <summary>Bytes of text that a chunk has room for: 64 a line, what replies take. Longer ones get memory of their own.</summary>
    private const int TextBytes = 64 * Lines;

    private readonly Entry[] _lines = new Entry[Lines];
    private readonly byte[] _text = new byte[TextBytes];
    private int _textUsed;
    private byte[]?[]? _longTexts; // by line; made when the block is full

    /// <summary>How many lines it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a view may be reading it: then it is left to the garbage collector when its time is over.</summary>
    public bool IsShared { get; set; }

    public bool IsFull => Count == Lines;

    /// <summary>The row of its last line; there is one.</summary>
    public long LastRow => _lines[Count - 1].Row;

    public AnnotatedLine this[int index]
    {
        get
        {
            ref readonly var entry = ref _lines[index];
            return new AnnotatedLine(entry.Row, entry.Line, TextOf(index), entry.At, entry.State);
        }
    }

    /// <summary>Appends a line; <paramref name="text"/> is copied. There is room.</summary>
    public void Add(long row, in DialogueLine line, ReadOnlySpan<byte> text, DateTimeOffset at, DialogueState state)
    {
        ref var entry = ref _lines[Count];
        (entry.Row, entry.Line, entry.At, entry.State, entry.TextAt, entry.TextLength) = (row, line, at, state, _textUsed, text.Length);
        if (text.Length <= TextBytes - _textUsed)
        {
            text.CopyTo(_text.AsSpan(_textUsed));
            _textUsed += text.Length;
        }
        else
        {
            _longTexts ??= new byte[]?[Lines];
            _longTexts[Count] = text.ToArray();
        }
        Count++;
    }

    /// <summary>Begins anew. Nobody reads it.</summary>
    public void Restart()
    {
        Count = _textUsed = 0;
        _longTexts = null;
    }

    private ReadOnlyMemory<byte> TextOf(int index) => _longTexts?[index] is { } own ? own : _text.AsMemory(_lines[index].TextAt, _lines[index].TextLength);

    // One reference only: what a flood writes must cost the garbage collector little.
    private struct Entry
    {
        public long Row;
        public DialogueLine Line;
        public DateTimeOffset At;
        public DialogueState State;
        public int TextAt, TextLength;
    }
}
