// `nslookup`: the interactive nslookup on standard input and output; with a name, that one look-up. Exit codes: 0 done, 1 the one look-up failed,
// 2 wrong usage. What failed is explained on a line that begins with `  # `, as everywhere in plain text.
using System.CommandLine;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Cli;

internal static class NslookupCommand
{
    private const int Done = 0, Failed = 1, WrongUsage = 2;

    /// <summary>The command, in the language that the whole command line chose.</summary>
    public static Command Create(CliContext context)
    {
        var language = context.Language;
        var texts = new UiText("Lookup", language);
        var name = new Argument<string?>("NAME") { Description = texts["Name"], Arity = ArgumentArity.ZeroOrOne };
        var server = new Argument<string?>("SERVER") { Description = texts["Server"], Arity = ArgumentArity.ZeroOrOne };
        var dns = new Option<string?>("--dns") { Description = texts["OptionFirstDns"], HelpName = "SERVER[:PORT]" };
        var command = new Command("nslookup", texts["NslookupDescription"]) { name, server, dns };
        command.SetAction((result, cancellation) =>
        {
            var words = new[] { result.GetValue(name), result.GetValue(server) }.Where(w => w is not null);
            return RunAsync(new Request(string.Join(' ', words), result.GetValue(dns), language), new DnsTransport(TimeProvider.System),
                context.Input, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellation);
        });
        return command;
    }

    /// <summary>What was asked on the command line. <paramref name="Line"/> is empty for a session.</summary>
    internal sealed record Request(string Line, string? Dns, Language Language);

    internal static async Task<int> RunAsync(Request request, IDnsTransport transport, TextReader input, TextWriter output, TextWriter error,
        CancellationToken cancellation)
    {
        var (settings, problem) = await DnsOption.SettingsAsync(request.Dns, transport, cancellation).ConfigureAwait(false);
        if (problem is not null)
        {
            await error.WriteLineAsync(problem.In(request.Language)).ConfigureAwait(false);
            return WrongUsage;
        }
        var nslookup = new NslookupInterpreter(transport, settings, request.Language);
        if (request.Line.Length > 0)
        {
            var only = await nslookup.LineAsync(request.Line, cancellation).ConfigureAwait(false);
            await PrintAsync(only, request.Language, output).ConfigureAwait(false);
            return only.Outcome == DnsOutcome.Answered ? Done : Failed;
        }
        await PrintAsync(await nslookup.StartAsync(cancellation).ConfigureAwait(false), request.Language, output).ConfigureAwait(false);
        while (true)
        {
            await output.WriteAsync(NslookupInterpreter.Prompt).ConfigureAwait(false);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
            if (await input.ReadLineAsync(cancellation).ConfigureAwait(false) is not { } line)
            {
                await output.WriteLineAsync().ConfigureAwait(false);
                return Done;
            }
            var step = await nslookup.LineAsync(line, cancellation).ConfigureAwait(false);
            if (step.Exit)
                return Done;
            await PrintAsync(step, request.Language, output).ConfigureAwait(false);
        }
    }

    private static async Task PrintAsync(NslookupStep step, Language language, TextWriter output)
    {
        await output.WriteAsync(step.Text).ConfigureAwait(false);
        if (step.Outcome == DnsOutcome.Answered)
            return;
        var why = DnsOutcomeText.Of(step.Outcome);
        foreach (var remark in why.Remedies.Prepend(why.Meaning))
            await output.WriteLineAsync($"  # {remark.In(language)}").ConfigureAwait(false);
    }
}
