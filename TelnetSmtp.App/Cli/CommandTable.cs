// The commands beside the client itself, one line each: a name by which SlashOptions knows it and what makes its Command.
using System.CommandLine;

namespace TelnetSmtp.App.Cli;

/// <summary>All commands.</summary>
internal static class CommandTable
{
    /// <summary>In the order of the help.</summary>
    public static IReadOnlyList<(string Name, Func<CliContext, Command> Make)> Commands { get; } =
    [
        ("practice", PracticeCommand.Create),
        (LessonCommand.Name, LessonCommand.Make),
        ("serve", context => ServeCommand.Create(() => context.Language, () => context.Logger)),
        (QuizCommand.Name, QuizCommand.Make),
        (ExplainCommand.Name, ExplainCommand.Make),
        ("annotate", AnnotateCommand.Create),
        ("replay", ReplayCommand.Create),
        ("lookup", context => LookupCommand.Create(context.Language)),
        ("nslookup", context => NslookupCommand.Create(context)),
        (ScreenCommand.Name, ScreenCommand.Make),
        (CheckCommand.Name, CheckCommand.Make),
    ];
}
