// Connects: name to addresses, addresses to one TCP connection, both families side by side (RFC 8305: a head start for each, the first to answer wins).
// Every failure is told apart as far as the system tells. Refuses to speak: no byte is sent or read here.
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>The outcome of a call: a connected socket, or why there is none.</summary>
public sealed record DialResult(Socket? Socket, SessionEnd? Failure)
{
    public IPEndPoint? Remote => Socket?.RemoteEndPoint as IPEndPoint;
}

/// <summary>Makes TCP connections.</summary>
/// <param name="time">The clock that time limits run by.</param>
/// <param name="logger">Diagnostics.</param>
public sealed class Dialer(TimeProvider time, ILogger logger)
{
    /// <summary>How long one address may take to answer. Windows gives up after about 21 s, Linux after about 130 s.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    /// <summary>Head start of an address before the next one is tried as well (RFC 8305 5, Connection Attempt Delay).</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Resolves <paramref name="host"/> and connects to <paramref name="port"/>.</summary>
    public Task<DialResult> ConnectAsync(string host, int port, CancellationToken cancel) => ConnectAsync(host, port, ConnectionRoute.Direct, cancel);

    /// <summary>The same, by the family and from the source of <paramref name="route"/>.</summary>
    public async Task<DialResult> ConnectAsync(string host, int port, ConnectionRoute route, CancellationToken cancel)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await System.Net.Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            logger.NameUnresolved(host, e.SocketErrorCode);
            return new DialResult(null, new SessionEnd(OfName(e.SocketErrorCode), e.Message));
        }
        catch (ArgumentException e)
        {
            // A name that is too long, or none at all by its characters.
            return new DialResult(null, new SessionEnd(SessionEndKind.NameUnknown, e.Message));
        }
        catch (OperationCanceledException)
        {
            return new DialResult(null, new SessionEnd(SessionEndKind.Cancelled));
        }
        if (addresses.Length == 0) return new DialResult(null, new SessionEnd(SessionEndKind.NameUnknown));
        addresses = [.. addresses.Where(address => Fits(address, route))];
        if (addresses.Length == 0) return new DialResult(null, new SessionEnd(SessionEndKind.RouteFailed) { Reason = RouteFailures.NoSuchAddress(host, route.Family) });
        return await RaceAsync(Interleaved(addresses), port, route.Source, cancel).ConfigureAwait(false);
    }

    private static bool Fits(IPAddress address, ConnectionRoute route) => route.Family switch
    {
        AddressChoice.IPv4 => address.AddressFamily == AddressFamily.InterNetwork,
        AddressChoice.IPv6 => address.AddressFamily == AddressFamily.InterNetworkV6,
        _ => true,
    } && (route.Source is not { } source || source.AddressFamily == address.AddressFamily);

    private async Task<DialResult> RaceAsync(IPAddress[] addresses, int port, IPEndPoint? source, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = new List<Task<DialResult>>();
        DialResult? worst = null;
        var next = 0;
        while (next < addresses.Length || running.Count > 0)
        {
            if (next < addresses.Length) running.Add(AttemptAsync(addresses[next++], port, source, over.Token));
            Task finished;
            if (next < addresses.Length)
            {
                var headStart = Task.Delay(HeadStart, time, over.Token);
                finished = await Task.WhenAny([.. running, headStart]).ConfigureAwait(false);
                if (finished == headStart) continue;
            }
            else
            {
                finished = await Task.WhenAny(running).ConfigureAwait(false);
            }
            var attempt = (Task<DialResult>)finished;
            running.Remove(attempt);
            var result = await attempt.ConfigureAwait(false);
            if (result.Socket is not null)
            {
                await over.CancelAsync().ConfigureAwait(false);
                foreach (var late in running) (await late.ConfigureAwait(false)).Socket?.Dispose();
                return result;
            }
            worst ??= result;
        }
        return worst!;
    }

    private async Task<DialResult> AttemptAsync(IPAddress address, int port, IPEndPoint? source, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // A telnet server sends the mark of its Synch as urgent data (RFC 854). Out of line it would be taken from the stream and leave a lone IAC.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        SessionEnd end;
        try
        {
            if (source is not null && Bind(socket, source) is { } unusable)
            {
                socket.Dispose();
                return new DialResult(null, unusable);
            }
            await socket.ConnectAsync(address, port, either.Token).ConfigureAwait(false);
            logger.Connected(address, port);
            return new DialResult(socket, null);
        }
        catch (OperationCanceledException)
        {
            end = new SessionEnd(cancel.IsCancellationRequested ? SessionEndKind.Cancelled : SessionEndKind.TimedOut, $"{address}");
        }
        catch (SocketException e)
        {
            end = new SessionEnd(OfSocket(e.SocketErrorCode), $"{address}: {e.Message}");
        }
        logger.ConnectFailed(address, port, end.Kind);
        socket.Dispose();
        return new DialResult(null, end);
    }

    private static SessionEnd? Bind(Socket socket, IPEndPoint source)
    {
        try
        {
            // The same source port may be asked for again while the system still keeps it from the connection before.
            if (source.Port != 0) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(source);
            return null;
        }
        catch (SocketException e)
        {
            return new SessionEnd(SessionEndKind.RouteFailed, e.Message) { Reason = RouteFailures.Source(source, e.SocketErrorCode) };
        }
    }

    /// <summary>IPv6 and IPv4 in turn, in the resolver's order (RFC 8305 4).</summary>
    private static IPAddress[] Interleaved(IPAddress[] addresses)
    {
        var first = addresses.Where(a => a.AddressFamily == addresses[0].AddressFamily).ToArray();
        var second = addresses.Where(a => a.AddressFamily != addresses[0].AddressFamily).ToArray();
        var mixed = new List<IPAddress>(addresses.Length);
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i < first.Length) mixed.Add(first[i]);
            if (i < second.Length) mixed.Add(second[i]);
        }
        return [.. mixed];
    }

    private static SessionEndKind OfName(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => SessionEndKind.NameUnknown,
        _ => SessionEndKind.NameServerFailed,
    };

    /// <summary>The kind of end that a socket error is.</summary>
    internal static SessionEndKind OfSocket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => SessionEndKind.Refused,
        SocketError.TimedOut => SessionEndKind.TimedOut,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => SessionEndKind.Unreachable,
        SocketError.AccessDenied => SessionEndKind.Forbidden,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => SessionEndKind.Reset,
        _ => SessionEndKind.Failed,
    };
}
