// Some hundred packed lines in one array, added to at the end only, so that readers of the older ones need no lock.
namespace TelnetSmtp.Core.Terminal;

/// <summary>A block of lines.</summary>
internal sealed class ScrollbackBlock
{
    /// <summary>Bytes of a block, unless its first line alone is longer: small enough to be reused often, large enough to be few.</summary>
    public const int StandardBytes = 16 << 10;

    private const int MaximumLines = 256;

    private readonly byte[] _data;
    private readonly int[] _ends = new int[MaximumLines];

    public ScrollbackBlock(long first, int atLeast)
    {
        First = first;
        _data = new byte[Math.Max(atLeast, StandardBytes)];
    }

    /// <summary>The number of its first line.</summary>
    public long First { get; private set; }

    public int Count { get; private set; }

    /// <summary>Whether a view may be reading it: then nothing in it is ever written again but behind its last line.</summary>
    public bool IsShared { get; set; }

    public bool IsStandard => _data.Length == StandardBytes;

    public int Bytes => _data.Length + MaximumLines * sizeof(int);

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _data.AsSpan(start, _ends[index] - start);
        }
    }

    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (Count == MaximumLines || start + line.Length > _data.Length)
            return false;
        line.CopyTo(_data.AsSpan(start));
        _ends[Count++] = start + line.Length;
        return true;
    }

    public void RemoveLast() => Count--;

    /// <summary>Begins anew, empty, with another first line.</summary>
    public void Restart(long first)
    {
        First = first;
        Count = 0;
    }

    /// <summary>A block of its own with the first <paramref name="count"/> lines.</summary>
    public ScrollbackBlock CopyOf(int count)
    {
        var copy = new ScrollbackBlock(First, _data.Length);
        for (var i = 0; i < count; i++)
            copy.TryAdd(this[i]);
        return copy;
    }
}
