// One client of the practice server: reads octets, gives them to the machine, performs its actions. Whatever this client does (reset, half-close,
// silence, not reading) ends here and costs the others nothing. Refuses to know SMTP.
using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Core.Net;

internal sealed class PracticeConnection : IDisposable
{
    /// <summary>Octets of one read.</summary>
    private const int ReadSize = 4096;

    /// <summary>Octets of replies held back for one write; a pipelined group is answered in one packet.</summary>
    private const int LargestBatch = 16_384;

    /// <summary>How long and how much is read after our last word, so that the client gets it and not a reset.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(2);
    private const int LargestDrain = 1 << 20;

    /// <summary>Alert handshake_failure (RFC 8446 6.2), for the scenario whose TLS breaks.</summary>
    private static readonly byte[] HandshakeFailure = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];

    private readonly Socket _socket;
    private readonly PracticeHost _host;
    private readonly PracticeServer _server;
    private readonly ArrayBufferWriter<byte> _outgoing = new(256);
    private readonly EndPoint? _remote;
    private Stream _stream = Stream.Null;

    private PracticeConnection(Socket socket, PracticeHost host)
    {
        (_socket, _host) = (socket, host);
        _remote = socket.RemoteEndPoint;
        _server = new PracticeServer(host.Scenario, host.Store, (_remote as IPEndPoint)?.Address ?? IPAddress.None, host.ImplicitTls);
    }

    /// <summary>Serves one client to its end. Never throws for what a client does.</summary>
    public static async Task RunAsync(Socket socket, PracticeHost host, CancellationToken stop)
    {
        // The accept loop goes on while the first octets are exchanged.
        await Task.Yield();
        using var connection = new PracticeConnection(socket, host);
        await connection.RunAsync(stop).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        PracticeLog.Connected(_host.Logger, _remote);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            _socket.NoDelay = true;
            _stream = new NetworkStream(_socket, ownsSocket: false);
            if (_host.ImplicitTls)
                await HandshakeAsync(fail: _host.Scenario.Tls.Conduct == TlsConduct.Breaks, stop).ConfigureAwait(false);
            await ConverseAsync(buffer, stop).ConfigureAwait(false);
            PracticeLog.Ended(_host.Logger, _remote);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            PracticeLog.Stopped(_host.Logger, _remote);
        }
        catch (OperationCanceledException)
        {
            PracticeLog.Slow(_host.Logger, _remote);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or AuthenticationException or InvalidOperationException)
        {
            PracticeLog.Broken(_host.Logger, _remote, e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task ConverseAsync(byte[] buffer, CancellationToken stop)
    {
        var opening = _server.Open(Now);
        try
        {
            if (!await PerformOpeningAsync(opening, stop).ConfigureAwait(false))
                return;
            while (true)
            {
                await FlushAsync(stop).ConfigureAwait(false);
                var count = await ReadAsync(buffer.AsMemory(0, ReadSize), stop).ConfigureAwait(false);
                if (count == 0)
                    return;
                if (count < 0)
                {
                    await PerformAsync(_server.TimedOut(Now), stop).ConfigureAwait(false);
                    return;
                }
                _server.Receive(buffer.AsSpan(0, count));
                while (_server.Next(Now) is { } actions)
                    if (!await PerformAsync(actions, stop).ConfigureAwait(false))
                        return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await SayFarewellAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _server.Leave();
        }
    }

    /// <summary>The greeting may be late on purpose; who speaks meanwhile is refused where the scenario is strict.</summary>
    private async Task<bool> PerformOpeningAsync(IReadOnlyList<PracticeAction> opening, CancellationToken stop)
    {
        if (opening[0] is PracticeAction.Wait wait && _host.Scenario.StrictPipelining)
        {
            await Task.Delay(wait.Time, _host.Time, stop).ConfigureAwait(false);
            opening = _socket.Available > 0 ? _server.SpokeEarly(Now) : [.. opening.Skip(1)];
        }
        return await PerformAsync(opening, stop).ConfigureAwait(false);
    }

    private DateTimeOffset Now => _host.Time.GetLocalNow();

    /// <summary>How many octets were read; 0: the client closed; -1: it was silent too long.</summary>
    private async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(_server.Patience, _host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return await _stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return -1;
        }
    }

    /// <summary>Performs actions in order; false: the connection is over.</summary>
    private async Task<bool> PerformAsync(IReadOnlyList<PracticeAction> actions, CancellationToken stop)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case PracticeAction.Send send:
                    _outgoing.Write(send.Bytes.Span);
                    if (_outgoing.WrittenCount >= LargestBatch)
                        await FlushAsync(stop).ConfigureAwait(false);
                    break;
                case PracticeAction.Wait wait:
                    await FlushAsync(stop).ConfigureAwait(false);
                    await Task.Delay(wait.Time, _host.Time, stop).ConfigureAwait(false);
                    break;
                case PracticeAction.Keep keep:
                    await KeepAsync(keep.Message, stop).ConfigureAwait(false);
                    break;
                case PracticeAction.StartTls start:
                    await FlushAsync(stop).ConfigureAwait(false);
                    await HandshakeAsync(start.Fail, stop).ConfigureAwait(false);
                    _server.TlsStarted();
                    break;
                case PracticeAction.Close:
                    await FlushAsync(stop).ConfigureAwait(false);
                    await CloseAsync(stop).ConfigureAwait(false);
                    return false;
                case PracticeAction.Drop:
                    await FlushAsync(stop).ConfigureAwait(false);
                    _socket.LingerState = new LingerOption(enable: true, seconds: 0);
                    return false;
            }
        }
        return true;
    }

    private async Task FlushAsync(CancellationToken stop)
    {
        if (_outgoing.WrittenCount == 0)
            return;
        // A client that does not read is waited for as long as one that does not speak.
        using var patience = new CancellationTokenSource(_server.Patience, _host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        await _stream.WriteAsync(_outgoing.WrittenMemory, either.Token).ConfigureAwait(false);
        _outgoing.ResetWrittenCount();
    }

    private async Task HandshakeAsync(bool fail, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(_server.Patience, _host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        if (fail)
        {
            // The client's hello is read first, so that it sees the alert and not a reset.
            var hello = new byte[ReadSize];
            _ = await _stream.ReadAsync(hello, either.Token).ConfigureAwait(false);
            await _stream.WriteAsync(HandshakeFailure, either.Token).ConfigureAwait(false);
            await CloseAsync(stop).ConfigureAwait(false);
            throw new AuthenticationException("The scenario breaks the handshake.");
        }
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secure;
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _host.Certificate }, either.Token).ConfigureAwait(false);
        PracticeLog.Secured(_host.Logger, _remote, secure.SslProtocol);
    }

    private async Task KeepAsync(PracticeMessage message, CancellationToken stop)
    {
        PracticeLog.Kept(_host.Logger, message.Id, message.Recipients.Count, message.Content.Length);
        if (_host.Maildir is not { } maildir)
            return;
        try
        {
            await maildir.WriteAsync(message, _host.Scenario.Host, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The message stands in memory; the practice goes on.
            PracticeLog.MaildirFailed(_host.Logger, message.Id, e.Message);
        }
    }

    /// <summary>Closes our side, then reads what is still on its way, so that our last reply is not lost to a reset (RFC 1122 4.2.2.13).</summary>
    private async Task CloseAsync(CancellationToken stop)
    {
        if (_stream is SslStream secure)
            await secure.ShutdownAsync().ConfigureAwait(false);
        _socket.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(LongestDrain, _host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        var rest = new byte[ReadSize];
        try
        {
            for (var drained = 0; drained < LargestDrain;)
            {
                var count = await _socket.ReceiveAsync(rest, either.Token).ConfigureAwait(false);
                if (count == 0)
                    return;
                drained += count;
            }
        }
        catch (OperationCanceledException)
        {
            // It keeps its side open; ours is closed and that is enough.
            PracticeLog.Lingered(_host.Logger, _remote);
        }
    }

    /// <summary>421, if the client takes it at once.</summary>
    private async Task SayFarewellAsync()
    {
        try
        {
            foreach (var send in _server.ShutDown(Now).OfType<PracticeAction.Send>())
                _outgoing.Write(send.Bytes.Span);
            using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await _stream.WriteAsync(_outgoing.WrittenMemory, atOnce.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException or NotSupportedException)
        {
            PracticeLog.Broken(_host.Logger, _remote, e.Message);
        }
    }
}
