// The terminal pane: paints the rows of the newest snapshot that the reading position names, marks what a search found, places the cursor, and
// hands keys and pasted text on. Refuses to interpret bytes, and never echoes.
using System.Drawing;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>Draws the screen; the only view that has the focus.</summary>
internal sealed class TerminalView : PaintedView
{
    private const int WheelRows = 3;
    private readonly ReadingPosition _position;

    public TerminalView(ReadingPosition position)
    {
        _position = position;
        CanFocus = true;
        KeyBindings.Clear();
    }

    /// <summary>A key that the library did not take. Returns whether it is done with.</summary>
    public Func<KeyStroke, bool>? Pressed { get; set; }

    /// <summary>Pasted text, raw.</summary>
    public Action<string>? PastedText { get; set; }

    /// <summary>A row, in absolute numbers, was clicked.</summary>
    public Action<long>? RowClicked { get; set; }

    /// <summary>The wheel was turned by so many rows.</summary>
    public Action<int>? Wheel { get; set; }

    /// <summary>The mouse, in cells of the screen, where the server asked for it.</summary>
    public Action<MouseStroke>? MouseUsed { get; set; }

    /// <summary>What to mark; null for nothing.</summary>
    public ScreenSearch? Search { get; set; }

    /// <summary>What the mouse has marked; null for nothing.</summary>
    public TextSelection? Selection { get; set; }

    /// <summary>The selection by mouse is complete.</summary>
    public Action<TextSelection>? Selected { get; set; }

    protected override bool OnKeyDown(Key key) => Take(key);

    /// <summary>Hands a key on.</summary>
    internal bool Take(Key key)
    {
        var stroke = KeyTranslator.Translate(key);
        // Releases and lone modifiers are nobody's; none of them may reach the library's own bindings.
        return stroke.Code == Core.Terminal.KeyCode.None || Pressed?.Invoke(stroke) is not false;
    }

    protected override string OnSanitizingPaste(string text) => text;

    protected override bool OnPaste(string text)
    {
        PastedText?.Invoke(text);
        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is { } cell && TellServer(mouse.Flags, cell)) return true;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) Wheel?.Invoke(-WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) Wheel?.Invoke(WheelRows);
        else if (mouse.Position is { } at) return Drag(mouse.Flags, at);
        else return false;
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        if (_position.Snapshot?.Screen is not { } screen) return;
        var top = _position.Top;
        // While scrolled back, the right end of the first row says how far. Each cell is painted once.
        var mark = _position.Following ? "" : $" ↑ {_position.Newest - top} ";
        var markAt = Math.Max(0, painter.Width - mark.Length);
        for (var row = 0; row < painter.Height; row++)
        {
            var line = top + row < screen.Top + screen.Rows ? screen[top + row] : ScreenLine.Blank;
            PaintRow(painter, row, row == 0 ? markAt : painter.Width, line, top + row, screen.ReverseVideo);
        }
        painter.Text(0, markAt, mark, mark.Length, Colours.Status);
        PlaceCursor(screen);
    }

    /// <summary>The mouse is the server's where it asked for it, on the newest rows; with Shift it stays ours, as in other terminals. A press keeps the
    /// mouse until the release, so that the server hears of that too.</summary>
    /// <returns>Whether the event is done with.</returns>
    private bool TellServer(MouseFlags flags, Point at)
    {
        var held = App?.Mouse.IsGrabbed(this) == true;
        if (_position.Snapshot is not { Mode: ClientMode.Session, Screen: { Mouse: not MouseTracking.None } screen } || !_position.Following
            || (flags.HasFlag(MouseFlags.Shift) && !held))
        {
            if (held) App!.Mouse.UngrabMouse();
            return false;
        }
        var row = (int)(_position.Top - screen.Top) + Math.Clamp(at.Y, 0, Viewport.Height - 1);
        if (MouseTranslator.Translate(flags, Math.Clamp(at.X, 0, Viewport.Width - 1), row) is not { } stroke) return true;
        if (stroke is { Action: MouseAction.Press, Button: MouseButton.Left or MouseButton.Middle or MouseButton.Right }) App?.Mouse.GrabMouse(this);
        else if (stroke.Action == MouseAction.Release && held) App!.Mouse.UngrabMouse();
        MouseUsed?.Invoke(stroke);
        return true;
    }

    private bool Drag(MouseFlags flags, Point at)
    {
        var cell = new TextPoint(_position.Top + at.Y, at.X);
        if (flags.HasFlag(MouseFlags.LeftButtonPressed))
        {
            // With motion the same press is reported again: it then moves the end.
            Selection = flags.HasFlag(MouseFlags.PositionReport) && Selection is { } begun ? begun with { To = cell } : new TextSelection(cell, cell);
            SetNeedsDraw();
            return true;
        }
        if (flags.HasFlag(MouseFlags.LeftButtonReleased) && Selection is { } selection)
        {
            if (selection.From == selection.To)
            {
                Selection = null;
                RowClicked?.Invoke(cell.Row);
            }
            else
            {
                Selected?.Invoke(selection);
            }
            SetNeedsDraw();
            return true;
        }
        return flags.HasFlag(MouseFlags.LeftButtonClicked);
    }

    private void PaintRow(in CellPainter painter, int row, int width, ScreenLine line, long number, bool reverseVideo)
    {
        var cells = line.Cells;
        var style = default(CellStyle);
        var attribute = Colours.Of(style, reverseVideo);
        var blank = attribute;
        var found = Search?.MatchesOn(number);
        var selected = Selection?.ColumnsOn(number) ?? (0, 0);
        for (var column = 0; column < width; column++)
        {
            if (column >= cells.Length)
            {
                painter.Put(row, column, " ", 1, Marked(blank, column, found, selected));
                continue;
            }
            ref readonly var cell = ref cells[column];
            if (cell.Width == 0 && column > 0 && cells[column - 1].Width == 2) continue;
            if (cell.Style != style)
            {
                style = cell.Style;
                attribute = Colours.Of(style, reverseVideo);
            }
            var invisible = (style.Attributes & CellAttributes.Invisible) != 0;
            var grapheme = invisible ? " " : cell.Cluster is { } cluster ? Graphemes.OfCluster(cluster) : Graphemes.Of(cell.Scalar);
            painter.Put(row, column, grapheme, cell.Width, Marked(attribute, column, found, selected));
        }
    }

    private static Attribute Marked(in Attribute attribute, int column, IReadOnlyList<(int From, int To)>? found, (int From, int To) selected)
    {
        if (column >= selected.From && column < selected.To) return Colours.Chosen(attribute);
        if (found is null) return attribute;
        foreach (var (from, to) in found)
            if (column >= from && column < to)
                return Colours.Match;
        return attribute;
    }

    private void PlaceCursor(ScreenSnapshot screen)
    {
        var at = new Point(screen.Cursor.Column, (int)Math.Min(int.MaxValue, screen.Top + screen.Cursor.Row - _position.Top));
        var visible = screen.Cursor.Visible && at.Y >= 0 && at.Y < Viewport.Height && at.X < Viewport.Width;
        var cursor = visible ? new Cursor { Position = ViewportToScreen(at), Style = Style(screen.Cursor.Shape) } : new Cursor();
        if (Cursor != cursor) Cursor = cursor;
    }

    private static CursorStyle Style(CursorShape shape) => shape switch
    {
        CursorShape.SteadyBlock => CursorStyle.SteadyBlock,
        CursorShape.BlinkingUnderline => CursorStyle.BlinkingUnderline,
        CursorShape.SteadyUnderline => CursorStyle.SteadyUnderline,
        CursorShape.BlinkingBar => CursorStyle.BlinkingBar,
        CursorShape.SteadyBar => CursorStyle.SteadyBar,
        _ => CursorStyle.BlinkingBlock,
    };
}
