// `quiz`: the reply codes by questions, in full screen; `--plain` or without a terminal as lines of text, one question after the other until the input ends.
// `--reset` forgets what was learned. Refuses to choose or to judge (Core.Learning.Quiz).
using System.CommandLine;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static class QuizCommand
{
    public const string Name = "quiz";

    private const int Width = 78;

    /// <summary>The progress of whoever runs this.</summary>
    public static QuizFile OwnFile() => new(Settings.Of(Environment.GetEnvironmentVariable).Data);

    public static Command Make(CliContext context)
    {
        var texts = new UiText("Quiz", context.Language);
        var plain = new Option<bool>("--plain") { Description = texts["OptionPlain"] };
        var reset = new Option<bool>("--reset") { Description = texts["OptionReset"] };
        var seed = new Option<int?>("--seed") { Description = texts["OptionSeed"], HelpName = "N" };
        var questions = new Option<int?>("--questions") { Description = texts["OptionQuestions"], HelpName = "N" };
        var command = new Command(Name, texts["Description"]) { plain, reset, seed, questions };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(reset))
            {
                if (!OwnFile().Reset(texts, out var told)) return context.Fail(told, ExitCode.Failed);
                await context.Output.WriteLineAsync(told).ConfigureAwait(false);
                await context.Output.FlushAsync(cancel).ConfigureAwait(false);
                return ExitCode.Done;
            }
            if (!parsed.GetValue(plain) && context.IsTerminal)
                return await context.RunFullScreen(Opening(context, new PromptAction.Quiz()) with { QuizSeed = parsed.GetValue(seed) }, context, cancel).ConfigureAwait(false);
            await RunPlainAsync(context, OwnFile(), parsed.GetValue(seed), parsed.GetValue(questions) ?? int.MaxValue, TimeProvider.System, cancel).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A client that opens with a window above it.</summary>
    internal static ClientOptions Opening(CliContext context, PromptAction window) => new() { Settings = new ClientSettings { Language = context.Language }, Opens = window };

    /// <summary>Asks on the context's output until its input ends.</summary>
    internal static async Task RunPlainAsync(CliContext context, QuizFile file, int? seed, int questions, TimeProvider time, CancellationToken cancel)
    {
        var texts = new UiText("Quiz", context.Language);
        var progress = file.Load(texts, out var note, out var keeps);
        var quiz = new Quiz(QuizDeck.Of(context.Catalogue), progress, seed is { } given ? new Random(given) : new Random());
        var decoder = new ReplyDecoder(context.Catalogue, context.Language);
        if (note.Length > 0) await context.Error.WriteLineAsync(note).ConfigureAwait(false);
        await context.Output.WriteLineAsync(texts["PlainKeys"]).ConfigureAwait(false);
        for (var asked = 0; asked < questions; asked++)
        {
            var (question, _) = quiz.Next(time.GetLocalNow());
            await WriteAsync(context, Question(question, texts)).ConfigureAwait(false);
            if (await AnswerAsync(context, question, texts, cancel).ConfigureAwait(false) is not { } choice) break;
            var right = quiz.Answer(question, choice, time.GetLocalNow());
            await WriteAsync(context, Explanation(question, choice, right, decoder, texts)).ConfigureAwait(false);
            if (keeps && file.Save(progress, texts) is { Length: > 0 } wrong) await context.Error.WriteLineAsync(wrong).ConfigureAwait(false);
        }
        await WriteAsync(context, ["", .. quiz.Asked > 0 ? [QuizText.Digits(quiz)] : Array.Empty<string>(), QuizText.Score(quiz, texts)]).ConfigureAwait(false);
        await context.Output.FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Index of the choice typed, -1 for ?, null for the end.</summary>
    private static async Task<int?> AnswerAsync(CliContext context, QuizQuestion question, UiText texts, CancellationToken cancel)
    {
        while (true)
        {
            await context.Output.WriteAsync("> ".AsMemory(), cancel).ConfigureAwait(false);
            await context.Output.FlushAsync(cancel).ConfigureAwait(false);
            var line = (await context.Input.ReadLineAsync(cancel).ConfigureAwait(false))?.Trim();
            if (line is null or "q" or "Q" or "quit") return null;
            if (line == "?") return -1;
            if (line is [>= '1' and <= '9'] && line[0] - '1' < question.Choices.Count) return line[0] - '1';
            await context.Output.WriteLineAsync(texts["PlainUnknown"]).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Question(QuizQuestion question, UiText texts)
    {
        var language = texts.Language;
        yield return "";
        yield return texts[$"Ask{question.Card.Kind}"];
        foreach (var line in question.Card.Prompt)
            yield return $"    {line.In(language)}";
        foreach (var (index, choice) in question.Choices.Index())
        {
            yield return $"  {index + 1}  {choice.Text.In(language)}";
            if (choice.Next is { } next) yield return $"     -> {next.In(language)}";
        }
    }

    private static IEnumerable<string> Explanation(QuizQuestion question, int choice, bool right, ReplyDecoder decoder, UiText texts)
    {
        var (card, language) = (question.Card, texts.Language);
        var answer = $"{question.Right + 1}: {card.Right.Text.In(language)}";
        yield return texts.Format(right ? "PlainRight" : choice < 0 ? "PlainAnswer" : "PlainWrong", answer);
        foreach (var why in card.Why?.In(language) ?? [])
            yield return $"  - {why}";
        yield return "";
        foreach (var line in new ExplanationText(language).Lines(decoder.Explain(card.Reply.Code, card.Reply.Enhanced, card.Reply.After, card.Reply.Words), Width))
            yield return line;
    }

    private static async Task WriteAsync(CliContext context, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await context.Output.WriteLineAsync(line).ConfigureAwait(false);
    }
}
