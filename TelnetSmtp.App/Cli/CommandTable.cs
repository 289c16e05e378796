// The commands beside the client itself, one line each: a name by which SlashOptions knows it and what makes its Command.
using System.CommandLine;

namespace TelnetSmtp.App.Cli;

/// <summary>All commands.</summary>
internal static class CommandTable
{
    /// <summary>In the order of the help.</summary>
    public static IReadOnlyList<(string Name, Func<CliContext, ClientArguments, Command> Make)> Commands { get; } =
    [
        ("practice", PracticeCommand.Create),
        (LessonCommand.Name, (context, _) => LessonCommand.Make(context)),
        ("serve", (context, _) => ServeCommand.Create(() => context.Language, () => context.Logger)),
        (QuizCommand.Name, (context, _) => QuizCommand.Make(context)),
        (ExplainCommand.Name, (context, _) => ExplainCommand.Make(context)),
        ("annotate", (context, _) => AnnotateCommand.Create(context)),
        ("replay", ReplayCommand.Create),
        ("lookup", (context, _) => LookupCommand.Create(context.Language)),
        ("nslookup", (context, _) => NslookupCommand.Create(context)),
        (ScreenCommand.Name, (context, _) => ScreenCommand.Make(context)),
        (CheckCommand.Name, (context, _) => CheckCommand.Make(context)),
    ];
}
