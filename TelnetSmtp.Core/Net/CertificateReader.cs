// Turns what the framework found about a server's certificate into facts: names, dates, key, chain, and why it would not be trusted, told apart (RFC 5280 6,
// RFC 9525 for names). Refuses to decide whether that matters.
using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TelnetSmtp.Core.Checks;

namespace TelnetSmtp.Core.Net;

internal static class CertificateReader
{
    /// <summary>Names kept of one certificate: some bear hundreds.</summary>
    public const int NameLimit = 50;

    /// <summary>Certificates kept of one chain: real ones have three or four.</summary>
    public const int ChainLimit = 10;

    private const string AlternativeNames = "2.5.29.17";

    /// <summary>The facts; null where there is no certificate.</summary>
    public static CertificateFacts? Read(X509Certificate? remote, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (remote is not X509Certificate2 certificate)
            return null;
        var statements = chain is null ? [] : chain.ChainStatus.Where(s => s.Status != X509ChainStatusFlags.NoError).Select(s => s.StatusInformation.Trim()).Where(s => s.Length > 0).Distinct();
        return new CertificateFacts(certificate.Subject, certificate.Issuer, Names(certificate), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(),
            Key(certificate), chain is null ? [certificate.Subject] : [.. chain.ChainElements.Select(e => e.Certificate.Subject)], Problems(certificate, chain, errors, now), [.. statements])
        {
            Sent = [Octets(certificate, chain), .. chain is null ? [] : chain.ChainPolicy.ExtraStore.Where(c => !c.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)).Take(ChainLimit).Select(c => Octets(c, chain))],
        };
    }

    private static CertificateOctets Octets(X509Certificate2 certificate, X509Chain? chain) => new([.. certificate.RawDataMemory.Span], [.. certificate.PublicKey.ExportSubjectPublicKeyInfo()],
        chain?.ChainElements.Any(e => e.Certificate.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)) ?? true);

    private static CertificateProblems Problems(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        var problems = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateProblems.WrongName : CertificateProblems.None;
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || chain is null)
            return problems;
        var itself = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        foreach (var status in chain.ChainStatus)
            problems |= status.Status switch
            {
                X509ChainStatusFlags.NoError => CertificateProblems.None,
                X509ChainStatusFlags.UntrustedRoot => itself ? CertificateProblems.SelfSigned : CertificateProblems.UntrustedRoot,
                X509ChainStatusFlags.PartialChain => itself ? CertificateProblems.SelfSigned
                    // Servers leave the root out; where the certificate in between came, it is the root that nobody knows here.
                    : chain.ChainElements.Count > 1 ? CertificateProblems.UntrustedRoot : CertificateProblems.IncompleteChain,
                X509ChainStatusFlags.NotTimeValid => certificate.NotBefore.ToUniversalTime() > now ? CertificateProblems.NotYetValid : CertificateProblems.Expired,
                _ => CertificateProblems.Other,
            };
        return problems;
    }

    private static ImmutableArray<string> Names(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == AlternativeNames);
        if (extension is null)
            return [];
        var names = new X509SubjectAlternativeNameExtension(extension.RawData);
        return [.. names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(a => a.ToString())).Take(NameLimit)];
    }

    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return $"RSA {rsa.KeySize}";
        using var ec = certificate.GetECDsaPublicKey();
        return ec is not null ? $"EC {ec.KeySize}" : certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "?";
    }
}
