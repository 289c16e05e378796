// What asking DNS led to: an answer, or a failure told apart as far as it can be. Facts only; the words are in DnsOutcomeText.
using System.Collections.Immutable;
using System.Net;

namespace TelnetSmtp.Core.Dns;

/// <summary>How a question ended.</summary>
public enum DnsOutcome : byte
{
    /// <summary>Records of the type asked for came back.</summary>
    Answered,
    /// <summary>NODATA: the name exists, the type does not (RFC 2308 2.2).</summary>
    NoData,
    /// <summary>NXDOMAIN: there is no such name.</summary>
    NonexistentDomain,
    /// <summary>SERVFAIL.</summary>
    ServerFailure,
    /// <summary>REFUSED.</summary>
    Refused,
    /// <summary>FORMERR.</summary>
    FormatError,
    /// <summary>NOTIMP.</summary>
    NotImplemented,
    /// <summary>The server only named others: it does not ask on our behalf.</summary>
    Referral,
    /// <summary>Another response code; the number is in <see cref="DnsHeader.ResponseCode"/>.</summary>
    OtherError,
    /// <summary>Nobody answered in time, neither over UDP nor over TCP.</summary>
    TimedOut,
    /// <summary>The server's host or port cannot be reached.</summary>
    Unreachable,
    /// <summary>An answer came that is no valid DNS message.</summary>
    Malformed,
    /// <summary>This system has no name server configured.</summary>
    NoServer,
}

/// <summary>The facts of a message's header (RFC 1035 4.1.1).</summary>
public readonly record struct DnsHeader(int Id, int ResponseCode, bool Authoritative, bool RecursionDesired, bool RecursionAvailable, bool AuthenticData);

/// <summary>One server's part in a question that went to several.</summary>
public readonly record struct DnsAttempt(IPEndPoint Server, DnsOutcome Outcome);

/// <summary>One question and its end.</summary>
/// <param name="Name">The name asked for, without the trailing dot.</param>
/// <param name="Type">The type asked for.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Server">Who answered, or failed to; null where nobody could be asked.</param>
/// <param name="Elapsed">From the first question to the end.</param>
public sealed record DnsAnswer(string Name, RecordType Type, DnsOutcome Outcome, IPEndPoint? Server, TimeSpan Elapsed)
{
    public DnsHeader Header { get; init; }

    public ImmutableArray<DnsRecord> Answers { get; init; } = [];

    public ImmutableArray<DnsRecord> Authorities { get; init; } = [];

    public ImmutableArray<DnsRecord> Additionals { get; init; } = [];

    /// <summary>Every question put to a server, in order: timeouts and fail-over can be seen here.</summary>
    public ImmutableArray<DnsAttempt> Attempts { get; init; } = [];

    /// <summary>The system's or the library's words for a failure; empty where there are none.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The status as dig names it: NOERROR, NXDOMAIN, SERVFAIL …; TIMEOUT, UNREACHABLE, MALFORMED, NOSERVER where no response code came.</summary>
    public string Status => Outcome switch
    {
        DnsOutcome.Answered or DnsOutcome.NoData or DnsOutcome.Referral => "NOERROR",
        DnsOutcome.NonexistentDomain => "NXDOMAIN",
        DnsOutcome.ServerFailure => "SERVFAIL",
        DnsOutcome.Refused => "REFUSED",
        DnsOutcome.FormatError => "FORMERR",
        DnsOutcome.NotImplemented => "NOTIMP",
        DnsOutcome.TimedOut => "TIMEOUT",
        DnsOutcome.Unreachable => "UNREACHABLE",
        DnsOutcome.NoServer => "NOSERVER",
        DnsOutcome.Malformed => "MALFORMED",
        _ => $"RCODE{Header.ResponseCode}",
    };

    /// <summary>Whether the server said something about the name, be it that it does not exist.</summary>
    public bool IsDefinite => Outcome is DnsOutcome.Answered or DnsOutcome.NoData or DnsOutcome.NonexistentDomain;

    /// <summary>The answers' aliases in the order in which they lead from <see cref="Name"/> on; a loop ends where it closes.</summary>
    public ImmutableArray<DnsRecord.Pointer> Aliases
    {
        get
        {
            var chain = ImmutableArray.CreateBuilder<DnsRecord.Pointer>();
            for (var at = Name; Answers.OfType<DnsRecord.Pointer>().FirstOrDefault(r => r.Type == RecordType.Cname && DnsNames.Equal(r.Name, at)) is { } alias;)
            {
                if (chain.Contains(alias))
                    break;
                chain.Add(alias);
                at = alias.Target;
            }
            return chain.ToImmutable();
        }
    }

    /// <summary>The addresses of either family in the answer.</summary>
    public IEnumerable<IPAddress> Addresses => Answers.OfType<DnsRecord.Host>().Select(h => h.Value);
}

/// <summary>How names compare.</summary>
internal static class DnsNames
{
    /// <summary>ASCII letters of either case are equal (RFC 4343).</summary>
    public static bool Equal(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
