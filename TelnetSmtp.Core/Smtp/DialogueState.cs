// What is known of the SMTP dialogue at one moment: who greeted, what was offered, what is open. Immutable; made by SmtpDialogue, read by everyone.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Where the dialogue stands (RFC 5321 4.1.4).</summary>
public enum DialoguePhase : byte
{
    /// <summary>Waiting for the greeting.</summary>
    Greeting,
    /// <summary>Greeted; EHLO or HELO is due.</summary>
    Hello,
    /// <summary>No transaction is open.</summary>
    Ready,
    /// <summary>MAIL was taken.</summary>
    Sender,
    /// <summary>At least one recipient was taken.</summary>
    Recipients,
    /// <summary>After the 354 (or within BDAT octets): message data.</summary>
    Content,
    /// <summary>Inside an AUTH exchange.</summary>
    Authenticating,
    /// <summary>220 to STARTTLS: the handshake is due.</summary>
    TlsHandshake,
    /// <summary>After 221, 421 or the end of the connection.</summary>
    Closing,
}

/// <summary>A recipient and the server's verdict (0 while unanswered).</summary>
public sealed record Recipient(string ForwardPath, short Code, EnhancedStatus Enhanced)
{
    public bool Accepted => Code is >= 200 and < 300;
}

/// <summary>The state.</summary>
public sealed record DialogueState
{
    public static DialogueState Initial { get; } = new();

    public DialoguePhase Phase { get; init; }

    /// <summary>Commands sent and not yet answered, oldest first.</summary>
    public ImmutableArray<SmtpVerb> Unanswered { get; init; } = [];

    /// <summary>The server's name from its greeting; empty until then.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>The server software that greeting and EHLO give away, for example <c>Postfix</c>; null where they do not.</summary>
    public string? Software { get; init; }

    /// <summary>What EHLO offered; null before EHLO (or after HELO).</summary>
    public EhloCapabilities? Capabilities { get; init; }

    /// <summary>What EHLO offered before TLS, null where there was none or no TLS.</summary>
    public EhloCapabilities? CapabilitiesBeforeTls { get; init; }

    public bool Tls { get; init; }

    /// <summary>Whether a 235 came.</summary>
    public bool Authenticated { get; init; }

    /// <summary>The open transaction's reverse-path without brackets (empty for the null path); null where none is open.</summary>
    public string? ReversePath { get; init; }

    public ImmutableArray<Recipient> Recipients { get; init; } = [];

    /// <summary>Queue id or the like from the reply to the last message; null until one was taken.</summary>
    public string? QueueId { get; init; }

    /// <summary>What may come next, likeliest first, for the status line.</summary>
    public ImmutableArray<SmtpVerb> Next { get; init; } = [];
}
