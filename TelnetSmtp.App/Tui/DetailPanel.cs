// The lower box: paints the rows of the details and scrolls them. Refuses to decide what is said (see DetailContent).
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Input;

namespace TelnetSmtp.App.Tui;

/// <summary>The details.</summary>
internal sealed class DetailPanel : PaintedView
{
    /// <summary>Columns left and right of the text.</summary>
    public const int Edges = 2 * Edge;

    private const int Edge = 1;
    private DetailContent _content = DetailContent.Empty;
    private DetailPages? _pages;
    private int _first;

    /// <summary>What is said; the scroll position stays while it is the same.</summary>
    public DetailContent Content
    {
        get => _content;
        set
        {
            if (ReferenceEquals(value, _content)) return;
            if (value.Title != _content.Title) _first = 0;
            _content = value;
            _pages = null;
        }
    }

    /// <summary>Whether there are rows above or below those shown.</summary>
    public bool IsCut => Pages.Rows > Viewport.Height;

    private DetailPages Pages
    {
        get
        {
            var width = Math.Max(1, Viewport.Width - Edges);
            if (_pages is null || _pages.LeftWidth + _pages.RightWidth + (_pages.RightWidth > 0 ? 2 : 0) != width)
                _pages = DetailPages.Of(_content, width);
            return _pages;
        }
    }

    /// <summary>Scrolls by <paramref name="rows"/>, up where negative.</summary>
    public void ScrollBy(int rows)
    {
        _first = Math.Clamp(_first + rows, 0, Math.Max(0, Pages.Rows - Viewport.Height));
        SetNeedsDraw();
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        const int wheelRows = 2;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) ScrollBy(-wheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) ScrollBy(wheelRows);
        else return false;
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        var pages = Pages;
        _first = Math.Clamp(_first, 0, Math.Max(0, pages.Rows - painter.Height));
        for (var row = 0; row < painter.Height; row++)
        {
            var more = row == painter.Height - 1 && _first + painter.Height < pages.Rows ? "▼" : row == 0 && _first > 0 ? "▲" : " ";
            painter.Fill(row, 0, Edge, Colours.Text);
            var end = PaintColumn(painter, row, Edge, pages.Left, pages.LeftWidth);
            if (pages.RightWidth > 0)
            {
                painter.Fill(row, end, 2, Colours.Text);
                end = PaintColumn(painter, row, end + 2, pages.Right, pages.RightWidth);
            }
            painter.Fill(row, end, painter.Width - 1 - end, Colours.Text);
            painter.Put(row, painter.Width - 1, more, 1, Colours.Heading);
        }
    }

    private int PaintColumn(in CellPainter painter, int row, int column, IReadOnlyList<DetailRow> rows, int width)
    {
        var index = _first + row;
        var line = index < rows.Count ? rows[index] : new DetailRow("", DetailRole.Text);
        var attribute = line.Role switch
        {
            DetailRole.Heading => Colours.Heading,
            DetailRole.Warning => Colours.Of(ReplyClass.Transient),
            _ => Colours.Text,
        };
        // Each cell is painted once: the painter sends what differs.
        var text = line.Text.AsSpan();
        var (at, end) = (column, column + width);
        if (line.MarkLength > 0)
        {
            at = painter.Text(row, at, text[..line.MarkStart], end - at, attribute);
            at = painter.Text(row, at, text.Slice(line.MarkStart, line.MarkLength), end - at, Colours.Chosen(attribute));
            text = text[(line.MarkStart + line.MarkLength)..];
        }
        painter.Line(row, at, text, end - at, attribute);
        return end;
    }
}
