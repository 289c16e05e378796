// Paints the list of sessions in columns that fit: what came of it by symbol and colour, when, how long, with whom, the first error. Refuses to choose what is
// listed (see SessionList).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>The rows, below a row of headings.</summary>
internal sealed class SessionListView : PaintedView
{
    private const int Symbol = 2, ShortTime = 10, LongTime = 21, Took = 10, Verdict = 22, WheelRows = 3, DatedFrom = 110, VerdictFrom = 100;
    private readonly SessionList _list;
    private readonly ReplayText _texts;
    private readonly string[] _headings;

    public SessionListView(SessionList list, ReplayText texts)
    {
        (_list, _texts) = (list, texts);
        _headings = texts.Words["ListColumns"].Split('|');
        CanFocus = true;
        KeyBindings.Clear();
    }

    /// <summary>A key; returns whether it is done with.</summary>
    public required Func<Key, bool> Pressed { get; init; }

    /// <summary>The chosen session is to be played.</summary>
    public required Action Opened { get; init; }

    /// <summary>Another one was chosen by mouse.</summary>
    public required Action Moved { get; init; }

    protected override bool OnKeyDown(Key key) => Pressed(key);

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked))
        {
            Opened();
            return true;
        }
        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp)) _list.Move(-WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.WheeledDown)) _list.Move(WheelRows);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && mouse.Position is { Y: > 0 } at) _list.ChooseRow(at.Y - 1);
        else return false;
        Moved();
        return true;
    }

    protected override void Paint(in CellPainter painter)
    {
        _list.Rows = painter.Height - 1;
        var shown = _list.Shown;
        var timed = Array.Exists(shown, session => session.Began is not null);
        var columns = Columns(painter.Width, timed);
        PaintRow(painter, 0, columns, ["", .. _headings], Colours.Heading, Colours.Heading);
        for (var row = 1; row < painter.Height; row++)
        {
            if (row > shown.Length)
            {
                var text = shown.Length == 0 && row == 2 && !_list.Filter.IsEmpty ? "  " + _texts.Words["ListNothing"] : "";
                painter.Line(row, 0, text, painter.Width, Colours.Faint);
                continue;
            }
            var session = shown[row - 1];
            var (symbol, attribute) = MarkOf(session);
            var plain = Colours.Text;
            if (_list.Top + row - 1 == _list.Chosen) (attribute, plain) = (Colours.Chosen(attribute), Colours.Chosen(plain));
            PaintRow(painter, row, columns,
            [
                symbol, ReplayText.Began(session, columns[1] == LongTime), session.Duration > TimeSpan.Zero ? DurationText.Of(session.Duration, _texts.Words.Language) : "",
                session.Peer, _texts.Verdict(session), ReplayText.Error(session),
            ], attribute, plain);
        }
    }

    /// <summary>Symbol and colour of what came of a session.</summary>
    internal static (string Symbol, Attribute Attribute) MarkOf(in SessionFacts session) => session switch
    {
        { Over: false } => ("…", Colours.Faint),
        { Verdict: TransactionVerdict.Accepted } => ("✓", Colours.Of(ReplyClass.Success)),
        { Verdict: TransactionVerdict.AcceptedForSome } => ("!", Colours.Of(ReplyClass.Transient)),
        { Verdict: TransactionVerdict.None or TransactionVerdict.Open or TransactionVerdict.Abandoned, Errors: 0 } => ("·", Colours.Text),
        { FirstError: ['4', ..] } => ("!", Colours.Of(ReplyClass.Transient)),
        _ => ("✗", Colours.Of(ReplyClass.Permanent)),
    };

    /// <summary>The columns' widths: symbol, time, duration, peer, verdict, error; 0 where there is no room.</summary>
    internal static int[] Columns(int width, bool timed)
    {
        var time = !timed ? 0 : width >= DatedFrom ? LongTime : ShortTime;
        var took = timed && width >= VerdictFrom ? Took : 0;
        var verdict = width >= VerdictFrom ? Verdict : 0;
        var left = Math.Max(0, width - Symbol - time - took - verdict);
        var peer = Math.Min(left, Math.Max(16, left * 2 / 5));
        return [Symbol, time, took, peer, verdict, left - peer];
    }

    private static void PaintRow(in CellPainter painter, int row, int[] columns, string[] texts, in Attribute marked, in Attribute plain)
    {
        const int symbol = 0, verdict = 4, error = 5, gap = 2;
        var at = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] == 0) continue;
            var attribute = i is symbol or verdict or error ? marked : plain;
            var room = i is symbol or error ? columns[i] : columns[i] - gap;
            painter.Line(row, at, texts[i], room, attribute);
            painter.Fill(row, at + room, columns[i] - room, attribute);
            at += columns[i];
        }
        painter.Fill(row, at, painter.Width - at, plain);
    }
}
