// The client's secrets: asked for at the prompt without echo, for signing in and for a certificate that is protected by a password, and wiped when used.
// Refuses to print, remember or log one.
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    private SecretLine? _secret;

    /// <summary>Reads the files that the settings name anew. Until they can be used, the settings of before stand.</summary>
    private void UseTlsFiles(TlsSettings before)
    {
        var wanted = _settings.Tls;
        Configure(before);
        UseTlsFiles(wanted, _tls.Files.Changed(before, wanted));
    }

    private void UseTlsFiles(TlsSettings wanted, TlsFilesRead read)
    {
        var language = _settings.Language;
        switch (read)
        {
            case TlsFilesRead.Done done:
                _tls.Files = done.Files;
                Configure(wanted);
                Print(PromptTlsText.Display(wanted, language));
                break;
            case TlsFilesRead.Locked locked:
                Print(PromptTlsText.AskPassword(locked.File, language));
                _secret = new SecretLine(new SecretUse.Certificate(wanted));
                break;
            case TlsFilesRead.Useless useless:
                Print(PromptTlsText.FileFailed(useless.File, useless.Reason, language));
                break;
        }
    }

    private void Configure(TlsSettings tls)
    {
        _settings = _settings with { Tls = tls };
        if (Connected) _connection!.Loop.Post(new SessionInput.Configured(_context.Time.GetUtcNow(), _settings));
    }

    /// <summary>A key while a secret is asked for. False where none is.</summary>
    private bool TakeSecret(KeyStroke key)
    {
        if (_secret is not { } line) return false;
        if (line.Use is SecretUse.SignIn && !Connected)
        {
            EndSecret(PromptText.NotConnected.In(_settings.Language));
            return true;
        }
        switch (line.Press(key))
        {
            case SecretLine.State.Done: Answered(line); break;
            case SecretLine.State.Cancelled: EndSecret(line.Use is SecretUse.SignIn ? PromptAuthText.Cancelled.In(_settings.Language) : PromptTlsText.Unchanged.In(_settings.Language)); break;
            case SecretLine.State.TooLong: EndSecret(PromptAuthText.SecretTooLong.In(_settings.Language)); break;
        }
        return true;
    }

    /// <summary>Pasted text, or a line from elsewhere, while a secret is asked for.</summary>
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

    private void Answered(SecretLine line)
    {
        switch (line.Use)
        {
            case SecretUse.SignIn sign:
                SignIn(sign.Asked, line.Text.Span);
                break;
            case SecretUse.Certificate certificate:
                var read = _tls.Files.Changed(_settings.Tls, certificate.Wanted, line.Text);
                EndSecret();
                UseTlsFiles(certificate.Wanted, read);
                ShowPrompt();
                break;
        }
    }

    /// <summary>Wipes the secret and goes on below the question.</summary>
    private void EndSecret()
    {
        _secret?.Dispose();
        _secret = null;
        Print("\n");
    }

    private void EndSecret(string words)
    {
        EndSecret();
        Print(words);
        if (_mode == ClientMode.Prompt) ShowPrompt();
    }
}
