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

    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
    private readonly List<string> _clusters = [];

    public int Count => _clusters.Count;

    /// <summary>Whether the next new cluster needs <see cref="Sweep"/> first.</summary>
    public bool IsFull => _clusters.Count >= Capacity;

    public string this[int symbol] => _clusters[symbol - FirstSymbol];

    /// <summary>The cluster's first scalar value.</summary>
    public int BaseOf(int symbol) => symbol < FirstSymbol ? symbol : Rune.GetRuneAt(this[symbol], 0).Value;

    /// <summary>The symbol for <paramref name="symbol"/> with <paramref name="mark"/> joined to it; unchanged where a cap forbids.</summary>
    public int Join(int symbol, int mark)
    {
        var text = (symbol < FirstSymbol ? char.ConvertFromUtf32(symbol) : this[symbol]) + char.ConvertFromUtf32(mark);
        if (text.Length > LongestCluster)
            return symbol;
        return Add(text) ?? symbol;
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
        foreach (var screen in screens)
            screen.Renumber(symbol => Add(before[symbol - FirstSymbol]) ?? Rune.GetRuneAt(before[symbol - FirstSymbol], 0).Value);
    }
}
