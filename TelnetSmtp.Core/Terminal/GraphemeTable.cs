// The characters of more than one scalar value that stand on the screens, numbered, so that a cell holds a number and no reference.
// Refuses to grow past its cap: it forgets what no screen shows any more, and past that a mark is left out.
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Clusters by symbol, symbols by cluster.</summary>
internal sealed class GraphemeTable
{
    /// <summary>The first symbol that is a cluster: one past the last scalar value.</summary>
    public const int FirstSymbol = 0x110000;

    /// <summary>Clusters kept at once. A full screen of 200 × 60 cells, each with its own, takes 12,000.</summary>
    public const int Capacity = 16_384;

    /// <summary>UTF-16 units in one cluster; marks past it are left out. Real text stays under 12, so that a heap of marks cannot grow without end.</summary>
    public const int LongestCluster = 32;

    /// <summary>A sweep that leaves more than this is not repeated soon: it costs a walk over all cells.</summary>
    private const int Crowded = Capacity - Capacity / 16;

    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
    private readonly List<string> _clusters = [];

    /// <summary>Joins already made, so that text in which they recur makes no strings. One a cluster at most: what was joined says how.</summary>
    private readonly Dictionary<(int Symbol, int Mark), int> _joins = [];

    private int _refusalsToCome;

    public int Count => _clusters.Count;

    /// <summary>Whether <see cref="Sweep"/> should come before the next new cluster. It gives symbols new meanings: read cells after it.</summary>
    public bool NeedsSweep => IsFull && _refusalsToCome <= 0;

    private bool IsFull => _clusters.Count >= Capacity;

    public string this[int symbol] => _clusters[symbol - FirstSymbol];

    /// <summary>The cluster's first scalar value.</summary>
    public int BaseOf(int symbol) => symbol < FirstSymbol ? symbol : Rune.GetRuneAt(this[symbol], 0).Value;

    /// <summary>The symbol for <paramref name="symbol"/> with <paramref name="mark"/> joined to it; unchanged where a cap forbids.</summary>
    public int Join(int symbol, int mark)
    {
        if (_joins.TryGetValue((symbol, mark), out var known))
            return known;
        if (symbol >= FirstSymbol && this[symbol].Length + new Rune(mark).Utf16SequenceLength > LongestCluster)
            return symbol;
        if (Add((symbol < FirstSymbol ? char.ConvertFromUtf32(symbol) : this[symbol]) + char.ConvertFromUtf32(mark)) is { } joined)
            return _joins[(symbol, mark)] = joined;
        _refusalsToCome--;
        return symbol;
    }

    /// <summary>The symbol of <paramref name="text"/>; null where the table is full.</summary>
    public int? Add(string text)
    {
        if (_symbols.TryGetValue(text, out var known))
            return known;
        if (IsFull)
            return null;
        var symbol = FirstSymbol + _clusters.Count;
        _clusters.Add(text);
        _symbols.Add(text, symbol);
        return symbol;
    }

    /// <summary>Forgets all but the clusters in <paramref name="screens"/> and numbers those anew.</summary>
    public void Sweep(IEnumerable<Screen> screens)
    {
        var before = _clusters.ToArray();
        _clusters.Clear();
        _symbols.Clear();
        _joins.Clear();
        foreach (var screen in screens)
            screen.Renumber(symbol => Add(before[symbol - FirstSymbol]) ?? Rune.GetRuneAt(before[symbol - FirstSymbol], 0).Value);
        _refusalsToCome = Count > Crowded ? Capacity : 0;
    }
}
