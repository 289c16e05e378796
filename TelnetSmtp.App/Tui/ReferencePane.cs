// Paints the list of the reference: name and meaning, the chosen row standing out. Refuses to search.
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>The list.</summary>
internal sealed class ReferencePane : PaintedView
{
    private const int WheelRows = 3, Gap = 2;

    public IReadOnlyList<ReferenceEntry> Entries { get; set; } = [];

    public int Chosen { get; set; }

    /// <summary>The first entry shown.</summary>
    public int Top { get; private set; }

    /// <summary>A row of the pane was clicked.</summary>
    public Action<int>? Clicked { get; set; }

    /// <summary>The wheel was turned by so many rows.</summary>
    public Action<int>? Wheel { get; set; }

    /// <summary>Scrolls no further than needed for <paramref name="entry"/> to be among <paramref name="rows"/> rows.</summary>
    public void ScrollTo(int entry, int rows) =>
        Top = Math.Clamp(Top, Math.Max(0, Math.Min(entry - rows + 1, Entries.Count - 1)), Math.Max(0, Math.Min(entry, Entries.Count - 1)));

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) Wheel?.Invoke(-WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) Wheel?.Invoke(WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at && Top + at.Y < Entries.Count) Clicked?.Invoke(at.Y);
        else return false;
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        var names = NameWidth(painter.Width, painter.Height);
        for (var row = 0; row < painter.Height; row++)
        {
            if (Top + row >= Entries.Count)
            {
                painter.Fill(row, 0, painter.Width, Colours.Text);
                continue;
            }
            var entry = Entries[Top + row];
            var isChosen = Top + row == Chosen;
            var (name, meaning) = (Of(entry), Colours.Text);
            if (isChosen) (name, meaning) = (Colours.Chosen(name), Colours.Chosen(meaning));
            painter.Fill(row, 0, 1, meaning);
            painter.Line(row, 1, entry.Name, names, name);
            painter.Fill(row, 1 + names, Gap, meaning);
            painter.Line(row, 1 + names + Gap, entry.Meaning, Math.Max(0, painter.Width - 1 - names - Gap), meaning);
        }
    }

    /// <summary>As wide as the names that are in sight, so that short ones leave the room to their meaning; at most half.</summary>
    private int NameWidth(int width, int rows)
    {
        const int shortest = 10, edges = 1 + Gap;
        var longest = Entries.Skip(Top).Take(rows).Select(e => Graphemes.Width(e.Name)).DefaultIfEmpty(0).Max();
        return Math.Clamp(longest, shortest, Math.Max(shortest, (width - edges) / 2));
    }

    private static Attribute Of(ReferenceEntry entry) => entry.Group is ReferenceGroup.Code or ReferenceGroup.Text
        ? Colours.Of(entry.Name[0] switch { '2' => ReplyClass.Success, '3' => ReplyClass.Intermediate, '4' => ReplyClass.Transient, '5' => ReplyClass.Permanent, _ => ReplyClass.Unknown })
        : Colours.Heading;
}
