// The whole window, drawn without a terminal around real sessions: screens as golden files, keys, resizing, scrolling in step, the clip, and that
// nothing is sent where nothing has changed.
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Views;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class MainWindowTests
{
    [Theory]
    [InlineData(140, 40, Language.English)]
    [InlineData(100, 30, Language.English)]
    [InlineData(80, 24, Language.English)]
    [InlineData(59, 14, Language.English)]
    [InlineData(140, 40, Language.German)]
    public void A_dialogue_looks_as_it_did(int columns, int rows, Language language)
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), columns, rows, language);
        app.Draw();
        GoldenFile.Check($"Screens/dialogue-{columns}x{rows}-{(language == Language.German ? "de" : "en")}", app.Text);
    }

    [Fact]
    public void The_prompt_says_what_to_do_next()
    {
        using var app = new HeadlessApp(new ScriptedClient(), 100, 30);
        GoldenFile.Check("Screens/prompt-100x30-en", app.Text);
    }

    [Fact]
    public void A_failed_connection_is_explained_beside_its_line()
    {
        using var app = new HeadlessApp(new ScriptedClient().Fail(SessionEndKind.Refused), 100, 30);
        GoldenFile.Check("Screens/refused-100x30-en", app.Text);
    }

    [Fact]
    public void A_command_being_typed_shows_its_syntax()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue().Type("MAIL FROM:"), 100, 30);
        Assert.Contains("Syntax", app.Text, StringComparison.Ordinal);
        Assert.Contains("MAIL FROM:<", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_data_has_no_annotation()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        AssertBeside(app, "│550 not a reply ", "│" + new string(' ', 57) + "│");
    }

    [Fact]
    public void Resizing_keeps_panel_and_lines_together()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        var before = app.Text;
        app.Resize(60, 15);
        Assert.Contains("250 2.6.0", app.Text, StringComparison.Ordinal);
        app.Resize(200, 60);
        AssertEveryReplyIsBesideItsMeaning(app);
        app.Resize(140, 40);
        Assert.Equal(before, app.Text);
        AssertEveryReplyIsBesideItsMeaning(app);
    }

    [Fact]
    public void Scrolling_moves_both_panes_alike_and_typing_comes_back()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 100, 22);
        Assert.Equal(-1, app.RowOf("220 mail1"));
        app.Press(Key.PageUp);
        app.Press(Key.PageUp);
        app.Press(Key.PageUp);
        Assert.Contains("✓ 220", app.Rows[app.RowOf("│220 mail1")], StringComparison.Ordinal);
        AssertEveryReplyIsBesideItsMeaning(app);
        Assert.Contains("↑ ", app.Rows[2], StringComparison.Ordinal);
        app.Press(Key.N);
        Assert.Equal(-1, app.RowOf("220 mail1"));
    }

    [Fact]
    public void While_scrolled_back_new_lines_do_not_move_what_is_read()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 100, 22);
        app.Press(Key.PageUp);
        var before = app.Rows[3..10];
        app.Client.Server("250 one", "250 two", "250 three");
        app.Draw();
        Assert.Equal(before, app.Rows[3..10]);
    }

    [Fact]
    public void Alt_up_explains_the_line_above_and_a_click_any_line()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        Assert.Contains("250 2.6.0 after", app.Text, StringComparison.Ordinal);
        app.Press(Key.CursorUp.WithAlt, Key.CursorUp.WithAlt);
        Assert.Contains("├ 354 after DATA", app.Text, StringComparison.Ordinal);
        var row = app.RowOf("550 5.1.1 User unknown");
        app.App.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(90, row)));
        app.Draw();
        Assert.Contains("├ 550 5.1.1 after RCPT", app.Text, StringComparison.Ordinal);
        app.App.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(5, app.RowOf("451 4.3.0"))));
        app.Draw();
        Assert.Contains("├ 451 4.3.0 after RCPT", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_reach_the_client_in_order_and_reserved_ones_do_not()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 100, 30);
        app.Press(new Key('Q'), Key.Esc, Key.Tab, Key.CursorUp, Key.C.WithCtrl, Key.D5.WithCtrl, Key.PageUp, Key.F4, Key.F4, Key.Enter);
        Assert.Equal(["Q", "Escape", "Tab", "Up", "c", "]", "Enter"],
            app.Client.Pressed.Select(k => k.Code == Core.Terminal.KeyCode.Character ? k.Character.ToString() : k.Code.ToString()));
        Assert.True(app.App.TopRunnable is MainWindow { StopRequested: false });
    }

    [Fact]
    public void Pasted_text_arrives_raw_and_once()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 100, 30);
        app.App.RaisePasteEvent("EHLO a\r\n\tMAIL\x1B[31m ü\n");
        Assert.Equal(["EHLO a\r\n\tMAIL\x1B[31m ü\n"], app.Client.Pasted);
    }

    [Fact]
    public void The_client_is_told_the_size_of_its_pane()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Resize(59, 14);
        Assert.Equal([(80, 24), (59, 13)], app.Client.Sizes);
    }

    [Fact]
    public void Nothing_is_sent_where_nothing_has_changed()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Draw();
        app.Client.Touch();
        Assert.Equal("", app.Draw());
    }

    [Fact]
    public void One_more_character_costs_a_few_bytes_in_one_frame()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue().Type("NO"), 140, 40);
        app.Draw();
        app.Client.Type("Z");
        var sent = app.Draw();
        Assert.StartsWith("\e[?2026h", sent, StringComparison.Ordinal);
        Assert.EndsWith("\e[?2026l", sent, StringComparison.Ordinal);
        Assert.Contains("Z", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_server_sends_cannot_command_the_users_terminal()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Client.Server("250 \x9B31m \u202Eevil http://example.com \x1B]0;title\x07");
        var sent = app.Draw();
        Assert.DoesNotContain("\x9B", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_characters_are_followed_by_what_replaces_them()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Client.Server("250 中文 ok");
        app.Draw();
        Assert.Contains("250 中文 ok", app.Text.Replace("\0", "", StringComparison.Ordinal), StringComparison.Ordinal);
        for (var i = 0; i < 30; i++)
        {
            app.Client.Server("250 plain");
            app.Draw();
        }
        Assert.DoesNotContain("中", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_dialog_stays_whole_while_the_session_goes_on()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        using var dialog = new Dialog { Title = "Over it", Width = 60, Height = 12 };
        var token = app.App.Begin(dialog)!;
        app.Draw();
        var frame = dialog.FrameToScreen();
        // Its shadow is transparent by intent.
        string[] Inside() => [.. app.Rows[frame.Top..(frame.Bottom - 1)].Select(r => r.Substring(frame.Left, frame.Width - 1))];
        var before = Inside();
        app.Client.Server("250 " + new string('x', 200), "250 " + new string('y', 200), "250 " + new string('z', 200));
        for (var i = 0; i < 20; i++) app.Client.Server("250 scroll");
        app.Draw();
        Assert.Equal(before, Inside());
        app.App.End(token);
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 200)]
    public void The_menus_items_come_behind_the_first_screen_and_what_comes_with_it(bool newsNeverEnd, int rounds)
    {
        using var app = new HeadlessApp(new ScriptedClient().Connect(), 100, 30);
        var made = 0;
        for (; made < 1000 && !app.Window.SubViews.OfType<MainMenu>().Single().IsWhole; made++)
        {
            if (newsNeverEnd) app.Client.Receive("250 again\r\n"u8.ToArray());
            app.Draw();
        }
        Assert.InRange(made, rounds - 1, rounds + 1);
        app.Press(Key.F9);
        Assert.Contains("Open", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void F9_opens_the_menu_and_Esc_gives_the_keys_back()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Press(Key.F9);
        Assert.Contains("Quit", app.Text, StringComparison.Ordinal);
        app.Press(Key.Esc);
        app.Press(new Key('x'));
        Assert.Equal("x", app.Client.Pressed.Single().Character.ToString());
    }

    [Fact]
    public void In_a_small_window_F9_lays_the_menu_over_the_first_row_and_Esc_takes_it_away()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 59, 14);
        var before = app.Text;
        app.Press(Key.F9);
        Assert.Contains("File", app.Rows[0], StringComparison.Ordinal);
        app.Press(Key.Esc);
        app.Draw();
        app.Draw();
        Assert.Equal(before, app.Text);
    }

    [Fact]
    public void A_selection_by_mouse_is_copied_and_said()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        Drag(app, new(1, 2), new(10, 3));
        Assert.StartsWith(" 2 lines copied", app.Rows[^1], StringComparison.Ordinal);
        app.Press(Key.N);
        Assert.StartsWith(" Connected", app.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Find_shows_a_line_that_has_scrolled_off_and_Esc_ends_it()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 100, 22);
        app.Press(Key.F.WithCtrl, new Key('e'), new Key('s'), new Key('m'), new Key('t'), new Key('p'));
        Assert.Contains("220 mail1", app.Text, StringComparison.Ordinal);
        Assert.StartsWith(" Find: esmtp", app.Rows[^1], StringComparison.Ordinal);
        app.Press(new Key('q'));
        Assert.Contains("not found", app.Rows[^1], StringComparison.Ordinal);
        app.Press(Key.Esc);
        Assert.StartsWith(" Connected", app.Rows[^1], StringComparison.Ordinal);
        Assert.Empty(app.Client.Pressed);
    }

    [Fact]
    public void The_divider_can_be_dragged_and_the_pane_follows()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        Drag(app, new(81, 10), new(101, 10));
        Assert.Equal((100, 24), app.Client.Sizes[^1]);
        AssertEveryReplyIsBesideItsMeaning(app);
    }

    [Fact]
    public void A_change_of_language_changes_every_word_at_once()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Client.Language = Language.German;
        app.Client.Touch();
        app.Draw();
        app.Draw();
        Assert.Contains("Was es bedeutet", app.Text, StringComparison.Ordinal);
        Assert.Contains("Datei", app.Rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("What it means", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Quit_ends_the_window()
    {
        using var app = new HeadlessApp(new ScriptedClient(), 100, 30);
        app.Client.ExitCode = 0;
        app.Draw();
        Assert.True(app.Window.StopRequested);
    }

    private static void Drag(HeadlessApp app, System.Drawing.Point from, System.Drawing.Point to)
    {
        app.App.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonPressed, ScreenPosition = from });
        app.App.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, ScreenPosition = to });
        app.App.InjectMouse(new Mouse { Flags = MouseFlags.LeftButtonReleased, ScreenPosition = to });
        app.Draw();
        app.Draw();
    }

    private static void AssertBeside(HeadlessApp app, string line, string annotation) =>
        Assert.Contains(annotation, app.Rows[app.RowOf(line)], StringComparison.Ordinal);

    /// <summary>On every visible row that begins with a reply, the panel's text on the same row begins with the same code or names the same keyword.</summary>
    private static void AssertEveryReplyIsBesideItsMeaning(HeadlessApp app)
    {
        (string Line, string Annotation)[] pairs =
        [
            ("│220 mail1", "✓ 220"), ("│EHLO ", "→ EHLO"), ("│250-SIZE", "SIZE"), ("│250-DSN", "DSN"), ("│250-STARTTLS", "STARTTLS"), ("│MAIL FROM", "→ MAIL"),
            ("│250 2.1.0", "✓ 250 2.1.0"), ("│550 5.1.1", "✗ 550 5.1.1"), ("│451 4.3.0", "! 451 4.3.0"), ("│250 2.1.5", "✓ 250 2.1.5"),
            ("│DATA", "→ DATA"), ("│354 ", "→ 354"), ("│250 2.6.0", "✓ 250 2.6.0"),
        ];
        var seen = 0;
        foreach (var (line, annotation) in pairs)
        {
            var row = app.RowOf(line);
            if (row < 0) continue;
            seen++;
            Assert.Contains(annotation, app.Rows[row], StringComparison.Ordinal);
        }
        Assert.True(seen >= 4, app.Text);
    }
}
