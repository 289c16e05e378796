// Looks a host's addresses up in DNS block lists (RFC 5782), only in those that were named. A list that does not answer for its own test address, or answers with
// a refusal, says nothing about anybody: that is told instead. Refuses to ask about private addresses, and to judge whether a list is right.
using System.Collections.Immutable;
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>Asks block lists.</summary>
internal sealed class BlockListSteps(IDnsTransport dns, CheckRequest request)
{
    // RFC 5782 5: every list of IPv4 addresses has 127.0.0.2 in it, every list of IPv6 addresses ::FFFF:7F00:2.
    private static readonly IPAddress Always4 = IPAddress.Parse("127.0.0.2"), Always6 = IPAddress.Parse("::ffff:7f00:2");

    /// <summary>One part for each list.</summary>
    public async Task<ImmutableArray<CheckStep>> OfAsync(IPAddress address, CancellationToken cancel) =>
        AddressSteps.IsPrivate(address) ? [] : [.. await Task.WhenAll(request.BlockLists.Select(list => AskAsync(address, list, cancel))).ConfigureAwait(false)];

    private async Task<CheckStep> AskAsync(IPAddress address, DomainName list, CancellationToken cancel)
    {
        var step = new CheckStep(StepId.Address, new LocalizedText($"Look {address} up in {list.Typed}", $"{address} in {list.Typed} nachschlagen"), Verdict.Pass,
            new LocalizedText($"{address} is not listed.", $"{address} steht nicht darin."));
        var entry = Entry(address, list);
        var answer = await dns.AskAsync(entry, RecordType.A, request.Dns, cancel).ConfigureAwait(false);
        step = step with { Elapsed = answer.Elapsed };
        ImmutableArray<IPAddress> codes = [.. answer.Addresses];
        if (codes.IsEmpty && answer.Outcome is DnsOutcome.NonexistentDomain or DnsOutcome.NoData)
        {
            var known = await dns.AskAsync(Entry(address.GetAddressBytes().Length == 4 ? Always4 : Always6, list), RecordType.A, request.Dns, cancel).ConfigureAwait(false);
            return known.Addresses.Any() ? step : Undecided(step, new LocalizedText($"{list.Typed} does not have its own test address in it: it is no block list for this family, or does not answer here.",
                $"{list.Typed} enthält seine eigene Testadresse nicht: Es ist keine Sperrliste für diese Adressfamilie oder antwortet hier nicht."));
        }
        if (codes.IsEmpty)
            return Undecided(step, DnsOutcomeText.Of(answer.Outcome).Meaning);
        if (codes.FirstOrDefault(IsRefusal) is { } refusal)
        {
            return Undecided(step, new LocalizedText($"{list.Typed} refuses the question ({refusal}), as lists do with big public name servers: ask another one with --dns SERVER.",
                $"{list.Typed} verweigert die Auskunft ({refusal}), wie Listen es bei großen öffentlichen Namensservern tun: mit --dns SERVER einen anderen fragen."));
        }
        var why = await dns.AskAsync(entry, RecordType.Txt, request.Dns, cancel).ConfigureAwait(false);
        return step with
        {
            Verdict = Verdict.Warn,
            Detail = new LocalizedText($"{address} is listed in {list.Typed} ({string.Join(", ", codes)}).", $"{address} steht in {list.Typed} ({string.Join(", ", codes)}).")
                .Then(LocalizedTexts.Same(string.Join(" ", why.Answers.OfType<DnsRecord.Txt>().Select(t => t.Joined)))),
            Remedies = [new($"Servers that ask {list.Typed} refuse what this one sends. Find the cause (a compromised account, an open relay), then ask the list to remove the address.",
                $"Server, die {list.Typed} fragen, lehnen ab, was dieser sendet. Die Ursache suchen (ein gekapertes Konto, ein offenes Relay), dann bei der Liste die Entfernung beantragen.")],
        };
    }

    /// <summary>RFC 5782 2.1 and 2.4: the reversed address in front of the list's own name.</summary>
    private static string Entry(IPAddress address, DomainName list)
    {
        var reverse = DomainName.ReverseOf(address).Ascii;
        return $"{reverse[..reverse.LastIndexOf('.', reverse.LastIndexOf('.') - 1)]}.{list.Ascii}";
    }

    /// <summary>Answers outside 127.0.0.0/8 come from a wildcard of somebody else's, those in 127.255.255.0/24 are refusals by custom.</summary>
    private static bool IsRefusal(IPAddress code)
    {
        var octets = code.GetAddressBytes();
        return octets[0] != 127 || octets is [127, 255, 255, _];
    }

    private static CheckStep Undecided(CheckStep step, LocalizedText why) => step with { Verdict = Verdict.Skip, Detail = why };
}
