// One line being edited: text, caret, history. Pure: keys in, state out; it draws nothing (see PromptConsole) and sends nothing. The caret stands between
// graphemes (UAX #29), so that an accented letter or an emoji is one step and one Backspace.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Session;

/// <summary>What a key did to the line.</summary>
public enum LineEdit : byte
{
    /// <summary>Nothing; the key means nothing here or had nothing to act on.</summary>
    None,
    /// <summary>Text or caret changed.</summary>
    Changed,
    /// <summary>Enter: the line is in <see cref="LineEditor.Submitted"/>, the editor is empty again.</summary>
    Submitted,
    /// <summary>Ctrl+C: the line was given up.</summary>
    Cancelled,
    /// <summary>Ctrl+D on an empty line.</summary>
    EndOfInput,
}

/// <summary>Edits one line with the keys of Windows' console and of readline.</summary>
public sealed class LineEditor
{
    /// <summary>Most UTF-16 units in a line: above the longest line of SMTP, the 12288 octets of an AUTH answer (RFC 4954 4), with room to spare. What is over is refused.</summary>
    public const int MaxLength = 16384;

    /// <summary>Lines of history kept; as many as anyone scrolls through. The oldest goes first.</summary>
    public const int MaxHistory = 200;

    private readonly List<string> history = [];
    private int recalled;
    private string draft = "";

    /// <summary>The line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Index in <see cref="Text"/> before which the caret stands, 0 to its length.</summary>
    public int Caret { get; private set; }

    /// <summary>The line that Enter ended last; empty before that.</summary>
    public string Submitted { get; private set; } = "";

    /// <summary>Whether submitted lines go into the history. Off while a password is typed.</summary>
    public bool Remember { get; set; } = true;

    /// <summary>Lines submitted, oldest first.</summary>
    public IReadOnlyList<string> History => history;

    /// <summary>Takes one key.</summary>
    public LineEdit Apply(KeyStroke key) => key.Code switch
    {
        KeyCode.Enter or KeyCode.KeypadEnter => Submit(),
        KeyCode.Character when key.Control => ApplyControl(key.Character),
        KeyCode.Character when key.Alt => ApplyAlt(key.Character),
        KeyCode.Character => Insert(key.Character.ToString()),
        KeyCode.Tab => Insert(" "),
        KeyCode.Backspace => Remove(key.Control || key.Alt ? WordBefore() : Before(), Caret),
        KeyCode.Delete => Remove(Caret, key.Control ? WordAfter() : After()),
        KeyCode.Left => MoveTo(key.Control ? WordBefore() : Before()),
        KeyCode.Right => MoveTo(key.Control ? WordAfter() : After()),
        KeyCode.Home => MoveTo(0),
        KeyCode.End => MoveTo(Text.Length),
        KeyCode.Up => Recall(recalled - 1),
        KeyCode.Down => Recall(recalled + 1),
        KeyCode.PageUp => Recall(0),
        KeyCode.PageDown => Recall(history.Count),
        KeyCode.Escape => Clear(),
        >= KeyCode.Keypad0 and <= KeyCode.Keypad9 => Insert(((char)('0' + (key.Code - KeyCode.Keypad0))).ToString()),
        KeyCode.KeypadMinus => Insert("-"),
        KeyCode.KeypadPlus => Insert("+"),
        KeyCode.KeypadComma => Insert(","),
        KeyCode.KeypadPeriod => Insert("."),
        KeyCode.KeypadMultiply => Insert("*"),
        KeyCode.KeypadDivide => Insert("/"),
        KeyCode.KeypadEquals => Insert("="),
        _ => LineEdit.None,
    };

    /// <summary>Puts <paramref name="text"/> before the caret; control characters become blanks. What does not fit below <see cref="MaxLength"/> is refused whole.</summary>
    public LineEdit Insert(string text)
    {
        if (text.Length == 0 || Text.Length + text.Length > MaxLength)
            return LineEdit.None;
        var clean = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
        Text = Text.Insert(Caret, clean);
        Caret += clean.Length;
        return LineEdit.Changed;
    }

    /// <summary>Forgets line and caret, not the history.</summary>
    public LineEdit Clear()
    {
        recalled = history.Count;
        if (Text.Length == 0)
            return LineEdit.None;
        (Text, Caret) = ("", 0);
        return LineEdit.Changed;
    }

    private LineEdit ApplyControl(Rune letter) => (char)letter.Value switch
    {
        'a' => MoveTo(0),
        'b' => MoveTo(Before()),
        'c' => Cancel(),
        'd' => Text.Length == 0 ? LineEdit.EndOfInput : Remove(Caret, After()),
        'e' => MoveTo(Text.Length),
        'f' => MoveTo(After()),
        'h' => Remove(Before(), Caret),
        'j' or 'm' => Submit(),
        'k' => Remove(Caret, Text.Length),
        'n' => Recall(recalled + 1),
        'p' => Recall(recalled - 1),
        'u' => Remove(0, Caret),
        'w' => Remove(WordBefore(), Caret),
        _ => LineEdit.None,
    };

    private LineEdit ApplyAlt(Rune letter) => (char)letter.Value switch
    {
        'b' => MoveTo(WordBefore()),
        'd' => Remove(Caret, WordAfter()),
        'f' => MoveTo(WordAfter()),
        _ => LineEdit.None,
    };

    private LineEdit Submit()
    {
        Submitted = Text;
        if (Remember && Text.Length > 0 && (history.Count == 0 || history[^1] != Text))
        {
            if (history.Count == MaxHistory)
                history.RemoveAt(0);
            history.Add(Text);
        }

        Clear();
        return LineEdit.Submitted;
    }

    private LineEdit Cancel()
    {
        Clear();
        return LineEdit.Cancelled;
    }

    private LineEdit Recall(int index)
    {
        index = Math.Clamp(index, 0, history.Count);
        if (index == recalled)
            return LineEdit.None;
        if (recalled == history.Count)
            draft = Text;
        recalled = index;
        Text = index == history.Count ? draft : history[index];
        Caret = Text.Length;
        return LineEdit.Changed;
    }

    private LineEdit MoveTo(int index)
    {
        if (index == Caret)
            return LineEdit.None;
        Caret = index;
        return LineEdit.Changed;
    }

    private LineEdit Remove(int from, int to)
    {
        if (from == to)
            return LineEdit.None;
        Text = Text.Remove(from, to - from);
        Caret = from;
        return LineEdit.Changed;
    }

    private int After() => Caret == Text.Length ? Caret : Caret + StringInfo.GetNextTextElementLength(Text, Caret);

    private int Before()
    {
        var last = 0;
        for (var i = 0; i < Caret; i += StringInfo.GetNextTextElementLength(Text, i))
            last = i;
        return last;
    }

    private int WordBefore()
    {
        var i = Caret;
        while (i > 0 && Text[i - 1] == ' ')
            i--;
        while (i > 0 && Text[i - 1] != ' ')
            i--;
        return i;
    }

    private int WordAfter()
    {
        var i = Caret;
        while (i < Text.Length && Text[i] != ' ')
            i++;
        while (i < Text.Length && Text[i] == ' ')
            i++;
        return i;
    }
}
