// The inbound test's network: TCP through the Dialer, TLS through SslStream, with the certificate told in facts. Any certificate is let pass, because the test
// is to say what is wrong with it. Refuses to speak SMTP.
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>Real connections.</summary>
/// <param name="time">The clock that limits run by.</param>
/// <param name="logger">Diagnostics.</param>
public sealed class MailNetwork(TimeProvider time, ILogger logger) : IMailNetwork
{
    private readonly Dialer _dialer = new(time, logger);

    /// <inheritdoc/>
    public async Task<ConnectAttempt> ConnectAsync(IPEndPoint to, CancellationToken cancel)
    {
        var result = await _dialer.ConnectAsync(to.Address.ToString(), to.Port, cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return result.Socket is { } socket
            ? new ConnectAttempt(new MailWire(socket, time, logger))
            : new ConnectAttempt(null, result.Failure!.Kind switch
            {
                SessionEndKind.Refused => ConnectProblem.Refused,
                SessionEndKind.TimedOut => ConnectProblem.TimedOut,
                SessionEndKind.Unreachable => ConnectProblem.Unreachable,
                SessionEndKind.Forbidden => ConnectProblem.Forbidden,
                SessionEndKind.Reset => ConnectProblem.Reset,
                _ => ConnectProblem.Other,
            }, result.Failure.Detail);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<IPAddress>> ResolveAsync(string host, CancellationToken cancel)
    {
        try
        {
            return [.. await System.Net.Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false)];
        }
        catch (SocketException e)
        {
            logger.NameUnresolved(host, e.SocketErrorCode);
            return [];
        }
        catch (ArgumentException)
        {
            // No name that the system could have.
            return [];
        }
    }

    /// <inheritdoc/>
    public Task<FetchedText> FetchAsync(Uri address, ImmutableArray<IPAddress> hosts, int sizeLimit, CancellationToken cancel) =>
        PolicyFetch.GetAsync(address, hosts, sizeLimit, time, logger, cancel);
}

/// <summary>One connection of the test.</summary>
internal sealed class MailWire(Socket socket, TimeProvider time, ILogger logger) : IMailWire
{
    /// <summary>As long as TlsHandshake grants.</summary>
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(30);

    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    public IPEndPoint Local { get; } = (IPEndPoint)socket.LocalEndPoint!;

    public IPEndPoint Remote { get; } = (IPEndPoint)socket.RemoteEndPoint!;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel) => _stream.ReadAsync(buffer, cancel);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel) => _stream.WriteAsync(octets, cancel);

    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "The test tells what is wrong with any certificate; whoever sends a secret looks at the facts first.")]
    public async Task<TlsAttempt> StartTlsAsync(string host, CancellationToken cancel)
    {
        CertificateFacts? certificate = null;
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        using var limit = new CancellationTokenSource(HandshakeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, remote, chain, errors) =>
                {
                    certificate = CertificateReader.Read(remote, chain, errors, time.GetUtcNow());
                    return true;
                },
            }, either.Token).ConfigureAwait(false);
            return new TlsAttempt(TlsHandshake.Name(tls.SslProtocol), tls.NegotiatedCipherSuite.ToString(), certificate, null);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or InvalidOperationException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            logger.TlsFailed(e);
            return new TlsAttempt("", "", certificate, (e.InnerException ?? e).Message);
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
