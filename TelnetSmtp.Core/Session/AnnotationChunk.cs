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

    private readonly AnnotatedLine[] _lines = new AnnotatedLine[Lines];
    private readonly byte[] _text = new byte[TextBytes];
    private int _textUsed;

    /// <summary>How many lines it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a view may be reading it: then it is left to the garbage collector when its time is over.</summary>
    public bool IsShared { get; set; }

    public bool IsFull => Count == Lines;

    /// <summary>The row of its last line; there is one.</summary>
    public long LastRow => _lines[Count - 1].Row;

    public ref readonly AnnotatedLine this[int index] => ref _lines[index];

    /// <summary>Appends a line; <paramref name="text"/> is copied. There is room.</summary>
    public void Add(long row, in DialogueLine line, ReadOnlySpan<byte> text, DateTimeOffset at, DialogueState state) =>
        _lines[Count++] = new AnnotatedLine(row, line, Keep(text), at, state);

    /// <summary>Begins anew. Nobody reads it.</summary>
    public void Restart() => Count = _textUsed = 0;

    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length > TextBytes - _textUsed)
            return text.ToArray();
        text.CopyTo(_text.AsSpan(_textUsed));
        var kept = _text.AsMemory(_textUsed, text.Length);
        _textUsed += text.Length;
        return kept;
    }
}
