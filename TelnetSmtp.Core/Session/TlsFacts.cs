// What a TLS handshake agreed on, what the server showed, and why a handshake failed: facts, worded elsewhere (App.Text). Refuses to judge whether a
// problem matters; that is the settings' (`set tls verify`). RFC 8446, RFC 5280 (certificates), RFC 9525 (names).
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Session;

/// <summary>Why a certificate would not be trusted.</summary>
public enum TrustProblem : byte
{
    /// <summary>The server showed none.</summary>
    NoCertificate,
    /// <summary>Signed by itself.</summary>
    SelfSigned,
    /// <summary>Its chain ends at no authority that is trusted here.</summary>
    UnknownAuthority,
    /// <summary>A certificate between it and the authority was not sent.</summary>
    IncompleteChain,
    /// <summary>It is for other names.</summary>
    WrongName,
    Expired,
    NotYetValid,
    /// <summary>Anything else; the system's words say what.</summary>
    Other,
}

/// <summary>A server's certificate.</summary>
/// <param name="Subject">Distinguished name.</param>
/// <param name="Issuer">Distinguished name.</param>
/// <param name="Names">DNS names and addresses that it is for; empty where it has none but its subject.</param>
/// <param name="From">Valid from.</param>
/// <param name="Until">Valid until.</param>
/// <param name="Key">Algorithm and size, for example <c>RSA 2048</c>.</param>
/// <param name="Signature">How it is signed, for example <c>sha256RSA</c>.</param>
/// <param name="Fingerprint">SHA-256 of the certificate in hexadecimal.</param>
/// <param name="Chain">Subjects from the server's own certificate upwards, as far as they were found.</param>
public sealed record ServerCertificate(string Subject, string Issuer, ImmutableArray<string> Names, DateTimeOffset From, DateTimeOffset Until, string Key,
    string Signature, string Fingerprint, ImmutableArray<string> Chain);

/// <summary>What the TLS handshake agreed on.</summary>
/// <param name="Protocol">For example <c>TLSv1.3</c>.</param>
/// <param name="Cipher">The suite's IANA name; empty where a record does not tell.</param>
/// <param name="Subject">The server certificate's subject, null where there was none.</param>
/// <param name="Problems">Why the certificate would not be trusted: names of <see cref="TrustProblem"/>, or words of another tool's; empty where it would.</param>
public sealed record TlsFacts(string Protocol, string Cipher, string? Subject, IReadOnlyList<string> Problems)
{
    /// <summary>The application protocol agreed on (ALPN, RFC 7301); null where there was none, which is usual for SMTP.</summary>
    public string? Alpn { get; init; }

    /// <summary>The name asked for and looked for in the certificate.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>The certificate; null where the server showed none or a record does not tell.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The system's words for the problems.</summary>
    public ImmutableArray<string> Statements { get; init; } = [];

    /// <summary>When the handshake was done: what is left of the certificate's time is counted from here.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Subject of the certificate that the client showed; null where it showed none.</summary>
    public string? ShownToServer { get; init; }
}

/// <summary>Why a handshake failed, told apart as far as the bytes tell.</summary>
public enum TlsFailureKind : byte
{
    /// <summary>The system's words are all there is.</summary>
    Other,
    /// <summary>The server greeted as SMTP does, in plaintext, where TLS was expected.</summary>
    PlaintextGreeting,
    /// <summary>The server said something in plaintext.</summary>
    PlaintextAnswer,
    /// <summary>The server closed the connection.</summary>
    Closed,
    /// <summary>The server reset the connection.</summary>
    Reset,
    /// <summary>The server said nothing, or stopped in the middle.</summary>
    TimedOut,
    /// <summary>No TLS version in common.</summary>
    Version,
    /// <summary>No cipher suite in common, or the server gives no other reason (alert 40).</summary>
    Cipher,
    /// <summary>The certificate was refused here, by `set tls verify`.</summary>
    CertificateRefused,
    /// <summary>The server wants a client certificate.</summary>
    ClientCertificateNeeded,
    /// <summary>The server refused the client's certificate.</summary>
    ClientCertificateRefused,
    /// <summary>The server knows no such name (alert 112).</summary>
    NameUnknown,
    /// <summary>Another alert of the server's.</summary>
    Alert,
}

/// <summary>A failed handshake.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Said">What the server said: its plaintext, its version, its alert's number; empty where it said nothing.</param>
/// <param name="Facts">What was known of the server's certificate; null where it got not so far.</param>
public sealed record TlsFailure(TlsFailureKind Kind, string Said = "", TlsFacts? Facts = null);
