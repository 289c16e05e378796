// `practice [SCENARIO]`: the client connected to the built-in practice server, in this process and on loopback. A scenario that is none is said before
// any screen is opened.
using System.CommandLine;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static class PracticeCommand
{
    public static Command Create(CliContext context)
    {
        var scenario = new Argument<string?>("SCENARIO") { Arity = ArgumentArity.ZeroOrOne, Description = context.Text["PracticeScenario"] };
        var plain = new Option<bool>("--plain") { Description = context.Text["OptionPlain"] };
        var record = RecordOption.Create(context);
        var command = new Command("practice", context.Text["PracticeDescription"]) { scenario, plain, record };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                _ = PracticeScenarios.Named(parsed.GetValue(scenario));
            }
            catch (ScenarioException e)
            {
                return context.Fail(e.Text.In(context.Language));
            }
            var options = new ClientOptions
            {
                Practice = true,
                Scenario = parsed.GetValue(scenario),
                Settings = new ClientSettings { Language = context.Language, RecordFile = parsed.GetValue(record) },
                Plain = parsed.GetValue(plain) || !context.IsTerminal,
            };
            return await (options.Plain ? context.RunPlain : context.RunFullScreen)(options, context, cancel).ConfigureAwait(false);
        });
        return command;
    }
}
