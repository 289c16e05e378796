// Makes a connection by the way that was asked for: straight, through a SOCKS5 proxy, or to a Unix socket (`unix:/path`); and sends a PROXY header before
// the session gets the stream. Each failure of the way is told from a failure of the server. Refuses to read what the server says.
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>Connects by a route.</summary>
internal sealed class RouteDialer(Dialer dialer, TimeProvider time, ILogger logger)
{
    /// <summary>How long a SOCKS proxy may take to say how its own attempt went: longer than one address may take to answer (<see cref="Dialer.AnswerLimit"/>).</summary>
    public static readonly TimeSpan ProxyLimit = TimeSpan.FromSeconds(45);

    /// <summary>Connects to <paramref name="host"/> by <paramref name="route"/>.</summary>
    public async Task<DialResult> ConnectAsync(string host, int port, ConnectionRoute route, CancellationToken cancel)
    {
        var result = PromptAddress.UnixPath(host) is { } path ? await ConnectUnixAsync(path, cancel).ConfigureAwait(false)
            : route.Socks is { } socks ? await ConnectThroughAsync(socks, host, port, route, cancel).ConfigureAwait(false)
            : await dialer.ConnectAsync(host, port, route, cancel).ConfigureAwait(false);
        return result.Socket is { } socket && route.Proxy is { } proxy ? await AnnounceAsync(socket, proxy, cancel).ConfigureAwait(false) : result;
    }

    private async Task<DialResult> ConnectThroughAsync(SocksServer server, string host, int port, ConnectionRoute route, CancellationToken cancel)
    {
        var reached = await dialer.ConnectAsync(server.Host, server.Port, route, cancel).ConfigureAwait(false);
        if (reached.Socket is not { } socket)
            return reached.Failure is { Kind: SessionEndKind.Cancelled or SessionEndKind.RouteFailed } ? reached : Failed(RouteFailures.ProxyUnreached(server, reached.Failure!));
        using var limit = new CancellationTokenSource(ProxyLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        LocalizedText? failure;
        try
        {
            failure = await SocksProxy.OpenAsync(socket, server, host, port, either.Token).ConfigureAwait(false);
            if (failure is null) return reached;
        }
        catch (OperationCanceledException)
        {
            failure = cancel.IsCancellationRequested ? null : RouteFailures.ProxySilent(server);
        }
        catch (SocketException e)
        {
            failure = RouteFailures.ProxyBroke(server, e.Message);
        }
        socket.Dispose();
        return failure is null ? new DialResult(null, new SessionEnd(SessionEndKind.Cancelled)) : Failed(failure);
    }

    private async Task<DialResult> ConnectUnixAsync(string path, CancellationToken cancel)
    {
        if (!Socket.OSSupportsUnixDomainSockets) return Failed(RouteFailures.NoUnixSockets);
        UnixDomainSocketEndPoint end;
        try
        {
            end = new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentException)
        {
            // The system's structure has about a hundred octets for it.
            return Failed(RouteFailures.UnixPathTooLong(path));
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(end, cancel).ConfigureAwait(false);
            return new DialResult(socket, null);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            return new DialResult(null, new SessionEnd(SessionEndKind.Cancelled));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return Failed(RouteFailures.Unix(path, e.SocketErrorCode, File.Exists(path)));
        }
    }

    private async Task<DialResult> AnnounceAsync(Socket socket, ProxyAnnouncement proxy, CancellationToken cancel)
    {
        var header = ProxyHeader.Encode(proxy, socket.LocalEndPoint as IPEndPoint, socket.RemoteEndPoint as IPEndPoint);
        try
        {
            for (var sent = 0; sent < header.Length;)
                sent += await socket.SendAsync(header.AsMemory(sent), SocketFlags.None, cancel).ConfigureAwait(false);
            return new DialResult(socket, null);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return e is OperationCanceledException ? new DialResult(null, new SessionEnd(SessionEndKind.Cancelled)) : Failed(RouteFailures.HeaderUnsent(e.Message));
        }
    }

    private DialResult Failed(LocalizedText reason)
    {
        logger.RouteFailed(reason.En);
        return new DialResult(null, new SessionEnd(SessionEndKind.RouteFailed) { Reason = reason });
    }
}
