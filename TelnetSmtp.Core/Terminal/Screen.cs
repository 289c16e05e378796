// A grid of rows and what can be done to regions of it: fill, scroll, shift, copy, resize. Lines that leave the top go to the scrollback, if there is
// one. Refuses to know the cursor, modes and sequences.
namespace TelnetSmtp.Core.Terminal;

/// <summary>One of the two screens. Rows and columns are zero-based.</summary>
internal sealed class Screen
{
    private readonly Scrollback? _scrollback;
    private readonly GraphemeTable _graphemes;
    private ScreenRow[] _rows;
    private int _top; // where row 0 stands among them: scrolling the whole screen turns the ring and moves nothing

    public Screen(int columns, int rows, GraphemeTable graphemes, Scrollback? scrollback = null)
    {
        Columns = columns;
        _graphemes = graphemes;
        _scrollback = scrollback;
        _rows = new ScreenRow[rows];
        for (var i = 0; i < rows; i++)
            _rows[i] = new ScreenRow(columns);
    }

    public int Columns { get; private set; }

    public int Rows => _rows.Length;

    public Region Whole => new(0, 0, Rows - 1, Columns - 1);

    public ScreenRow this[int row] => _rows[row + _top is var at && at < _rows.Length ? at : at - _rows.Length];

    /// <summary>Fills a region. Rows filled to the last column are cleared beyond it too.</summary>
    public void Fill(Region region, in GridCell cell)
    {
        for (var row = region.Top; row <= region.Bottom; row++)
            FillRow(this[row], region.Left, region.Right + 1, cell);
    }

    /// <summary>Fills the cells of a region that are not protected.</summary>
    public void FillUnprotected(Region region, in GridCell cell)
    {
        for (var row = region.Top; row <= region.Bottom; row++)
            this[row].FillUnprotected(region.Left, region.Right + 1, cell);
    }

    /// <summary>Moves the region's rows up; <paramref name="keep"/>: lines leaving the top of the screen go to the scrollback.</summary>
    public void ScrollUp(Region region, int count, in GridCell blank, bool keep = true)
    {
        count = Math.Min(count, region.Height);
        if (region.Left > 0 || region.Right < Columns - 1)
        {
            ShiftUp(region, count, blank);
            return;
        }

        if (keep && region.Top == 0 && _scrollback is not null)
            for (var row = 0; row < count; row++)
                _scrollback.Add(this[row], _graphemes);
        Rotate(region.Top, region.Bottom, count);
        for (var row = region.Bottom - count + 1; row <= region.Bottom; row++)
            this[row].Clear(blank, Columns);
    }

    /// <summary>Moves the region's rows down; the last ones are lost.</summary>
    public void ScrollDown(Region region, int count, in GridCell blank)
    {
        count = Math.Min(count, region.Height);
        if (region.Left > 0 || region.Right < Columns - 1)
        {
            ShiftDown(region, count, blank);
            return;
        }

        Rotate(region.Top, region.Bottom, region.Height - count);
        for (var row = region.Top; row < region.Top + count; row++)
            this[row].Clear(blank, Columns);
    }

    /// <summary>Moves the region's columns right.</summary>
    public void InsertColumns(Region region, int count, in GridCell blank)
    {
        for (var row = region.Top; row <= region.Bottom; row++)
            this[row].Insert(region.Left, region.Right + 1, count, blank);
    }

    /// <summary>Moves the region's columns left.</summary>
    public void DeleteColumns(Region region, int count, in GridCell blank)
    {
        for (var row = region.Top; row <= region.Bottom; row++)
            this[row].Delete(region.Left, region.Right + 1, count, blank);
    }

    /// <summary>Copies a region; overlap is allowed. The target lies within the screen.</summary>
    public void Copy(Region source, int top, int left)
    {
        var down = top > source.Top;
        for (var i = 0; i < source.Height; i++)
        {
            var offset = down ? source.Height - 1 - i : i;
            this[top + offset].CopyFrom(this[source.Top + offset], source.Left, source.Right + 1, left);
        }
    }

    /// <summary>Gives the screen another size and the cursor's row in it. Nothing is rewrapped. A lower screen first gives up blank rows below
    /// <paramref name="cursorRow"/>, then sends rows from its top to the scrollback; a higher one takes them back. Columns that a narrower screen hides are kept.</summary>
    public int Resize(int columns, int rows, int cursorRow)
    {
        foreach (var row in _rows)
            row.Widen(columns);
        Columns = columns;
        if (rows < Rows)
            return Shrink(rows, cursorRow);
        return rows > Rows ? Grow(rows, cursorRow) : cursorRow;
    }

    /// <summary>Gives every cluster a new symbol.</summary>
    public void Renumber(Func<int, int> renumber)
    {
        foreach (var row in _rows)
            row.Renumber(renumber);
    }

    private int Shrink(int rows, int cursorRow)
    {
        Straighten();
        var last = Rows - 1;
        while (last >= rows && last > cursorRow && this[last].Used == 0)
            last--;
        var leaving = last + 1 - rows;
        // A screen without scrollback has nowhere to put its top rows: it keeps them and lets the cursor's side decide.
        for (var row = 0; row < leaving; row++)
            _scrollback?.Add(this[row], _graphemes);
        _rows = _rows.AsSpan(leaving, rows).ToArray();
        return Math.Max(cursorRow - leaving, 0);
    }

    private int Grow(int rows, int cursorRow)
    {
        Straighten();
        var returning = Math.Min(rows - Rows, _scrollback?.Count ?? 0);
        var grown = new ScreenRow[rows];
        for (var row = returning - 1; row >= 0; row--)
        {
            grown[row] = new ScreenRow(Columns);
            _scrollback!.TakeLast(grown[row], _graphemes);
        }

        _rows.CopyTo(grown, returning);
        for (var row = returning + Rows; row < rows; row++)
            grown[row] = new ScreenRow(Columns);
        _rows = grown;
        return cursorRow + returning;
    }

    private void FillRow(ScreenRow row, int from, int to, in GridCell cell)
    {
        if (to == Columns)
        {
            row.Wrapped = false;
            if (row.Used > to)
                row.Fill(to, row.Used, default);
        }

        row.Fill(from, to, cell);
    }

    private void ShiftUp(Region region, int count, in GridCell blank)
    {
        for (var row = region.Top; row <= region.Bottom - count; row++)
            this[row].CopyFrom(this[row + count], region.Left, region.Right + 1, region.Left);
        Fill(region with { Top = region.Bottom - count + 1 }, blank);
    }

    private void ShiftDown(Region region, int count, in GridCell blank)
    {
        for (var row = region.Bottom; row >= region.Top + count; row--)
            this[row].CopyFrom(this[row - count], region.Left, region.Right + 1, region.Left);
        Fill(region with { Bottom = region.Top + count - 1 }, blank);
    }

    /// <summary>Turns rows <paramref name="top"/> … <paramref name="bottom"/> round by <paramref name="count"/> upwards.</summary>
    private void Rotate(int top, int bottom, int count)
    {
        if (top == 0 && bottom == Rows - 1)
        {
            _top = (_top + count) % Rows;
            return;
        }

        Straighten();
        var rows = _rows.AsSpan(top, bottom - top + 1);
        if (count == 1)
        {
            var first = rows[0];
            rows[1..].CopyTo(rows);
            rows[^1] = first;
        }
        else if (count > 0 && count < rows.Length)
        {
            rows[..count].Reverse();
            rows[count..].Reverse();
            rows.Reverse();
        }
    }

    /// <summary>Brings row 0 to the front of the array.</summary>
    private void Straighten()
    {
        if (_top == 0)
            return;
        _rows = [.. _rows.AsSpan(_top), .. _rows.AsSpan(0, _top)];
        _top = 0;
    }
}
