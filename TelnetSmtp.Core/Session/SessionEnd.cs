// Why a session ended or never began: the causes that the panel explains. Facts only; the words are in Smtp/Data/failure-reasons.json and App.Text.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Session;

/// <summary>The kinds of end, told apart as far as the system tells them apart.</summary>
public enum SessionEndKind : byte
{
    /// <summary>The user closed it.</summary>
    ClosedByUser,
    /// <summary>The server closed its side in order.</summary>
    ClosedByServer,
    /// <summary>RST in mid-session (ECONNRESET, EPIPE).</summary>
    Reset,
    /// <summary>The name does not resolve.</summary>
    NameUnknown,
    /// <summary>No name server could be asked, or it failed for now.</summary>
    NameServerFailed,
    /// <summary>ECONNREFUSED.</summary>
    Refused,
    /// <summary>Nobody answered.</summary>
    TimedOut,
    /// <summary>ENETUNREACH, EHOSTUNREACH.</summary>
    Unreachable,
    /// <summary>The local system forbids it (EACCES, EPERM).</summary>
    Forbidden,
    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,
    /// <summary>Plaintext stood behind the 220 to STARTTLS: command injection.</summary>
    PlaintextAfterStartTls,
    /// <summary>Another failure; Detail has the system's words.</summary>
    Failed,
    /// <summary>The connection attempt was cancelled by the user.</summary>
    Cancelled,
    /// <summary>The way asked for (source, family, SOCKS proxy, Unix socket) cannot be taken; Reason says why.</summary>
    RouteFailed,
}

/// <summary>How it ended.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Detail">The system's own words, for the detail box; empty where there are none.</param>
public sealed record SessionEnd(SessionEndKind Kind, string Detail = "")
{
    /// <summary>More on <see cref="SessionEndKind.TlsFailed"/>; else null.</summary>
    public TlsFailure? Tls { get; init; }

    /// <summary>Why, in one line of ours; null where the kind says it all.</summary>
    public LocalizedText? Reason { get; init; }

    /// <summary>Whether the connection never stood.</summary>
    public bool BeforeConnection => Kind is SessionEndKind.NameUnknown or SessionEndKind.NameServerFailed or SessionEndKind.Refused
        or SessionEndKind.RouteFailed or SessionEndKind.TimedOut or SessionEndKind.Unreachable or SessionEndKind.Forbidden or SessionEndKind.Cancelled;
}
