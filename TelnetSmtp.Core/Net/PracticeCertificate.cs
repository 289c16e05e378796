// The certificate of one run of the practice server: self-signed, made at start, kept in memory. Refuses to be trusted by anybody: it teaches what an
// untrusted, expired or wrongly named certificate looks like (RFC 5280, 6125).
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Core.Net;

internal static class PracticeCertificate
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public static X509Certificate2 Create(Scenario scenario, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = scenario.Tls.CertificateName ?? scenario.Host;
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        // Only where the name is right is the loopback right as well.
        if (scenario.Tls.CertificateName is null)
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        var end = scenario.Tls.Expired ? now.AddDays(-1) : now + Life;
        using var made = request.CreateSelfSigned(end - Life - TimeSpan.FromDays(1), end);
        // Schannel cannot use a key that lives in memory only; the detour by PKCS #12 makes one that it can.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
