// Turns a plaintext stream into a TLS stream (RFC 3207 4, RFC 8314 for implicit TLS) and says what was agreed and why the certificate would not be trusted.
// By default it goes on with any certificate: this is a test tool, and the panel says what a strict client would do. Refuses to choose for the user.
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>How strictly the server's certificate is judged.</summary>
public enum TlsVerification : byte
{
    /// <summary>Problems are shown, the session goes on.</summary>
    None,
    /// <summary>The chain must be trusted; the name need not match.</summary>
    Chain,
    /// <summary>Chain and name.</summary>
    Full,
}

/// <summary>A handshake's outcome.</summary>
public sealed record TlsResult(SslStream? Stream, TlsFacts? Facts, SessionEnd? Failure);

/// <summary>The client side of a TLS handshake.</summary>
public sealed class TlsHandshake(TlsVerification verification, TimeProvider time, ILogger logger)
{
    /// <summary>How long a handshake may take: as long as RFC 5321 4.5.3.2 lets a command take is too long for a person; Postfix gives 300 s, browsers about 30.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Shakes hands over <paramref name="stream"/> as a client of <paramref name="host"/>.</summary>
    public async Task<TlsResult> StartAsync(Stream stream, string host, CancellationToken cancel)
    {
        var problems = new List<string>();
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(host, problems), either.Token).ConfigureAwait(false);
            var facts = new TlsFacts(Name(tls.SslProtocol), tls.NegotiatedCipherSuite.ToString(), tls.RemoteCertificate?.Subject, problems);
            logger.TlsStarted(facts.Protocol, facts.Cipher, problems.Count);
            return new TlsResult(tls, facts, null);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            logger.TlsFailed(e);
            await tls.DisposeAsync().ConfigureAwait(false);
            var detail = problems.Count > 0 ? string.Join("; ", problems) : (e.InnerException ?? e).Message;
            return new TlsResult(null, null, new SessionEnd(SessionEndKind.TlsFailed, detail));
        }
    }

    private SslClientAuthenticationOptions Options(string host, List<string> problems) => new()
    {
        TargetHost = host,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, _, chain, errors) => Judge(chain, errors, problems),
    };

    private bool Judge(X509Chain? chain, SslPolicyErrors errors, List<string> problems)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) problems.Add("no certificate");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) problems.Add("the name does not match");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain is not null)
            problems.AddRange(chain.ChainStatus.Select(s => s.StatusInformation.Trim()).Where(s => s.Length > 0).Distinct());
        return verification switch
        {
            TlsVerification.Full => errors == SslPolicyErrors.None,
            TlsVerification.Chain => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
            _ => true,
        };
    }

    /// <summary>The version as RFCs write it.</summary>
    internal static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        _ => protocol.ToString(),
    };
}
