// Where HT stops: every eighth column until HTS and TBC change it (ECMA-48 8.3.62, 8.3.154).
namespace TelnetSmtp.Core.Terminal;

/// <summary>Tab stops of columns, zero-based.</summary>
internal sealed class TabStops
{
    private const int Interval = 8;

    private readonly bool[] _stops;

    public TabStops(int columns)
    {
        _stops = new bool[columns];
        Reset();
    }

    public void Reset()
    {
        for (var column = 0; column < _stops.Length; column++)
            _stops[column] = column % Interval == 0 && column > 0;
    }

    public void Set(int column) => _stops[column] = true;

    public void Clear(int column) => _stops[column] = false;

    public void ClearAll() => Array.Clear(_stops);

    /// <summary>The next stop right of <paramref name="column"/>, at most <paramref name="limit"/>.</summary>
    public int Next(int column, int limit)
    {
        do
            column++;
        while (column < limit && !_stops[column]);
        return Math.Min(column, limit);
    }

    /// <summary>The next stop left of <paramref name="column"/>, at least <paramref name="limit"/>.</summary>
    public int Previous(int column, int limit)
    {
        do
            column--;
        while (column > limit && !_stops[column]);
        return Math.Max(column, limit);
    }
}
