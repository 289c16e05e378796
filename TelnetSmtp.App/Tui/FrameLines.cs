// The lines between the panes and the titles in them. Refuses to know what is in the panes.
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>The frame.</summary>
internal sealed class FrameLines : PaintedView
{
    public PanelLayout Places { get; set; }

    public string TerminalTitle { get; set; } = "";

    public string PanelTitle { get; set; } = "";

    public string DetailTitle { get; set; } = "";

    public ReplyClass DetailClass { get; set; }

    protected override void Paint(in CellPainter painter)
    {
        if (!Places.HasFrame) return;
        int top = Places.Terminal.Top - 1, bottom = Places.Detail.Bottom, right = painter.Width - 1, divider = Places.Divider;
        Put(painter, top, 0, '┌');
        if (divider > 0)
        {
            Segment(painter, top, 1, divider, TerminalTitle, Colours.Heading);
            Put(painter, top, divider, '┬');
            Segment(painter, top, divider + 1, right, PanelTitle, Colours.Heading);
        }
        else
        {
            Segment(painter, top, 1, right, TerminalTitle, Colours.Heading);
        }
        Put(painter, top, right, '┐');
        for (var row = top + 1; row < bottom; row++)
        {
            if (row == Places.DetailLine) continue;
            Put(painter, row, 0, '│');
            Put(painter, row, right, '│');
            if (divider > 0 && row < Places.DetailLine) Put(painter, row, divider, '│');
        }
        Put(painter, Places.DetailLine, 0, '├');
        Segment(painter, Places.DetailLine, 1, right, DetailTitle, Colours.Of(DetailClass) with { Style = TextStyle.Bold }, divider);
        Put(painter, Places.DetailLine, right, '┤');
        Put(painter, bottom, 0, '└');
        Segment(painter, bottom, 1, right, "", Colours.Frame);
        Put(painter, bottom, right, '┘');
    }

    /// <summary>A horizontal line with a title in it. Each cell is painted once: the painter sends what differs.</summary>
    private static void Segment(in CellPainter painter, int row, int from, int to, string title, in Attribute attribute, int junction = -1)
    {
        const int around = 3; // a blank on either side and one more of the line
        if (title.Length > 0 && to - from > around)
        {
            Put(painter, row, from, ' ');
            from = painter.Text(row, from + 1, title, to - from - around, attribute);
            Put(painter, row, from++, ' ');
        }
        for (; from < to; from++)
            Put(painter, row, from, from == junction ? '┴' : '─');
    }

    private static void Put(in CellPainter painter, int row, int column, char line) => painter.Put(row, column, Graphemes.Of(line), 1, Colours.Frame);
}
