// The mechanisms that are done, by name, and the four that fit in a few lines: PLAIN (RFC 4616), LOGIN ([MS-XLOGIN]), CRAM-MD5 (RFC 2195), XOAUTH2
// (Google's, the same at Microsoft). Refuses GSSAPI and NTLM: their tokens are the system's to make.
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace TelnetSmtp.Core.Smtp.Sasl;

/// <summary>Makes clients by name.</summary>
public static class SaslMechanisms
{
    /// <summary>Octets of randomness that SCRAM's nonce is made of: 18 give 24 characters of base64, as the examples of RFC 7677 have.</summary>
    public const int NonceOctets = 18;

    /// <summary>Best first, as a client that may choose should take them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"];

    /// <summary>A client of <paramref name="mechanism"/>; null where it is none of ours.</summary>
    /// <param name="mechanism">The name, in any letter case.</param>
    /// <param name="user">User name, as typed.</param>
    /// <param name="secret">Password, or the token of XOAUTH2. The caller wipes its own copy.</param>
    /// <param name="randomness"><see cref="NonceOctets"/> random octets.</param>
    public static SaslClient? Client(string mechanism, string user, ReadOnlySpan<char> secret, ReadOnlySpan<byte> randomness)
    {
        var octets = SaslPrep.Prepare(secret);
        try
        {
            var name = Encoding.UTF8.GetBytes(user);
            return mechanism.ToUpperInvariant() switch
            {
                "PLAIN" => new SaslPlain(name, octets),
                "LOGIN" => new SaslLogin(name, octets),
                "CRAM-MD5" => new SaslCramMd5(name, octets),
                "XOAUTH2" => new SaslXOAuth2(name, octets),
                "SCRAM-SHA-256" => new SaslScramSha256(SaslPrep.Prepare(user), octets, Convert.ToBase64String(randomness)),
                _ => null,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }

    /// <summary>Whether the secret itself, or a token as good as it, goes over the wire.</summary>
    public static bool SendsSecret(string mechanism) => mechanism.ToUpperInvariant() is "PLAIN" or "LOGIN" or "XOAUTH2";

    /// <summary>Whether what goes over the wire is safe to be read by others.</summary>
    public static bool IsSafeInPlaintext(string mechanism) => mechanism.StartsWith("SCRAM", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the secret is a token instead of a password.</summary>
    public static bool TakesToken(string mechanism) => mechanism.Equals("XOAUTH2", StringComparison.OrdinalIgnoreCase);
}

/// <summary>RFC 4616 2: authzid (empty), NUL, authcid, NUL, password.</summary>
internal sealed class SaslPlain(ReadOnlySpan<byte> user, ReadOnlySpan<byte> secret) : SaslClient("PLAIN", user, secret)
{
    private bool _sent;

    public override byte[] InitialResponse()
    {
        _sent = true;
        return [0, .. User, 0, .. Secret];
    }

    public override SaslStep Next(ReadOnlySpan<byte> challenge) => _sent ? new(null, SaslProblem.UnexpectedChallenge) : new(InitialResponse());
}

/// <summary>[MS-XLOGIN]: asked for the user name, then for the password, whatever the words of the question.</summary>
internal sealed class SaslLogin(ReadOnlySpan<byte> user, ReadOnlySpan<byte> secret) : SaslClient("LOGIN", user, secret)
{
    private int _asked;

    public override SaslStep Next(ReadOnlySpan<byte> challenge) => ++_asked switch
    {
        1 => new(User.ToArray()),
        2 => new(Secret.ToArray()),
        _ => new(null, SaslProblem.UnexpectedChallenge),
    };
}

/// <summary>RFC 2195 2: user, blank, HMAC-MD5 of the challenge in lower-case hexadecimal.</summary>
internal sealed class SaslCramMd5(ReadOnlySpan<byte> user, ReadOnlySpan<byte> secret) : SaslClient("CRAM-MD5", user, secret)
{
    private bool _answered;

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "CRAM-MD5 is HMAC-MD5 (RFC 2195); the user chose it, and is warned.")]
    public override SaslStep Next(ReadOnlySpan<byte> challenge)
    {
        if (_answered)
            return new(null, SaslProblem.UnexpectedChallenge);
        if (challenge.IsEmpty)
            return new(null, SaslProblem.BadChallenge);
        _answered = true;
        Span<byte> digest = stackalloc byte[HMACMD5.HashSizeInBytes];
        HMACMD5.HashData(Secret, challenge, digest);
        return new([.. User, (byte)' ', .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest))]);
    }
}

/// <summary>user=, ^A, auth=Bearer token, ^A ^A. A refusal comes as a challenge with JSON, which an empty response acknowledges.</summary>
internal sealed class SaslXOAuth2(ReadOnlySpan<byte> user, ReadOnlySpan<byte> secret) : SaslClient("XOAUTH2", user, secret)
{
    private bool _sent, _refused;

    public override byte[] InitialResponse()
    {
        _sent = true;
        return [.. "user="u8, .. User, 1, .. "auth=Bearer "u8, .. Secret, 1, 1];
    }

    public override SaslStep Next(ReadOnlySpan<byte> challenge)
    {
        if (!_sent)
            return new(InitialResponse());
        if (_refused)
            return new(null, SaslProblem.UnexpectedChallenge);
        _refused = true;
        return new([], SaslProblem.RefusedByServer);
    }
}
