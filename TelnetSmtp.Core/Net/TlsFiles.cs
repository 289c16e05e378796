// Reads the files that `set tls cert` and `set tls ca` name: PEM by its text, PKCS #12 (PFX) otherwise. Every failure is one reason in words. Refuses
// encrypted files without a password, and keeps no private key beyond the client's life.
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

/// <summary>The certificates that settings name, read.</summary>
/// <param name="Own">The client's certificate with its key; null where none is shown.</param>
/// <param name="OwnChain">What was in its file besides.</param>
/// <param name="Authorities">Those trusted in place of the system's; null: the system's.</param>
public sealed record TlsFiles(X509Certificate2? Own, X509Certificate2Collection OwnChain, X509Certificate2Collection? Authorities)
{
    /// <summary>Largest file read: a chain is some 10 KiB, the bundle of all public authorities some 300.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public static TlsFiles None { get; } = new(null, [], null);

    /// <summary>Reads the files of <paramref name="settings"/>.</summary>
    /// <param name="settings">Names the files.</param>
    /// <param name="file">The file that is no use, where one is.</param>
    /// <param name="reason">Why, in a few words.</param>
    /// <returns>Null where a file is no use.</returns>
    public static TlsFiles? Read(TlsSettings settings, out string file, out LocalizedText? reason)
    {
        (file, reason) = ("", null);
        X509Certificate2? own = null;
        X509Certificate2Collection chain = [];
        X509Certificate2Collection? authorities = null;
        try
        {
            if (settings.AuthorityFile is { } authorityFile)
            {
                file = authorityFile;
                authorities = [];
                authorities.ImportFromPem(Text(Bytes(authorityFile)));
                if (authorities.Count == 0) reason = new("no certificate in PEM form stands in it", "es enthält kein Zertifikat in PEM-Form");
            }
            if (reason is null && settings.CertificateFile is { } ownFile)
            {
                file = ownFile;
                (own, chain, reason) = OwnOf(Bytes(ownFile));
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => new("there is no such file", "die Datei gibt es nicht"),
                UnauthorizedAccessException => new("it may not be read", "sie darf nicht gelesen werden"),
                InvalidDataException => new("it is too large", "sie ist zu groß"),
                _ => new(e.Message, e.Message),
            };
        }
        catch (CryptographicException e)
        {
            reason = new($"it is damaged ({e.Message.TrimEnd('.')})", $"sie ist beschädigt ({e.Message.TrimEnd('.')})");
        }
        return reason is null ? new TlsFiles(own, chain, authorities) : null;
    }

    private static (X509Certificate2?, X509Certificate2Collection, LocalizedText?) OwnOf(byte[] bytes)
    {
        X509Certificate2Collection all = [];
        if (!bytes.AsSpan().StartsWith("\x30"u8) && Text(bytes) is var pem && pem.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
                return (null, all, new("its key is protected by a password: write it without one (openssl pkey)", "ihr Schlüssel ist durch ein Kennwort geschützt: ohne Kennwort schreiben (openssl pkey)"));
            all.ImportFromPem(pem);
            if (all.Count == 0) return (null, all, new("no certificate stands in it", "sie enthält kein Zertifikat"));
            if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
                return (null, all, new("the private key is missing: it belongs into the same file", "der private Schlüssel fehlt: er gehört in dieselbe Datei"));
            // A key that came from PEM is bound to its certificate for good by going through PKCS #12.
            using var joined = X509Certificate2.CreateFromPem(pem, pem);
            return (X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pfx), null), all, null);
        }
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes, null);
        }
        catch (CryptographicException)
        {
            return (null, all, new("it is neither PEM nor a PFX without a password", "sie ist weder PEM noch eine PFX-Datei ohne Kennwort"));
        }
        var own = all.FirstOrDefault(c => c.HasPrivateKey);
        return own is null ? (null, all, new("the private key is missing", "der private Schlüssel fehlt")) : (own, all, null);
    }

    private static byte[] Bytes(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.CanSeek && stream.Length > MaxBytes) throw new InvalidDataException();
        var bytes = new byte[MaxBytes + 1];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count > MaxBytes ? throw new InvalidDataException() : bytes[..count];
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
