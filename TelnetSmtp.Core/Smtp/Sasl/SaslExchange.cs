// A SASL exchange as SMTP carries it (RFC 4954 4): AUTH and each answer to a 334 as whole lines of octets, base64, without CR LF. Pure. Ends at anything
// but a 334; a challenge that is wrong is answered with `*`, which cancels. Refuses to choose the mechanism.
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TelnetSmtp.Core.Smtp.Sasl;

/// <summary>One sign-in.</summary>
/// <param name="client">The mechanism; disposed of with the exchange.</param>
public sealed class SaslExchange(SaslClient client) : IDisposable
{
    /// <summary>Longest AUTH line, CR LF included: RFC 5321 4.5.3.1.4 grants a command 512 octets; a longer initial response waits for the 334 (RFC 4954 4).</summary>
    public const int LongestCommand = 512;

    private byte[]? _kept;

    /// <summary>The mechanism's name.</summary>
    public string Mechanism => client.Name;

    /// <summary>What went wrong on our side; <see cref="SaslProblem.None"/> so far.</summary>
    public SaslProblem Problem { get; private set; }

    /// <summary>The first line, <c>AUTH PLAIN …</c>. The caller wipes it.</summary>
    public byte[] Begin()
    {
        byte[] command = [.. "AUTH "u8, .. Encoding.ASCII.GetBytes(client.Name)];
        if (client.InitialResponse() is not { } response)
            return command;
        var written = Written(response);
        if (command.Length + 1 + written.Length + 2 > LongestCommand)
        {
            _kept = written;
            return command;
        }
        byte[] line = [.. command, (byte)' ', .. written];
        CryptographicOperations.ZeroMemory(written);
        return line;
    }

    /// <summary>The line that answers a 334. The caller wipes it.</summary>
    /// <param name="words">What stands behind <c>334 </c>.</param>
    public byte[] Answer(ReadOnlySpan<byte> words)
    {
        if (_kept is { } first)
        {
            _kept = null;
            return first;
        }
        words = words.Trim(" \t"u8);
        var challenge = new byte[Base64.GetMaxDecodedFromUtf8Length(words.Length)];
        var length = 0;
        if (!words.IsEmpty && !words.SequenceEqual("="u8) && Base64.DecodeFromUtf8(words, challenge, out _, out length) != System.Buffers.OperationStatus.Done)
        {
            Problem = SaslProblem.BadChallenge;
            return "*"u8.ToArray();
        }
        var step = client.Next(challenge.AsSpan(0, length));
        if (step.Problem != SaslProblem.None)
            Problem = step.Problem;
        return step.Response is { } response ? Written(response) : "*"u8.ToArray();
    }

    /// <summary>Wipes what is secret.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_kept);
        client.Dispose();
    }

    /// <summary>Base64 of <paramref name="response"/>, which is wiped.</summary>
    private static byte[] Written(byte[] response)
    {
        var written = new byte[Base64.GetMaxEncodedToUtf8Length(response.Length)];
        Base64.EncodeToUtf8(response, written, out _, out _);
        CryptographicOperations.ZeroMemory(response);
        return written;
    }
}
