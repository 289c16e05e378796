// Writes cells straight into the library's screen buffer, and only those that differ: 6 times faster than View.AddStr and nothing sent twice.
// Honours the clip, so that menus and dialogs above a view stay whole. Refuses control characters: nothing sanitises behind it.
using System.Diagnostics.CodeAnalysis;
using System.Drawing;
using System.Globalization;
using System.Text;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Cell = Terminal.Gui.Drawing.Cell;

namespace TelnetSmtp.App.Tui;

/// <summary>Paints one view for the length of one draw. Coordinates are the view's.</summary>
[SuppressMessage("Performance", "CA1814", Justification = "The library's buffer is what it is.")]
internal readonly ref struct CellPainter
{
    private const string WideTail = "";
    private readonly Cell[,] _cells;
    private readonly bool[] _dirtyRows;
    private readonly Rectangle[] _clip;
    private readonly Point _origin;
    private readonly bool _whole;

    private CellPainter(Cell[,] cells, bool[] dirtyRows, Rectangle[] clip, Rectangle view)
    {
        _cells = cells;
        _dirtyRows = dirtyRows;
        _clip = clip;
        _origin = view.Location;
        Width = view.Width;
        Height = view.Height;
        _whole = Array.Exists(clip, r => r.Contains(view)) && view.Right <= cells.GetLength(1) && view.Bottom <= cells.GetLength(0);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Begins to paint <paramref name="view"/>.</summary>
    /// <returns>False where there is nothing to paint on.</returns>
    public static bool TryBegin(View view, out CellPainter painter)
    {
        painter = default;
        if (view.App?.Driver is not { } driver || driver.GetOutputBuffer() is not { Contents: { } cells } buffer) return false;
        var area = view.ViewportToScreen(new Rectangle(Point.Empty, view.Viewport.Size));
        if (area.Width <= 0 || area.Height <= 0) return false;
        painter = new CellPainter(cells, buffer.DirtyLines, driver.Clip?.GetRectangles() ?? [], area);
        return true;
    }

    /// <summary>Puts one grapheme of <paramref name="width"/> 1 or 2 columns; where half of it would be clipped, a space.</summary>
    public void Put(int row, int column, string grapheme, int width, in Attribute attribute)
    {
        if ((uint)row >= (uint)Height || (uint)column >= (uint)Width) return;
        if (width != 2)
        {
            Set(row, column, grapheme, attribute);
            return;
        }
        if (column + 1 < Width && IsVisible(row, column) && IsVisible(row, column + 1))
        {
            Set(row, column, grapheme, attribute);
            SetTail(row, column + 1, attribute);
            return;
        }
        Set(row, column, " ", attribute);
        Set(row, column + 1, " ", attribute);
    }

    /// <summary>Puts <paramref name="width"/> spaces.</summary>
    public void Fill(int row, int column, int width, in Attribute attribute)
    {
        for (var end = Math.Min(Width, column + width); column < end; column++)
            Put(row, column, " ", 1, attribute);
    }

    /// <summary>Puts <paramref name="text"/> in at most <paramref name="width"/> columns; text that is longer ends in an ellipsis.</summary>
    /// <returns>The column behind it.</returns>
    public int Text(int row, int column, ReadOnlySpan<char> text, int width, in Attribute attribute)
    {
        var end = Math.Min(Width, column + width);
        while (!text.IsEmpty && column < end)
        {
            var grapheme = Graphemes.Next(ref text, out var columns);
            if (columns == 0) continue;
            if (column + columns > end || (column + columns == end && !text.IsEmpty))
            {
                Put(row, column++, "…", 1, attribute);
                break;
            }
            Put(row, column, grapheme, columns, attribute);
            column += columns;
        }
        return column;
    }

    /// <summary>Puts <paramref name="text"/> and spaces up to <paramref name="width"/> columns.</summary>
    public void Line(int row, int column, ReadOnlySpan<char> text, int width, in Attribute attribute)
    {
        var at = Text(row, column, text, width, attribute);
        Fill(row, at, column + width - at, attribute);
    }

    private bool IsVisible(int row, int column)
    {
        if (_whole) return true;
        int x = _origin.X + column, y = _origin.Y + row;
        if (y < 0 || x < 0 || y >= _cells.GetLength(0) || x >= _cells.GetLength(1)) return false;
        foreach (var r in _clip)
            if (r.Contains(x, y))
                return true;
        return false;
    }

    private void Set(int row, int column, string grapheme, in Attribute attribute)
    {
        if (!IsVisible(row, column)) return;
        ref var cell = ref _cells[_origin.Y + row, _origin.X + column];
        if ((ReferenceEquals(cell.Grapheme, grapheme) || string.Equals(cell.Grapheme, grapheme, StringComparison.Ordinal)) && cell.Attribute == attribute)
            return;
        cell = new Cell(attribute, true, grapheme);
        _dirtyRows[_origin.Y + row] = true;
    }

    /// <summary>The right half of a wide grapheme: an empty text, which no other content equals, so that whatever comes next is sent.</summary>
    private void SetTail(int row, int column, in Attribute attribute)
    {
        ref var cell = ref _cells[_origin.Y + row, _origin.X + column];
        if (cell.Grapheme is { Length: 0 } && cell.Attribute == attribute) return;
        cell = new Cell(attribute, false, WideTail);
    }
}

/// <summary>Graphemes as strings that are not made anew, and safe to send to a terminal.</summary>
internal static class Graphemes
{
    /// <summary>Cap of remembered characters: more different ones than any screen holds, 100 kB at the most.</summary>
    internal const int Remembered = 2048;

    private const string Replacement = "\uFFFD";
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(c => char.ToString((char)c))];
    private static readonly string[] ControlPictures = [.. Enumerable.Range(0x2400, 32).Select(c => char.ToString((char)c))];

    [ThreadStatic]
    private static Dictionary<int, string>? _others;

    /// <summary>The text of scalar <paramref name="scalar"/>; 0 is a space, controls are their pictures, what reorders or hides text is U+FFFD.</summary>
    public static string Of(int scalar)
    {
        if (scalar is >= ' ' and < 0x7F) return Ascii[scalar];
        if (scalar == 0) return " ";
        if (scalar < ' ') return ControlPictures[scalar];
        if (scalar == 0x7F) return "\u2421";
        if (IsUnsafe(scalar) || !Rune.IsValid(scalar)) return Replacement;
        var others = _others ??= [];
        if (others.TryGetValue(scalar, out var text)) return text;
        if (others.Count == Remembered) others.Clear();
        text = char.ConvertFromUtf32(scalar);
        others.Add(scalar, text);
        return text;
    }

    /// <summary>The text of a cell that holds more than one scalar, made safe.</summary>
    public static string OfCluster(string cluster)
    {
        foreach (var rune in cluster.EnumerateRunes())
            if (rune.Value < ' ' || rune.Value == 0x7F || IsUnsafe(rune.Value))
                return Replacement;
        return cluster;
    }

    /// <summary>Takes the first grapheme off <paramref name="text"/>.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="columns">Its width: 0, 1 or 2.</param>
    public static string Next(ref ReadOnlySpan<char> text, out int columns)
    {
        if (text[0] < 0x7F && (text.Length == 1 || text[1] < 0x300))
        {
            var c = text[0];
            text = text[1..];
            columns = 1;
            return c == '\t' ? " " : Of(c == 0 ? 0x2400 : c);
        }
        var length = StringInfo.GetNextTextElementLength(text);
        var element = text[..length];
        text = text[length..];
        var isOne = Rune.DecodeFromUtf16(element, out var rune, out var used) == System.Buffers.OperationStatus.Done && used == length;
        var grapheme = isOne ? Of(rune.Value) : OfCluster(element.ToString());
        columns = Math.Clamp(grapheme.GetColumns(), 0, 2);
        return grapheme;
    }

    /// <summary>The columns that <paramref name="text"/> takes.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        while (!text.IsEmpty)
        {
            Next(ref text, out var columns);
            width += columns;
        }
        return width;
    }

    /// <summary>C1 controls, and the characters that turn the reading direction of a whole line or hide what follows (UAX 9).</summary>
    private static bool IsUnsafe(int scalar) =>
        scalar is (>= 0x80 and < 0xA0) or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
