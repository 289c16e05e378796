// A SOCKS5 proxy on a free loopback port for tests: RFC 1928 CONNECT with or without RFC 1929, one connection. It leads every name to the one server that
// it was given and keeps what it was asked for. Refuses to resolve anything.
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TelnetSmtp.Tests.Net;

/// <summary>How the proxy misbehaves.</summary>
internal enum SocksFault
{
    None, ClosesAtOnce, NoSocks, RefusesMethods, ClosesAfterMethods,
}

internal sealed class TestSocksProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly byte _reply;
    private readonly byte _boundKind;
    private readonly SocksFault _fault;

    /// <summary>A proxy to <paramref name="serverPort"/> on loopback.</summary>
    /// <param name="serverPort">Where it leads.</param>
    /// <param name="reply">Its reply code; 0 connects.</param>
    /// <param name="boundKind">The kind of the address in its reply: 1, 3 or 4.</param>
    /// <param name="fault">What it does wrong.</param>
    public TestSocksProxy(int serverPort, byte reply = 0, byte boundKind = 1, SocksFault fault = SocksFault.None)
    {
        (_serverPort, _reply, _boundKind, _fault) = (serverPort, reply, boundKind, fault);
        _listener.Start();
        Running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>User and password that it wants, as <c>user:password</c>; null lets everybody in.</summary>
    public string? Wants { get; init; }

    /// <summary>What it was asked for: kind of address, address, port.</summary>
    public string Asked { get; private set; } = "";

    public Task Running { get; }

    public void Dispose() => _listener.Dispose();

    private async Task RunAsync()
    {
        try
        {
            using var client = await _listener.AcceptSocketAsync();
            await ServeAsync(client);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        if (_fault == SocksFault.ClosesAtOnce) return;
        var head = await ReadAsync(client, 2);
        var methods = await ReadAsync(client, head[1]);
        if (_fault == SocksFault.NoSocks)
        {
            await client.SendAsync("HTTP/1.1 400 Bad Request\r\n"u8.ToArray());
            return;
        }
        byte wanted = Wants is null ? (byte)0 : (byte)2;
        var method = _fault == SocksFault.RefusesMethods || !methods.Contains(wanted) ? (byte)0xFF : wanted;
        await client.SendAsync(new byte[] { 5, method });
        if (method == 0xFF || _fault == SocksFault.ClosesAfterMethods) return;
        if (method == 2)
        {
            var user = await ReadAsync(client, (await ReadAsync(client, 2))[1]);
            var password = await ReadAsync(client, (await ReadAsync(client, 1))[0]);
            var welcome = $"{Encoding.UTF8.GetString(user)}:{Encoding.UTF8.GetString(password)}" == Wants;
            await client.SendAsync(new byte[] { 1, welcome ? (byte)0 : (byte)1 });
            if (!welcome) return;
        }
        var request = await ReadAsync(client, 4);
        var address = request[3] switch { 1 => await ReadAsync(client, 4), 4 => await ReadAsync(client, 16), _ => await ReadAsync(client, (await ReadAsync(client, 1))[0]) };
        var port = await ReadAsync(client, 2);
        Asked = $"{request[3]} {(request[3] == 3 ? Encoding.ASCII.GetString(address) : new IPAddress(address).ToString())} {port[0] * 256 + port[1]}";
        byte[] bound = _boundKind switch { 1 => new byte[4], 4 => new byte[16], _ => [5, .. "proxy"u8] };
        await client.SendAsync((byte[])[5, _reply, 0, _boundKind, .. bound, 0, 25]);
        if (_reply != 0) return;
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, _serverPort);
        await await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await from.ReceiveAsync(buffer)) > 0) await to.SendAsync(buffer.AsMemory(0, count));
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        var octets = new byte[count];
        for (var got = 0; got < count;)
        {
            var read = await socket.ReceiveAsync(octets.AsMemory(got));
            got += read > 0 ? read : throw new EndOfStreamException();
        }
        return octets;
    }
}
