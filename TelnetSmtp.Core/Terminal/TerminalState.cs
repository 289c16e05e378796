// All that sequences change: screens, cursor, margins, modes, sets. Holds it and answers questions of place; what to do with it is the business of
// the topics (CursorMotion, Erasure, LineEditing, ModeSwitches, RectangleEditing, Reports …).
namespace TelnetSmtp.Core.Terminal;

/// <summary>The cursor with what goes with it; a value, so that DECSC can save it.</summary>
internal record struct CursorRecord
{
    public int Row;
    public int Column;

    /// <summary>A character stands in the last column and the next one wraps first (DEC STD 070).</summary>
    public bool PendingWrap;

    /// <summary>The style that characters are written in; its symbol is 0.</summary>
    public GridCell Pen;

    public CharsetState Charsets;

    public static CursorRecord Initial => new() { Charsets = CharsetState.Initial };
}

/// <summary>What DECSC saves.</summary>
internal record struct SavedCursor(CursorRecord Cursor, bool Origin)
{
    public static SavedCursor Initial => new(CursorRecord.Initial, false);
}

/// <summary>The state of one terminal.</summary>
internal sealed class TerminalState
{
    /// <summary>Columns and rows at most. Each screen takes 16 bytes a cell: 16 MiB at most.</summary>
    public const int LargestSide = 1024;

    private Region _margins;
    private Screen? _alternate;

    public TerminalState(int columns, int rows, EmulationType type, int scrollbackLines)
    {
        Type = type;
        Scrollback = new Scrollback(scrollbackLines);
        Primary = new Screen(columns, rows, Graphemes, Scrollback);
        Screen = Primary;
        _margins = Primary.Whole;
        Tabs = new TabStops(LargestSide);
        Parsing.Vt52 = type == EmulationType.Vt52;
    }

    public CursorRecord Cursor = CursorRecord.Initial;
    public SavedCursor SavedOnPrimary = SavedCursor.Initial, SavedOnAlternate = SavedCursor.Initial;

    public EmulationType Type { get; }

    public ParserModes Parsing { get; } = new();

    public GraphemeTable Graphemes { get; } = new();

    public Scrollback Scrollback { get; }

    public Screen Primary { get; }

    /// <summary>The screen that is shown and written to.</summary>
    public Screen Screen { get; private set; }

    public TerminalModes Modes { get; set; } = new();

    public TabStops Tabs { get; }

    public CursorShape CursorShape { get; set; }

    /// <summary>The last graphic character, for REP; 0 where a control came since.</summary>
    public int LastPrinted { get; set; }

    public bool OnAlternate => !ReferenceEquals(Screen, Primary);

    public int Columns => Screen.Columns;

    public int Rows => Screen.Rows;

    /// <summary>DECSTBM and DECSLRM. Left and right count only while DECLRMM is set.</summary>
    public Region Margins
    {
        get => Modes.LeftRightMargins ? _margins : new Region(_margins.Top, 0, _margins.Bottom, Columns - 1);
        set => _margins = value;
    }

    /// <summary>The left edge of <see cref="Margins"/>.</summary>
    public int LeftMargin => Modes.LeftRightMargins ? _margins.Left : 0;

    /// <summary>The bottom edge of <see cref="Margins"/>.</summary>
    public int BottomMargin => _margins.Bottom;

    /// <summary>What erasure leaves: nothing, in the pen's background (xterm's bce).</summary>
    public GridCell Blank => new() { Background = Cursor.Pen.Background };

    /// <summary>The row that the cursor is on.</summary>
    public ScreenRow Row => Screen[Cursor.Row];

    /// <summary>Where addressing counts from: the margins' corner in origin mode, else the screen's.</summary>
    public Region AddressArea => Modes.Origin ? Margins : Screen.Whole;

    /// <summary>The last column that the cursor reaches by writing: the right margin, unless it already stands beyond it.</summary>
    public int WriteLimit
    {
        get
        {
            if (!Modes.LeftRightMargins)
                return Columns - 1;
            return Cursor.Column > _margins.Right ? Columns - 1 : _margins.Right;
        }
    }

    public ref SavedCursor Saved => ref OnAlternate ? ref SavedOnAlternate : ref SavedOnPrimary;

    /// <summary>Places the cursor, within the screen.</summary>
    public void MoveTo(int row, int column)
    {
        Cursor.Row = Math.Clamp(row, 0, Rows - 1);
        Cursor.Column = Math.Clamp(column, 0, Columns - 1);
        Cursor.PendingWrap = false;
    }

    public void ResetMargins() => _margins = Screen.Whole;

    /// <summary>Shows the alternate screen or the primary one. The cursor stays.</summary>
    public void Show(bool alternate)
    {
        if (alternate)
            Screen = _alternate ??= new Screen(Columns, Rows, Graphemes);
        else
            Screen = Primary;
    }

    /// <summary>Gives both screens another size; margins go back to the edges, and the cursor keeps its line.</summary>
    public void Resize(int columns, int rows)
    {
        var primaryRow = OnAlternate ? SavedOnPrimary.Cursor.Row : Cursor.Row;
        var primaryAfter = Primary.Resize(columns, rows, Math.Min(primaryRow, Primary.Rows - 1));
        var alternateAfter = _alternate?.Resize(columns, rows, Cursor.Row) ?? 0;
        SavedOnPrimary.Cursor = SavedOnPrimary.Cursor with { Row = Math.Clamp(SavedOnPrimary.Cursor.Row + primaryAfter - primaryRow, 0, rows - 1) };
        var pending = Cursor.PendingWrap && Cursor.Column < columns;
        MoveTo(OnAlternate ? alternateAfter : primaryAfter, Cursor.Column);
        Cursor.PendingWrap = pending && Cursor.Column == columns - 1;
        ResetMargins();
    }

    /// <summary>Makes room for a new cluster if need be. The symbols of cells may be others afterwards.</summary>
    public void ReadyForCluster()
    {
        if (Graphemes.NeedsSweep)
            Graphemes.Sweep(_alternate is null ? [Primary] : [Primary, _alternate]);
    }
}
