// What to check, as a person types it: DOMAIN, HOST:PORT, an address with or without port. Refuses URLs, mail addresses, blanks and impossible ports, each in
// one line that says what to give instead. Looks nothing up.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>A checked target.</summary>
/// <param name="Typed">As typed.</param>
/// <param name="Name">The domain or host; null for an address.</param>
/// <param name="Address">The address; null for a name.</param>
/// <param name="Port">1–65535; 25 where none was typed.</param>
/// <param name="IsHost">Whether one server is meant: an address, a name with a port, <c>localhost</c>. Else the mail route of the name is looked up.</param>
public sealed record CheckTarget(string Typed, DomainName? Name, IPAddress? Address, int Port, bool IsHost)
{
    /// <summary>SMTP between servers.</summary>
    public const int DefaultPort = 25;

    /// <summary>The host as it is named on screen and in TLS.</summary>
    public string Host => Address?.ToString() ?? Name!.Ascii;

    /// <summary>Checks what was typed.</summary>
    public static bool TryParse(string typed, out CheckTarget target, out LocalizedText problem)
    {
        target = new CheckTarget(typed, null, IPAddress.Loopback, DefaultPort, true);
        typed = typed.Trim();
        var (host, port) = Split(typed);
        var number = DefaultPort;
        if (port is not null && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > IPEndPoint.MaxPort))
        {
            problem = new($"“{port}” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 25.",
                $"„{port}“ ist kein Port. Bitte hinter dem Doppelpunkt eine Zahl von 1 bis 65535 angeben oder für 25 weglassen.");
            return false;
        }
        if (host.StartsWith('['))
        {
            problem = new($"“{typed}” is no address in brackets. Give one like [2001:db8::1] or [2001:db8::1]:25.",
                $"„{typed}“ ist keine Adresse in Klammern. Bitte eine wie [2001:db8::1] oder [2001:db8::1]:25 angeben.");
            return false;
        }
        if (IPAddress.TryParse(host, out var address) && IsWritten(host, address))
        {
            problem = LocalizedTexts.Nothing;
            target = new CheckTarget(typed, null, address, number, true);
            return true;
        }
        if (!DomainName.TryParse(host, out var name, out problem))
            return false;
        if (name.Ascii.Length == 0)
        {
            problem = new("“.” is the root of DNS; no mail goes there. Give a domain, for example fabrikam.com.",
                "„.“ ist die Wurzel des DNS; dorthin geht keine E-Mail. Bitte eine Domäne angeben, zum Beispiel fabrikam.com.");
            return false;
        }
        // RFC 6761 6.3: localhost is this machine, whatever DNS says.
        target = new CheckTarget(typed, name, null, number, port is not null || string.Equals(name.Ascii, "localhost", StringComparison.OrdinalIgnoreCase));
        return true;
    }

    /// <summary>Only whole addresses: the framework also takes <c>1</c> and <c>127.1</c>.</summary>
    private static bool IsWritten(string host, IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 || host.Split('.').Length == 4;

    private static (string Host, string? Port) Split(string typed)
    {
        if (typed.Contains("://", StringComparison.Ordinal) || typed.Contains('@', StringComparison.Ordinal))
            return (typed, null);
        if (typed.StartsWith('[') && typed.IndexOf(']', StringComparison.Ordinal) is > 0 and var close)
        {
            var rest = typed[(close + 1)..];
            return rest.Length == 0 ? (typed[1..close], null) : rest[0] == ':' ? (typed[1..close], rest[1..]) : (typed, null);
        }
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || typed.IndexOf(':', colon + 1) >= 0 ? (typed, null) : (typed[..colon], typed[(colon + 1)..]);
    }
}
