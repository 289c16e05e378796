// The client's side of one SASL exchange (RFC 4422 3): challenges in, responses out, octets before base64. Pure: randomness comes from outside. Keeps its
// secret only as octets of its own and wipes them when it is disposed of. Refuses to speak SMTP: base64, AUTH and 334 are SaslExchange's.
using System.Security.Cryptography;

namespace TelnetSmtp.Core.Smtp.Sasl;

/// <summary>Why an exchange cannot go on.</summary>
public enum SaslProblem : byte
{
    None,
    /// <summary>The challenge is not what the mechanism's RFC says: not base64, no nonce, no salt.</summary>
    BadChallenge,
    /// <summary>SCRAM: the server's nonce does not begin with ours; somebody answers in its place.</summary>
    NonceMismatch,
    /// <summary>SCRAM: fewer iterations than RFC 7677 4 allows: the proof could be guessed too easily.</summary>
    TooFewIterations,
    /// <summary>SCRAM: more iterations than anybody waits for.</summary>
    TooManyIterations,
    /// <summary>SCRAM: the server's signature is wrong: it does not know the password.</summary>
    ServerNotProven,
    /// <summary>The server asks once more although the mechanism is through.</summary>
    UnexpectedChallenge,
    /// <summary>The server named an error within the exchange (SCRAM's e=, XOAUTH2's JSON).</summary>
    RefusedByServer,
}

/// <summary>One step.</summary>
/// <param name="Response">The response, possibly empty; null where there is none: the exchange must be cancelled.</param>
/// <param name="Problem">What was wrong; a response may be due all the same (XOAUTH2 answers an error with nothing).</param>
public readonly record struct SaslStep(byte[]? Response, SaslProblem Problem = SaslProblem.None);

/// <summary>One mechanism with its credentials.</summary>
public abstract class SaslClient : IDisposable
{
    private readonly byte[] _user, _secret;

    private protected SaslClient(string name, ReadOnlySpan<byte> user, ReadOnlySpan<byte> secret) =>
        (Name, _user, _secret) = (name, user.ToArray(), secret.ToArray());

    /// <summary>As IANA registers it.</summary>
    public string Name { get; }

    private protected ReadOnlySpan<byte> User => _user;

    private protected ReadOnlySpan<byte> Secret => _secret;

    /// <summary>What goes with AUTH itself (RFC 4954 4); null where the server speaks first.</summary>
    public virtual byte[]? InitialResponse() => null;

    /// <summary>Answers a challenge.</summary>
    public abstract SaslStep Next(ReadOnlySpan<byte> challenge);

    /// <summary>Wipes user and secret.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Wipes; what a mechanism derives from the secret is its own to wipe.</summary>
    protected virtual void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_user);
        CryptographicOperations.ZeroMemory(_secret);
    }
}
