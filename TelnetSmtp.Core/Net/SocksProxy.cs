// The client's half of SOCKS5 over a connected socket: methods (RFC 1928 3), user name and password (RFC 1929), CONNECT (RFC 1928 4-6). Names go to the proxy
// unresolved: it may know them where this machine does not. Refuses GSSAPI, BIND and UDP, and to read a byte beyond the proxy's own answers.
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

internal static class SocksProxy
{
    private const byte Version = 5, NegotiationVersion = 1, Connect = 1, NoAuthentication = 0, UserName = 2;
    private const byte AddressV4 = 1, AddressName = 3, AddressV6 = 4;

    /// <summary>Octets of a name that a request has room for (RFC 1928 5: one octet of length).</summary>
    private const int MaxName = 255;

    /// <summary>Has the proxy connect to <paramref name="host"/>; null where it did, else why not.</summary>
    /// <exception cref="SocketException">The connection to the proxy broke.</exception>
    public static async Task<LocalizedText?> OpenAsync(Socket socket, SocksServer server, string host, int port, CancellationToken cancel)
    {
        if (Address(host) is not { } address) return RouteFailures.NameTooLong(host);
        byte[] methods = server.User is null ? [Version, 1, NoAuthentication] : [Version, 2, NoAuthentication, UserName];
        var answer = new byte[4 + 1 + MaxName + 2];
        await SendAsync(socket, methods, cancel).ConfigureAwait(false);
        if (!await ReadAsync(socket, answer.AsMemory(0, 2), cancel).ConfigureAwait(false)) return RouteFailures.ProxyClosed(server);
        if (answer[0] != Version) return RouteFailures.NoSocks(server);
        switch (answer[1])
        {
            case NoAuthentication:
                break;
            case UserName when server.User is not null:
                await SendAsync(socket, Credentials(server), cancel).ConfigureAwait(false);
                if (!await ReadAsync(socket, answer.AsMemory(0, 2), cancel).ConfigureAwait(false)) return RouteFailures.ProxyClosed(server);
                if (answer[1] != 0) return RouteFailures.ProxyRefusedUser(server);
                break;
            default:
                return RouteFailures.NoMethod(server);
        }

        var request = new byte[3 + address.Length + 2];
        (request[0], request[1]) = (Version, Connect);
        address.CopyTo(request, 3);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(^2), (ushort)port);
        await SendAsync(socket, request, cancel).ConfigureAwait(false);
        if (!await ReadAsync(socket, answer.AsMemory(0, 5), cancel).ConfigureAwait(false)) return RouteFailures.ProxyClosed(server);
        if (answer[0] != Version) return RouteFailures.NoSocks(server);
        if (answer[1] != 0) return RouteFailures.ProxyRefused(server, host, port, answer[1]);
        // The address that the proxy uses is of no interest, but it stands before the server's first byte.
        var rest = answer[3] switch { AddressV4 => 4 - 1 + 2, AddressV6 => 16 - 1 + 2, AddressName => answer[4] + 2, _ => -1 };
        if (rest < 0) return RouteFailures.NoSocks(server);
        return await ReadAsync(socket, answer.AsMemory(5, rest), cancel).ConfigureAwait(false) ? null : RouteFailures.ProxyClosed(server);
    }

    /// <summary>RFC 1928 5: kind and address; null for a name that does not fit.</summary>
    private static byte[]? Address(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal.AddressFamily == AddressFamily.InterNetwork ? AddressV4 : AddressV6, .. literal.GetAddressBytes()];
        byte[] name;
        try
        {
            name = Encoding.ASCII.GetBytes(InternationalName.ToAscii(host));
        }
        catch (ArgumentException)
        {
            // No name of DNS; the proxy may know it all the same.
            name = Encoding.UTF8.GetBytes(host);
        }
        return name.Length is > 0 and <= MaxName ? [AddressName, (byte)name.Length, .. name] : null;
    }

    /// <summary>RFC 1929 2.</summary>
    private static byte[] Credentials(SocksServer server)
    {
        var (user, password) = (Encoding.UTF8.GetBytes(server.User!), Encoding.UTF8.GetBytes(server.Password ?? ""));
        return [NegotiationVersion, (byte)user.Length, .. user, (byte)password.Length, .. password];
    }

    private static async ValueTask SendAsync(Socket socket, byte[] octets, CancellationToken cancel)
    {
        for (var sent = 0; sent < octets.Length;)
            sent += await socket.SendAsync(octets.AsMemory(sent), SocketFlags.None, cancel).ConfigureAwait(false);
    }

    /// <summary>Fills <paramref name="octets"/>; false where the proxy closed before.</summary>
    private static async ValueTask<bool> ReadAsync(Socket socket, Memory<byte> octets, CancellationToken cancel)
    {
        while (!octets.IsEmpty)
        {
            var count = await socket.ReceiveAsync(octets, SocketFlags.None, cancel).ConfigureAwait(false);
            if (count == 0) return false;
            octets = octets[count..];
        }
        return true;
    }
}
