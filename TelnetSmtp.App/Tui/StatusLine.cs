// The last row. In windows too small for the panel it carries the explanation. While searching it is the search's input. Refuses to choose the words.
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Drawing;

namespace TelnetSmtp.App.Tui;

/// <summary>The status line.</summary>
internal sealed class StatusLine : PaintedView
{
    public string Says { get; set; } = "";

    public string Hint { get; set; } = "";

    /// <summary>The explanation, in place of the status; empty for none.</summary>
    public string Summary { get; set; } = "";

    public ReplyClass SummaryClass { get; set; }

    protected override void Paint(in CellPainter painter)
    {
        const int gap = 2;
        var said = Summary.Length > 0 ? Summary : Says;
        // The hint stands only where all that is said has room beside it, or keeps two thirds of the row; an explanation is never cut for it.
        var room = painter.Width - Graphemes.Width(Hint) - gap;
        var hinted = Hint.Length > 0 && room > 0 && ((Summary.Length == 0 && room >= painter.Width * 2 / 3) || Graphemes.Width(said) < room);
        if (!hinted) room = painter.Width;
        var attribute = Summary.Length > 0 ? Colours.Of(SummaryClass) with { Style = TextStyle.Reverse } : Colours.Status;
        painter.Line(0, 0, " ", 1, attribute);
        painter.Line(0, 1, said, room - 1, attribute);
        if (!hinted) return;
        painter.Fill(0, room, gap, attribute);
        painter.Line(0, room + gap, Hint, painter.Width - room - gap, attribute);
    }
}
