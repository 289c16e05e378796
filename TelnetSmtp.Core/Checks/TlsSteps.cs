// STARTTLS (RFC 3207): offered, answered, the handshake, what is offered after it, and whether commands smuggled in before the handshake are obeyed after it
// (RFC 3207 6; CVE-2011-0411). After a failure the dialogue goes on in plaintext on a new connection, as most senders' would. Refuses to judge the certificate.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Checks;

/// <summary>What STARTTLS led to.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The handshake; null where there was none.</param>
/// <param name="Usable">Whether the dialogue may go on on the same connection.</param>
internal sealed record TlsFindings(CheckStep Step, TlsAttempt? Attempt, bool Usable);

/// <summary>The TLS steps.</summary>
/// <param name="opening">EHLO.</param>
/// <param name="words">Words for replies.</param>
internal sealed class TlsSteps(OpeningSteps opening, ReplyWords words)
{
    public static readonly LocalizedText Title = new("Encrypt with STARTTLS", "Mit STARTTLS verschlüsseln");
    public static readonly LocalizedText ImplicitTitle = new("Encrypt from the first octet (implicit TLS)", "Vom ersten Oktett an verschlüsseln (implizites TLS)");

    private static readonly LocalizedText InjectionTitle = new("Try to smuggle a command in before the handshake", "Versuchen, vor dem Handshake einen Befehl einzuschleusen");

    /// <summary>Runs STARTTLS.</summary>
    /// <param name="conversation">After EHLO.</param>
    /// <param name="host">The name for SNI and the certificate.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<TlsFindings> CheckAsync(SmtpConversation conversation, string host, CancellationToken cancel)
    {
        if (conversation.State.Capabilities?.Offers("STARTTLS") != true)
        {
            return new(new CheckStep(StepId.Tls, Title, Verdict.Warn, new LocalizedText("STARTTLS is not offered: mail travels readable for everyone on the way.",
                "STARTTLS wird nicht angeboten: E-Mail reist für alle unterwegs lesbar."))
            {
                Remedies = [new("Set up a certificate and switch STARTTLS on; look for a firewall that removes the keyword from the EHLO reply.",
                    "Ein Zertifikat einrichten und STARTTLS einschalten; nach einer Firewall suchen, die das Schlüsselwort aus der EHLO-Antwort entfernt.")],
            }, null, true);
        }
        var before = conversation.State.Capabilities;
        var reply = await conversation.SayAsync("STARTTLS", cancel).ConfigureAwait(false);
        if (reply.Code != 220)
        {
            return new(new CheckStep(StepId.Tls, Title, Verdict.Fail, new LocalizedText("STARTTLS is offered and then refused.", "STARTTLS wird angeboten und dann abgelehnt.")
                .Then(words.Meaning(reply)))
            { Remedies = words.Remedies(reply) }, null, !reply.EndsAll);
        }
        if (conversation.Leftover)
        {
            var (meaning, remedies) = words.Failure("STARTTLS", "plaintext after STARTTLS");
            return new(new CheckStep(StepId.Tls, Title, Verdict.Fail, meaning) { Remedies = remedies }, null, false);
        }
        var attempt = await conversation.StartTlsAsync(host, cancel).ConfigureAwait(false);
        if (attempt.Failure is not null)
            return new(Failed(attempt, Title), attempt, false);
        var (ehlo, ok) = await opening.EhloAsync(conversation, cancel).ConfigureAwait(false);
        var step = Agreed(attempt, Title);
        return new(step.With([Compared(ehlo, before, conversation.State.Capabilities)]), attempt, ok);
    }

    /// <summary>A handshake that succeeded, judged by RFC 8996.</summary>
    public static CheckStep Agreed(TlsAttempt attempt, LocalizedText title)
    {
        var step = new CheckStep(StepId.Tls, title, Verdict.Pass, LocalizedTexts.Same($"{attempt.Protocol}, {attempt.Cipher}."));
        return attempt.Protocol is "TLSv1.3" or "TLSv1.2" ? step : step with
        {
            Verdict = Verdict.Warn,
            Detail = step.Detail.Then(new LocalizedText("This version is out of use (RFC 8996).", "Diese Version gilt als überholt (RFC 8996).")),
            Remedies = [new("Have the server speak TLS 1.2 or 1.3.", "Auf dem Server TLS 1.2 oder 1.3 einschalten.")],
        };
    }

    /// <summary>A handshake that failed.</summary>
    public CheckStep Failed(TlsAttempt attempt, LocalizedText title)
    {
        var (meaning, remedies) = words.Failure("STARTTLS", "handshake failed");
        return new CheckStep(StepId.Tls, title, Verdict.Fail, meaning.Then(LocalizedTexts.Same($"({attempt.Failure})"))) { Remedies = remedies };
    }

    /// <summary>Says STARTTLS and NOOP in one write, shakes hands and says QUIT: a server that drops what came before the handshake, as it must, answers with
    /// 221 first; one that does not, with the NOOP's 250.</summary>
    public static async Task<CheckStep> InjectionAsync(SmtpConversation conversation, string host, CancellationToken cancel)
    {
        var reply = await conversation.SayWithAsync("STARTTLS", "NOOP", cancel).ConfigureAwait(false);
        if (reply.Code != 220)
            return Safe(new LocalizedText("The server refuses STARTTLS with anything behind it.", "Der Server lehnt STARTTLS mit etwas dahinter ab."), conversation);
        var attempt = await conversation.StartTlsAsync(host, cancel).ConfigureAwait(false);
        if (attempt.Failure is not null)
            return Safe(new LocalizedText("With a command in the same packet the handshake does not take place.", "Mit einem Befehl im selben Paket kommt der Handshake nicht zustande."), conversation);
        var first = await conversation.SayAsync("QUIT", cancel).ConfigureAwait(false);
        if (first.Code is 221 || first.Fault != ReplyFault.None)
            return Safe(new LocalizedText("Commands from before the handshake are forgotten.", "Befehle von vor dem Handshake werden vergessen."), conversation);
        return new CheckStep(StepId.Tls, InjectionTitle, Verdict.Fail, new LocalizedText(
            $"A NOOP sent in plaintext behind STARTTLS was obeyed after the handshake ({first.Quoted}): someone on the way can put commands into the encrypted session.",
            $"Ein im Klartext hinter STARTTLS gesendetes NOOP wurde nach dem Handshake ausgeführt ({first.Quoted}): Jemand unterwegs kann Befehle in die verschlüsselte Sitzung einschleusen."))
        {
            Remedies = [new("Update the server (CVE-2011-0411 and its kin).", "Den Server aktualisieren (CVE-2011-0411 und verwandte).")],
            Dialogue = conversation.TakeDialogue(),
        };
    }

    private static CheckStep Safe(LocalizedText detail, SmtpConversation conversation) =>
        new(StepId.Tls, InjectionTitle, Verdict.Pass, detail) { Dialogue = conversation.TakeDialogue() };

    private static CheckStep Compared(CheckStep ehlo, EhloCapabilities? before, EhloCapabilities? after)
    {
        if (before is null || after is null)
            return ehlo;
        var gone = string.Join(", ", before.Keywords.Select(k => k.Keyword).Where(k => k != "STARTTLS" && !after.Offers(k)));
        var come = string.Join(", ", after.Keywords.Select(k => k.Keyword).Where(k => !before.Offers(k)));
        var detail = ehlo.Detail;
        if (come.Length > 0)
            detail = detail.Then(new LocalizedText($"Only under TLS: {come}.", $"Nur unter TLS: {come}."));
        if (gone.Length > 0)
            detail = detail.Then(new LocalizedText($"Only in plaintext: {gone}.", $"Nur im Klartext: {gone}."));
        return ehlo with { Detail = detail };
    }
}
