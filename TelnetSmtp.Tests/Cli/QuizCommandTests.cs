// `quiz` without a screen, `--reset`, and `learn codes` on the command line.
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.App.Cli;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class QuizCommandTests : IDisposable
{
    private const int Seed = 1;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private async Task<(string Output, string Error)> RunAsync(string input, Language language = Language.English, int questions = int.MaxValue)
    {
        using var typed = new StringReader(input);
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var context = Context(language, typed, output, error);
        await QuizCommand.RunPlainAsync(context, new QuizFile(folder.Root), Seed, questions, new FakeTimeProvider(), TestContext.Current.CancellationToken);
        return (output.ToString(), error.ToString());
    }

    private static CliContext Context(Language language, TextReader input, TextWriter output, TextWriter error, Action<ClientOptions>? shown = null) => new(language, false, input, output, error)
    {
        IsTerminal = shown is not null,
        RunPlain = (_, _, _) => Task.FromResult(0),
        RunFullScreen = (options, _, _) =>
        {
            shown?.Invoke(options);
            return Task.FromResult(0);
        },
    };

    [Fact]
    public async Task Questions_and_explanations_come_as_lines()
    {
        var (output, error) = await RunAsync("?\n9\n1\nq\n");
        Assert.Equal("", error);
        GoldenFile.Check("Cli/quiz-plain-en", output);
    }

    [Fact]
    public async Task And_in_German() => GoldenFile.Check("Cli/quiz-plain-de", (await RunAsync("?\n?\n", Language.German)).Output);

    [Fact]
    public async Task Answers_are_kept_and_counted()
    {
        var first = QuizQuestion(new QuizProgress());
        var (output, _) = await RunAsync($"{first.Right + 1}\n", questions: 1);
        Assert.Contains($"Right: {first.Right + 1}: {first.Card.Right.Text.En}", output, StringComparison.Ordinal);
        Assert.Contains($"{first.Card.Reply.Digit}xx 1/1\n1 of 1 right", output, StringComparison.Ordinal);
        var kept = new QuizFile(folder.Root).Load(new TelnetSmtp.App.Text.UiText("Quiz", Language.English), out _, out _);
        Assert.Equal((3, 1, 0), (kept[first.Card.Id]!.Box, kept[first.Card.Id]!.Right, kept[first.Card.Id]!.Missed));
        var wrong = QuizQuestion(kept);
        await RunAsync($"{(wrong.Right + 1) % 4 + 1}\n", questions: 1);
        kept = new QuizFile(folder.Root).Load(new TelnetSmtp.App.Text.UiText("Quiz", Language.English), out _, out _);
        Assert.Equal((1, 0, 1), (kept[wrong.Card.Id]!.Box, kept[wrong.Card.Id]!.Right, kept[wrong.Card.Id]!.Missed));
    }

    [Theory]
    [InlineData("quiz", typeof(PromptAction.Quiz))]
    [InlineData("learn codes", typeof(PromptAction.Codes))]
    public async Task With_a_screen_the_window_is_all_that_opens(string line, Type window)
    {
        ClientOptions? shown = null;
        using var writer = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(line.Split(' '), Context(Language.English, TextReader.Null, writer, writer, options => shown = options)));
        Assert.IsType(window, shown?.Opens);
    }

    [Fact]
    public async Task What_is_neither_codes_nor_a_lesson_is_said_to_be_none()
    {
        using var writer = new StringWriter();
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(["learn", "nothing"], Context(Language.English, TextReader.Null, writer, writer, _ => { })));
        Assert.StartsWith("telnetsmtp: There is no lesson \"nothing\"; learn alone lists them: first-message, ", writer.ToString(), StringComparison.Ordinal);
    }

    private static QuizQuestion QuizQuestion(QuizProgress progress) =>
        new Quiz(QuizDeck.Of(new Catalogue()), progress, new Random(Seed)).Next(new FakeTimeProvider().GetLocalNow()).Question;
}
