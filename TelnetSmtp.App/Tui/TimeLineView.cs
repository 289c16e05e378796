// The time line of a replay: a mark for each step, its colour and its symbol those of the panel, what is still to come faint, the present place inverse; time
// gone by and time in all at its ends. Refuses to know what a step says.
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>The line.</summary>
internal sealed class TimeLineView : PaintedView
{
    private const int Gap = 1;
    private ReplayScript? _script;
    private TimeLineColumn[] _columns = [];
    private int _from;

    /// <summary>What is played.</summary>
    public ReplayScript? Script
    {
        get => _script;
        set => (_script, _columns) = (value, []);
    }

    /// <summary>How many steps are shown.</summary>
    public int Step { get; set; }

    /// <summary>What stands before the line.</summary>
    public string Elapsed { get; set; } = "";

    /// <summary>What stands behind it.</summary>
    public string Total { get; set; } = "";

    /// <summary>The step of a clicked column: as many steps are to be shown.</summary>
    public Action<int>? Clicked { get; set; }

    /// <summary>The mark of a step.</summary>
    public static (string Symbol, Attribute Attribute) MarkOf(in ReplayStep step) => step switch
    {
        { Kind: ReplayStepKind.Reply, Class: ReplyClass.Success } => ("✓", Colours.Of(ReplyClass.Success)),
        { Kind: ReplayStepKind.Reply, Class: ReplyClass.Intermediate } => ("→", Colours.Of(ReplyClass.Intermediate)),
        { Kind: ReplayStepKind.Reply, Class: ReplyClass.Transient } => ("!", Colours.Of(ReplyClass.Transient)),
        { Kind: ReplayStepKind.Reply, Class: ReplyClass.Permanent } => ("✗", Colours.Of(ReplyClass.Permanent)),
        { Kind: ReplayStepKind.Reply } => ("?", Colours.Text),
        { Kind: ReplayStepKind.Command } => ("›", Colours.Command),
        { Kind: ReplayStepKind.Content } => ("≡", Colours.Command),
        { Kind: ReplayStepKind.Opening } => ("├", Colours.Text),
        { Kind: ReplayStepKind.End } => ("┤", Colours.Text),
        { Kind: ReplayStepKind.Tls } => ("T", Colours.Text),
        _ => ("·", Colours.Text),
    };

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } at || at.X < _from || at.X >= _from + _columns.Length) return false;
        Clicked?.Invoke(_columns[at.X - _from].Last + 1);
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        var elapsed = $" {Elapsed}";
        var total = $"{Total} ";
        _from = Graphemes.Width(elapsed) + Gap;
        var width = painter.Width - _from - Gap - Graphemes.Width(total);
        painter.Line(0, 0, elapsed, _from, Colours.Heading);
        if (_script is null || width <= 0)
        {
            painter.Fill(0, _from, painter.Width - _from, Colours.Text);
            return;
        }
        if (_columns.Length != width) _columns = TimeLine.Of(_script, width);
        for (var i = 0; i < width; i++) PaintColumn(painter, i);
        painter.Line(0, _from + width, new string(' ', Gap) + total, painter.Width - _from - width, Colours.Text);
    }

    private void PaintColumn(in CellPainter painter, int index)
    {
        var column = _columns[index];
        var gone = column.Last < Step;
        var here = Step > 0 && column.Last == Step - 1 && (index == 0 || _columns[index - 1].Last != column.Last);
        var (symbol, attribute) = column.Step >= 0 ? MarkOf(_script!.Steps[column.Step]) : (column.Shortened ? "┄" : "─", Colours.Text);
        if (column.Step < 0) attribute = gone && column.Last < Step - 1 ? Colours.Text : Colours.Faint;
        else if (!gone) attribute = attribute with { Style = TextStyle.Faint };
        painter.Put(0, _from + index, symbol, 1, here ? Colours.Chosen(attribute) : attribute);
    }
}
