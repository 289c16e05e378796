// `learn codes`: the reference of all codes, keywords and commands in full screen. Refuses to open it without a terminal: `explain` says the same in text.
using System.CommandLine;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static class LearnCommand
{
    public const string Name = "learn";

    public static Command Make(CliContext context)
    {
        var texts = new UiText("Reference", context.Language);
        var topic = new Argument<string>("TOPIC") { Description = texts["LearnTopic"] };
        var command = new Command(Name, texts["LearnDescription"]) { topic };
        command.SetAction(async (parsed, cancel) =>
        {
            if (!string.Equals(parsed.GetValue(topic), "codes", StringComparison.OrdinalIgnoreCase)) return context.Fail(texts["LearnUnknown"]);
            if (!context.IsTerminal) return context.Fail(texts["LearnNeedsTerminal"]);
            return await context.RunFullScreen(QuizCommand.Opening(context, new PromptAction.Learn("codes", Alone: true)), context, cancel).ConfigureAwait(false);
        });
        return command;
    }
}
