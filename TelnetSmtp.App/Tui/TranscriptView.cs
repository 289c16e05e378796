// A step's dialogue: who said what, and when. Keeps to the end while it grows, until it is scrolled. Refuses to explain (the lower box does).
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Input;

namespace TelnetSmtp.App.Tui;

/// <summary>Draws a transcript.</summary>
internal sealed class TranscriptView : PaintedView
{
    private const int WheelRows = 3, TimeColumns = 9, SymbolColumns = 2;

    private readonly record struct Row(string Time, string Symbol, string Text, CheckLine Line);

    private ImmutableArray<CheckLine> _lines = [];
    private List<Row> _rows = [];
    private int _laidFor = -1;
    private int? _top;

    /// <summary>What stands there where nothing was said.</summary>
    public string Silence { get; set; } = "";

    public int PageRows => Math.Max(1, Viewport.Height - 1);

    /// <summary>Shows a dialogue.</summary>
    /// <param name="lines">In order.</param>
    /// <param name="another">Whether it is another step's: then from its beginning on.</param>
    /// <param name="growing">Whether it is still being held: then its end is shown.</param>
    public void Show(ImmutableArray<CheckLine> lines, bool another, bool growing)
    {
        if (another) _top = growing ? null : 0;
        if (lines.Length != _lines.Length || another) _laidFor = -1;
        _lines = lines;
    }

    /// <summary>Scrolls, up where negative.</summary>
    public void ScrollBy(int rows)
    {
        var last = Math.Max(0, _rows.Count - Viewport.Height);
        var to = Math.Clamp((_top ?? last) + rows, 0, last);
        _top = to == last ? null : to;
        SetNeedsDraw();
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) ScrollBy(-WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) ScrollBy(WheelRows);
        else return false;
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        if (_laidFor != painter.Width) Lay(painter.Width);
        var last = Math.Max(0, _rows.Count - painter.Height);
        var top = Math.Min(_top ?? last, last);
        for (var row = 0; row < painter.Height; row++)
        {
            if (top + row < _rows.Count) PaintRow(painter, row, _rows[top + row]);
            else painter.Line(row, 0, row == 0 && _rows.Count == 0 ? Silence : "", painter.Width, Colours.Faint);
        }
    }

    private static void PaintRow(in CellPainter painter, int row, in Row line)
    {
        var colour = line.Line.FromServer ? Colours.Of(ClassOf(line.Line.Text)) : Colours.Heading;
        painter.Line(row, 0, line.Time, TimeColumns, Colours.Faint);
        painter.Line(row, TimeColumns, line.Symbol, SymbolColumns, Colours.Faint);
        painter.Line(row, TimeColumns + SymbolColumns, line.Text, painter.Width - TimeColumns - SymbolColumns, colour);
    }

    private static ReplyClass ClassOf(string reply) => reply is ['2', ..] ? ReplyClass.Success : reply is ['3', ..] ? ReplyClass.Intermediate
        : reply is ['4', ..] ? ReplyClass.Transient : reply is ['5', ..] ? ReplyClass.Permanent : ReplyClass.Unknown;

    /// <summary>Breaks the lines into rows; the time is counted from the first line.</summary>
    private void Lay(int width)
    {
        _laidFor = width;
        _rows = [];
        var room = Math.Max(1, width - TimeColumns - SymbolColumns);
        foreach (var line in _lines)
        {
            var time = string.Create(CultureInfo.InvariantCulture, $"{(line.At - _lines[0].At).TotalSeconds,8:0.000}");
            var symbol = line.FromServer ? "←" : "→";
            ReadOnlySpan<char> rest = line.Text;
            do
            {
                _rows.Add(new Row(time, symbol, Take(ref rest, room), line));
                (time, symbol) = ("", "");
            }
            while (!rest.IsEmpty);
        }
    }

    private static string Take(ref ReadOnlySpan<char> text, int room)
    {
        var taken = new StringBuilder();
        var used = 0;
        while (!text.IsEmpty)
        {
            var next = text;
            var grapheme = Graphemes.Next(ref next, out var columns);
            if (used + columns > room && used > 0) break;
            taken.Append(grapheme);
            used += columns;
            text = next;
        }
        return taken.ToString();
    }
}
