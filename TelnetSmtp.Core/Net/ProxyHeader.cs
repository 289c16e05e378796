// The header of HAProxy's PROXY protocol, versions 1 (a line of text) and 2 (binary), as a client of a server that expects one writes it: whom the
// connection is said to come from and to go to. Refuses TLVs and protocols other than TCP. "The PROXY protocol", HAProxy Technologies, 2.1 and 2.2.
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

internal static class ProxyHeader
{
    private const byte LocalCommand = 0x20, ProxyCommand = 0x21, TcpOverV4 = 0x11, TcpOverV6 = 0x21;

    /// <summary>RFC-less, but fixed: octets that no text protocol begins with (2.2).</summary>
    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>The header.</summary>
    /// <param name="proxy">What is to be announced.</param>
    /// <param name="local">The connection's own end; null where it has no address (a Unix socket).</param>
    /// <param name="remote">The connection's other end; null as above.</param>
    public static byte[] Encode(ProxyAnnouncement proxy, IPEndPoint? local, IPEndPoint? remote)
    {
        var source = WithPort(proxy.Source, local?.Port ?? 0) ?? local;
        var destination = WithPort(proxy.Destination, remote?.Port ?? 0) ?? remote;
        if (proxy.Unknown || source is null || destination is null) return proxy.Version == 1 ? "PROXY UNKNOWN\r\n"u8.ToArray() : [.. Signature, LocalCommand, 0, 0, 0];
        // What was not named is fitted to what was.
        if (proxy.Source is null) source = new IPEndPoint(Fitted(source.Address, destination.AddressFamily), source.Port);
        else destination = new IPEndPoint(Fitted(destination.Address, source.AddressFamily), destination.Port);
        return proxy.Version == 1 ? Line(source, destination) : Binary(source, destination);
    }

    private static byte[] Line(IPEndPoint source, IPEndPoint destination) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"PROXY {(source.AddressFamily == AddressFamily.InterNetwork ? "TCP4" : "TCP6")} {Plain(source.Address)} {Plain(destination.Address)} {source.Port} {destination.Port}\r\n"));

    private static byte[] Binary(IPEndPoint source, IPEndPoint destination)
    {
        byte[] addresses = [.. source.Address.GetAddressBytes(), .. destination.Address.GetAddressBytes(), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(addresses.AsSpan(^4), (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(addresses.AsSpan(^2), (ushort)destination.Port);
        return [.. Signature, ProxyCommand, source.AddressFamily == AddressFamily.InterNetwork ? TcpOverV4 : TcpOverV6, 0, (byte)addresses.Length, .. addresses];
    }

    private static IPEndPoint? WithPort(IPEndPoint? end, int port) => end is { Port: 0 } ? new IPEndPoint(end.Address, port) : end;

    private static IPAddress Fitted(IPAddress address, AddressFamily family) =>
        address.AddressFamily == family ? address
        : family == AddressFamily.InterNetworkV6 ? address.MapToIPv6()
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : IPAddress.Any;

    /// <summary>Without a scope, which means something on this machine only.</summary>
    private static IPAddress Plain(IPAddress address) => new(address.GetAddressBytes());
}
