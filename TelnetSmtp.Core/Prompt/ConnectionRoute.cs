// By which way a connection is made: from which address, over which family, through which SOCKS proxy, with which PROXY header before the first byte.
// Values only; they are read from a person's words by RouteReading and followed by Net.RouteDialer.
using System.Net;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Which addresses of a name are called.</summary>
public enum AddressChoice : byte
{
    Any, IPv4, IPv6,
}

/// <summary>A SOCKS5 proxy (RFC 1928).</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1–65535.</param>
/// <param name="User">For RFC 1929; null for none.</param>
/// <param name="Password">For RFC 1929; null where the user has none.</param>
public sealed record SocksServer(string Host, int Port, string? User = null, string? Password = null)
{
    /// <summary>The usual port of SOCKS (IANA).</summary>
    public const int UsualPort = 1080;

    /// <summary>For messages: without the password.</summary>
    public override string ToString() => User is null ? $"{Host}:{Port}" : $"{Host}:{Port},{User}";
}

/// <summary>A header of HAProxy's PROXY protocol, sent before anything else.</summary>
/// <param name="Version">1 (a line of text) or 2 (binary).</param>
/// <param name="Source">The client that is announced; null: the connection's own end.</param>
/// <param name="Destination">The server that is announced; null: the connection's other end.</param>
/// <param name="Unknown">Nobody is announced: UNKNOWN in version 1, LOCAL in version 2.</param>
public sealed record ProxyAnnouncement(int Version, IPEndPoint? Source = null, IPEndPoint? Destination = null, bool Unknown = false)
{
    public override string ToString() => $"v{Version}" + (Unknown ? Version == 1 ? ",unknown" : ",local" : "") + (Source is null ? "" : $",{Source}")
        + (Destination is null ? "" : $",{Destination}");
}

/// <summary>The way.</summary>
public sealed record ConnectionRoute
{
    /// <summary>Straight, from whatever address the system chooses.</summary>
    public static ConnectionRoute Direct { get; } = new();

    /// <summary>`-4`, `-6`.</summary>
    public AddressChoice Family { get; init; }

    /// <summary>`--source`; port 0 for any. Null: the system chooses.</summary>
    public IPEndPoint? Source { get; init; }

    /// <summary>`--socks`; null for none.</summary>
    public SocksServer? Socks { get; init; }

    /// <summary>`--proxy`; null for none.</summary>
    public ProxyAnnouncement? Proxy { get; init; }
}
