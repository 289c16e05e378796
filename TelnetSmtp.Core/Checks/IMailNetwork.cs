// What the inbound test needs of the world: names, connections, TLS. Core.Net has the sockets behind it; tests may put anything there.
using System.Collections.Immutable;
using System.Net;

namespace TelnetSmtp.Core.Checks;

/// <summary>Why there is no connection.</summary>
public enum ConnectProblem : byte
{
    None, Refused, TimedOut, Unreachable, Forbidden, Reset, Other,
}

/// <summary>An attempt to connect.</summary>
/// <param name="Wire">The connection; null where there is none.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="Detail">The system's own words; empty where there are none.</param>
public sealed record ConnectAttempt(IMailWire? Wire, ConnectProblem Problem = ConnectProblem.None, string Detail = "");

/// <summary>Why a certificate would not be trusted. Flags combine.</summary>
[Flags]
public enum CertificateProblems : byte
{
    None = 0,
    /// <summary>Signed by itself.</summary>
    SelfSigned = 1,
    /// <summary>Its chain ends at no root that this system trusts.</summary>
    UntrustedRoot = 2,
    /// <summary>A certificate between it and the root was not sent.</summary>
    IncompleteChain = 4,
    /// <summary>It is for other names.</summary>
    WrongName = 8,
    Expired = 16,
    NotYetValid = 32,
    /// <summary>Anything else; the system's words say what.</summary>
    Other = 64,
}

/// <summary>One certificate as TLSA records speak of it (RFC 6698 2.1).</summary>
/// <param name="Whole">The certificate, DER.</param>
/// <param name="Key">Its SubjectPublicKeyInfo, DER.</param>
/// <param name="OnPath">Whether it belongs to the signatures' path up from the server's own.</param>
public sealed record CertificateOctets(ImmutableArray<byte> Whole, ImmutableArray<byte> Key, bool OnPath);

/// <summary>A server's certificate.</summary>
/// <param name="Subject">Distinguished name.</param>
/// <param name="Issuer">Distinguished name.</param>
/// <param name="Names">DNS names and addresses that it is for.</param>
/// <param name="From">Valid from.</param>
/// <param name="Until">Valid until.</param>
/// <param name="Key">Algorithm and size, for example <c>RSA 2048</c>.</param>
/// <param name="Chain">Subjects from the server's own certificate upwards, as far as they were found.</param>
/// <param name="Problems">Why it would not be trusted.</param>
/// <param name="Statements">The system's words for the problems.</param>
public sealed record CertificateFacts(string Subject, string Issuer, ImmutableArray<string> Names, DateTimeOffset From, DateTimeOffset Until, string Key,
    ImmutableArray<string> Chain, CertificateProblems Problems, ImmutableArray<string> Statements)
{
    /// <summary>What the server sent, its own first.</summary>
    public ImmutableArray<CertificateOctets> Sent { get; init; } = [];
}

/// <summary>A handshake's outcome.</summary>
/// <param name="Protocol">For example <c>TLSv1.3</c>; empty where the handshake failed.</param>
/// <param name="Cipher">The cipher suite's name.</param>
/// <param name="Certificate">Null where the server sent none or the handshake failed.</param>
/// <param name="Failure">The system's words; null where it succeeded.</param>
public sealed record TlsAttempt(string Protocol, string Cipher, CertificateFacts? Certificate, string? Failure);

/// <summary>One connection. The end of the stream reads as 0 octets; a broken connection throws <see cref="IOException"/>.</summary>
public interface IMailWire : IAsyncDisposable
{
    IPEndPoint Local { get; }

    IPEndPoint Remote { get; }

    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel);

    ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel);

    /// <summary>Shakes hands as a client of <paramref name="host"/>, with any certificate. After a failure the connection is of no use.</summary>
    Task<TlsAttempt> StartTlsAsync(string host, CancellationToken cancel);
}

/// <summary>A text read over HTTPS.</summary>
/// <param name="Text">The text; null where it could not be read.</param>
/// <param name="Failure">Why not, in the system's words.</param>
public sealed record FetchedText(string? Text, string Failure);

/// <summary>The network.</summary>
public interface IMailNetwork
{
    /// <summary>Connects to one address. Failures are results; only cancellation throws.</summary>
    Task<ConnectAttempt> ConnectAsync(IPEndPoint to, CancellationToken cancel);

    /// <summary>The addresses that this system has for a host, its hosts file included; empty where it has none.</summary>
    Task<ImmutableArray<IPAddress>> ResolveAsync(string host, CancellationToken cancel);

    /// <summary>Reads a plain text over HTTPS, certificate checked, no redirect followed. Failures are results; only cancellation throws.</summary>
    /// <param name="address">An <c>https:</c> address.</param>
    /// <param name="hosts">The addresses of its host.</param>
    /// <param name="sizeLimit">In octets; a longer text is a failure.</param>
    /// <param name="cancel">Cancels.</param>
    Task<FetchedText> FetchAsync(Uri address, ImmutableArray<IPAddress> hosts, int sizeLimit, CancellationToken cancel);
}
