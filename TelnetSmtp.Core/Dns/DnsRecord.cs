// Records of DNS as values of our own, so that no other file knows the library. Names are A-labels without the trailing dot; the root is ".".
using System.Collections.Immutable;
using System.Net;

namespace TelnetSmtp.Core.Dns;

/// <summary>One resource record.</summary>
/// <param name="Name">Its owner.</param>
/// <param name="Type">Its type.</param>
/// <param name="Ttl">Time to live, in seconds.</param>
public abstract record DnsRecord(string Name, RecordType Type, int Ttl)
{
    /// <summary>A or AAAA.</summary>
    public sealed record Host(string Name, RecordType Type, int Ttl, IPAddress Value) : DnsRecord(Name, Type, Ttl);

    /// <summary>MX. <paramref name="Exchange"/> is "." in a null MX (RFC 7505).</summary>
    public sealed record Mx(string Name, int Ttl, int Preference, string Exchange) : DnsRecord(Name, RecordType.Mx, Ttl);

    /// <summary>CNAME, NS or PTR: a record that names another name.</summary>
    public sealed record Pointer(string Name, RecordType Type, int Ttl, string Target) : DnsRecord(Name, Type, Ttl);

    /// <summary>TXT, its strings as they stand; joined they are the text (RFC 7208 3.3).</summary>
    public sealed record Txt(string Name, int Ttl, ImmutableArray<string> Strings) : DnsRecord(Name, RecordType.Txt, Ttl)
    {
        public string Joined => string.Concat(Strings);
    }

    /// <summary>SOA; the times in seconds.</summary>
    public sealed record Soa(string Name, int Ttl, string Primary, string Responsible, uint Serial, uint Refresh, uint Retry, uint Expire, uint Minimum)
        : DnsRecord(Name, RecordType.Soa, Ttl);

    /// <summary>TLSA (RFC 6698 2.1).</summary>
    public sealed record Tlsa(string Name, int Ttl, byte Usage, byte Selector, byte MatchingType, ImmutableArray<byte> Association)
        : DnsRecord(Name, RecordType.Tlsa, Ttl);

    /// <summary>Any other type, as the library words it.</summary>
    public sealed record Other(string Name, RecordType Type, int Ttl, string Text) : DnsRecord(Name, Type, Ttl);
}
