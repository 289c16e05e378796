// What a list of sessions says of one: short facts, made when it is shown. Data only.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>One session of a record.</summary>
public readonly record struct SessionFacts
{
    /// <summary>From 1, in order of appearance.</summary>
    public int Number { get; init; }

    /// <summary>Whether it has been read to its end; until then there is no verdict, peer and error.</summary>
    public bool Over { get; init; }

    /// <summary>The time of its first line; null where the record has no times. Year 1: no date.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>From its first to its last line; zero where the record has no times.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>With whom, as the record or else the greeting names it; empty where unknown.</summary>
    public string Peer { get; init; }

    /// <summary>Of its newest transaction.</summary>
    public TransactionVerdict Verdict { get; init; }

    /// <summary>Whether TLS was used.</summary>
    public bool Tls { get; init; }

    /// <summary>Replies of class 4 and 5.</summary>
    public int Errors { get; init; }

    /// <summary>The first of them, cut; empty where there is none.</summary>
    public string FirstError { get; init; }

    /// <summary>The command that it answered.</summary>
    public SmtpVerb FirstErrorVerb { get; init; }
}
