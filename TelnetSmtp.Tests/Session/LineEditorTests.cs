// The line editor as typed: each row is keys and the line that they leave, the caret written as |.
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public class LineEditorTests
{
    /// <summary>Keys in angle brackets by name, C- for Control; everything else is typed.</summary>
    internal static IEnumerable<KeyStroke> Keys(string script)
    {
        for (var i = 0; i < script.Length; i++)
        {
            if (script[i] != '<')
            {
                if (char.IsHighSurrogate(script[i]))
                    yield return new KeyStroke(KeyCode.Character, new System.Text.Rune(script[i], script[++i]));
                else
                    yield return KeyStroke.Of(script[i]);
                continue;
            }

            var end = script.IndexOf('>', i);
            var name = script[(i + 1)..end];
            i = end;
            var modifiers = KeyModifiers.None;
            if (name.StartsWith("C-", StringComparison.Ordinal))
                (modifiers, name) = (KeyModifiers.Control, name[2..]);
            yield return name.Length == 1 ? KeyStroke.Of(name[0], modifiers) : new KeyStroke(Enum.Parse<KeyCode>(name), default, modifiers);
        }
    }

    private static string After(string script)
    {
        var editor = new LineEditor();
        foreach (var key in Keys(script))
            editor.Apply(key);
        return editor.Text.Insert(editor.Caret, "|");
    }

    [Theory]
    [InlineData("EHLO", "EHLO|")]
    [InlineData("EHLO<Left><Left>x", "EHx|LO")]
    [InlineData("EHLO<Home>x", "x|EHLO")]
    [InlineData("EHLO<Home><End>x", "EHLOx|")]
    [InlineData("EHLO<C-a>x<C-e>y", "xEHLOy|")]
    [InlineData("EHLO<Backspace><Backspace>", "EH|")]
    [InlineData("EHLO<Home><Delete>", "|HLO")]
    [InlineData("EHLO<Delete>", "EHLO|")]
    [InlineData("<Backspace>", "|")]
    [InlineData("MAIL FROM:<C-w>", "MAIL |")]
    [InlineData("MAIL FROM: <C-w>", "MAIL |")]
    [InlineData("MAIL FROM:<C-Left>x", "MAIL x|FROM:")]
    [InlineData("MAIL FROM:<C-Left><C-Left><C-Right>x", "MAIL x|FROM:")]
    [InlineData("MAIL FROM:<C-Left><C-k>", "MAIL |")]
    [InlineData("MAIL FROM:<C-Left><C-u>", "|FROM:")]
    [InlineData("MAIL<Escape>x", "x|")]
    [InlineData("MAIL<C-c>x", "x|")]
    [InlineData("ab<Home><C-d>", "|b")]
    [InlineData("a<Tab>b", "a b|")]
    [InlineData("Gr\u00FC\u00DFe\u0301<Backspace>", "Gr\u00FC\u00DF|")]
    [InlineData("a\U0001F44D<Left><Delete>", "a|")]
    [InlineData("<Keypad2><Keypad5><KeypadPeriod>", "25.|")]
    [InlineData("a<F1><Insert><C-z>", "a|")]
    [InlineData("one<Enter>two<Enter><Up>", "two|")]
    [InlineData("one<Enter>two<Enter><Up><Up>", "one|")]
    [InlineData("one<Enter>two<Enter><Up><Up><Up>", "one|")]
    [InlineData("one<Enter>two<Enter>draft<Up><Up><Down><Down>", "draft|")]
    [InlineData("one<Enter>two<Enter><PageUp>", "one|")]
    [InlineData("one<Enter>two<Enter>d<PageUp><PageDown>", "d|")]
    [InlineData("one<Enter><Up>s<Enter><Up><Up>", "one|")]
    [InlineData("same<Enter>same<Enter>x<Enter><Up><Up><Up>", "same|")]
    [InlineData("one<Enter><Enter><Up>", "one|")]
    public void Keys_leave_the_line(string script, string expected) => Assert.Equal(expected, After(script));

    [Fact]
    public void Enter_hands_over_the_whole_line_wherever_the_caret_is()
    {
        var editor = new LineEditor();
        foreach (var key in Keys("QUIT<Home>"))
            editor.Apply(key);
        Assert.Equal(LineEdit.Submitted, editor.Apply(new KeyStroke(KeyCode.Enter)));
        Assert.Equal("QUIT", editor.Submitted);
        Assert.Equal("", editor.Text);
    }

    [Fact]
    public void Ctrl_D_ends_the_input_only_on_an_empty_line()
    {
        var editor = new LineEditor();
        Assert.Equal(LineEdit.EndOfInput, editor.Apply(KeyStroke.Of('d', KeyModifiers.Control)));
        editor.Apply(KeyStroke.Of('x'));
        Assert.Equal(LineEdit.None, editor.Apply(KeyStroke.Of('d', KeyModifiers.Control)));
        Assert.Equal("x", editor.Text);
    }

    [Fact]
    public void Passwords_stay_out_of_the_history()
    {
        var editor = new LineEditor { Remember = false };
        foreach (var key in Keys("c2VjcmV0<Enter><Up>"))
            editor.Apply(key);
        Assert.Equal("", editor.Text);
        Assert.Empty(editor.History);
    }

    [Fact]
    public void A_line_holds_what_fits_and_not_one_character_more()
    {
        var editor = new LineEditor();
        Assert.Equal(LineEdit.Changed, editor.Insert(new string('x', LineEditor.MaxLength)));
        Assert.Equal(LineEdit.None, editor.Apply(KeyStroke.Of('y')));
        Assert.Equal(LineEditor.MaxLength, editor.Text.Length);
    }

    [Fact]
    public void The_history_keeps_its_newest_lines()
    {
        var editor = new LineEditor();
        for (var i = 0; i <= LineEditor.MaxHistory; i++)
        {
            editor.Insert($"line {i}");
            editor.Apply(new KeyStroke(KeyCode.Enter));
        }

        Assert.Equal(LineEditor.MaxHistory, editor.History.Count);
        Assert.Equal("line 1", editor.History[0]);
        Assert.Equal($"line {LineEditor.MaxHistory}", editor.History[^1]);
    }

    [Fact]
    public void Pasted_control_characters_become_blanks()
    {
        var editor = new LineEditor();
        editor.Insert("a\x1b[2Jb\tc");
        Assert.Equal("a [2Jb c", editor.Text);
    }
}
