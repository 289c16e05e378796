// The one file that knows DnsClient. Asks one server at a time over UDP, over TCP after truncation or silence, then the next server, because the
// library's own fail-over would take NXDOMAIN for a reason to ask on and could not tell an unreachable server from a silent one.
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace TelnetSmtp.Core.Dns;

/// <summary>Asks real name servers. Thread-safe.</summary>
/// <param name="time">Measures how long answers take.</param>
public sealed class DnsTransport(TimeProvider time) : IDnsTransport
{
    /// <summary>Largest answer asked for over UDP, in octets: what passes unfragmented on any path in use (DNS Flag Day 2020).</summary>
    private const int UdpPayload = 1232;

    /// <summary>How much of the timeout must be over for a failure to count as one: timers may be early by a tick.</summary>
    private const double NearlyAll = 0.9;

    // The servers come with each question; the one named here is never asked.
    private readonly LookupClient _client = new(new LookupClientOptions(IPAddress.Loopback) { AutoResolveNameServers = false, UseCache = false });

    /// <inheritdoc/>
    public async Task<DnsAnswer> AskAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var attempts = ImmutableArray.CreateBuilder<DnsAttempt>();
        var best = new DnsAnswer(name.TrimEnd('.'), type, DnsOutcome.NoServer, null, TimeSpan.Zero);
        foreach (var server in settings.Servers)
        {
            var answer = await AskServerAsync(best.Name, type, server, settings, attempts, cancellation).ConfigureAwait(false);
            if (best.Server is null || Weight(answer.Outcome) >= Weight(best.Outcome))
                best = answer;
            if (!WantsAnotherServer(answer.Outcome))
                break;
        }
        return best with { Elapsed = time.GetElapsedTime(start), Attempts = attempts.ToImmutable() };
    }

    /// <summary>Whether another server may know better. NXDOMAIN and NODATA are answers: they hold everywhere.</summary>
    private static bool WantsAnotherServer(DnsOutcome outcome) =>
        outcome is not (DnsOutcome.Answered or DnsOutcome.NoData or DnsOutcome.NonexistentDomain);

    /// <summary>Of two servers' failures the one that says more is told: words before silence.</summary>
    private static int Weight(DnsOutcome outcome) => outcome switch
    {
        DnsOutcome.Answered or DnsOutcome.NoData or DnsOutcome.NonexistentDomain => 2,
        DnsOutcome.TimedOut or DnsOutcome.Unreachable => 0,
        _ => 1,
    };

    private async Task<DnsAnswer> AskServerAsync(string name, RecordType type, IPEndPoint server, DnsSettings settings,
        ImmutableArray<DnsAttempt>.Builder attempts, CancellationToken cancellation)
    {
        DnsAnswer answer;
        var tries = 0;
        do
        {
            answer = await AskOnceAsync(name, type, server, settings, settings.Tcp, cancellation).ConfigureAwait(false);
            attempts.Add(new DnsAttempt(server, answer.Outcome));
        }
        while (answer.Outcome == DnsOutcome.TimedOut && ++tries < settings.Tries);

        if (answer.Outcome != DnsOutcome.TimedOut || settings.Tcp)
            return answer;
        // UDP tells nothing of a closed port, and some networks swallow it: TCP tells both apart, and may even get the answer.
        var overTcp = await AskOnceAsync(name, type, server, settings, tcp: true, cancellation).ConfigureAwait(false);
        return overTcp.Outcome == DnsOutcome.TimedOut ? answer : overTcp;
    }

    private async Task<DnsAnswer> AskOnceAsync(string name, RecordType type, IPEndPoint server, DnsSettings settings, bool tcp,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = time.GetTimestamp();
        var options = new DnsQueryOptions
        {
            UseCache = false,
            Retries = 0,
            ThrowDnsErrors = false,
            ContinueOnDnsError = false,
            ContinueOnEmptyResponse = false,
            UseTcpFallback = true,
            UseTcpOnly = tcp,
            Timeout = settings.Timeout,
            Recursion = settings.Recursion,
            RequestDnsSecRecords = settings.DnsSec,
            ExtendedDnsBufferSize = UdpPayload,
        };
        try
        {
            var question = new DnsClient.DnsQuestion(name.Length == 0 ? "." : name, (QueryType)(ushort)type);
            var response = await _client.QueryServerAsync([new NameServer(server)], question, options, cancellation).ConfigureAwait(false);
            return Translate(name, type, server, response);
        }
        catch (Exception e) when (e is DnsResponseException or DnsResponseParseException or DnsXidMismatchException or ArgumentException or SocketException
            or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = OutcomeOf(e);
            // The library calls it a timeout, too, when the peer hangs up on us in the middle; the clock knows better.
            if (outcome == DnsOutcome.TimedOut && time.GetElapsedTime(start) < settings.Timeout * NearlyAll)
                outcome = DnsOutcome.Malformed;
            return new DnsAnswer(name, type, outcome, server, TimeSpan.Zero) { Detail = Innermost(e).Message };
        }
    }

    private static DnsOutcome OutcomeOf(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return DnsOutcome.TimedOut;
                case SocketException:
                    return DnsOutcome.Unreachable;
                case TimeoutException or OperationCanceledException:
                    return DnsOutcome.TimedOut;
            }
        }
        return failure is DnsResponseException { Code: DnsResponseCode.ConnectionTimeout } ? DnsOutcome.TimedOut : DnsOutcome.Malformed;
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private static DnsAnswer Translate(string name, RecordType type, IPEndPoint server, IDnsQueryResponse response)
    {
        var header = response.Header;
        var answers = Translate(response.Answers);
        var authorities = Translate(response.Authorities);
        var outcome = header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => OutcomeOfNoError(type, header, answers, authorities),
            DnsHeaderResponseCode.NotExistentDomain => DnsOutcome.NonexistentDomain,
            DnsHeaderResponseCode.ServerFailure => DnsOutcome.ServerFailure,
            DnsHeaderResponseCode.Refused => DnsOutcome.Refused,
            DnsHeaderResponseCode.FormatError => DnsOutcome.FormatError,
            DnsHeaderResponseCode.NotImplemented => DnsOutcome.NotImplemented,
            _ => DnsOutcome.OtherError,
        };
        return new DnsAnswer(name, type, outcome, server, TimeSpan.Zero)
        {
            Header = new DnsHeader(header.Id, (int)header.ResponseCode, header.HasAuthorityAnswer, header.RecursionDesired, header.RecursionAvailable,
                header.IsAuthenticData),
            Answers = answers,
            Authorities = authorities,
            Additionals = Translate(response.Additionals),
        };
    }

    private static DnsOutcome OutcomeOfNoError(RecordType type, DnsResponseHeader header, ImmutableArray<DnsRecord> answers,
        ImmutableArray<DnsRecord> authorities)
    {
        if (answers.Any(r => r.Type == type || type == RecordType.Any))
            return DnsOutcome.Answered;
        // RFC 2308 2.2: a referral names servers and no SOA, without authority and without recursion.
        var refers = answers.IsEmpty && !header.HasAuthorityAnswer && !header.RecursionAvailable
            && authorities.Any(r => r.Type == RecordType.Ns) && !authorities.Any(r => r.Type == RecordType.Soa);
        return refers ? DnsOutcome.Referral : DnsOutcome.NoData;
    }

    private static ImmutableArray<DnsRecord> Translate(IReadOnlyList<DnsResourceRecord> records) =>
        [.. records.Where(r => r.RecordType != ResourceRecordType.OPT).Select(Translate)];

    private static DnsRecord Translate(DnsResourceRecord record)
    {
        var name = Text(record.DomainName);
        var ttl = record.InitialTimeToLive;
        return record switch
        {
            AddressRecord a => new DnsRecord.Host(name, (RecordType)a.RecordType, ttl, a.Address),
            MxRecord mx => new DnsRecord.Mx(name, ttl, mx.Preference, Text(mx.Exchange)),
            CNameRecord c => new DnsRecord.Pointer(name, RecordType.Cname, ttl, Text(c.CanonicalName)),
            NsRecord ns => new DnsRecord.Pointer(name, RecordType.Ns, ttl, Text(ns.NSDName)),
            PtrRecord ptr => new DnsRecord.Pointer(name, RecordType.Ptr, ttl, Text(ptr.PtrDomainName)),
            TxtRecord txt => new DnsRecord.Txt(name, ttl, [.. txt.Text]),
            SoaRecord soa => new DnsRecord.Soa(name, ttl, Text(soa.MName), Text(soa.RName), soa.Serial, soa.Refresh, soa.Retry, soa.Expire, soa.Minimum),
            TlsaRecord tlsa => new DnsRecord.Tlsa(name, ttl, (byte)tlsa.CertificateUsage, (byte)tlsa.Selector, (byte)tlsa.MatchingType,
                [.. tlsa.CertificateAssociationData]),
            _ => new DnsRecord.Other(name, (RecordType)record.RecordType, ttl, record.ToString()),
        };
    }

    /// <summary>A name as it came over the wire, without the dot at its end; the root is the dot alone.</summary>
    private static string Text(DnsString name) => name.Original.TrimEnd('.') is { Length: > 0 } text ? text : ".";
}
