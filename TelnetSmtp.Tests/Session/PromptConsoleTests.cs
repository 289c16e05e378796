// What PromptConsole prints, judged by what a small terminal then shows: at every width, after every key, the prompt, the line and the cursor are where they belong.
using CsCheck;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public class PromptConsoleTests
{
    private static (PromptConsole Console, GridTerminal Terminal) Open(int columns, string prompt = PromptText.Prompt)
    {
        var console = new PromptConsole(prompt, new LineEditor());
        var terminal = new GridTerminal(columns);
        terminal.Print(console.Show(columns));
        return (console, terminal);
    }

    private static List<string> Type(PromptConsole console, GridTerminal terminal, int columns, string script)
    {
        var lines = new List<string>();
        foreach (var key in LineEditorTests.Keys(script))
        {
            terminal.Print(console.Press(key, columns, out var completed));
            if (completed is null)
                continue;
            lines.Add(completed);
            terminal.Print(console.Show(columns));
        }

        return lines;
    }

    [Fact]
    public void A_line_stands_behind_the_prompt_and_the_next_prompt_below()
    {
        var (console, terminal) = Open(80);
        var lines = Type(console, terminal, 80, "stx<Backspace><Enter>");
        Assert.Equal(["st"], lines);
        Assert.Equal(["Microsoft Telnet> st", "Microsoft Telnet>"], terminal.Lines);
        Assert.Equal(18, terminal.Column);
    }

    [Fact]
    public void A_typed_character_is_printed_alone()
    {
        var console = new PromptConsole("> ", new LineEditor());
        console.Show(80);
        Assert.Equal("q", console.Press(KeyStroke.Of('q'), 80, out _));
    }

    [Fact]
    public void A_long_line_wraps_and_shrinks_again()
    {
        var (console, terminal) = Open(10, "> ");
        Type(console, terminal, 10, "abcdefghijklmnopqrst");
        Assert.Equal(["> abcdefgh", "ijklmnopqr", "st"], terminal.Lines);
        Type(console, terminal, 10, "<Home><Delete><Delete><End><Backspace><Backspace>x");
        Assert.Equal(["> cdefghij", "klmnopqrx", ""], terminal.Lines);
        Assert.Equal((1, 9), (terminal.Row, terminal.Column));
    }

    [Fact]
    public void A_line_that_just_fills_a_row_leaves_the_cursor_on_the_next()
    {
        var (console, terminal) = Open(10, "> ");
        Type(console, terminal, 10, "abcdefgh");
        Assert.Equal(["> abcdefgh", ""], terminal.Lines);
        Assert.Equal((1, 0), (terminal.Row, terminal.Column));
        Type(console, terminal, 10, "i<Backspace><Backspace>");
        Assert.Equal(["> abcdefg", ""], terminal.Lines);
        Assert.Equal((0, 9), (terminal.Row, terminal.Column));
    }

    [Fact]
    public void Wide_characters_are_not_split_at_the_edge()
    {
        var (console, terminal) = Open(10, "> ");
        Type(console, terminal, 10, "abcdefg\u6F22x");
        Assert.Equal(["> abcdefg", "\u6F22x"], terminal.Lines);
        Assert.Equal((1, 3), (terminal.Row, terminal.Column));
    }

    [Fact]
    public void Enter_from_the_middle_of_a_wrapped_line_goes_on_below_its_end()
    {
        var (console, terminal) = Open(10, "> ");
        var lines = Type(console, terminal, 10, "abcdefghijkl<Home><Enter>");
        Assert.Equal(["abcdefghijkl"], lines);
        Assert.Equal(["> abcdefgh", "ijkl", ">"], terminal.Lines);
    }

    [Fact]
    public void Ctrl_C_leaves_the_line_standing_and_prompts_again()
    {
        var (console, terminal) = Open(40, "> ");
        Assert.Empty(Type(console, terminal, 40, "open<C-c>st"));
        Assert.Equal(["> open^C", "> st"], terminal.Lines);
    }

    [Fact]
    public void The_line_may_begin_behind_what_the_server_wrote()
    {
        var console = new PromptConsole("", new LineEditor());
        var terminal = new GridTerminal(12);
        terminal.Print("login: ");
        terminal.Print(console.Show(12, 7));
        foreach (var key in LineEditorTests.Keys("rooot<Left><Backspace>"))
            terminal.Print(console.Press(key, 12, out _));
        Assert.Equal(["login: root", ""], terminal.Lines);
        Assert.Equal((0, 10), (terminal.Row, terminal.Column));
    }

    [Theory]
    [InlineData("set localecho\r\nopen mail 25\r\nq", "set localecho|open mail 25")]
    [InlineData("a\nb\rc\r\n", "a|b|c")]
    [InlineData("\n\n", "|")]
    public void Pasted_lines_are_completed_one_by_one(string text, string completed)
    {
        var (console, terminal) = Open(80, "> ");
        terminal.Print(console.Paste(text, 80, out var lines));
        Assert.Equal(completed, string.Join('|', lines));
        Assert.Equal("> " + console.Editor.Text, terminal.Lines[^1] + (console.Editor.Text.Length == 0 ? " " : ""));
    }

    [Fact]
    public void A_paste_can_wait_for_each_line_to_be_obeyed()
    {
        var (console, terminal) = Open(80, "> ");
        terminal.Print(console.PasteLine("st\r\nq\r\n", 80, out var completed, out var rest));
        Assert.Equal("st", completed);
        Assert.Equal("q\r\n", rest);
        terminal.Print("Not Connected\r\n");
        terminal.Print(console.Show(80));
        terminal.Print(console.PasteLine(rest, 80, out completed, out rest));
        Assert.Equal("q", completed);
        Assert.Equal("", rest);
        Assert.Equal(["> st", "Not Connected", "> q", ""], terminal.Lines);
    }

    [Fact]
    public void Any_keys_at_any_width_leave_the_screen_as_a_fresh_drawing_would()
    {
        KeyCode[] codes = [KeyCode.Left, KeyCode.Right, KeyCode.Home, KeyCode.End, KeyCode.Backspace, KeyCode.Delete, KeyCode.Up, KeyCode.Down, KeyCode.Escape];
        KeyStroke[] characters = [KeyStroke.Of('a'), KeyStroke.Of(' '), KeyStroke.Of('\u6F22'), KeyStroke.Of('\u00E9'), KeyStroke.Of('w', KeyModifiers.Control)];
        var typed = Gen.Int[0, characters.Length - 1].Select(i => characters[i]);
        var edited = Gen.Int[0, codes.Length - 1].Select(i => new KeyStroke(codes[i]));
        var keys = Gen.Frequency((4, typed), (2, edited)).List[0, 60];
        Gen.Select(Gen.Int[3, 12], Gen.Bool.Select(empty => empty ? "" : "> "), keys).Sample((columns, prompt, pressed) =>
        {
            var (console, terminal) = Open(columns, prompt);
            foreach (var key in pressed)
                terminal.Print(console.Press(key, columns, out _));
            var fresh = new GridTerminal(columns);
            var copy = new LineEditor();
            copy.Insert(console.Editor.Text);
            fresh.Print(new PromptConsole(prompt, copy).Show(columns));
            Assert.Equal(string.Join('\n', fresh.Lines).TrimEnd('\n'), string.Join('\n', terminal.Lines).TrimEnd('\n'));
            terminal.Print(console.Press(new KeyStroke(KeyCode.End), columns, out _));
            Assert.Equal((fresh.Row, fresh.Column), (terminal.Row, terminal.Column));
        }, iter: 2000);
    }
}
