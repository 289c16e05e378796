// One row of the living screen. Keeps how far it was ever written, whether a wide character stands in it, and the line published from it last, so
// that blank tails cost nothing and unchanged rows are published once. A row that is only ever appended to in ASCII without style, as most are, is kept
// as those bytes until something else happens to it: then they become cells. Knows its neighbours' affairs in nothing.
namespace TelnetSmtp.Core.Terminal;

/// <summary>A row of cells. Columns are zero-based; ranges are half open. The store may be wider than the screen: what a narrower window hides stays.</summary>
internal sealed class ScreenRow(int columns)
{
    private GridCell[] _cells = new GridCell[columns];
    private byte[] _plain = new byte[columns];
    private bool _isPlain = true;
    private ScreenLine? _published = ScreenLine.Blank;
    private int _publishedColumns;
    private bool _hasWide;
    private bool _wrapped;

    /// <summary>Cells from here on are blank.</summary>
    public int Used { get; private set; }

    /// <summary>Whether the next row continues this one.</summary>
    public bool Wrapped
    {
        get => _wrapped;
        set
        {
            if (_wrapped != value)
                _published = null;
            _wrapped = value;
        }
    }

    /// <summary>Whether the written cells are ASCII without style, given by <see cref="Plain"/>.</summary>
    public bool IsPlain => _isPlain;

    /// <summary>The written cells of a plain row, a byte each.</summary>
    public ReadOnlySpan<byte> Plain => _plain.AsSpan(0, Used);

    public ReadOnlySpan<GridCell> Written
    {
        get
        {
            BecomeCells();
            return _cells.AsSpan(0, Used);
        }
    }

    public GridCell this[int column] => !_isPlain ? _cells[column] : column < Used ? default(GridCell).With(_plain[column]) : default;

    /// <summary>Makes room for <paramref name="columns"/> cells; never gives any up.</summary>
    public void Widen(int columns)
    {
        if (columns <= _cells.Length)
            return;
        Array.Resize(ref _cells, columns);
        Array.Resize(ref _plain, columns);
    }

    /// <summary>Writes ASCII in one style, from <paramref name="column"/>.</summary>
    public void Write(int column, ReadOnlySpan<byte> ascii, in GridCell pen)
    {
        if (_isPlain && column == Used && pen.IsDefaultStyle)
        {
            ascii.CopyTo(_plain.AsSpan(column));
            Used += ascii.Length;
            _published = null;
            return;
        }

        Open(column, column + ascii.Length);
        var cell = pen;
        var target = _cells.AsSpan(column, ascii.Length);
        for (var i = 0; i < ascii.Length; i++)
        {
            cell.Symbol = ascii[i];
            target[i] = cell;
        }
    }

    /// <summary>Writes one cell.</summary>
    public void Write(int column, in GridCell cell)
    {
        Open(column, column + 1);
        _cells[column] = cell;
    }

    /// <summary>Writes a wide character into two cells.</summary>
    public void WriteWide(int column, in GridCell cell)
    {
        Open(column, column + 2);
        _hasWide = true;
        _cells[column] = cell.With(cell.Symbol, CellExtent.WideLeft);
        _cells[column + 1] = cell.With(0, CellExtent.WideRight);
    }

    /// <summary>Changes the symbol of a cell and leaves all else.</summary>
    public void Replace(int column, int symbol)
    {
        BecomeCells();
        _published = null;
        _cells[column].Symbol = symbol;
    }

    /// <summary>Changes style bits of a cell that is written or blank, and leaves its character.</summary>
    public void Restyle(int column, in GridCell cell)
    {
        BecomeCells();
        _published = null;
        Used = Math.Max(Used, column + 1);
        var styled = _cells[column];
        _cells[column] = cell.With(styled.Symbol, styled.Extent);
    }

    /// <summary>Fills a range with <paramref name="cell"/>.</summary>
    public void Fill(int from, int to, in GridCell cell)
    {
        var blank = cell.IsBlank;
        if (blank)
            to = Math.Min(to, Used);
        if (from >= to)
            return;
        if (_isPlain && blank && to == Used)
        {
            Used = from;
            _published = null;
            return;
        }

        Open(from, to);
        _cells.AsSpan(from, to - from).Fill(cell);
        if (blank && to == Used)
            Used = from;
    }

    /// <summary>Fills those cells of a range that are not protected.</summary>
    public void FillUnprotected(int from, int to, in GridCell cell)
    {
        BecomeCells();
        for (var column = from; column < to; column++)
            if (!_cells[column].IsProtected)
                Fill(column, column + 1, cell);
    }

    /// <summary>Blanks the whole row, also what is hidden, and fills <paramref name="columns"/> cells with <paramref name="blank"/>.</summary>
    public void Clear(in GridCell blank, int columns)
    {
        if (!_isPlain)
            _cells.AsSpan(0, Used).Clear();
        _isPlain = true;
        Used = 0;
        _hasWide = false;
        _wrapped = false;
        _published = ScreenLine.Blank;
        if (!blank.IsBlank)
            Fill(0, columns, blank);
    }

    /// <summary>Moves cells right within <paramref name="from"/> … <paramref name="to"/>; blanks come in, the last ones are lost.</summary>
    public void Insert(int from, int to, int count, in GridCell blank)
    {
        count = Math.Min(count, to - from);
        Open(from, from < Used ? Math.Min(to, Used + count) : 0, to);
        _cells.AsSpan(from, to - from - count).CopyTo(_cells.AsSpan(from + count));
        BlankHalf(to - 1, CellExtent.WideLeft);
        Fill(from, from + count, blank);
    }

    /// <summary>Moves cells left within <paramref name="from"/> … <paramref name="to"/>; the first ones are lost, blanks come in.</summary>
    public void Delete(int from, int to, int count, in GridCell blank)
    {
        count = Math.Min(count, to - from);
        Open(from, 0, to);
        Split(from + count);
        _cells.AsSpan(from + count, to - from - count).CopyTo(_cells.AsSpan(from));
        Fill(to - count, to, blank);
    }

    /// <summary>Copies a range of <paramref name="source"/> to <paramref name="column"/>; the rows may be the same.</summary>
    public void CopyFrom(ScreenRow source, int from, int to, int column)
    {
        Open(column, column + to - from);
        source.BecomeCells();
        _hasWide |= source._hasWide;
        source._cells.AsSpan(from, to - from).CopyTo(_cells.AsSpan(column));
        BlankHalf(column, CellExtent.WideRight);
        BlankHalf(column + to - from - 1, CellExtent.WideLeft);
    }

    /// <summary>Takes the cells of a line out of the scrollback.</summary>
    public void Restore(ReadOnlySpan<GridCell> cells, bool wrapped)
    {
        Widen(cells.Length);
        Clear(default, 0);
        Open(0, cells.Length);
        cells.CopyTo(_cells);
        _wrapped = wrapped;
        foreach (var cell in cells)
            _hasWide |= cell.Extent != CellExtent.Single;
    }

    /// <summary>Gives every cluster a new symbol.</summary>
    public void Renumber(Func<int, int> renumber)
    {
        if (_isPlain)
            return;
        foreach (ref var cell in _cells.AsSpan(0, Used))
            if (cell.Symbol >= GraphemeTable.FirstSymbol)
                cell.Symbol = renumber(cell.Symbol);
    }

    /// <summary>The row as an immutable line of at most <paramref name="columns"/> cells; the same object as last time where nothing changed.</summary>
    public ScreenLine Publish(int columns, GraphemeTable graphemes)
    {
        if (_published is not null && (_publishedColumns == columns || Used == 0))
            return _published;
        var cells = new Cell[Math.Min(Used, columns)];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = _isPlain ? new Cell(_plain[i], 1, default) : _cells[i].Publish(graphemes);
        if (cells.Length == columns && cells.Length > 0 && cells[^1].Width == 2)
            cells[^1] = Cell.Empty with { Style = cells[^1].Style };
        _publishedColumns = columns;
        return _published = cells.Length == 0 && !_wrapped ? ScreenLine.Blank : new ScreenLine(cells, _wrapped);
    }

    private void Open(int from, int to) => Open(from, to, to);

    /// <summary>Readies a range for writing, of which cells before <paramref name="used"/> will be: no wide character is left cut at its ends.</summary>
    private void Open(int from, int used, int to)
    {
        _published = null;
        BecomeCells();
        if (_hasWide)
        {
            Split(from);
            Split(to);
        }

        if (used > Used)
            Used = used;
    }

    private void BecomeCells()
    {
        if (!_isPlain)
            return;
        _isPlain = false;
        for (var i = 0; i < Used; i++)
            _cells[i] = default(GridCell).With(_plain[i]);
    }

    /// <summary>Blanks both halves of a wide character that <paramref name="column"/> would cut.</summary>
    private void Split(int column)
    {
        if (column <= 0 || column >= _cells.Length || _cells[column].Extent != CellExtent.WideRight)
            return;
        _cells[column] = _cells[column].With(0);
        _cells[column - 1] = _cells[column - 1].With(0);
    }

    private void BlankHalf(int column, CellExtent half)
    {
        if (_hasWide && _cells[column].Extent == half && !Paired(column, half))
            _cells[column] = _cells[column].With(0);
    }

    private bool Paired(int column, CellExtent half) => half == CellExtent.WideLeft
        ? column + 1 < _cells.Length && _cells[column + 1].Extent == CellExtent.WideRight
        : column > 0 && _cells[column - 1].Extent == CellExtent.WideLeft;
}
