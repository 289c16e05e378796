// Signs in with AUTH (RFC 4954), only where a user was named: PLAIN (RFC 4616), else LOGIN. The password goes only over TLS and only to a server whose certificate
// is trusted, DANE included, or to this very machine: else it is not said. It stands in no transcript. Refuses mechanisms without TLS (CRAM-MD5 and its kin).
using System.Net;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Checks;

/// <summary>Signs in.</summary>
internal sealed class AuthStep(CheckLogin login, ReplyWords words)
{
    public static readonly LocalizedText Title = new("Sign in", "Anmelden");

    /// <summary>Why the password must not be said; null where it may.</summary>
    /// <param name="encrypted">Whether TLS runs.</param>
    /// <param name="trusted">Whether the certificate is trusted.</param>
    /// <param name="remote">Who would hear it.</param>
    public static LocalizedText? Forbids(bool encrypted, bool trusted, IPAddress remote)
    {
        if (!encrypted)
            return new("The password was not sent: without TLS everyone on the way could read it.", "Das Kennwort wurde nicht gesendet: Ohne TLS könnten es alle unterwegs lesen.");
        return trusted || IPAddress.IsLoopback(remote) ? null
            : new LocalizedText("The password was not sent: the server's certificate is not trusted, so that it could be anybody.",
                "Das Kennwort wurde nicht gesendet: Dem Zertifikat des Servers wird nicht vertraut, es könnte also irgendwer sein.");
    }

    /// <summary>Signs in on a conversation after EHLO; whether it is then signed in.</summary>
    public async Task<(CheckStep Step, bool SignedIn)> SignInAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        var step = new CheckStep(StepId.Auth, Title, Verdict.Fail, LocalizedTexts.Nothing);
        if (conversation.State.Capabilities?.Find("AUTH") is not { } offered)
        {
            return (step with
            {
                Detail = new LocalizedText("AUTH is not offered.", "AUTH wird nicht angeboten."),
                Remedies = [new("Sign in on port 587 or 465; port 25 is for servers and as a rule has no AUTH.", "Auf Port 587 oder 465 anmelden; Port 25 ist für Server und hat in der Regel kein AUTH.")],
            }, false);
        }
        var mechanisms = offered.Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var reply = mechanisms.Contains("PLAIN", StringComparer.OrdinalIgnoreCase) ? await PlainAsync(conversation, cancel).ConfigureAwait(false)
            : mechanisms.Contains("LOGIN", StringComparer.OrdinalIgnoreCase) ? await LoginAsync(conversation, cancel).ConfigureAwait(false)
            : null;
        if (reply is null)
        {
            return (step with
            {
                Verdict = Verdict.Skip,
                Detail = new LocalizedText($"Offered is AUTH {offered.Parameters}; this check knows PLAIN and LOGIN.", $"Angeboten wird AUTH {offered.Parameters}; diese Prüfung kennt PLAIN und LOGIN."),
            }, false);
        }
        return reply.Code == 235
            ? (step with { Verdict = Verdict.Pass, Detail = new LocalizedText($"Signed in as {login.User}.", $"Angemeldet als {login.User}.").Then(words.Meaning(reply)) }, true)
            : (step with { Verdict = reply.Code is >= 400 and < 500 and not 421 ? Verdict.Warn : Verdict.Fail, Detail = words.Meaning(reply), Remedies = words.Remedies(reply) }, false);
    }

    private Task<CheckReply> PlainAsync(SmtpConversation conversation, CancellationToken cancel) =>
        conversation.SaySecretAsync($"AUTH PLAIN {Encoded($"\0{login.User}\0{login.Password}")}", $"AUTH PLAIN {SecretMask.Masked}", cancel);

    private async Task<CheckReply> LoginAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        var reply = await conversation.SayAsync("AUTH LOGIN", cancel).ConfigureAwait(false);
        foreach (var secret in (string[])[login.User, login.Password])
            if (reply.Code == 334)
                reply = await conversation.SaySecretAsync(Encoded(secret), SecretMask.Masked, cancel).ConfigureAwait(false);
        return reply;
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
