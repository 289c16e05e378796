// The mechanisms that the practice server plays. Each takes responses and gives challenges; base64 and replies are PracticeSignIn's.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TelnetSmtp.Core.Practice;

/// <summary>RFC 4616: authzid NUL authcid NUL password, in one response.</summary>
internal sealed class PlainMechanism(Scenario scenario) : PracticeMechanism(scenario)
{
    public override MechanismStep Step(byte[]? response)
    {
        if (response is null)
            return new([], null);
        var parts = Text(response).Split('\0');
        // Acting for another (authzid) is nobody's right here.
        return parts.Length == 3 && (parts[0].Length == 0 || parts[0] == parts[1]) ? Check(parts[1], parts[2]) : MechanismStep.Refused;
    }
}

/// <summary>LOGIN: asks for the name (unless it came at once), then for the password.</summary>
internal sealed class LoginMechanism(Scenario scenario) : PracticeMechanism(scenario)
{
    private string? _name;

    public override MechanismStep Step(byte[]? response)
    {
        if (response is null)
            return new("Username:"u8.ToArray(), null);
        if (_name is not null)
            return Check(_name, Text(response));
        _name = Text(response);
        return new("Password:"u8.ToArray(), null);
    }
}

/// <summary>RFC 2195: a challenge, answered with name and HMAC-MD5 in hexadecimal digits.</summary>
internal sealed class CramMd5Mechanism(Scenario scenario, PracticeStore store, DateTimeOffset at) : PracticeMechanism(scenario)
{
    private byte[]? _challenge;

    public override MechanismStep Step(byte[]? response)
    {
        if (_challenge is null)
        {
            // The server speaks first; an initial response is a mistake (RFC 4954 4).
            if (response is not null)
                return MechanismStep.Refused;
            _challenge = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<{store.NewNumber()}.{at.ToUnixTimeSeconds()}@{Host}>"));
            return new(_challenge, null);
        }
        var text = Text(response!);
        var blank = text.LastIndexOf(' ');
        if (blank < 0 || Find(text[..blank]) is not { } user)
            return MechanismStep.Refused;
        var digest = Convert.ToHexStringLower(HMACMD5.HashData(Encoding.UTF8.GetBytes(user.Password), _challenge));
        return text[(blank + 1)..] == digest ? new(null, user.Name) : MechanismStep.Refused;
    }
}

/// <summary>RFC 5802 with SHA-256 (RFC 7677), without channel binding.</summary>
internal sealed class ScramSha256Mechanism(Scenario scenario, PracticeStore store) : PracticeMechanism(scenario)
{
    /// <summary>RFC 7677 4: at least 4096.</summary>
    private const int Iterations = 4096;

    private byte[] _salt = [];
    private string _clientFirst = "", _serverFirst = "", _gs2 = "", _nonce = "";
    private PracticeUser? _user;
    private Phase _phase;

    private enum Phase : byte
    {
        First, Final, Acknowledge,
    }

    public override MechanismStep Step(byte[]? response)
    {
        if (response is null)
            return new([], null);
        switch (_phase)
        {
            case Phase.First:
                return First(Text(response));
            case Phase.Final:
                return Final(Text(response));
            default:
                // In SMTP the server's signature travels in a 334, and the client answers with nothing (RFC 4954 4: 235 carries no data).
                return response.Length == 0 ? new(null, _user!.Name) : MechanismStep.Refused;
        }
    }

    private MechanismStep First(string message)
    {
        // gs2-header: n (no binding) or y (the client would, the server does not offer it), authzid, then n=name,r=nonce.
        var parts = message.Split(',');
        if (parts.Length < 4 || parts[0] is not ("n" or "y") || !parts[2].StartsWith("n=", StringComparison.Ordinal)
            || !parts[3].StartsWith("r=", StringComparison.Ordinal) || parts[3].Length < 3)
            return MechanismStep.Refused;
        _gs2 = $"{parts[0]},{parts[1]},";
        _clientFirst = message[_gs2.Length..];
        _user = Find(parts[2][2..].Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal));
        _nonce = parts[3][2..] + Convert.ToHexString(store.Octets(12));
        _salt = store.Octets(16);
        _serverFirst = string.Create(CultureInfo.InvariantCulture, $"r={_nonce},s={Convert.ToBase64String(_salt)},i={Iterations}");
        _phase = Phase.Final;
        return new(Encoding.UTF8.GetBytes(_serverFirst), null);
    }

    private MechanismStep Final(string message)
    {
        var proofAt = message.LastIndexOf(",p=", StringComparison.Ordinal);
        if (_user is null || proofAt < 0)
            return MechanismStep.Refused;
        var withoutProof = message[..proofAt];
        var proof = new byte[32];
        if (withoutProof != $"c={Convert.ToBase64String(Encoding.UTF8.GetBytes(_gs2))},r={_nonce}"
            || !Convert.TryFromBase64String(message[(proofAt + 3)..], proof, out var length) || length != proof.Length)
            return MechanismStep.Refused;

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(_user.Password), _salt, Iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var authMessage = Encoding.UTF8.GetBytes($"{_clientFirst},{_serverFirst},{withoutProof}");
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), authMessage);
        for (var i = 0; i < signature.Length; i++)
            signature[i] ^= clientKey[i];
        if (!CryptographicOperations.FixedTimeEquals(signature, proof))
            return MechanismStep.Refused;
        _phase = Phase.Acknowledge;
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return new(Encoding.ASCII.GetBytes($"v={Convert.ToBase64String(HMACSHA256.HashData(serverKey, authMessage))}"), null);
    }
}
