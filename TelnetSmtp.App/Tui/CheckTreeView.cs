// The tree of the inbound test, a row a step: symbol, title, time. Refuses to choose what stands in it (see CheckNodes).
using System.Globalization;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>Draws the rows and takes the mouse.</summary>
internal sealed class CheckTreeView(CheckNodes nodes) : PaintedView
{
    private const int WheelRows = 3, Indent = 2;
    private int _top;

    public Language Language { get; set; }

    /// <summary>The mouse chose another row.</summary>
    public Action? Clicked { get; set; }

    /// <summary>Rows that fit.</summary>
    public int PageRows => Math.Max(1, Viewport.Height - 1);

    /// <summary>The colour of a verdict.</summary>
    public static Attribute Colour(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Colours.Of(ReplyClass.Success),
        Verdict.Warn => Colours.Of(ReplyClass.Transient),
        Verdict.Fail => Colours.Of(ReplyClass.Permanent),
        Verdict.Running => Colours.Of(ReplyClass.Intermediate),
        _ => Colours.Faint,
    };

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) nodes.Move(-WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) nodes.Move(WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at) nodes.Choose(_top + at.Y);
        else return false;
        Clicked?.Invoke();
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        var rows = nodes.Rows;
        if (nodes.Chosen < _top) _top = nodes.Chosen - nodes.HostOf(nodes.Chosen) < painter.Height ? nodes.HostOf(nodes.Chosen) : nodes.Chosen;
        if (nodes.Chosen >= _top + painter.Height) _top = nodes.Chosen - painter.Height + 1;
        _top = Math.Clamp(_top, 0, Math.Max(0, rows.Count - painter.Height));
        for (var row = 0; row < painter.Height; row++)
        {
            if (_top + row < rows.Count) PaintNode(painter, row, rows[_top + row], _top + row == nodes.Chosen);
            else painter.Fill(row, 0, painter.Width, Colours.Text);
        }
    }

    private void PaintNode(in CellPainter painter, int row, CheckNode node, bool chosen)
    {
        var step = node.Step;
        var colour = Colour(step.Verdict);
        var title = node.Depth == 0 || step.Verdict is Verdict.Pass ? Colours.Text : colour;
        var faint = Colours.Faint;
        if (chosen) (colour, title, faint) = (Colours.Chosen(colour), Colours.Chosen(title), Colours.Chosen(faint));
        var time = TimeOf(step);
        var end = painter.Width - time.Length;
        var fold = step.Steps.IsEmpty ? " " : node.Folded ? "▸" : "▾";
        painter.Fill(row, 0, node.Depth * Indent, title);
        var at = painter.Text(row, node.Depth * Indent, fold, 1, faint);
        painter.Line(row, at, CheckText.Symbol(step.Verdict).ToString(), 2, colour);
        painter.Line(row, at + 2, step.Title.In(Language), end - at - 2, title);
        painter.Text(row, end, time, time.Length, faint);
    }

    private static string TimeOf(CheckStep step) => step.Elapsed == TimeSpan.Zero ? ""
        : step.Elapsed < TimeSpan.FromSeconds(10) ? string.Create(CultureInfo.InvariantCulture, $" {Math.Ceiling(step.Elapsed.TotalMilliseconds):0} ms")
        : string.Create(CultureInfo.InvariantCulture, $" {step.Elapsed.TotalSeconds:0} s");
}
