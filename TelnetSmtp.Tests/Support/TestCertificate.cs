// A certificate of the test's own, self-signed, made anew for each run. Refuses to be used for anything but loopback tests.
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TelnetSmtp.Tests.Support;

/// <summary>Certificate and key as PEM files.</summary>
/// <param name="CertificateFile">Path of the certificate.</param>
/// <param name="KeyFile">Path of the private key (PKCS #8, no password).</param>
public sealed record TestCertificate(string CertificateFile, string KeyFile)
{
    /// <summary>Makes a certificate for <paramref name="hostName"/> and 127.0.0.1, valid from yesterday for a week, and writes it to <paramref name="folder"/>.</summary>
    public static TestCertificate Make(TemporaryFolder folder, string hostName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={hostName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(hostName);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(today.AddDays(-1), today.AddDays(7));
        return new TestCertificate(folder.Write("certificate.pem", certificate.ExportCertificatePem()), folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()));
    }
}
