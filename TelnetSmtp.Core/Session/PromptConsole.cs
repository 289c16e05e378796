// Shows a LineEditor behind a prompt on a terminal: yields the characters and ECMA-48 sequences (CUU, CUF, CHA, EL) that turn the screen from the state
// after the last call into the next one. Lines wrap at the terminal's width by the terminal's own wrapping; wide characters are never split. Refuses to
// know the screen's height: a line longer than the whole screen scrolls and its upper rows stay as they are.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Terminal;
using Wcwidth;

namespace TelnetSmtp.Core.Session;

/// <summary>A prompt and the line behind it. The caller prints what the members return, and nothing else, between <see cref="Show"/> and a completed line.</summary>
public sealed class PromptConsole(string prompt, LineEditor editor)
{
    private int origin;
    private int shownColumns = 80;
    private string shownText = "";
    private int shownCaret;

    /// <summary>The line.</summary>
    public LineEditor Editor => editor;

    /// <summary>Index in the line from which on it is shown as stars, -1 for none; null where nothing is ever secret.</summary>
    public Func<string, int>? SecretStart { get; set; }

    private string Shown => SecretStart?.Invoke(editor.Text) is { } start and >= 0
        ? string.Concat(editor.Text.AsSpan(0, start), new string('*', editor.Text.Length - start))
        : editor.Text;

    /// <summary>Prints the prompt and the line as it stands, the cursor at the start of a row (or at column <paramref name="start"/>, from 0).</summary>
    /// <param name="columns">The terminal's width in cells.</param>
    /// <param name="start">The cursor's column before the prompt.</param>
    public string Show(int columns, int start = 0)
    {
        origin = start;
        shownColumns = Math.Max(2, columns);
        var output = new StringBuilder();
        AppendLine(output, 0);
        return output.ToString();
    }

    /// <summary>Takes one key and yields what to print. <paramref name="completed"/> is the line that Enter ended, else null; after it, and after Ctrl+C
    /// (which starts a new row), the prompt is to be shown again.</summary>
    public string Press(KeyStroke key, int columns, out string? completed)
    {
        completed = null;
        switch (editor.Apply(key))
        {
            case LineEdit.Changed:
                return Refresh(columns);
            case LineEdit.Submitted:
                completed = editor.Submitted;
                return Leave("\r\n");
            case LineEdit.Cancelled:
                return Leave("^C\r\n") + Show(columns);
            default:
                return "";
        }
    }

    /// <summary>Pastes <paramref name="text"/> up to its first line end (CR LF, LF or CR), which completes the line. <paramref name="rest"/> is what
    /// stands behind it, to be pasted once the completed line was obeyed and the prompt shown again; empty where there is nothing.</summary>
    public string PasteLine(string text, int columns, out string? completed, out string rest)
    {
        completed = null;
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        editor.Insert(end < 0 ? text : text[..end]);
        var output = Refresh(columns);
        if (end < 0)
        {
            rest = "";
            return output;
        }

        rest = text[(end + (text.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1))..];
        return output + Press(new KeyStroke(KeyCode.Enter), columns, out completed);
    }

    /// <summary>Pastes text of any number of lines; the prompt is shown again after each completed one.</summary>
    public string Paste(string text, int columns, out IReadOnlyList<string> completed)
    {
        var lines = new List<string>();
        var output = new StringBuilder();
        for (var rest = text; rest.Length > 0;)
        {
            output.Append(PasteLine(rest, columns, out var line, out rest));
            if (line is null)
                continue;
            lines.Add(line);
            output.Append(Show(columns));
        }

        completed = lines;
        return output.ToString();
    }

    /// <summary>Turns what is shown into the editor's present state; also after the terminal's width changed.</summary>
    public string Refresh(int columns)
    {
        columns = Math.Max(2, columns);
        var text = Shown;
        if (text == shownText && editor.Caret == shownCaret && columns == shownColumns)
            return "";
        shownColumns = columns;
        var output = new StringBuilder();
        if (IsAppended(text, out var added) && EndOf(text).Column is > 0)
        {
            // Typing at the end, the common case: the added text alone.
            output.Append(added);
            (shownText, shownCaret) = (text, editor.Caret);
            return output.ToString();
        }

        var before = Position(shownText, shownCaret);
        var lastRow = EndOf(shownText).Row;
        Up(output, before.Row);
        output.Append('\r');
        if (origin > 0)
            output.Append(CultureInfo.InvariantCulture, $"\x1b[{origin + 1}G");
        AppendLine(output, lastRow);
        return output.ToString();
    }

    /// <summary>Moves behind the line, ends it by <paramref name="mark"/> and forgets it.</summary>
    private string Leave(string mark)
    {
        var output = new StringBuilder();
        var end = EndOf(shownText);
        var caret = Position(shownText, shownCaret);
        if (end.Row > caret.Row)
            output.Append(CultureInfo.InvariantCulture, $"\x1b[{end.Row - caret.Row}B");
        if (end != caret)
            output.Append(CultureInfo.InvariantCulture, $"\x1b[{end.Column + 1}G");
        (shownText, shownCaret, origin) = ("", 0, 0);
        return output.Append(mark).ToString();
    }

    private bool IsAppended(string text, out string added)
    {
        var appended = editor.Caret == text.Length && shownCaret == shownText.Length && text.Length > shownText.Length
            && text.StartsWith(shownText, StringComparison.Ordinal);
        added = appended ? text[shownText.Length..] : "";
        return appended;
    }

    /// <summary>Prints prompt and line from the first row's start, wipes what an earlier line of <paramref name="oldLastRow"/> + 1 rows left, and sets the cursor.</summary>
    private void AppendLine(StringBuilder output, int oldLastRow)
    {
        (shownText, shownCaret) = (Shown, editor.Caret);
        AppendText(output, prompt + shownText);
        var end = EndOf(shownText);
        // A full last row leaves the terminal about to wrap: a blank makes it wrap, and CR takes the blank's place back.
        if (end.Column == 0 && end.Row > 0)
            output.Append(" \r");
        output.Append("\x1b[K");
        var row = end.Row;
        for (; row < oldLastRow; row++)
            output.Append("\x1b[B\r\x1b[K");
        var caret = Position(shownText, shownCaret);
        Up(output, row - caret.Row);
        if (caret != end || row != end.Row)
            output.Append(CultureInfo.InvariantCulture, $"\x1b[{caret.Column + 1}G");
    }

    /// <summary>Prints <paramref name="text"/>; the cell that a wide character leaves free at the edge is wiped, or it would show what stood there before.</summary>
    private void AppendText(StringBuilder output, string text)
    {
        var column = origin;
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, i);
            var width = WidthOf(text.AsSpan(i, length));
            if (column + width > shownColumns)
            {
                if (column < shownColumns)
                    output.Append("\x1b[K");
                column = 0;
            }

            output.Append(text, i, length);
            column += width;
            i += length;
        }
    }

    private static void Up(StringBuilder output, int rows)
    {
        if (rows > 0)
            output.Append(CultureInfo.InvariantCulture, $"\x1b[{rows}A");
    }

    private (int Row, int Column) EndOf(string text) => Position(text, text.Length);

    /// <summary>Row below the prompt's and column, both from 0, of the cell at which index <paramref name="caret"/> of <paramref name="text"/> stands.</summary>
    private (int Row, int Column) Position(string text, int caret)
    {
        var at = (Row: 0, Column: origin);
        at = Advance(prompt, prompt.Length, at);
        at = Advance(text, caret, at);
        return at.Column == shownColumns ? (at.Row + 1, 0) : at;
    }

    private (int Row, int Column) Advance(string text, int end, (int Row, int Column) at)
    {
        for (var i = 0; i < end;)
        {
            var length = StringInfo.GetNextTextElementLength(text, i);
            var width = WidthOf(text.AsSpan(i, length));
            if (at.Column + width > shownColumns)
                at = (at.Row + 1, 0);
            at.Column += width;
            i += length;
        }

        return at;
    }

    /// <summary>Cells of one grapheme: the width of its first character that has any.</summary>
    private static int WidthOf(ReadOnlySpan<char> grapheme)
    {
        foreach (var rune in grapheme.EnumerateRunes())
            if (UnicodeCalculator.GetWidth(rune) is var width and > 0)
                return width;
        return 0;
    }
}
