// Holds TLSA records against the certificates that a server sent: usages, selectors and digests of RFC 6698 2.1, as RFC 7672 3.1 narrows them for SMTP.
// Pure: octets in, an outcome out. Refuses to ask DNS and to decide whether an outcome matters.
using System.Security.Cryptography;
using TelnetSmtp.Core.Dns;

namespace TelnetSmtp.Core.Checks;

/// <summary>What the records say of a certificate.</summary>
public enum TlsaOutcome : byte
{
    /// <summary>No record is fit for SMTP: encrypt, and trust anybody (RFC 7672 2.2).</summary>
    Unusable,
    /// <summary>A DANE-EE record names the server's own certificate or key: names and dates do not matter (RFC 7672 3.1.1).</summary>
    Server,
    /// <summary>A DANE-TA record names an authority that the server sent and that signed its certificate; the host's name must be in it (RFC 7672 3.1.2).</summary>
    Authority,
    /// <summary>An authority matches, but the certificate under it is for other names or out of date.</summary>
    AuthorityOnly,
    /// <summary>None matches: senders that heed DANE do not deliver.</summary>
    Mismatch,
}

/// <summary>The matching.</summary>
public static class TlsaMatch
{
    private const byte TrustAnchor = 2, EndEntity = 3; // 0 and 1 ask for a public authority, which RFC 7672 3.1.3 makes unusable

    /// <summary>Whether a record can be used for SMTP.</summary>
    public static bool IsUsable(DnsRecord.Tlsa record) =>
        record is { Usage: TrustAnchor or EndEntity, Selector: 0 or 1 } && record.MatchingType switch
        {
            0 => record.Association.Length > 0,
            1 => record.Association.Length == SHA256.HashSizeInBytes,
            2 => record.Association.Length == SHA512.HashSizeInBytes,
            _ => false,
        };

    /// <summary>The best that any record says.</summary>
    public static TlsaOutcome Of(IEnumerable<DnsRecord.Tlsa> records, CertificateFacts certificate)
    {
        var usable = records.Where(IsUsable).ToArray();
        if (usable.Length == 0)
            return TlsaOutcome.Unusable;
        if (certificate.Sent is [var own, ..] && usable.Any(r => r.Usage == EndEntity && Fits(r, own)))
            return TlsaOutcome.Server;
        var authority = usable.Where(r => r.Usage == TrustAnchor).Any(r => certificate.Sent.Any(sent => sent.OnPath && Fits(r, sent)));
        if (!authority)
            return TlsaOutcome.Mismatch;
        const CertificateProblems against = CertificateProblems.WrongName | CertificateProblems.Expired | CertificateProblems.NotYetValid;
        return (certificate.Problems & against) == 0 ? TlsaOutcome.Authority : TlsaOutcome.AuthorityOnly;
    }

    private static bool Fits(DnsRecord.Tlsa record, CertificateOctets certificate)
    {
        var part = (record.Selector == 0 ? certificate.Whole : certificate.Key).AsSpan();
        return record.MatchingType switch
        {
            0 => part.SequenceEqual(record.Association.AsSpan()),
            1 => SHA256.HashData(part).AsSpan().SequenceEqual(record.Association.AsSpan()),
            _ => SHA512.HashData(part).AsSpan().SequenceEqual(record.Association.AsSpan()),
        };
    }
}
