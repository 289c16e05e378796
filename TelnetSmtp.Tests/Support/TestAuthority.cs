// An authority of the test's own and the certificates that go wrong in the ways that real ones do. Refuses to be used for anything but loopback tests.
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TelnetSmtp.Tests.Support;

/// <summary>A root, an authority below it, and what it issues.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root, _between;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestAuthority()
    {
        _root = Authority("CN=Fabrikam Root", null);
        _between = Authority("CN=Fabrikam Issuing", _root);
    }

    /// <summary>The root as PEM, for `set tls ca`.</summary>
    public string RootPem => _root.ExportCertificatePem();

    /// <summary>The certificate between root and servers.</summary>
    public X509Certificate2 Between => _between;

    /// <summary>A server's certificate for <paramref name="name"/>, from and until so many days from now.</summary>
    public X509Certificate2 Issue(string name, int from = -10, int until = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Request(name, key).Create(_between, _now.AddDays(from), _now.AddDays(until), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return Loaded(whole);
    }

    /// <summary>One that signed itself.</summary>
    public X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Request(name, key).CreateSelfSigned(_now.AddDays(-1), _now.AddDays(10));
        return Loaded(made);
    }

    /// <summary>A client's certificate and its key as PEM, the key encrypted as openssl pkey does (PKCS #8).</summary>
    public static string ProtectedPem(X509Certificate2 own, string password)
    {
        using var key = own.GetECDsaPrivateKey()!;
        return own.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    public void Dispose()
    {
        _root.Dispose();
        _between.Dispose();
    }

    private X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is null)
        {
            using var root = request.CreateSelfSigned(_now.AddDays(-1000), _now.AddDays(1000));
            return Loaded(root);
        }
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        using var made = request.Create(issuer, _now.AddDays(-900), _now.AddDays(900), RandomNumberGenerator.GetBytes(8));
        using var whole = made.CopyWithPrivateKey(key);
        return Loaded(whole);
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    // A key that was just made is not one that SslStream takes on every system; one that came from PKCS #12 is.
    private static X509Certificate2 Loaded(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
}
