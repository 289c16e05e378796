// One annotation a line of the dialogue. Beside the terminal each stands on the very row of its line; under it the newest ones are listed. Asks the
// reading position that the terminal asks, so both scroll as one. Refuses to know the words (see IPanelTexts).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Input;

namespace TelnetSmtp.App.Tui;

/// <summary>The annotations.</summary>
internal sealed class AnnotationPanel(ReadingPosition position, IPanelTexts texts) : PaintedView
{
    private const int WheelRows = 3, SymbolColumns = 2;
    private readonly List<long> _listed = [];

    /// <summary>The words of the panel's own remarks.</summary>
    public required UiText Words { get; set; }

    /// <summary>Whether rows are those of the terminal beside it.</summary>
    public bool RowForRow { get; set; } = true;

    /// <summary>The row, in absolute numbers, of an annotation was clicked.</summary>
    public Action<long>? RowClicked { get; set; }

    /// <summary>The wheel was turned by so many rows.</summary>
    public Action<int>? Wheel { get; set; }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) Wheel?.Invoke(-WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) Wheel?.Invoke(WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { } at && RowOf(at.Y) is { } row) RowClicked?.Invoke(row);
        else return false;
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        List(painter.Height);
        for (var row = 0; row < painter.Height; row++)
        {
            if (RowOf(row) is { } number && position.IndexAt(number) is >= 0 and var index) PaintLine(painter, row, position.Session!, index);
            else if (RowForRow && NoticeAt(position.Top + row) is { } notice) PaintNotice(painter, row, notice);
            else if (RowForRow && TransferAt(position.Top + row) is { } transfer) PaintTransfer(painter, row, transfer);
            else if (RowForRow && FailureAt(position.Top + row) is { } failure) PaintText(painter, row, "✗", failure, Colours.Of(ReplyClass.Permanent));
            else painter.Fill(row, 0, painter.Width, Colours.Text);
        }
    }

    private void PaintLine(in CellPainter painter, int row, SessionSnapshot session, int index)
    {
        var line = session.Annotations[index];
        var (symbol, attribute) = Colours.Of(line.Line);
        var text = texts.Annotate(line);
        if (text.Length == 0) symbol = " ";
        if (position is { HasChosen: true, Explained: { } chosen } && chosen.Row == line.Row) attribute = Colours.Chosen(attribute);
        var took = session.Settings.Timing && ReplyDuration.Of(session, index) is { } duration ? $" {DurationText.Of(duration, texts.Language)}" : "";
        PaintText(painter, row, symbol, text, attribute, took);
    }

    private static void PaintText(in CellPainter painter, int row, string symbol, string text, in Terminal.Gui.Drawing.Attribute attribute, string atEnd = "")
    {
        var end = painter.Width - atEnd.Length;
        painter.Line(row, 0, symbol, SymbolColumns, attribute);
        painter.Line(row, SymbolColumns, text, end - SymbolColumns, attribute);
        painter.Text(row, end, atEnd, atEnd.Length, Colours.Faint);
    }

    private void PaintNotice(in CellPainter painter, int row, NoticeAt notice)
    {
        if (notice.Tls is { Problems.Count: 0 } trusted) PaintText(painter, row, "✓", new TlsText(Words.Language).Summary(trusted), Colours.Of(ReplyClass.Success));
        else PaintText(painter, row, "!", notice.Tls is { } tls ? new TlsText(Words.Language).Summary(tls) : Words[$"Notice{notice.Notice}"], Colours.Of(ReplyClass.Transient));
    }

    private NoticeAt? NoticeAt(long row)
    {
        if (position.Session is not { } session) return null;
        foreach (var notice in session.Notices)
            if (notice.Row == row)
                return notice;
        return null;
    }

    /// <summary>The message file whose row this is: how far it has got, or why it did not go.</summary>
    private MessageProgress? TransferAt(long row) =>
        position.Session?.Transfer is { } transfer && transfer.Row == row && (transfer.Sent > 0 || transfer.Reason is not null) ? transfer : null;

    private void PaintTransfer(in CellPainter painter, int row, MessageProgress transfer)
    {
        if (transfer.Reason is null) PaintText(painter, row, "→", Words["PanelSending"], Colours.Faint);
        else PaintText(painter, row, "!", Words[transfer.Sent == 0 ? "PanelNotSent" : "PanelSendingEnded"], Colours.Of(ReplyClass.Transient));
    }

    /// <summary>At the prompt: why the last connection failed, beside the line that says so.</summary>
    private string? FailureAt(long row) =>
        position.Snapshot is { SessionShown: false, Failure: { } failure } && failure.Row == row ? texts.ExplainFailure(failure).Meaning : null;

    /// <summary>The absolute row that stands on the panel's <paramref name="row"/>; null for none.</summary>
    private long? RowOf(int row) => RowForRow ? position.Top + row : row < _listed.Count ? _listed[row] : null;

    /// <summary>Under the terminal: the rows of the last lines that have something to say, at or above the terminal's bottom row and, where the user
    /// chose one, around it.</summary>
    private void List(int height)
    {
        _listed.Clear();
        if (RowForRow || position.Session is not { } session) return;
        var lines = session.Annotations;
        var end = lines.IndexAtOrAfter(position.Top + position.Rows);
        if (position is { HasChosen: true, Explained: { } chosen }) end = Math.Min(end, lines.IndexAtOrAfter(chosen.Row + 1) + height / 2);
        for (var i = Math.Min(end, lines.Count) - 1; i >= 0 && _listed.Count < height; i--)
            if (lines[i].Line.Speaker is not (Speaker.Content or Speaker.Note) && (_listed.Count == 0 || _listed[^1] != lines[i].Row))
                _listed.Add(lines[i].Row);
        _listed.Reverse();
    }
}
