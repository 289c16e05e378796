// SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677): the password never leaves, and the server must prove that it knows it too. Checks the
// server's nonce, iterations and signature. Refuses mandatory extensions (m=) and to be kept busy by a server that asks for too many iterations.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TelnetSmtp.Core.Smtp.Sasl;

internal sealed class SaslScramSha256(ReadOnlySpan<byte> user, ReadOnlySpan<byte> secret, string nonce) : SaslClient("SCRAM-SHA-256", user, secret)
{
    /// <summary>RFC 7677 4 demands at least so many.</summary>
    public const int LeastIterations = 4096;

    /// <summary>Some seconds' work; the strongest servers in use ask for a tenth of it, and a hostile one could ask for 2³¹.</summary>
    public const int MostIterations = 10_000_000;

    private const string Gs2Header = "n,,";

    private string _clientFirst = "";
    private byte[]? _expected;
    private Phase _phase;

    private enum Phase : byte
    {
        Start, First, Final, Done,
    }

    public override byte[] InitialResponse()
    {
        _phase = Phase.First;
        // RFC 5802 5.1: , and = of a name are written =2C and =3D.
        var name = Encoding.UTF8.GetString(User).Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        _clientFirst = $"n={name},r={nonce}";
        return Encoding.UTF8.GetBytes(Gs2Header + _clientFirst);
    }

    public override SaslStep Next(ReadOnlySpan<byte> challenge) => _phase switch
    {
        Phase.Start => new(InitialResponse()),
        Phase.First => Prove(Encoding.UTF8.GetString(challenge)),
        Phase.Final => Check(Encoding.UTF8.GetString(challenge)),
        _ => new(null, SaslProblem.UnexpectedChallenge),
    };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        CryptographicOperations.ZeroMemory(_expected);
    }

    /// <summary>r=nonce,s=salt,i=iterations → c=biws,r=nonce,p=proof.</summary>
    private SaslStep Prove(string serverFirst)
    {
        var parts = serverFirst.Split(',');
        if (parts.Length < 3 || Value(parts[0], 'r') is not { } both || Value(parts[1], 's') is not { } salt64 || Value(parts[2], 'i') is not { } count)
            return new(null, Value(parts[0], 'e') is null ? SaslProblem.BadChallenge : SaslProblem.RefusedByServer);
        if (!both.StartsWith(nonce, StringComparison.Ordinal) || both.Length == nonce.Length)
            return new(null, SaslProblem.NonceMismatch);
        var salt = new byte[salt64.Length];
        if (!Convert.TryFromBase64String(salt64, salt, out var saltLength) || saltLength == 0
            || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
            return new(null, SaslProblem.BadChallenge);
        if (iterations is < LeastIterations or > MostIterations)
            return new(null, iterations < LeastIterations ? SaslProblem.TooFewIterations : SaslProblem.TooManyIterations);

        var final = $"c={Convert.ToBase64String(Encoding.ASCII.GetBytes(Gs2Header))},r={both}";
        var message = Encoding.UTF8.GetBytes($"{_clientFirst},{serverFirst},{final}");
        var salted = Rfc2898DeriveBytes.Pbkdf2(Secret, salt.AsSpan(0, saltLength), (int)iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), message);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= clientKey[i];
        _expected = HMACSHA256.HashData(serverKey, message);
        foreach (var key in (byte[][])[salted, clientKey, serverKey])
            CryptographicOperations.ZeroMemory(key);
        _phase = Phase.Final;
        return new(Encoding.UTF8.GetBytes($"{final},p={Convert.ToBase64String(proof)}"));
    }

    /// <summary>v=signature → an empty response (RFC 4954 4: a 235 carries no data).</summary>
    private SaslStep Check(string serverFinal)
    {
        _phase = Phase.Done;
        var first = serverFinal.Split(',')[0];
        if (Value(first, 'e') is not null)
            return new(null, SaslProblem.RefusedByServer);
        var signature = new byte[SHA256.HashSizeInBytes];
        return Value(first, 'v') is { } written && Convert.TryFromBase64String(written, signature, out var length)
            && CryptographicOperations.FixedTimeEquals(signature.AsSpan(0, length), _expected)
            ? new([])
            : new(null, SaslProblem.ServerNotProven);
    }

    private static string? Value(string part, char name) => part.Length > 1 && part[0] == name && part[1] == '=' ? part[2..] : null;
}
