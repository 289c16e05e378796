// The quiz and the reference without a terminal: keys and mouse, what stands where, and the reference that opens at the chosen line.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class StudyWindowTests
{
    private static readonly Catalogue Tables = new();

    [Theory]
    [InlineData(140, 40)]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    public void A_question_is_answered_by_its_number_and_explained(int columns, int rows)
    {
        using var screen = Quiz(columns, rows, out var window);
        var question = window.View.Question;
        Assert.Contains("What does this code mean?", screen.Text, StringComparison.Ordinal);
        screen.Press(new Key((char)('1' + question.Right)));
        Assert.Contains("✓ Right: ", screen.Text, StringComparison.Ordinal);
        Assert.True(window.View.IsRight);
        screen.Press(Key.Enter);
        Assert.Contains("question 2", screen.Text, StringComparison.Ordinal);
        Assert.False(window.View.Answered);
        screen.Press(new Key('?'));
        Assert.Contains($"The answer is {window.View.Question.Right + 1}: ", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrows_and_Enter_choose_and_a_wrong_answer_names_the_right_one()
    {
        using var screen = Quiz(140, 40, out var window);
        var wrong = (window.View.Question.Right + 1) % 4;
        for (var i = 0; i <= wrong; i++) screen.Press(Key.CursorDown);
        Assert.Equal(wrong, window.View.Chosen);
        Assert.Contains($"▸ {wrong + 1}  ", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.Enter);
        Assert.Contains($"✗ {wrong + 1}  ", screen.Text, StringComparison.Ordinal);
        Assert.Contains($"✓ {window.View.Question.Right + 1}  ", screen.Text, StringComparison.Ordinal);
        Assert.Contains("0 of 1 right", screen.Rows[^1], StringComparison.Ordinal);
        Assert.Contains($"{window.View.Question.Card.Reply.Digit}xx 0/1", screen.Rows[0], StringComparison.Ordinal);
        // The arrows belong to the explanation now; nothing is answered twice.
        screen.Press(Key.CursorDown, new Key('1'));
        Assert.Contains("0 of 1 right", screen.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_mouse_answers_and_goes_on()
    {
        using var screen = Quiz(140, 40, out var window);
        var right = window.View.Question.Right;
        screen.Click(10, screen.RowOf($"  {right + 1}  {window.View.Question.Card.Right.Text.En}"));
        Assert.True(window.View.IsRight);
        screen.Click(10, 2);
        Assert.False(window.View.Answered);
        screen.Click(10, 1);
        Assert.False(window.View.Answered);
    }

    [Fact]
    public void All_kinds_of_questions_fit_and_show_question_and_answer_at_80x24()
    {
        var words = new UiText("Quiz", Language.German);
        foreach (var card in QuizDeck.Of(Tables).Cards)
        {
            var question = QuizQuestion.Of(card, new Random(3));
            var asked = QuizPage.Of(new QuizView(question, -1, false), words, 78, 18);
            Assert.InRange(asked.Count, 1, 18);
            Assert.All(Enumerable.Range(0, 4), choice => Assert.Contains(asked, r => r.Choice == choice));
            var answered = QuizPage.Of(new QuizView(question, (question.Right + 1) % 4, true), words, 78, 14);
            Assert.InRange(answered.Count, 1, 14);
            Assert.Contains(answered, r => r.Role == QuizRole.Right);
            Assert.All(answered, r => Assert.InRange(Graphemes.Width(r.Text), 0, 78));
        }
    }

    [Fact]
    public void Typing_filters_the_reference_and_Backspace_widens_it_again()
    {
        using var screen = Reference(140, 40, out var window);
        Assert.Contains("211", screen.Text, StringComparison.Ordinal);
        screen.Type("5.1.1");
        Assert.Equal("X.1.1", window.Chosen?.Name);
        Assert.Contains("no such mailbox", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.Backspace, Key.Backspace, Key.Backspace);
        Assert.Equal("X.1.1", window.Chosen?.Name); // "5." finds it too
        screen.Press(Key.Backspace, Key.Backspace);
        screen.Type("relay");
        Assert.Contains("relay", screen.Rows[1], StringComparison.OrdinalIgnoreCase);
        screen.Type("xyz");
        Assert.Contains("Nothing found", screen.Text, StringComparison.Ordinal);
        Assert.Null(window.Chosen);
        for (var i = 0; i < 3; i++) screen.Press(Key.Backspace);
        Assert.NotNull(window.Chosen);
        screen.Press(Key.End);
        screen.Press(Key.CursorDown);
        screen.Press(Key.Home);
        screen.Press(Key.PageDown);
        Assert.NotNull(window.Chosen);
    }

    [Fact]
    public void Tab_goes_through_the_tables_and_the_wheel_and_the_mouse_choose()
    {
        using var screen = Reference(80, 24, out var window);
        screen.Press(Key.Tab);
        screen.Press(Key.Tab);
        screen.Press(Key.Tab);
        Assert.Contains("commands", screen.Rows[0], StringComparison.Ordinal);
        screen.Click(5, 3);
        Assert.Equal(Tables.Commands[2].Command, window.Chosen?.Name);
        Assert.Contains("Syntax", screen.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_entry_has_something_to_say_in_both_languages()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var index = new ReferenceIndex(Tables, language);
            Assert.All(index.Entries, e =>
            {
                Assert.NotEmpty(e.Meaning);
                var content = e.Content();
                Assert.NotEmpty(content.Title);
                Assert.NotEmpty(content.Sections);
            });
            Assert.Equal(Tables.ReplyCodes.Count + Tables.EnhancedCodes.Count + Tables.Commands.Count + Tables.Keywords.Count + Tables.Parameters.Count + Tables.Mechanisms.Count
                + Tables.KnownTexts.Rows.Count, index.Entries.Count);
            Assert.Equal("550", index.Find("550", ReferenceGroup.All)[0].Name);
            Assert.Equal("SIZE", index.Find("size", ReferenceGroup.Keyword)[0].Name);
            Assert.Equal("RCPT", index.Find("rcpt", ReferenceGroup.All)[0].Name);
        }
    }

    [Theory]
    [InlineData("550 5.1.1 User", "550")]
    [InlineData("→ DATA", "DATA")]
    [InlineData("250-DSN", "DSN")]
    [InlineData("354 Start", "354")]
    public void The_reference_opens_at_the_chosen_line(string row, string entry)
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Window.Position.ChooseAt(app.RowOf(row) - 2);
        Assert.Equal(entry, new Studies(Tables, TimeProvider.System).Reference(Language.English, app.Window.Position.Explained).Chosen?.Name);
    }

    [Fact]
    public void At_the_prompt_quiz_and_learn_ask_the_window()
    {
        var interpreter = new PromptInterpreter((_, _) => "");
        Assert.Equal(new PromptAction.Quiz(), interpreter.Interpret("QUIZ", new ClientSettings(), PromptContext.Idle).Action);
        Assert.Equal(new PromptAction.Codes(), interpreter.Interpret("learn CODES", new ClientSettings(), PromptContext.Idle).Action);
        Assert.Equal(new PromptAction.Learn(null), interpreter.Interpret("learn", new ClientSettings(), PromptContext.Idle).Action);
    }

    private static StudyScreen Quiz(int columns, int rows, out QuizWindow window)
    {
        window = new QuizWindow(new Studies(Tables, TimeProvider.System, seed: 1).Sitting(Language.English));
        return new StudyScreen(window, columns, rows);
    }

    private static StudyScreen Reference(int columns, int rows, out ReferenceWindow window)
    {
        window = new Studies(Tables, TimeProvider.System).Reference(Language.English, null);
        return new StudyScreen(window, columns, rows);
    }

    /// <summary>A window on the library's own screen buffer.</summary>
    private sealed class StudyScreen : IDisposable
    {
        private readonly MemoryStream _written = new();
        private readonly IApplication _app;
        private readonly StudyWindow _window;
        private readonly SessionToken _token;

        public StudyScreen(StudyWindow window, int columns, int rows)
        {
            _window = window;
            _app = ApplicationFactory.Create(new AnsiComponentFactory(new AnsiInput(), new FrameOutput(_written)), out _);
            _app.Init(DriverRegistry.Names.ANSI);
            _app.Driver!.SetScreenSize(columns, rows);
            _token = _app.Begin(window)!;
            _app.LayoutAndDraw();
        }

        public string[] Rows => [.. _app.Driver!.ToString()!.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(r => r.TrimEnd())];

        public string Text => string.Join('\n', Rows);

        public int RowOf(string text) => Array.FindIndex(Rows, r => r.Contains(text, StringComparison.Ordinal));

        public void Press(params Key[] keys)
        {
            foreach (var key in keys) _app.InjectKey(key);
            _app.LayoutAndDraw();
        }

        public void Type(string text) => Press([.. text.Select(c => new Key(c))]);

        public void Click(int column, int row)
        {
            _app.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(column, row)));
            _app.LayoutAndDraw();
        }

        public void Dispose()
        {
            _app.End(_token);
            _window.Dispose();
            _app.Dispose();
            _written.Dispose();
        }
    }
}
