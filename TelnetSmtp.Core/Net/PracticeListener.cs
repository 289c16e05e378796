// The practice server on a socket: listens, accepts many clients at once and gives each a PracticeConnection. Loopback unless told otherwise; opens no
// connection of its own, so nothing is ever relayed. Refuses to know SMTP.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Core.Net;

/// <summary>The port is taken; <see cref="FreePort"/> was free a moment ago (0: none was found).</summary>
public sealed class PracticePortTakenException : IOException
{
    public PracticePortTakenException()
    {
    }

    public PracticePortTakenException(string message)
        : base(message)
    {
    }

    public PracticePortTakenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal PracticePortTakenException(IPEndPoint taken, int freePort, SocketException cause)
        : base($"{taken} is in use; port {freePort} is free.", cause) => (Taken, FreePort) = (taken, freePort);

    public IPEndPoint? Taken { get; }

    public int FreePort { get; }
}

/// <summary>How to listen.</summary>
public sealed record PracticeListenerOptions
{
    /// <summary>Whether each connection begins with the TLS handshake (as on port 465).</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>A Maildir to which each message is written as well; null: memory alone.</summary>
    public string? Maildir { get; init; }

    /// <summary>Seeds ids and probabilities; null: by chance.</summary>
    public int? Seed { get; init; }
}

/// <summary>A running practice server.</summary>
public sealed class PracticeListener : IAsyncDisposable
{
    /// <summary>Connections that wait for accept: a burst of the 2000 that are promised, as far as the system grants it.</summary>
    private const int Backlog = 2048;

    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(50);

    private readonly Socket _socket;
    private readonly PracticeHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task _accepting;

    private PracticeListener(Scenario scenario, IPEndPoint at, TimeProvider time, ILogger logger, PracticeListenerOptions options)
    {
        var maildir = options.Maildir is { } path ? PracticeMaildir.Create(path) : null;
        _socket = Listen(at);
        Certificate = PracticeCertificate.Create(scenario, time.GetUtcNow());
        var store = new PracticeStore(time.GetUtcNow(), options.Seed ?? Random.Shared.Next());
        _host = new PracticeHost(scenario, store, Certificate, time, logger, options.ImplicitTls, maildir);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        PracticeLog.Listening(logger, scenario.Name, EndPoint);
        if (!IPAddress.IsLoopback(EndPoint.Address))
            PracticeLog.NotLoopback(logger, EndPoint);
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens; the port is the real one also where 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What was taken, and the counts.</summary>
    public PracticeStore Store => _host.Store;

    public Scenario Scenario => _host.Scenario;

    /// <summary>The certificate of this run.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="scenario">What to play.</param>
    /// <param name="bind">The address; null: 127.0.0.1.</param>
    /// <param name="port">0–65535; 0: any free one.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="logger">Where to log; null: nowhere. Never secrets nor content.</param>
    /// <param name="options">More; null: the defaults.</param>
    /// <exception cref="PracticePortTakenException">Another listens there.</exception>
    /// <exception cref="SocketException">The address is not this machine's, or the port is forbidden.</exception>
    /// <exception cref="IOException">The Maildir cannot be made.</exception>
    public static PracticeListener Start(Scenario scenario, IPAddress? bind = null, int port = 0, TimeProvider? time = null, ILogger? logger = null,
        PracticeListenerOptions? options = null) =>
        new(scenario, new IPEndPoint(bind ?? IPAddress.Loopback, port), time ?? TimeProvider.System, logger ?? NullLogger.Instance, options ?? new());

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        Certificate.Dispose();
        _stop.Dispose();
    }

    private static Socket Listen(IPEndPoint at)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // [::] serves IPv4 as well.
            if (at.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(at);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            if (e.SocketErrorCode == SocketError.AddressAlreadyInUse && at.Port != 0)
                throw new PracticePortTakenException(at, FreePort(at.Address), e);
            throw;
        }
    }

    private static int FreePort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
                Serve(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // The client is gone already, or this process has no descriptor left: others may still be served.
                PracticeLog.AcceptFailed(_host.Logger, e.SocketErrorCode);
                if (!_stop.IsCancellationRequested)
                    await Task.Delay(PauseAfterFailedAccept, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket client)
    {
        var task = PracticeConnection.RunAsync(client, _host, _stop.Token);
        _connections[task] = 0;
        _ = task.ContinueWith((done, all) => ((ConcurrentDictionary<Task, byte>)all!).TryRemove(done, out _), _connections, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}

/// <summary>What all connections of a listener share.</summary>
internal sealed record PracticeHost(Scenario Scenario, PracticeStore Store, X509Certificate2 Certificate, TimeProvider Time, ILogger Logger, bool ImplicitTls,
    PracticeMaildir? Maildir);
