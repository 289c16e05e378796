// The client's part in signing in: says what must be known before, hands the exchange to the session or shows its lines. Refuses to print, remember or log
// a secret.
using System.Security.Cryptography;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Smtp.Sasl;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    /// <summary>Warns of what must be known before, then asks for the secret.</summary>
    private void SignIn(PromptAction.SignIn sign)
    {
        var language = _settings.Language;
        var session = _connection!.Snapshot;
        if (session.Kind != SessionKind.Smtp)
        {
            Print(PromptAuthText.NoSmtp.In(language));
            return;
        }
        if (sign.Show && sign.Mechanism == "SCRAM-SHA-256")
        {
            Print(PromptAuthText.NotTypable.In(language));
            return;
        }
        if (sign is { Show: true, Mechanism: "CRAM-MD5" } && OpenChallenge(session) is null)
        {
            Print(PromptAuthText.ChallengeFirst.In(language));
            return;
        }
        if (!sign.Show && (session.TypedAs != Speaker.Client || session.Typed.Length > 0))
        {
            Print(PromptAuthText.Busy.In(language));
            return;
        }
        if (!sign.Show && (session.Held > 0 || !session.Dialogue.Unanswered.IsEmpty))
        {
            Print(PromptAuthText.ReplyAwaited.In(language));
            return;
        }
        var offered = session.Dialogue.Capabilities?.Find("AUTH")?.Parameters ?? "";
        if (!offered.Split(' ').Contains(sign.Mechanism, StringComparer.OrdinalIgnoreCase))
            Print(PromptAuthText.NotOffered(sign.Mechanism, offered, language));
        if (session.Tls is null && SaslMechanisms.SendsSecret(sign.Mechanism)) Print(PromptAuthText.NotEncrypted.In(language));
        else if (session.Tls is null && !SaslMechanisms.IsSafeInPlaintext(sign.Mechanism)) Print(PromptAuthText.Guessable.In(language));
        Print(PromptAuthText.AskSecret(sign.User, SaslMechanisms.TakesToken(sign.Mechanism), language));
        _secret = new SecretLine(new SecretUse.SignIn(sign));
    }

    private void SignIn(PromptAction.SignIn sign, ReadOnlySpan<char> secret)
    {
        Span<byte> randomness = stackalloc byte[SaslMechanisms.NonceOctets];
        RandomNumberGenerator.Fill(randomness);
        var exchange = new SaslExchange(SaslMechanisms.Client(sign.Mechanism, sign.User, secret, randomness)!);
        if (sign.Show)
        {
            EndSecret(Shown(exchange));
            exchange.Dispose();
            return;
        }
        if (!_connection!.Loop.Post(new SessionInput.SignIn(_context.Time.GetUtcNow(), exchange)))
        {
            exchange.Dispose();
            EndSecret(PromptText.NotConnected.In(_settings.Language));
            return;
        }
        EndSecret();
        (_mode, _sessionShown) = (ClientMode.Session, true);
    }

    /// <summary>The lines as they are to be typed.</summary>
    private string Shown(SaslExchange exchange)
    {
        var text = new StringBuilder(PromptAuthText.TypeThese.In(_settings.Language)).Append('\n');
        if (exchange.Mechanism == "CRAM-MD5")
        {
            exchange.Begin();
            Append(exchange.Answer(Encoding.ASCII.GetBytes(OpenChallenge(_connection!.Snapshot) ?? "")));
            return text.ToString();
        }
        Append(exchange.Begin());
        if (exchange.Mechanism == "LOGIN")
            for (var i = 0; i < 2; i++) Append(exchange.Answer([]));
        return text.ToString();

        void Append(byte[] line)
        {
            text.Append(Encoding.ASCII.GetString(line)).Append('\n');
            CryptographicOperations.ZeroMemory(line);
        }
    }

    /// <summary>The challenge that waits for its answer; null where none does.</summary>
    private static string? OpenChallenge(SessionSnapshot session)
    {
        if (session.TypedAs != Speaker.Credential) return null;
        for (var i = session.Annotations.Count - 1; i >= 0; i--)
            if (session.Annotations[i] is { Line: { Speaker: Speaker.Server, Code: 334 }, Text.Length: > 4 } line)
                return Encoding.ASCII.GetString(line.Text.Span[4..]);
        return null;
    }
}
