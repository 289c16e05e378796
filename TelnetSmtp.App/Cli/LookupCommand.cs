// `lookup DOMAIN`: asks DNS once and prints the answer in nslookup's form or as JSON. Exit codes: 0 found, 1 not found or failed, 2 wrong usage.
using System.CommandLine;
using System.Net;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Cli;

internal static class LookupCommand
{
    private const int Done = 0, Failed = 1, WrongUsage = 2;

    /// <summary>The command, in the language that the whole command line chose.</summary>
    public static Command Create(Language language)
    {
        var texts = new UiText("Lookup", language);
        var domain = new Argument<string>("DOMAIN") { Description = texts["Domain"] };
        var type = new Option<string>("--type") { Description = texts.Format("OptionType", string.Join(", ", RecordTypes.Names)), HelpName = "TYPE", DefaultValueFactory = _ => "mx" };
        var dns = new Option<string?>("--dns") { Description = texts["OptionDns"], HelpName = "SERVER[:PORT]" };
        var json = new Option<bool>("--json") { Description = texts["OptionJson"] };
        var command = new Command("lookup", texts["LookupDescription"]) { domain, type, dns, json };
        command.SetAction((result, cancellation) => RunAsync(
            new Request(result.GetValue(domain)!, result.GetValue(type)!, result.GetValue(dns), result.GetValue(json), language),
            new DnsTransport(TimeProvider.System), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancellation));
        return command;
    }

    /// <summary>What was asked on the command line.</summary>
    internal sealed record Request(string Domain, string Type, string? Dns, bool Json, Language Language);

    internal static async Task<int> RunAsync(Request request, IDnsTransport transport, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!TryUnderstand(request, out var name, out var type, out var problem))
        {
            await error.WriteLineAsync(problem.In(request.Language)).ConfigureAwait(false);
            return WrongUsage;
        }
        var (settings, wrong) = await DnsOption.SettingsAsync(request.Dns, transport, cancellation).ConfigureAwait(false);
        if (wrong is not null)
        {
            await error.WriteLineAsync(wrong.In(request.Language)).ConfigureAwait(false);
            return WrongUsage;
        }
        var report = await AskAsync(name, type, transport, settings, cancellation).ConfigureAwait(false);
        if (request.Json)
            await output.WriteLineAsync(report.Json()).ConfigureAwait(false);
        else
            await output.WriteAsync(report.Text(request.Language)).ConfigureAwait(false);
        if (report.Found)
            return Done;
        if (!request.Json)
            await error.WriteLineAsync(report.Problem(request.Language)).ConfigureAwait(false);
        return Failed;
    }

    private static async Task<LookupReport> AskAsync(DomainName name, RecordType type, IDnsTransport transport, DnsSettings settings,
        CancellationToken cancellation)
    {
        if (type == RecordType.Mx)
        {
            var exchangers = new MailExchangers(transport, TimeProvider.System, Random.Shared);
            return LookupReport.Of(await exchangers.FindAsync(name, settings, cancellation).ConfigureAwait(false));
        }
        var answer = await transport.SearchAsync(name, type, settings, cancellation).ConfigureAwait(false);
        var found = settings.Candidates(name).FirstOrDefault(c => c.Ascii == answer.Name, name);
        return new LookupReport(found, type, answer, null, answer.Elapsed);
    }

    private static bool TryUnderstand(Request request, out DomainName name, out RecordType type, out LocalizedText problem)
    {
        name = new DomainName("", "", true);
        if (!RecordTypes.TryParse(request.Type, out type))
        {
            var known = string.Join(", ", RecordTypes.Names);
            problem = new($"“{request.Type}” is no record type known here. Give one of {known}.",
                $"„{request.Type}“ ist kein hier bekannter Eintragstyp. Bitte einen von {known} angeben.");
            return false;
        }
        if (!IPAddress.TryParse(request.Domain, out var address))
            return DomainName.TryParse(request.Domain, out name, out problem);
        if (type == RecordType.Ptr)
        {
            problem = new("", "");
            name = DomainName.ReverseOf(address) with { Typed = request.Domain };
            return true;
        }
        problem = new($"“{request.Domain}” is an address, not a domain. For its name ask with --type ptr.",
            $"„{request.Domain}“ ist eine Adresse und keine Domäne. Nach ihrem Namen mit --type ptr fragen.");
        return false;
    }
}
