// Times between command and reply, with the limits that a client must grant. Bounded; refuses to read a clock. RFC 5321 4.5.3.2.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>How long one command waited for its reply.</summary>
/// <param name="Verb">The command; Connect for the greeting, DataEnd for the end of the message.</param>
/// <param name="Ordinal">Which RCPT, which BDAT; else 0.</param>
/// <param name="SentAt">When the command's line was complete.</param>
/// <param name="Elapsed">Until the reply's last line; null while there is none.</param>
/// <param name="Code">The reply's code, 0 while there is none.</param>
/// <param name="Limit">How long RFC 5321 4.5.3.2 wants a client to wait; null where it names no time.</param>
public readonly record struct ReplyTime(SmtpVerb Verb, int Ordinal, DateTimeOffset SentAt, TimeSpan? Elapsed, short Code, TimeSpan? Limit)
{
    public bool IsOverLimit => Elapsed > Limit;

    /// <summary>RFC 5321 4.5.3.2.1 to 4.5.3.2.6. BDAT (RFC 3030 names no time) goes by the data block, its last chunk by the final dot.</summary>
    public static TimeSpan? LimitOf(SmtpVerb verb, bool lastChunk = false) => verb switch
    {
        SmtpVerb.Connect or SmtpVerb.Mail or SmtpVerb.Rcpt => TimeSpan.FromMinutes(5),
        SmtpVerb.Data => TimeSpan.FromMinutes(2),
        SmtpVerb.DataEnd => TimeSpan.FromMinutes(10),
        SmtpVerb.Bdat or SmtpVerb.Burl => TimeSpan.FromMinutes(lastChunk ? 10 : 3),
        _ => null,
    };
}

/// <summary>The times of a connection's opening and of its newest transaction.</summary>
internal sealed class ReplyTimes
{
    /// <summary>Times kept: more than a summary can show; the slowest is kept beyond that.</summary>
    internal const int MaxKept = 512;

    private readonly List<ReplyTime> _kept = [];

    internal ReplyTime? Slowest { get; private set; }

    internal ImmutableArray<ReplyTime> Kept => [.. _kept];

    internal void Add(in ReplyTime time)
    {
        if (_kept.Count < MaxKept)
            _kept.Add(time);
        Compare(time);
    }

    /// <summary>A transaction begins: what belongs to the one before goes, what opened the connection (greeting to AUTH) stays.</summary>
    internal void BeginTransaction()
    {
        _kept.RemoveAll(t => !IsOpening(t.Verb));
        Slowest = null;
        foreach (var time in _kept)
            Compare(time);
    }

    internal void Clear()
    {
        _kept.Clear();
        Slowest = null;
    }

    private void Compare(in ReplyTime time)
    {
        if (time.Elapsed is { } elapsed && (Slowest is null || elapsed > Slowest.Value.Elapsed))
            Slowest = time;
    }

    private static bool IsOpening(SmtpVerb verb) =>
        verb is SmtpVerb.Connect or SmtpVerb.Helo or SmtpVerb.Ehlo or SmtpVerb.Lhlo or SmtpVerb.StartTls or SmtpVerb.Auth or SmtpVerb.XClient;
}
