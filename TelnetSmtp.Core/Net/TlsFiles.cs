// Reads the files that `set tls cert` and `set tls ca` name: PEM by its text, PKCS #12 (PFX) otherwise. Every failure is one reason in words; a password is
// asked for by the caller. Refuses to keep a password, and a private key beyond the client's life.
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.Core.Net;

/// <summary>The certificates that settings name, read.</summary>
/// <param name="Own">The client's certificate with its key; null where none is shown.</param>
/// <param name="OwnChain">What was in its file besides.</param>
/// <param name="Authorities">Those trusted in place of the system's; null: the system's.</param>
public sealed record TlsFiles(X509Certificate2? Own, X509Certificate2Collection OwnChain, X509Certificate2Collection? Authorities)
{
    /// <summary>Largest file read: a chain is some 10 KiB, the bundle of all public authorities some 300.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int InvalidPassword = unchecked((int)0x80070056); // ERROR_INVALID_PASSWORD: what .NET says of a PFX on every system

    private static readonly LocalizedText WrongPassword = new("the password does not fit", "das Kennwort passt nicht");

    public static TlsFiles None { get; } = new(null, [], null);

    /// <summary>Reads the files of <paramref name="settings"/>.</summary>
    /// <param name="settings">Names the files.</param>
    /// <param name="password">The password of the client's own file; null where none was asked for yet.</param>
    public static TlsFilesRead Read(TlsSettings settings, ReadOnlyMemory<char>? password = null) => None.Changed(new TlsSettings(), settings, password);

    /// <summary>These files after a change of the settings: only what is named anew is read, so that a password is asked for once.</summary>
    /// <param name="before">The settings that these files belong to.</param>
    /// <param name="settings">The new ones.</param>
    /// <param name="password">As in <see cref="Read"/>.</param>
    public TlsFilesRead Changed(TlsSettings before, TlsSettings settings, ReadOnlyMemory<char>? password = null)
    {
        var (own, chain, authorities) = this;
        var file = "";
        LocalizedText? reason = null;
        try
        {
            if (settings.AuthorityFile != before.AuthorityFile)
            {
                file = settings.AuthorityFile ?? "";
                authorities = file.Length > 0 ? [] : null;
                authorities?.ImportFromPem(Text(Bytes(file)));
                if (authorities is { Count: 0 }) reason = new("no certificate in PEM form stands in it", "es enthält kein Zertifikat in PEM-Form");
            }
            if (reason is null && settings.CertificateFile != before.CertificateFile)
            {
                file = settings.CertificateFile ?? "";
                (own, chain) = (null, []);
                if (file.Length > 0) (own, chain, reason) = OwnOf(Bytes(file), password);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => new("there is no such file", "die Datei gibt es nicht"),
                UnauthorizedAccessException => new("it may not be read", "sie darf nicht gelesen werden"),
                InvalidDataException => new("it is too large", "sie ist zu groß"),
                FileStandsStillException still => still.Words,
                _ => new(e.Message, e.Message),
            };
        }
        catch (CryptographicException e)
        {
            reason = new($"it is damaged ({e.Message.TrimEnd('.')})", $"sie ist beschädigt ({e.Message.TrimEnd('.')})");
        }
        if (reason is not null) return new TlsFilesRead.Useless(file, reason);
        return own is null && settings.CertificateFile is { } locked ? new TlsFilesRead.Locked(locked) : new TlsFilesRead.Done(new TlsFiles(own, chain, authorities));
    }

    /// <returns>Neither certificate nor reason where a password is needed and none was given.</returns>
    private static (X509Certificate2?, X509Certificate2Collection, LocalizedText?) OwnOf(byte[] bytes, ReadOnlyMemory<char>? password)
    {
        if (!bytes.AsSpan().StartsWith("\x30"u8) && Text(bytes) is var pem && pem.Contains("-----BEGIN ", StringComparison.Ordinal)) return OwnOf(pem, password);
        X509Certificate2Collection all = [];
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes, password.GetValueOrDefault().Span);
        }
        catch (CryptographicException e) when (e.HResult == InvalidPassword)
        {
            return (null, all, password is null ? null : WrongPassword);
        }
        catch (CryptographicException)
        {
            return (null, all, new("it is neither PEM nor a PFX file", "sie ist weder PEM noch eine PFX-Datei"));
        }
        var own = all.FirstOrDefault(c => c.HasPrivateKey);
        return own is null ? (null, all, new("the private key is missing", "der private Schlüssel fehlt")) : (own, all, null);
    }

    private static (X509Certificate2?, X509Certificate2Collection, LocalizedText?) OwnOf(string pem, ReadOnlyMemory<char>? password)
    {
        X509Certificate2Collection all = [];
        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            return (null, all, new("its key is encrypted in a form from before PKCS #8: write it anew (openssl pkey)", "ihr Schlüssel ist in einer Form aus der Zeit vor PKCS #8 verschlüsselt: neu schreiben (openssl pkey)"));
        all.ImportFromPem(pem);
        if (all.Count == 0) return (null, all, new("no certificate stands in it", "sie enthält kein Zertifikat"));
        if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return (null, all, new("the private key is missing: it belongs into the same file", "der private Schlüssel fehlt: er gehört in dieselbe Datei"));
        var encrypted = pem.Contains("BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (encrypted && password is null) return (null, all, null);
        try
        {
            // A key that came from PEM is bound to its certificate for good by going through PKCS #12.
            using var joined = encrypted ? X509Certificate2.CreateFromEncryptedPem(pem, pem, password.GetValueOrDefault().Span) : X509Certificate2.CreateFromPem(pem, pem);
            return (X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pfx), null), all, null);
        }
        catch (CryptographicException) when (encrypted)
        {
            // A wrong password deciphers to rubbish, which is all that can be told of it (RFC 8018).
            return (null, all, WrongPassword);
        }
    }

    private static byte[] Bytes(string file) => FileOpening.ReadAll(file, MaxBytes) ?? throw new InvalidDataException();

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}

/// <summary>What came of reading TLS files.</summary>
public abstract record TlsFilesRead
{
    private TlsFilesRead()
    {
    }

    /// <summary>They are usable.</summary>
    public sealed record Done(TlsFiles Files) : TlsFilesRead;

    /// <summary>The client's own file is protected by a password, and none was given.</summary>
    public sealed record Locked(string File) : TlsFilesRead;

    /// <summary>One is no use.</summary>
    /// <param name="File">Which.</param>
    /// <param name="Reason">Why, in a few words.</param>
    public sealed record Useless(string File, LocalizedText Reason) : TlsFilesRead;
}
