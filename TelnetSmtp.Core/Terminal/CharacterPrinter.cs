// Puts characters where the cursor is: wrapping, inserting, wide characters, combining marks, REP (ECMA-48 8.3.103; DEC STD 070 for deferred wrap).
// Refuses to know how bytes become characters.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Writes characters to the state's screen.</summary>
internal sealed class CharacterPrinter(TerminalState state, CursorMotion motion)
{
    private readonly CharacterWidth _widths = new();

    /// <summary>A run of 20–7E: the fast path. Rows are filled a stretch at a time.</summary>
    public void Print(ReadOnlySpan<byte> ascii)
    {
        if (!state.Cursor.Charsets.IsPlain || state.Modes.Insert)
        {
            foreach (var octet in ascii)
                Put(state.Cursor.Charsets.Translate(octet));
            return;
        }

        state.LastPrinted = ascii[^1];
        while (!ascii.IsEmpty)
        {
            WrapIfPending();
            var limit = state.WriteLimit;
            var room = limit - state.Cursor.Column + 1;
            var count = Math.Min(room, ascii.Length);
            var row = state.Row;
            row.Write(state.Cursor.Column, ascii[..count], state.Cursor.Pen);
            if (!state.Modes.AutoWrap && count < ascii.Length)
            {
                row.Write(limit, ascii[^1..], state.Cursor.Pen);
                count = ascii.Length;
            }

            Advance(Math.Min(count, room), limit);
            ascii = ascii[count..];
        }
    }

    /// <summary>A character from U+00A0 up, or, where the stream is not UTF-8, an octet of A0–FF.</summary>
    public void Print(int scalar)
    {
        if (!state.Parsing.Utf8)
            scalar = state.Cursor.Charsets.Translate(scalar);
        // FF, where the right half is a set of 94.
        if (scalar != ControlCodes.Del)
            Put(scalar);
    }

    /// <summary>DEL: nothing, but the last character of a set of 96 where 20–7F mean one (ISO 2022 6.3.3).</summary>
    public void PrintDelete()
    {
        if (state.Cursor.Charsets.DeleteIsCharacter)
            Put(state.Cursor.Charsets.Translate(ControlCodes.Del));
    }

    /// <summary>REP: the last graphic character <paramref name="count"/> times more.</summary>
    public void Repeat(int count)
    {
        if (state.LastPrinted == 0)
            return;
        // A screenful says all that more could say: the rows above are the same, and a server cannot keep us busy with one short sequence.
        for (count = Math.Min(count, state.Columns * state.Rows); count > 0; count--)
            Put(state.LastPrinted);
    }

    private void Put(int scalar)
    {
        var width = scalar < 0x7F ? 1 : _widths.Of(scalar);
        if (width == 0)
        {
            if (IsMark(scalar))
                JoinToPrevious(scalar);
            return;
        }

        state.LastPrinted = scalar;
        WrapIfPending();
        var limit = state.WriteLimit;
        if (width == 2 && state.Cursor.Column == limit && !MakeRoomForWide(limit))
            return;
        if (state.Modes.Insert)
            state.Row.Insert(state.Cursor.Column, state.WriteLimit + 1, width, state.Blank);
        var cell = state.Cursor.Pen.With(scalar);
        if (width == 2)
            state.Row.WriteWide(state.Cursor.Column, cell);
        else
            state.Row.Write(state.Cursor.Column, cell);
        Advance(width, state.WriteLimit);
    }

    /// <summary>A wide character does not fit into the last column: it wraps, or without auto-wrap takes the last two.</summary>
    private bool MakeRoomForWide(int limit)
    {
        if (limit == 0)
            return false;
        if (state.Modes.AutoWrap)
        {
            state.Cursor.PendingWrap = true;
            WrapIfPending();
            return state.Cursor.Column < state.WriteLimit;
        }

        state.Cursor.Column = limit - 1;
        return true;
    }

    private void Advance(int columns, int limit)
    {
        state.Cursor.Column += columns;
        if (state.Cursor.Column <= limit)
            return;
        state.Cursor.Column = limit;
        state.Cursor.PendingWrap = true;
    }

    private void WrapIfPending()
    {
        if (!state.Cursor.PendingWrap)
            return;
        state.Cursor.PendingWrap = false;
        if (!state.Modes.AutoWrap)
            return;
        state.Row.Wrapped = true;
        motion.Index();
        motion.CarriageReturn();
    }

    /// <summary>Whether a character without width belongs into a cell. The joiners and tags of emoji and scripts do; what would turn the direction of
    /// the user's own text (U+202E and its kin), or stand there unseen, does not.</summary>
    private static bool IsMark(int scalar) => !IsHidden(scalar) && Rune.GetUnicodeCategory(new Rune(scalar)) != UnicodeCategory.Control;

    /// <summary>Whether a character from U+00A0 up has no picture and changes how others look or are read.</summary>
    public static bool IsHidden(int scalar)
    {
        const int nonJoiner = 0x200C, joiner = 0x200D, firstTag = 0xE0020, lastTag = 0xE007F, firstFormat = 0xAD;
        return scalar is >= firstFormat and not (nonJoiner or joiner or (>= firstTag and <= lastTag))
            && Rune.GetUnicodeCategory(new Rune(scalar)) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    private void JoinToPrevious(int mark)
    {
        var column = state.Cursor.PendingWrap ? state.Cursor.Column : state.Cursor.Column - 1;
        if (column > 0 && state.Row[column].Extent == CellExtent.WideRight)
            column--;
        if (column < 0)
            return;
        state.ReadyForCluster();
        var before = state.Row[column].Symbol;
        if (before == 0)
            return;
        var joined = state.Graphemes.Join(before, mark);
        if (joined != before)
            state.Row.Replace(column, joined);
    }
}
