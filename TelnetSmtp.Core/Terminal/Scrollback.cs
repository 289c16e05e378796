// The lines that scrolled off the top, packed, under two caps: lines and bytes. Written by one thread; views of it are read by any.
// Refuses to give a line up for any reason but its caps, a shrunken window's return (TakeLast) and the server's ED 3.
namespace TelnetSmtp.Core.Terminal;

/// <summary>The store. Lines are numbered from the first that ever scrolled off.</summary>
internal sealed class Scrollback(int maximumLines)
{
    /// <summary>Bytes of packed lines kept. 10,000 lines of 80 characters take under 1 MiB; the cap is for lines of coloured cells a thousand wide.</summary>
    public const int MaximumBytes = 32 << 20;

    private readonly Queue<ScrollbackBlock> _blocks = new();
    private readonly LineCodec _codec = new();
    private ScrollbackBlock? _last;
    private ScrollbackBlock[]? _snapshot;
    private ScrollbackBlock? _spare;
    private long _bytes;
    private long _oldest;

    /// <summary>How many lines ever scrolled off: the absolute number of the first row on the screen.</summary>
    public long Next { get; private set; }

    /// <summary>How many lines are kept.</summary>
    public int Count => (int)(Next - First);

    /// <summary>The number of the oldest line kept.</summary>
    public long First => Math.Max(_oldest, Next - maximumLines);

    /// <summary>Bytes held by packed lines and their index.</summary>
    public long Bytes => _bytes;

    public void Add(ScreenRow row, GraphemeTable graphemes)
    {
        if (maximumLines > 0)
        {
            var line = row.IsPlain ? _codec.Pack(row.Plain, row.Wrapped) : _codec.Pack(row.Written, row.Wrapped, graphemes);
            if (_last is null || !_last.TryAdd(line))
            {
                OpenBlock(line.Length);
                _last!.TryAdd(line);
            }
        }

        Next++;
        if (maximumLines == 0)
            _oldest = Next;
        DropOldest();
    }

    /// <summary>Takes the newest line back. There is one: <see cref="Count"/> is not 0.</summary>
    public void TakeLast(ScreenRow row, GraphemeTable graphemes)
    {
        var block = _last!;
        LineCodec.Unpack(block[block.Count - 1], row, graphemes);
        Next--;
        if (block.IsShared)
            ReplaceLast(block.CopyOf(block.Count - 1));
        else
            block.RemoveLast();
        if (_last!.Count == 0)
            RemoveLastBlock();
    }

    /// <summary>Forgets all lines; their numbers stay taken.</summary>
    public void Clear()
    {
        _blocks.Clear();
        _last = null;
        _snapshot = null;
        _bytes = 0;
        _oldest = Next;
    }

    /// <summary>What is there now, for any thread and for ever.</summary>
    public IScrollbackView View()
    {
        if (_snapshot is null)
        {
            _snapshot = [.. _blocks];
            foreach (var block in _snapshot)
                block.IsShared = true;
        }

        return new ScrollbackView(_snapshot, First, Count);
    }

    private void OpenBlock(int atLeast)
    {
        _last = _spare is not null && atLeast <= ScrollbackBlock.StandardBytes ? _spare : new ScrollbackBlock(Next, atLeast);
        if (ReferenceEquals(_last, _spare))
        {
            _last.Restart(Next);
            _spare = null;
        }

        _blocks.Enqueue(_last);
        _bytes += _last.Bytes;
        _snapshot = null;
    }

    private void DropOldest()
    {
        while (_blocks.TryPeek(out var block) && block != _last && (block.First + block.Count <= First || _bytes > MaximumBytes))
        {
            _blocks.Dequeue();
            _bytes -= block.Bytes;
            _oldest = Math.Max(_oldest, block.First + block.Count);
            _snapshot = null;
            if (!block.IsShared && block.IsStandard)
                _spare = block;
        }
    }

    private void ReplaceLast(ScrollbackBlock copy)
    {
        RemoveLastBlock();
        _blocks.Enqueue(copy);
        _bytes += copy.Bytes;
        _last = copy;
    }

    /// <summary>Turns the queue round once to leave its newest block out: windows are resized seldom.</summary>
    private void RemoveLastBlock()
    {
        _bytes -= _last!.Bytes;
        _last = null;
        _snapshot = null;
        for (var left = _blocks.Count; left > 0; left--)
        {
            var block = _blocks.Dequeue();
            if (left == 1)
                continue;
            _blocks.Enqueue(block);
            _last = block;
        }
    }
}
