// A name server as a person names it: SERVER[:PORT], an address of either family or a host name. Refuses what cannot be one, in one line.
using System.Globalization;
using System.Net;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Dns;

/// <summary>A server and its port.</summary>
/// <param name="Host">Address or name, without brackets.</param>
/// <param name="Port">1–65535.</param>
public sealed record ServerAddress(string Host, int Port)
{
    public const int DefaultPort = 53;

    /// <summary>Checks what was typed: <c>192.0.2.1</c>, <c>192.0.2.1:5353</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]:5353</c>, <c>ns1.fabrikam.com</c>.</summary>
    public static bool TryParse(string typed, out ServerAddress server, out LocalizedText problem)
    {
        server = new ServerAddress("", DefaultPort);
        var (host, port) = Split(typed.Trim());
        if (port is not null && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > IPEndPoint.MaxPort))
        {
            problem = new LocalizedText($"“{port}” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 53.",
                $"„{port}“ ist kein Port. Bitte hinter dem Doppelpunkt eine Zahl von 1 bis 65535 angeben oder für 53 weglassen.").Visible();
            return false;
        }
        if (IPAddress.TryParse(host, out var address))
            host = address.ToString();
        else if (!DomainName.TryParse(host, out var name, out problem))
            return false;
        else if ((host = name.Ascii).Length == 0)
        {
            problem = new("“.” is the root of DNS and no server. Give a server's name or address.",
                "„.“ ist die Wurzel des DNS und kein Server. Bitte Namen oder Adresse eines Servers angeben.");
            return false;
        }
        problem = new("", "");
        server = new ServerAddress(host, port is null ? DefaultPort : int.Parse(port, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The endpoints behind it: itself where it is an address, else all its addresses as <paramref name="settings"/>' servers know them.</summary>
    public async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(IDnsTransport transport, DnsSettings settings, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(Host, out var address))
            return [new IPEndPoint(address, Port)];
        var name = new DomainName(Host, Host, false);
        var v4 = await transport.SearchAsync(name, RecordType.A, settings, cancellation).ConfigureAwait(false);
        var v6 = await transport.SearchAsync(name, RecordType.Aaaa, settings, cancellation).ConfigureAwait(false);
        return [.. v4.Addresses.Concat(v6.Addresses).Select(a => new IPEndPoint(a, Port))];
    }

    private static (string Host, string? Port) Split(string typed)
    {
        if (typed.StartsWith('[') && typed.IndexOf(']', StringComparison.Ordinal) is > 0 and var close)
        {
            var rest = typed[(close + 1)..];
            return rest.Length == 0 ? (typed[1..close], null) : rest[0] == ':' ? (typed[1..close], rest[1..]) : (typed, null);
        }
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || typed.IndexOf(':', colon + 1) >= 0 ? (typed, null) : (typed[..colon], typed[(colon + 1)..]);
    }
}
