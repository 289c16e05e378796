// A host's addresses and the names behind them: DNS forwards and back (RFC 1912 2.1: every address should have a name that leads back to it). Addresses of
// private networks are not judged: nobody outside asks for their names. Refuses to connect.
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>What the address step found.</summary>
/// <param name="Step">The step.</param>
/// <param name="Addresses">To connect to, in order.</param>
/// <param name="ReverseNames">All names behind them.</param>
internal sealed record AddressFindings(CheckStep Step, ImmutableArray<IPAddress> Addresses, ImmutableArray<string> ReverseNames);

/// <summary>Checks addresses.</summary>
internal sealed class AddressSteps(IDnsTransport dns, CheckRequest request)
{
    public static readonly LocalizedText Title = new("Find the host's addresses", "Adressen des Hosts ermitteln");

    /// <summary>Addresses looked at: a host with more has one address too many for any sender.</summary>
    public const int AddressLimit = 16;

    public async Task<AddressFindings> CheckAsync(MailExchanger host, CancellationToken cancel)
    {
        if (host.Addresses.IsEmpty)
        {
            var why = DnsOutcomeText.Of(host.Outcome);
            return new(new CheckStep(StepId.Address, Title, Verdict.Fail, new LocalizedText($"{host.Host} has no address: {why.Meaning.En}", $"{host.Host} hat keine Adresse: {why.Meaning.De}"))
            {
                Remedies = [new("Publish an A or AAAA record for the host, or take it out of the MX records.",
                    "Für den Host einen A- oder AAAA-Eintrag veröffentlichen oder ihn aus den MX-Einträgen nehmen."), .. why.Remedies],
            }, [], []);
        }
        ImmutableArray<IPAddress> addresses = [.. host.Addresses.Distinct().Take(AddressLimit)];
        var named = await Task.WhenAll(addresses.Select(address => NamedAsync(address, cancel))).ConfigureAwait(false);
        var step = new CheckStep(StepId.Address, Title, Verdict.Pass, LocalizedTexts.Same(request.Target.Address is null ? $"{host.Host}: {string.Join(", ", addresses)}." : $"{addresses[0]}."));
        if (host.Aliases is [_, ..] && !request.Target.IsHost)
        {
            step = step with
            {
                Verdict = Verdict.Warn,
                Detail = step.Detail.Then(new LocalizedText("The MX record names an alias (CNAME), which RFC 2181 10.3 forbids.",
                    "Der MX-Eintrag nennt einen Alias (CNAME), was RFC 2181 10.3 verbietet.")),
                Remedies = [new($"Name {host.Aliases[^1].Target} in the MX record.", $"Im MX-Eintrag {host.Aliases[^1].Target} nennen.")],
            };
        }
        var lists = new BlockListSteps(dns, request);
        var listed = await Task.WhenAll(addresses.Select(address => lists.OfAsync(address, cancel))).ConfigureAwait(false);
        return new(step.With([.. named.Zip(listed, (n, l) => (ImmutableArray<CheckStep>)[n.Step, .. l]).SelectMany(parts => parts)]), addresses, [.. named.SelectMany(n => n.Names)]);
    }

    /// <summary>Whether an address is of this machine or of a private network (RFC 1918, 6598, 3927, 4193).</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal;
        return address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..] or [100, >= 64 and <= 127, ..];
    }

    private async Task<(CheckStep Step, ImmutableArray<string> Names)> NamedAsync(IPAddress address, CancellationToken cancel)
    {
        var title = new LocalizedText($"Find the name behind {address}", $"Namen hinter {address} ermitteln");
        var judged = !IsPrivate(address);
        if (request.Dns.Servers.IsEmpty)
            return (new CheckStep(StepId.Address, title, Verdict.Skip, DnsOutcomeText.Of(DnsOutcome.NoServer).Meaning), []);
        var answer = await dns.AskAsync(DomainName.ReverseOf(address).Ascii, RecordType.Ptr, request.Dns, cancel).ConfigureAwait(false);
        ImmutableArray<string> names = [.. answer.Answers.OfType<DnsRecord.Pointer>().Where(p => p.Type == RecordType.Ptr).Select(p => p.Target)];
        if (names.IsEmpty)
        {
            var none = judged
                ? new LocalizedText($"{address} has no reverse name: {DnsOutcomeText.Of(answer.Outcome).Meaning.En}", $"{address} hat keinen Rückwärtsnamen: {DnsOutcomeText.Of(answer.Outcome).Meaning.De}")
                : new LocalizedText($"{address} belongs to a private network and has no reverse name here.", $"{address} gehört zu einem privaten Netz und hat hier keinen Rückwärtsnamen.");
            return (new CheckStep(StepId.Address, title, judged ? Verdict.Warn : Verdict.Skip, none) { Remedies = judged ? [PublishName] : [], Elapsed = answer.Elapsed }, []);
        }
        var type = address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.Aaaa : RecordType.A;
        foreach (var name in names)
        {
            var back = await dns.AskAsync(name, type, request.Dns, cancel).ConfigureAwait(false);
            if (back.Addresses.Contains(address))
                return (new CheckStep(StepId.Address, title, Verdict.Pass, new LocalizedText($"{address} is {name}, and that name leads back to it.", $"{address} ist {name}, und dieser Name führt zurück.")) { Elapsed = answer.Elapsed }, names);
        }
        return (new CheckStep(StepId.Address, title, judged ? Verdict.Warn : Verdict.Skip, new LocalizedText(
            $"{address} is {string.Join(", ", names)}, but that name does not lead back to the address.", $"{address} ist {string.Join(", ", names)}, aber dieser Name führt nicht zur Adresse zurück."))
        {
            Remedies = judged ? [PublishName] : [],
            Elapsed = answer.Elapsed,
        }, names);
    }

    private static LocalizedText PublishName { get; } = new(
        "Ask whoever assigns the address (as a rule the provider) for a PTR record with the server's name; servers that this one sends to check it.",
        "Bei demjenigen, der die Adresse vergibt (in der Regel der Provider), einen PTR-Eintrag mit dem Namen des Servers anfordern; Server, an die dieser sendet, prüfen ihn.");
}
