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
    public static Command Create(CliContext context, ClientArguments client)
    {
        var scenario = new Argument<string?>("SCENARIO") { Arity = ArgumentArity.ZeroOrOne, Description = context.Text["PracticeScenario"] };
        var command = new Command("practice", context.Text["PracticeDescription"])
        {
            scenario, client.Escape, client.Log, client.Record, client.Term, client.Plain, client.Quiet, client.NoWait,
        };
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
            var options = client.Read(parsed, new ClientSettings()) with { Practice = true, Scenario = parsed.GetValue(scenario) };
            return await (options.Plain ? context.RunPlain : context.RunFullScreen)(options, context, cancel).ConfigureAwait(false);
        });
        return command;
    }
}
