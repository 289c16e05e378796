// Rules of a scenario: when … reply …, with delay, hanging up and odd line forms. Values and the question whether one applies; refuses to act.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

/// <summary>One rule.</summary>
public sealed record ScenarioRule
{
    public required ScenarioCondition When { get; init; }

    /// <summary>What is said instead. With 2yz or 3yz the command is carried out all the same; with 4yz or 5yz it is not. Null: the usual reply.</summary>
    public ScenarioReply? Reply { get; init; }

    /// <summary>Milliseconds before the reply.</summary>
    public int DelayMs { get; init; }

    /// <summary>What happens behind the reply.</summary>
    public RuleEnd Then { get; init; }

    /// <summary>Sends the reply in pieces of so many octets; 0: whole.</summary>
    public int PieceOctets { get; init; }

    /// <summary>Milliseconds between two pieces.</summary>
    public int PieceMs { get; init; }

    /// <summary>Ends the reply's lines with LF alone.</summary>
    public bool BareLf { get; init; }
}

/// <summary>What happens to the connection behind a rule's reply.</summary>
public enum RuleEnd : byte
{
    /// <summary>It goes on (after 421 it is closed nevertheless, RFC 5321 3.8).</summary>
    GoOn,
    /// <summary>It is closed in order.</summary>
    Close,
    /// <summary>It is dropped at once, with a reset.</summary>
    Drop,
}

/// <summary>When a rule applies. Everything that is given must hold.</summary>
public sealed record ScenarioCondition
{
    /// <summary>The command; CONNECT is the greeting, <c>.</c> the end of the message (by DATA or BDAT).</summary>
    public required SmtpVerb Command { get; init; }

    /// <summary>A pattern with <c>*</c> and <c>?</c> for the address in MAIL, RCPT, VRFY or EXPN, or for any recipient at the end of the message.</summary>
    public string? Address { get; init; }

    /// <summary>A pattern for all that stands behind the verb.</summary>
    public string? Argument { get; init; }

    /// <summary>Which of the commands of this verb, counted from 1.</summary>
    public ScenarioRange? Count { get; init; }

    /// <summary>Where they are counted.</summary>
    public CountScope Per { get; init; }

    /// <summary>Which of the connections since the server's start, counted from 1.</summary>
    public ScenarioRange? Connection { get; init; }

    /// <summary>Seconds since the server's start.</summary>
    public ScenarioRange? Seconds { get; init; }

    /// <summary>How likely it applies then, 0 to 1; null: always.</summary>
    public double? Probability { get; init; }

    public bool? Tls { get; init; }

    public bool? Authenticated { get; init; }

    internal bool Applies(in RuleMoment moment, PracticeStore store)
    {
        if (Tls is { } tls && tls != moment.Tls)
            return false;
        if (Authenticated is { } authenticated && authenticated != moment.Authenticated)
            return false;
        if (Connection is { } connection && !connection.Contains(moment.Connection))
            return false;
        if (Seconds is { } seconds && !seconds.Contains(moment.SinceStart.TotalSeconds))
            return false;
        if (Count is { } count && !count.Contains(Per == CountScope.Server ? moment.CountOfServer : moment.CountOfConnection))
            return false;
        if (Argument is { } argument && !Wildcard.Matches(argument, moment.Argument))
            return false;
        if (Address is { } address && !moment.Addresses.Any(a => Wildcard.Matches(address, a)))
            return false;
        return Probability is not { } probability || store.Chance() < probability;
    }
}

/// <summary>Where commands are counted.</summary>
public enum CountScope : byte
{
    Connection, Server,
}

/// <summary>A range, both ends included.</summary>
public sealed record ScenarioRange(double From = 0, double? To = null)
{
    internal bool Contains(double value) => value >= From && (To is not { } to || value <= to);
}

/// <summary>The moment at which rules are asked.</summary>
internal readonly record struct RuleMoment(string Argument, IReadOnlyList<string> Addresses, int CountOfConnection, int CountOfServer, int Connection,
    TimeSpan SinceStart, bool Tls, bool Authenticated);

/// <summary>Patterns with <c>*</c> and <c>?</c>, in any letter case.</summary>
internal static class Wildcard
{
    /// <summary>Whether <paramref name="text"/> matches; linear in both, with one place to come back to.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++resume);
            else
                return false;
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
