// Reads the ways of connecting as people write them, for the command line and for `set`: ADDR[:PORT], HOST:PORT[,USER[,PASSWORD]], v1|v2[,SOURCE[,DESTINATION]].
// Null for what is none of them; the caller has the sentence. Refuses names where an address is needed: nothing is looked up here.
using System.Globalization;
using System.Net;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Reads routes.</summary>
public static class RouteReading
{
    /// <summary>Octets of a SOCKS user name or password (RFC 1929 2: one octet of length).</summary>
    public const int MaxSocksCredential = 255;

    /// <summary><c>192.0.2.5</c>, <c>192.0.2.5:2500</c>, <c>::1</c>, <c>[::1]:2500</c>; port 0 where none stands there.</summary>
    public static IPEndPoint? Source(string text)
    {
        // An address alone first: IPEndPoint would read the last group of an IPv6 address for a port.
        if (IPAddress.TryParse(text.Trim('[', ']'), out var alone) && IsWritten(text, alone)) return new IPEndPoint(alone, 0);
        return IPEndPoint.TryParse(text, out var both) && IsWritten(text, both.Address) ? both : null;
    }

    /// <summary><c>127.0.0.1:1080</c>, <c>proxy.contoso.com</c>, <c>[::1]:1080,chris,secret</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="password">The password where none is written and a user is; null for none.</param>
    public static SocksServer? Socks(string text, string? password = null)
    {
        var parts = text.Split(',', 3);
        if (HostAndPort(parts[0]) is not { } at) return null;
        if (parts.Length == 1) return new SocksServer(at.Host, at.Port);
        var (user, secret) = (parts[1], parts.Length == 3 ? parts[2] : password ?? "");
        return user.Length > 0 && Fits(user) && Fits(secret) ? new SocksServer(at.Host, at.Port, user, secret) : null;
    }

    /// <summary><c>v1</c>, <c>v2</c>, <c>v1,unknown</c>, <c>v2,local</c>, <c>v1,192.0.2.7</c>, <c>v2,[2001:db8::7]:5000,[2001:db8::1]:25</c>.</summary>
    public static ProxyAnnouncement? Proxy(string text)
    {
        var parts = text.Split(',');
        int? version = parts[0].ToLowerInvariant() switch { "1" or "v1" => 1, "2" or "v2" => 2, _ => null };
        if (version is not { } number || parts.Length > 3) return null;
        if (parts.Length == 2 && parts[1].ToLowerInvariant() is "unknown" or "local") return new ProxyAnnouncement(number, Unknown: true);
        var source = parts.Length > 1 ? Source(parts[1]) : null;
        var destination = parts.Length > 2 ? Source(parts[2]) : null;
        if ((parts.Length > 1 && source is null) || (parts.Length > 2 && destination is null)) return null;
        // Both ends of a connection are of one family.
        return source is not null && destination is not null && IsV6(source.Address) != IsV6(destination.Address) ? null : new ProxyAnnouncement(number, source, destination);
    }

    /// <summary><c>4</c>, <c>6</c>, <c>any</c>.</summary>
    public static AddressChoice? Family(string text) => text.ToLowerInvariant() switch
    {
        "4" or "ipv4" => AddressChoice.IPv4,
        "6" or "ipv6" => AddressChoice.IPv6,
        "any" => AddressChoice.Any,
        _ => null,
    };

    private static (string Host, int Port)? HostAndPort(string text)
    {
        var split = PromptAddress.SplitAtColon(text) is { } pair && text[^1] != ':' ? pair : (Host: PromptAddress.Unbracket(text), Port: "");
        if (split.Host.Length == 0 || split.Host.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return null;
        if (split.Port.Length == 0) return text.EndsWith(':') ? null : (split.Host, SocksServer.UsualPort);
        return int.TryParse(split.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= ushort.MaxValue ? (split.Host, port) : null;
    }

    private static bool Fits(string text) => System.Text.Encoding.UTF8.GetByteCount(text) <= MaxSocksCredential;

    /// <summary>`1` and `0x7f.1` are addresses to the system's reader; nobody means them here.</summary>
    private static bool IsWritten(string text, IPAddress address) => IsV6(address) || text.Split(':')[0].Count(c => c == '.') == 3;

    private static bool IsV6(IPAddress address) => address.GetAddressBytes().Length == 16;
}
