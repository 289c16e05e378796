// What the screen was at one moment, immutable, for any thread to read. Rows are numbered absolutely from the first line ever shown, so that
// an annotation keeps its row while the screen scrolls. Refuses to know how it is drawn.
namespace TelnetSmtp.Core.Terminal;

/// <summary>One row of cells. <see cref="Cells"/> is never changed after publication; it may be shorter than the screen is wide (the rest is empty).
/// <paramref name="Wrapped"/>: the next row continues this one (DECAWM).</summary>
public sealed record ScreenLine(Cell[] Cells, bool Wrapped = false)
{
    public static ScreenLine Blank { get; } = new([]);
}

/// <summary>Cursor shapes of DECSCUSR.</summary>
public enum CursorShape : byte
{
    BlinkingBlock, SteadyBlock, BlinkingUnderline, SteadyUnderline, BlinkingBar, SteadyBar,
}

/// <summary>Where the cursor is, zero-based within the visible screen.</summary>
public readonly record struct CursorState(int Row, int Column, bool Visible, CursorShape Shape);

/// <summary>Which mouse events the server asked for (DECSET 9, 1000, 1002, 1003).</summary>
public enum MouseTracking : byte
{
    None, Press, Click, Drag, Any,
}

/// <summary>Lines that scrolled off the top. Readable by any thread: a view sees only what was there when it was made.</summary>
public interface IScrollbackView
{
    /// <summary>Absolute number of the oldest line kept.</summary>
    long First { get; }

    /// <summary>How many lines are kept.</summary>
    int Count { get; }

    /// <summary>The line with absolute number <paramref name="line"/>; <see cref="ScreenLine.Blank"/> outside <see cref="First"/> … <see cref="First"/> + <see cref="Count"/> - 1.</summary>
    ScreenLine this[long line] { get; }
}

/// <summary>The picture.</summary>
/// <param name="Columns">Width in cells.</param>
/// <param name="Rows">Height in cells; <paramref name="Lines"/> has this many.</param>
/// <param name="Top">Absolute number of the first visible row (on the alternate screen: of the row it covers).</param>
/// <param name="Lines">The visible rows, top first.</param>
/// <param name="Cursor">The cursor.</param>
/// <param name="Scrollback">What scrolled off.</param>
/// <param name="Alternate">Whether the alternate screen is shown (modes 47, 1047, 1049): no annotations then.</param>
/// <param name="ReverseVideo">DECSCNM.</param>
/// <param name="Mouse">Which mouse events go to the server.</param>
public sealed record ScreenSnapshot(int Columns, int Rows, long Top, ScreenLine[] Lines, CursorState Cursor, IScrollbackView Scrollback,
    bool Alternate, bool ReverseVideo, MouseTracking Mouse)
{
    /// <summary>The row with absolute number <paramref name="line"/>, visible or scrolled off; blank where there is none.</summary>
    public ScreenLine this[long line] => line >= Top && line < Top + Rows ? Lines[line - Top] : Scrollback[line];
}
