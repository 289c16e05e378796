// A server on a free loopback port that says what a test tells it to and keeps what it hears. One connection. Refuses to be clever.
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TelnetSmtp.Tests.Net;

internal sealed class SmtpPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly StringBuilder _heard = new();
    private Socket? _socket;

    /// <summary>Far more than a loaded machine needs; without it a client that never comes would hang the run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public SmtpPeer() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Heard => _heard.ToString();

    public async Task Accept() => _socket = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>TCP urgent data is heard where it stands in the stream; else it is not in the stream at all (RFC 1122 4.2.2.4).</summary>
    public void HearsUrgentDataInLine() => _socket!.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);

    public async Task Says(string text) => await _socket!.SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads until <paramref name="text"/> was heard.</summary>
    public async Task Hears(string text)
    {
        var buffer = new byte[4096];
        while (!Heard.Contains(text, StringComparison.Ordinal))
        {
            var count = await Receive(buffer);
            if (count == 0) throw new IOException($"closed before '{text}' was heard; heard: {Heard}");
            _heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    /// <summary>Whether the client has closed its side.</summary>
    public async Task HearsEnd()
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await Receive(buffer)) > 0) _heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
    }

    private Task<int> Receive(byte[] buffer) => _socket!.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public void HangsUp() => _socket!.Dispose();

    /// <summary>FIN, and goes on reading.</summary>
    public void ClosesItsHalf() => _socket!.Shutdown(SocketShutdown.Send);

    /// <summary>RST instead of FIN.</summary>
    public void Resets()
    {
        _socket!.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _listener.Dispose();
    }

    /// <summary>A loopback port on which nobody listens: bound, never listening, so that no other test gets it.</summary>
    public static Socket ClosedPort(out int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return socket;
    }
}
