// Where a domain's mail goes (RFC 5321 5.1): its MX records in order of preference, equal ones shuffled; without any, the domain itself; with a null MX
// nowhere (RFC 7505). Refuses to connect, and to try the domain itself where MX records exist but lead nowhere.
using System.Collections.Immutable;
using System.Net;

namespace TelnetSmtp.Core.Dns;

/// <summary>What DNS says of a domain's mail.</summary>
public enum MailRouteKind : byte
{
    /// <summary>There are MX records.</summary>
    Mx,
    /// <summary>There are none; the domain's own address takes the mail.</summary>
    Implicit,
    /// <summary>A null MX: the domain takes no mail (RFC 7505).</summary>
    Null,
    /// <summary>No way was found; why is in <see cref="MailRoute.Answer"/>.</summary>
    None,
}

/// <summary>One host that takes a domain's mail.</summary>
/// <param name="Preference">The lower, the sooner.</param>
/// <param name="Host">As the MX record names it.</param>
/// <param name="Addresses">IPv4 first, then IPv6, each in the server's order; empty where none was found.</param>
/// <param name="Outcome">How the search for addresses ended.</param>
/// <param name="Aliases">The CNAMEs behind <paramref name="Host"/>, which RFC 2181 10.3 forbids; empty as a rule.</param>
public sealed record MailExchanger(int Preference, string Host, ImmutableArray<IPAddress> Addresses, DnsOutcome Outcome,
    ImmutableArray<DnsRecord.Pointer> Aliases);

/// <summary>The exchangers of one domain.</summary>
/// <param name="Name">The name under which they were found, search suffix included.</param>
/// <param name="Kind">Which kind of route.</param>
/// <param name="Exchangers">In the order in which a sender tries them.</param>
/// <param name="Answer">The answer to the MX question; where <paramref name="Kind"/> is <see cref="MailRouteKind.None"/>, the answer that says why.</param>
/// <param name="Elapsed">From the first question to the last answer.</param>
public sealed record MailRoute(DomainName Name, MailRouteKind Kind, ImmutableArray<MailExchanger> Exchangers, DnsAnswer Answer, TimeSpan Elapsed);

/// <summary>Finds mail exchangers.</summary>
/// <param name="transport">Asks.</param>
/// <param name="time">Measures.</param>
/// <param name="random">Shuffles exchangers of equal preference.</param>
public sealed class MailExchangers(IDnsTransport transport, TimeProvider time, Random random)
{
    /// <summary>How many questions are in flight at once: enough for any real domain, too few to look like an attack on the server.</summary>
    private const int Parallel = 16;

    /// <summary>How many aliases are followed where a server does not follow them itself; longer chains are errors (RFC 1034 3.6.2).</summary>
    private const int AliasLimit = 8;

    /// <summary>Finds the route of a domain's mail.</summary>
    public async Task<MailRoute> FindAsync(DomainName domain, DnsSettings settings, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        DnsAnswer? answer = null;
        var name = domain;
        foreach (var candidate in settings.Candidates(domain))
        {
            var next = await FollowAsync(candidate.Ascii, RecordType.Mx, settings, cancellation).ConfigureAwait(false);
            // Of several names that do not exist, the one that was typed is the one to tell of.
            if (answer is null || candidate == domain || next.Outcome != DnsOutcome.NonexistentDomain)
                (answer, name) = (next, candidate);
            if (next.Outcome != DnsOutcome.NonexistentDomain)
                break;
        }
        var (kind, exchangers, reason) = await RouteAsync(name, answer!, settings, cancellation).ConfigureAwait(false);
        return new MailRoute(name, kind, exchangers, reason, time.GetElapsedTime(start));
    }

    /// <summary>Asks; where an answer ends in an alias without its target's records, asks for the target's.</summary>
    private async Task<DnsAnswer> FollowAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation)
    {
        var answer = await transport.AskAsync(name, type, settings, cancellation).ConfigureAwait(false);
        var first = answer;
        for (var followed = 0; followed < AliasLimit && answer.Outcome == DnsOutcome.NoData && answer.Aliases is [.., var alias]; followed++)
            answer = await transport.AskAsync(alias.Target, type, settings, cancellation).ConfigureAwait(false);
        return answer == first ? answer : answer with { Name = name, Answers = first.Answers.AddRange(answer.Answers) };
    }

    private async Task<(MailRouteKind, ImmutableArray<MailExchanger>, DnsAnswer)> RouteAsync(DomainName name, DnsAnswer answer, DnsSettings settings,
        CancellationToken cancellation)
    {
        if (answer.Outcome == DnsOutcome.NoData)
        {
            var self = await AddressesAsync(0, name.Ascii, settings, cancellation).ConfigureAwait(false);
            return self.Outcome switch
            {
                DnsOutcome.Answered => (MailRouteKind.Implicit, [self], answer),
                DnsOutcome.NoData => (MailRouteKind.None, [], answer),
                // The MX question was answered, that for the address was not: that failure is the reason.
                _ => (MailRouteKind.None, [], answer with { Outcome = self.Outcome }),
            };
        }
        var records = answer.Answers.OfType<DnsRecord.Mx>().ToArray();
        var real = records.Where(r => r.Exchange != ".").ToArray();
        if (real.Length == 0)
            return (records.Length > 0 ? MailRouteKind.Null : MailRouteKind.None, [], answer);

        random.Shuffle(real);
        var found = await ResolveAsync(real.OrderBy(r => r.Preference), settings, cancellation).ConfigureAwait(false);
        return (MailRouteKind.Mx, found, answer);
    }

    /// <summary>Finds the addresses of exchangers, in the order given, several at a time.</summary>
    internal async Task<ImmutableArray<MailExchanger>> ResolveAsync(IEnumerable<DnsRecord.Mx> records, DnsSettings settings,
        CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(Parallel);
        return [.. await Task.WhenAll(records.Select(async r =>
        {
            await places.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await AddressesAsync(r.Preference, r.Exchange, settings, cancellation).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        })).ConfigureAwait(false)];
    }

    private async Task<MailExchanger> AddressesAsync(int preference, string host, DnsSettings settings, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(
            FollowAsync(host, RecordType.A, settings, cancellation),
            FollowAsync(host, RecordType.Aaaa, settings, cancellation)).ConfigureAwait(false);
        ImmutableArray<IPAddress> addresses = [.. answers.SelectMany(a => a.Addresses)];
        var outcome = addresses.Length > 0 ? DnsOutcome.Answered
            : Array.Find(answers, a => !a.IsDefinite)?.Outcome ?? answers[0].Outcome;
        return new MailExchanger(preference, host, addresses, outcome, answers[0].Aliases);
    }
}
