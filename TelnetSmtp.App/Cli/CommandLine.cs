// The command line as a whole: language, `/x` forms, parsing, and errors as one line on standard error with exit code 2. What each command does stands in
// its own file. Refuses response files and directives (`@file`, `[suggest]`): a host may be called anything.
using System.CommandLine;
using System.Globalization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>Parses and runs.</summary>
internal static class CommandLine
{
    /// <summary>The language that `--lang` in <paramref name="args"/>, else the environment chooses (LC_ALL, LC_MESSAGES, LANG, the first that is set); English else.</summary>
    public static Language LanguageOf(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var value = args[i] == "--lang" && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith("--lang=", StringComparison.Ordinal) || args[i].StartsWith("--lang:", StringComparison.Ordinal) ? args[i][7..] : null;
            if (value is not null && PromptOptions.ReadLanguage(value) is { } asked)
                return asked;
        }

        var locale = ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is not null && PromptOptions.ReadLanguage(locale) is { } language ? language : Language.English;
    }

    /// <summary>Runs what <paramref name="args"/> ask for.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        // The parser's own words come from its resources in this culture.
        CultureInfo.CurrentUICulture = Cultures.Of(context.Language);
        var client = new ClientArguments(context);
        var root = ClientCommand.Make(context, client);
        foreach (var (_, make) in CommandTable.Commands)
        {
            var command = make(context, client);
            client.Guard(command);
            root.Subcommands.Add(command);
        }
        var commands = CommandTable.Commands.Select(command => command.Name).ToHashSet();
        var parsed = root.Parse(SlashOptions.Rewrite(args, commands), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && !parsed.CommandResult.Children.Any(child => child is System.CommandLine.Parsing.OptionResult { Option: System.CommandLine.Help.HelpOption }))
        {
            var command = parsed.CommandResult.Command;
            var help = command == root ? context.Text["SeeHelp"] : context.Text.Format("SeeCommandHelp", command.Name);
            return context.Fail($"{parsed.Errors[0].Message} {help}");
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
        }).ConfigureAwait(false);
    }
}
