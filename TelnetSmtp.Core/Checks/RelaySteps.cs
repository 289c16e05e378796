// Tries to have the server relay to a domain that is not its own, in the forms that misconfigured servers fall for. Stops at RCPT and says RSET: no message is
// ever sent. The foreign addresses stand in domains reserved for examples (RFC 2606 3), so that even a relay delivers nothing.
using System.Collections.Immutable;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>The open-relay trials.</summary>
internal sealed class RelaySteps(CheckRequest request, string? domain, ReplyWords words, TimeProvider time)
{
    public static readonly LocalizedText Title = new("Try to relay to a foreign domain", "Versuchen, an eine fremde Domäne weiterzuleiten");

    private const string Foreign = "relay-test@example.com", ForeignSender = "relay-test@example.org";

    private sealed record Form(LocalizedText Name, string Sender, string Recipient, bool MayBeLocal);

    /// <summary>Tries each form.</summary>
    /// <param name="conversation">Outside any transaction.</param>
    /// <param name="unknownRefused">Whether the server refuses mailboxes that do not exist: only then is taking a strange local part relaying.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<CheckStep> CheckAsync(SmtpConversation conversation, bool? unknownRefused, CancellationToken cancel)
    {
        var parts = ImmutableArray.CreateBuilder<CheckStep>();
        foreach (var form in Forms(domain ?? conversation.State.ServerName))
        {
            await Task.Delay(request.Pace, time, cancel).ConfigureAwait(false);
            if (!conversation.Open)
                break;
            var part = await TryAsync(conversation, form, unknownRefused, cancel).ConfigureAwait(false);
            parts.Add(part with { Dialogue = conversation.TakeDialogue() });
        }
        var step = new CheckStep(StepId.Relay, Title, Verdict.Pass, parts.All(p => p.Verdict == Verdict.Pass)
            ? new LocalizedText($"Refused in {parts.Count} forms, as it should be.", $"In {parts.Count} Formen abgelehnt, wie es sein soll.")
            : new LocalizedText("The server takes mail for foreign domains.", "Der Server nimmt E-Mail für fremde Domänen an.")).With(parts.ToImmutable());
        return step.Verdict == Verdict.Pass ? step : step with
        {
            Remedies =
            [
                new("Allow relaying for your own networks and signed-in users only (Postfix: smtpd_relay_restrictions; Exchange: no Ms-Exch-SMTP-Accept-Any-Recipient for anonymous).",
                    "Weiterleiten nur für eigene Netze und angemeldete Benutzer erlauben (Postfix: smtpd_relay_restrictions; Exchange: kein Ms-Exch-SMTP-Accept-Any-Recipient für anonyme Benutzer)."),
                new("If this computer stands in a network that the server trusts, repeat the check from outside.",
                    "Steht dieser Rechner in einem Netz, dem der Server vertraut, die Prüfung von außen wiederholen."),
            ],
        };
    }

    private IEnumerable<Form> Forms(string at)
    {
        yield return new(new("Foreign recipient", "Fremder Empfänger"), request.From, Foreign, false);
        yield return new(new("Foreign sender and recipient", "Fremder Absender und Empfänger"), ForeignSender, Foreign, false);
        yield return new(new("The domain's own sender, unproven", "Eigener Absender der Domäne, unbewiesen"), $"postmaster@{at}", Foreign, false);
        yield return new(new("Source route", "Quellroute"), request.From, $"@{at}:{Foreign}", false);
        yield return new(new("Percent sign", "Prozentzeichen"), request.From, $"relay-test%example.com@{at}", true);
        yield return new(new("Quoted address", "Adresse in Anführungszeichen"), request.From, $"\"{Foreign}\"@{at}", true);
        yield return new(new("Exclamation mark", "Ausrufezeichen"), request.From, $"example.com!relay-test@{at}", true);
    }

    private async Task<CheckStep> TryAsync(SmtpConversation conversation, Form form, bool? unknownRefused, CancellationToken cancel)
    {
        var reply = await conversation.SayAsync($"MAIL FROM:<{form.Sender}>", cancel).ConfigureAwait(false);
        var elapsed = reply.Elapsed;
        if (reply.Accepted)
        {
            reply = await conversation.SayAsync($"RCPT TO:<{form.Recipient}>", cancel).ConfigureAwait(false);
            elapsed += reply.Elapsed;
            if (conversation.Open)
                await conversation.SayAsync("RSET", cancel).ConfigureAwait(false);
        }
        if (!reply.Accepted)
            return new CheckStep(StepId.Relay, form.Name, Verdict.Pass, LocalizedTexts.Same($"<{form.Recipient}>:").Then(words.Meaning(reply))) { Elapsed = elapsed };
        if (form.MayBeLocal && unknownRefused != true)
        {
            return new CheckStep(StepId.Relay, form.Name, Verdict.Warn, new LocalizedText(
                $"<{form.Recipient}> is taken; whether it would be relayed cannot be told, for the server takes unknown mailboxes too.",
                $"<{form.Recipient}> wird angenommen; ob weitergeleitet würde, ist nicht zu erkennen, denn der Server nimmt auch unbekannte Postfächer an."))
            { Elapsed = elapsed };
        }
        return new CheckStep(StepId.Relay, form.Name, Verdict.Fail, new LocalizedText($"<{form.Recipient}> is taken ({reply.Quoted}): the server is an open relay.",
            $"<{form.Recipient}> wird angenommen ({reply.Quoted}): Der Server ist ein offenes Relay."))
        { Elapsed = elapsed };
    }
}
