// Turns a plaintext stream into a TLS stream (RFC 3207 4, RFC 8314 for implicit TLS) and says what was agreed, what the server showed, and why it would not
// be trusted, or why the handshake failed. By default it goes on with any certificate: this is a test tool, and the panel says what a strict client would
// do. Refuses to choose for the user, and to fetch anything from the network that the server did not send.
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>A handshake's outcome.</summary>
public sealed record TlsResult(SslStream? Stream, TlsFacts? Facts, SessionEnd? Failure);

/// <summary>The client side of a TLS handshake.</summary>
public sealed class TlsHandshake(TimeProvider time, ILogger logger)
{
    /// <summary>How long a handshake may take: as long as RFC 5321 4.5.3.2 lets a command take is too long for a person; Postfix gives 300 s, browsers about 30.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly (CertificateProblems Flag, TrustProblem Problem)[] Problems =
    [
        (CertificateProblems.Expired, TrustProblem.Expired), (CertificateProblems.NotYetValid, TrustProblem.NotYetValid),
        (CertificateProblems.WrongName, TrustProblem.WrongName), (CertificateProblems.SelfSigned, TrustProblem.SelfSigned),
        (CertificateProblems.UntrustedRoot, TrustProblem.UnknownAuthority), (CertificateProblems.IncompleteChain, TrustProblem.IncompleteChain),
        (CertificateProblems.Other, TrustProblem.Other),
    ];

    private TlsFiles _files = TlsFiles.None;

    /// <summary>The certificates to show and to trust; set by the client's thread, used by the session's.</summary>
    public TlsFiles Files
    {
        get => Volatile.Read(ref _files);
        set => Volatile.Write(ref _files, value);
    }

    /// <summary>Shakes hands over <paramref name="stream"/> as a client of <paramref name="host"/>.</summary>
    public async Task<TlsResult> StartAsync(Stream stream, string host, TlsSettings settings, bool firstByte, CancellationToken cancel)
    {
        var attempt = new Attempt(settings.ServerName ?? host, Files, time.GetUtcNow());
        var tap = new HandshakeTap(stream);
        var tls = new SslStream(tap, leaveInnerStreamOpen: false);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await tls.AuthenticateAsClientAsync(attempt.Options(settings), either.Token).ConfigureAwait(false);
            var facts = attempt.Facts(tls, time.GetUtcNow());
            logger.TlsStarted(facts.Protocol, facts.Cipher, facts.Problems.Count);
            return new TlsResult(tls, facts, null);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            logger.TlsFailed(e);
            await tls.DisposeAsync().ConfigureAwait(false);
            if (cancel.IsCancellationRequested) return new TlsResult(null, null, new SessionEnd(SessionEndKind.ClosedByUser));
            var failure = attempt.Refused
                ? new TlsFailure(TlsFailureKind.CertificateRefused, "", attempt.Facts(null, time.GetUtcNow()))
                : HandshakeFailure.Of(tap.First, tap.Ended, e, limit.IsCancellationRequested, attempt.Shown is not null, firstByte);
            var words = e is OperationCanceledException ? "" : (e.InnerException ?? e).Message;
            return new TlsResult(null, null, new SessionEnd(SessionEndKind.TlsFailed, words) { Tls = failure });
        }
    }

    /// <summary>The version as RFCs write it.</summary>
    internal static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        _ => protocol.ToString(),
    };

    /// <summary>One handshake: its options, and what is learned on the way.</summary>
    private sealed class Attempt(string name, TlsFiles files, DateTimeOffset now)
    {
        private ServerCertificate? _certificate;
        private CertificateFacts? _judged;

        public bool Refused { get; private set; }

        public X509Certificate2? Shown { get; private set; }

        public SslClientAuthenticationOptions Options(TlsSettings settings)
        {
            // What the server does not send is not fetched elsewhere: an incomplete chain is to be seen as such.
            var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
            if (files.Authorities is { } authorities)
            {
                policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                policy.CustomTrustStore.AddRange(authorities);
            }
            return new SslClientAuthenticationOptions
            {
                TargetHost = name,
                EnabledSslProtocols = Versions(settings),
                CertificateChainPolicy = policy,
                LocalCertificateSelectionCallback = files.Own is { } own ? (_, _, _, _, _) => Shown = own : null,
                RemoteCertificateValidationCallback = (_, remote, chain, errors) => Judge(remote, chain, errors, settings.Verify),
            };
        }

        public TlsFacts Facts(SslStream? tls, DateTimeOffset at) => new(tls is null ? "" : Name(tls.SslProtocol), tls is null ? "" : $"{tls.NegotiatedCipherSuite}",
            _certificate?.Subject, _judged is { } judged ? [.. Problems.Where(p => judged.Problems.HasFlag(p.Flag)).Select(p => $"{p.Problem}")] : [$"{TrustProblem.NoCertificate}"])
        {
            Alpn = tls is { NegotiatedApplicationProtocol.Protocol.Length: > 0 } ? tls.NegotiatedApplicationProtocol.ToString() : null,
            ServerName = name,
            Certificate = _certificate,
            Statements = _judged?.Statements ?? [],
            At = at,
            ShownToServer = Shown?.Subject,
        };

        private bool Judge(X509Certificate? remote, X509Chain? chain, SslPolicyErrors errors, TlsVerification verification)
        {
            _judged = CertificateReader.Read(remote, chain, errors, now);
            if (_judged is not null && remote is X509Certificate2 certificate)
                _certificate = new ServerCertificate(_judged.Subject, _judged.Issuer, _judged.Names, _judged.From, _judged.Until, _judged.Key,
                    certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value ?? "?", certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), _judged.Chain);
            Refused = verification switch
            {
                TlsVerification.Full => errors != SslPolicyErrors.None,
                TlsVerification.Chain => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != SslPolicyErrors.None,
                _ => false,
            };
            return !Refused;
        }

        [SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols values", Justification = "The user chooses the versions, to test a server by them.")]
        private static SslProtocols Versions(TlsSettings settings) =>
            (settings.Minimum == TlsVersion.Tls12 ? SslProtocols.Tls12 : SslProtocols.None) | (settings.Maximum == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.None);
    }
}
