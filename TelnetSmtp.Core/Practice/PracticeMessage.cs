// A message that the practice server took, with its envelope and how it came. Values only.
using System.Net;

namespace TelnetSmtp.Core.Practice;

/// <summary>A recipient that RCPT accepted.</summary>
/// <param name="Address">As written between the brackets.</param>
/// <param name="Parameters">What RCPT asked for.</param>
/// <param name="Mailbox">The local mailbox; null for other domains (after AUTH) .</param>
public sealed record PracticeRecipient(string Address, RcptParameters Parameters, PracticeMailbox? Mailbox);

/// <summary>A message.</summary>
public sealed record PracticeMessage
{
    /// <summary>Queue id.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whose connection it was; null for reports, which the server wrote itself.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The client's EHLO or HELO argument.</summary>
    public string Helo { get; init; } = "";

    public bool Tls { get; init; }

    /// <summary>Who had signed in; null: nobody.</summary>
    public string? User { get; init; }

    /// <summary>The reverse-path; empty for the null path.</summary>
    public required string Sender { get; init; }

    public MailParameters Parameters { get; init; } = new();

    public required IReadOnlyList<PracticeRecipient> Recipients { get; init; }

    /// <summary>Header and body, dots unstuffed.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Whether it is a report (RFC 3464) of this server's.</summary>
    public bool IsReport { get; init; }
}
