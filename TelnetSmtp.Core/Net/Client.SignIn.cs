// The client's part in signing in and in the TLS files: asks for a secret at the prompt without echo, hands the exchange to the session or shows its lines,
// and wipes what was typed. Refuses to print, remember or log a secret.
using System.Security.Cryptography;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Smtp.Sasl;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    private SecretLine? _secret;

    /// <summary>Reads the files that the settings name; where one is no use, says so and puts the settings of before back.</summary>
    private void UseTlsFiles(TlsSettings before)
    {
        if (TlsFiles.Read(_settings.Tls, out var file, out var reason) is { } files)
        {
            _tls.Files = files;
            Print(PromptTlsText.Display(_settings.Tls, _settings.Language));
            return;
        }
        _settings = _settings with { Tls = before };
        if (Connected) _connection!.Loop.Post(new SessionInput.Configured(_context.Time.GetUtcNow(), _settings));
        Print(PromptTlsText.FileFailed(file, reason!, _settings.Language));
    }

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
        _secret = new SecretLine(sign);
    }

    /// <summary>A key or pasted text while a secret is asked for. False where none is.</summary>
    private bool TakeSecret(KeyStroke key)
    {
        if (_secret is not { } line) return false;
        if (!Connected)
        {
            EndSecret(PromptText.NotConnected.In(_settings.Language));
            return true;
        }
        switch (line.Press(key))
        {
            case SecretLine.State.Done: Answered(line); break;
            case SecretLine.State.Cancelled: EndSecret(PromptAuthText.Cancelled.In(_settings.Language)); break;
            case SecretLine.State.TooLong: EndSecret(PromptAuthText.SecretTooLong.In(_settings.Language)); break;
        }
        return true;
    }

    private bool TakeSecret(string text)
    {
        if (_secret is null) return false;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (_secret is null) break; // what follows the line end was not asked for
            TakeSecret(rune.Value == '\n' ? new KeyStroke(KeyCode.Enter) : new KeyStroke(KeyCode.Character, rune));
        }
        return true;
    }

    private void EndSecret(string words)
    {
        _secret?.Dispose();
        _secret = null;
        Print("\n" + words);
        if (_mode == ClientMode.Prompt) ShowPrompt();
    }

    private void Answered(SecretLine line)
    {
        Span<byte> randomness = stackalloc byte[SaslMechanisms.NonceOctets];
        RandomNumberGenerator.Fill(randomness);
        var exchange = new SaslExchange(SaslMechanisms.Client(line.Asked.Mechanism, line.Asked.User, line.Text, randomness)!);
        if (line.Asked.Show)
        {
            EndSecret(Shown(exchange));
            exchange.Dispose();
            return;
        }
        line.Dispose();
        _secret = null;
        Print("\n");
        if (!Connected || !_connection!.Loop.Post(new SessionInput.SignIn(_context.Time.GetUtcNow(), exchange)))
        {
            exchange.Dispose();
            Print(PromptText.NotConnected.In(_settings.Language));
            ShowPrompt();
            return;
        }
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
