// Paints the rows of a question and says which choice was clicked. Refuses to make the rows (see QuizPage).
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>The question.</summary>
internal sealed class QuizPane : PaintedView
{
    public IReadOnlyList<QuizRow> Rows { get; set; } = [];

    /// <summary>A row was clicked: index of its choice, -1 where it has none.</summary>
    public Action<int>? Clicked { get; set; }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Position is not { } at) return false;
        Clicked?.Invoke((uint)at.Y < (uint)Rows.Count ? Rows[at.Y].Choice : -1);
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        for (var row = 0; row < painter.Height; row++)
        {
            var (text, role) = row < Rows.Count ? (Rows[row].Text, Rows[row].Role) : ("", QuizRole.Text);
            painter.Line(row, 0, text, painter.Width, Of(role));
        }
    }

    private static Attribute Of(QuizRole role) => role switch
    {
        QuizRole.Question => Colours.Heading,
        QuizRole.Code => Colours.Heading,
        QuizRole.Chosen => Colours.Chosen(Colours.Text),
        QuizRole.Right => Colours.Of(ReplyClass.Success) with { Style = TextStyle.Bold },
        QuizRole.Wrong => Colours.Of(ReplyClass.Permanent),
        QuizRole.Faint => Colours.Faint,
        _ => Colours.Text,
    };
}
