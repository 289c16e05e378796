// The record types that this program asks for, with their names in DNS (RFC 1035 3.2.2, RFC 3596, RFC 6698). Values only.
using System.Net;
using System.Net.Sockets;

namespace TelnetSmtp.Core.Dns;

/// <summary>A record type; the value is its number on the wire.</summary>
public enum RecordType : ushort
{
    A = 1, Ns = 2, Cname = 5, Soa = 6, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28, Tlsa = 52, Any = 255,
}

/// <summary>Names of record types.</summary>
public static class RecordTypes
{
    private static readonly (string Name, RecordType Type, string Long)[] Table =
    [
        ("A", RecordType.A, "address (A)"), ("AAAA", RecordType.Aaaa, "IPv6 address (AAAA)"), ("MX", RecordType.Mx, "mail exchange (MX)"),
        ("TXT", RecordType.Txt, "text (TXT)"), ("PTR", RecordType.Ptr, "domain name pointer (PTR)"), ("NS", RecordType.Ns, "name server (NS)"),
        ("SOA", RecordType.Soa, "start of authority (SOA)"), ("CNAME", RecordType.Cname, "canonical name (CNAME)"),
        ("TLSA", RecordType.Tlsa, "TLS association (TLSA)"), ("ANY", RecordType.Any, "any type (ANY)"),
    ];

    /// <summary>The names known, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(t => t.Name.ToLowerInvariant())];

    /// <summary>Finds a type by its name, in either case.</summary>
    public static bool TryParse(string name, out RecordType type)
    {
        foreach (var row in Table)
        {
            if (string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                type = row.Type;
                return true;
            }
        }
        type = default;
        return false;
    }

    /// <summary>The type's name in DNS, upper case.</summary>
    public static string Name(this RecordType type) => Array.Find(Table, t => t.Type == type).Name ?? $"TYPE{(ushort)type}";

    /// <summary>The type of record that holds an address.</summary>
    public static RecordType OfAddress(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.Aaaa : RecordType.A;

    /// <summary>The type in nslookup's words: <c>mail exchange (MX)</c>.</summary>
    internal static string LongName(this RecordType type) => Array.Find(Table, t => t.Type == type).Long ?? type.Name();
}
