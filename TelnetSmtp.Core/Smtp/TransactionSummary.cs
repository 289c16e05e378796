// What a mail transaction came to: envelope, recipients with verdicts, size, TLS, times, queue id, verdict. Facts only; the sentence is
// made elsewhere. RFC 5321 3.3.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The verdict on a transaction, or on the connection where there was none.</summary>
public enum TransactionVerdict : byte
{
    /// <summary>No transaction was begun, and nothing stands against one.</summary>
    None,
    /// <summary>It is under way.</summary>
    Open,
    /// <summary>The server took the message for all recipients.</summary>
    Accepted,
    /// <summary>The server took the message, but not for each recipient.</summary>
    AcceptedForSome,
    /// <summary>The greeting was a refusal.</summary>
    ConnectionRefused,
    /// <summary>EHLO, HELO or LHLO was refused and none was taken.</summary>
    HelloRefused,
    /// <summary>MAIL was refused.</summary>
    SenderRefused,
    /// <summary>Every RCPT was refused.</summary>
    RecipientsRefused,
    /// <summary>DATA was refused before any message data.</summary>
    DataRefused,
    /// <summary>The message was refused after its end (in LMTP: for all recipients), or a chunk of it.</summary>
    MessageRefused,
    /// <summary>The client gave up: RSET, EHLO, QUIT.</summary>
    Abandoned,
    /// <summary>The connection went before the verdict.</summary>
    Broken,
}

/// <summary>A recipient and all that the server said of it.</summary>
/// <param name="ForwardPath">Without brackets.</param>
/// <param name="Code">The reply to RCPT, 0 while unanswered.</param>
/// <param name="Enhanced">Its enhanced code.</param>
/// <param name="DeliveryCode">LMTP: the reply for this recipient after the message; else 0.</param>
/// <param name="DeliveryEnhanced">Its enhanced code.</param>
public sealed record RecipientVerdict(string ForwardPath, short Code, EnhancedStatus Enhanced, short DeliveryCode, EnhancedStatus DeliveryEnhanced)
{
    public bool Accepted => Code is >= 200 and < 300;
}

/// <summary>The newest transaction of a connection, at one moment.</summary>
public sealed record TransactionSummary
{
    public TransactionVerdict Verdict { get; init; }

    /// <summary>The command whose reply decided, with code and enhanced code; None and 0 where nothing is decided.</summary>
    public SmtpVerb DecidedBy { get; init; }

    public short DecidingCode { get; init; }

    public EnhancedStatus DecidingEnhanced { get; init; }

    /// <summary>The server's name, empty where unknown.</summary>
    public string ServerName { get; init; } = "";

    public string? Software { get; init; }

    /// <summary>What the client called itself in the EHLO, HELO or LHLO that was taken; null before that.</summary>
    public string? ClientName { get; init; }

    public bool Tls { get; init; }

    public bool Authenticated { get; init; }

    /// <summary>Without brackets, empty for the null path; null where there was no transaction.</summary>
    public string? ReversePath { get; init; }

    /// <summary>In order, at most <see cref="MaxRecipients"/>; the numbers below count all.</summary>
    public ImmutableArray<RecipientVerdict> Recipients { get; init; } = [];

    public int RecipientsNamed { get; init; }

    public int RecipientsAccepted { get; init; }

    public int RecipientsRefused { get; init; }

    /// <summary>SIZE= of MAIL, in octets; null where not declared (RFC 1870).</summary>
    public long? DeclaredSize { get; init; }

    /// <summary>Message data sent, in octets: line ends counted, doubled dots and the final dot not.</summary>
    public long ContentOctets { get; init; }

    public long ContentLines { get; init; }

    /// <summary>The server's limit in octets from EHLO's SIZE; null where it named none.</summary>
    public long? SizeLimit { get; init; }

    public string? QueueId { get; init; }

    /// <summary>When MAIL was sent.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was decided or given up; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long it has taken until its end, or until the moment of this summary.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The opening of the connection and this transaction, in order of the replies; commands still unanswered at the end.</summary>
    public ImmutableArray<ReplyTime> Times { get; init; } = [];

    /// <summary>The slowest answered one, null where none is.</summary>
    public ReplyTime? Slowest { get; init; }

    /// <summary>How many recipients are kept one by one.</summary>
    public const int MaxRecipients = MailTransaction.MaxRecipients;
}
