// What `set tls` chooses: how strictly a certificate is judged, which versions of TLS are spoken, the name asked for, the files to show and to trust.
// Values only: files are read where the world is (Net.TlsFiles). RFC 8446, RFC 6066 3 (server name), RFC 9525 (names).
namespace TelnetSmtp.Core.Prompt;

/// <summary>How strictly the server's certificate is judged.</summary>
public enum TlsVerification : byte
{
    /// <summary>Problems are shown, the session goes on.</summary>
    None,
    /// <summary>The chain must be trusted; the name need not match.</summary>
    Chain,
    /// <summary>Chain and name.</summary>
    Full,
}

/// <summary>A version of TLS that is spoken. 1.0 and 1.1 are withdrawn (RFC 8996), and the system's library speaks them no longer.</summary>
public enum TlsVersion : byte
{
    Tls12, Tls13,
}

/// <summary>Settings of TLS; immutable.</summary>
public sealed record TlsSettings
{
    /// <summary>`set tls verify`.</summary>
    public TlsVerification Verify { get; init; }

    /// <summary>`set tls min`: the oldest version spoken.</summary>
    public TlsVersion Minimum { get; init; } = TlsVersion.Tls12;

    /// <summary>`set tls max`: the newest version spoken.</summary>
    public TlsVersion Maximum { get; init; } = TlsVersion.Tls13;

    /// <summary>`set tls name`: the name asked for (SNI) and looked for in the certificate; null: the host's.</summary>
    public string? ServerName { get; init; }

    /// <summary>`set tls cert`: file of the client's certificate and key, PEM or PKCS #12; null: none is shown.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>`set tls ca`: PEM file of the authorities trusted in place of the system's; null: the system's.</summary>
    public string? AuthorityFile { get; init; }
}
