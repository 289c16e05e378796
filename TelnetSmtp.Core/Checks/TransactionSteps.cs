// MAIL and RCPT without ever a DATA: is the sender taken, the recipient, the postmaster (RFC 5321 4.5.1: must be), and is a mailbox that cannot exist refused?
// Each transaction ends in RSET. Refuses to send a message: that is MessageStep's.
using System.Collections.Immutable;
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>Sender and recipients.</summary>
/// <param name="request">Addresses.</param>
/// <param name="domain">The domain that the server takes mail for; null where it is not known.</param>
/// <param name="words">Words for replies.</param>
/// <param name="random">Makes up the mailbox that cannot exist.</param>
internal sealed class TransactionSteps(CheckRequest request, string? domain, ReplyWords words, Random random)
{
    public static readonly LocalizedText MailTitle = new("Name a sender", "Einen Absender nennen");
    public static readonly LocalizedText RcptTitle = new("Ask for recipients", "Nach Empfängern fragen");

    private static readonly LocalizedText SizeTitle = new("Announce a message larger than the server takes", "Eine Nachricht ankündigen, die größer ist, als der Server annimmt");
    private static readonly LocalizedText Unasked = new("The connection ended before.", "Die Verbindung endete vorher.");

    /// <summary>Ports on which clients sign in before they send.</summary>
    private bool IsSubmission => request.Target.Port is 465 or 587;

    /// <summary>MAIL; whether recipients may be named.</summary>
    public async Task<(CheckStep Step, bool Ok)> MailAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        ImmutableArray<CheckStep> size = [.. (await SizeAsync(conversation, cancel).ConfigureAwait(false)).Select(part => part with { Dialogue = conversation.TakeDialogue() })];
        var reply = await conversation.SayAsync($"MAIL FROM:<{request.From}>", cancel).ConfigureAwait(false);
        if (reply.Accepted)
            return (new CheckStep(StepId.Mail, MailTitle, Verdict.Pass, words.Meaning(reply)).With(size), true);
        if (reply.Code == 530 && IsSubmission)
        {
            return (new CheckStep(StepId.Mail, MailTitle, Verdict.Pass, words.Meaning(reply).Then(new LocalizedText("On a port for clients that is as it should be.",
                "An einem Port für Clients ist das, wie es sein soll."))).With(size), false);
        }
        return (new CheckStep(StepId.Mail, MailTitle, reply.Code is >= 400 and < 500 and not 421 ? Verdict.Warn : Verdict.Fail, words.Meaning(reply)) { Remedies = words.Remedies(reply) }.With(size), false);
    }

    /// <summary>RCPT for each recipient in the open transaction, then RSET.</summary>
    public async Task<(CheckStep Step, bool? UnknownRefused)> RcptAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        var parts = ImmutableArray.CreateBuilder<CheckStep>();
        if (request.To is { } given)
            Add(await GivenAsync(conversation, given, cancel).ConfigureAwait(false));
        Add(await PostmasterAsync(conversation, cancel).ConfigureAwait(false));
        var (unknown, refused) = await UnknownAsync(conversation, cancel).ConfigureAwait(false);
        Add(unknown);
        if (conversation.Open)
            await conversation.SayAsync("RSET", cancel).ConfigureAwait(false);
        var step = new CheckStep(StepId.Rcpt, RcptTitle, Verdict.Pass, new LocalizedText(
            $"{parts.Count(p => p.Verdict != Verdict.Skip)} recipients asked for; no message followed.", $"Nach {parts.Count(p => p.Verdict != Verdict.Skip)} Empfängern gefragt; es folgte keine Nachricht."))
            .With(parts.ToImmutable());
        return (step, refused);

        void Add(CheckStep part) => parts.Add(part with { Dialogue = conversation.TakeDialogue() });
    }

    /// <summary>Declares one octet more than the limit (RFC 1870 6): a server that checks refuses at once and spares the transfer.</summary>
    private async Task<ImmutableArray<CheckStep>> SizeAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        if (conversation.State.Capabilities?.Find("SIZE") is not { } size)
            return [];
        if (!long.TryParse(size.Parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is 0 or long.MaxValue)
        {
            return [new CheckStep(StepId.Mail, SizeTitle, Verdict.Skip, new LocalizedText("The server states no limit of size.", "Der Server nennt keine Größengrenze."))];
        }
        var reply = await conversation.SayAsync(string.Create(CultureInfo.InvariantCulture, $"MAIL FROM:<{request.From}> SIZE={limit + 1}"), cancel).ConfigureAwait(false);
        var stated = new LocalizedText(string.Create(CultureInfo.InvariantCulture, $"Limit: {limit} octets ({limit / 1048576.0:0.#} MiB)."),
            string.Create(CultureInfo.InvariantCulture, $"Grenze: {limit} Oktette ({limit / 1048576.0:0.#} MiB)."));

        // After a refusal, too: Postfix keeps the declared size for the next MAIL otherwise.
        if (conversation.Open)
            await conversation.SayAsync("RSET", cancel).ConfigureAwait(false);
        if (!reply.Accepted)
            return [new CheckStep(StepId.Mail, SizeTitle, Verdict.Pass, stated.Then(words.Meaning(reply))) { Elapsed = reply.Elapsed }];
        return [new CheckStep(StepId.Mail, SizeTitle, Verdict.Warn, stated.Then(new LocalizedText("A message one octet larger is not refused when it is announced, only after it was sent.",
            "Eine um ein Oktett größere Nachricht wird bei der Ankündigung nicht abgelehnt, sondern erst nach der Übertragung.")))
        {
            Elapsed = reply.Elapsed,
            Remedies = [new("Have the server check SIZE at MAIL (RFC 1870 6).", "Den Server SIZE bei MAIL prüfen lassen (RFC 1870 6).")],
        }];
    }

    private async Task<CheckStep> GivenAsync(SmtpConversation conversation, string given, CancellationToken cancel)
    {
        var title = LocalizedTexts.Same(given);
        var reply = await conversation.SayAsync($"RCPT TO:<{given}>", cancel).ConfigureAwait(false);
        return reply.Accepted
            ? new CheckStep(StepId.Rcpt, title, Verdict.Pass, words.Meaning(reply)) { Elapsed = reply.Elapsed }
            : new CheckStep(StepId.Rcpt, title, reply.RefusedForGood || reply.EndsAll ? Verdict.Fail : Verdict.Warn, words.Meaning(reply)) { Elapsed = reply.Elapsed, Remedies = words.Remedies(reply) };
    }

    private async Task<CheckStep> PostmasterAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        var postmaster = domain is null ? "Postmaster" : $"postmaster@{domain}";
        var title = LocalizedTexts.Same(postmaster);
        if (!conversation.Open)
            return new CheckStep(StepId.Rcpt, title, Verdict.Skip, Unasked);
        var reply = await conversation.SayAsync($"RCPT TO:<{postmaster}>", cancel).ConfigureAwait(false);
        if (reply.Accepted)
            return new CheckStep(StepId.Rcpt, title, Verdict.Pass, words.Meaning(reply)) { Elapsed = reply.Elapsed };

        // Where nobody else is asked for, the postmaster stands for the whole domain: refused for good, its mail does not get in here.
        var decides = request.To is null && domain is not null && !request.Target.IsHost && reply.RefusedForGood;
        return new CheckStep(StepId.Rcpt, title, decides || reply.EndsAll ? Verdict.Fail : Verdict.Warn, words.Meaning(reply))
        {
            Elapsed = reply.Elapsed,
            Remedies = [new("Every domain that takes mail must have a postmaster (RFC 5321 4.5.1): add the address.",
                "Jede Domäne, die E-Mail annimmt, muss einen Postmaster haben (RFC 5321 4.5.1): die Adresse anlegen."), .. words.Remedies(reply)],
        };
    }

    private async Task<(CheckStep Step, bool? Refused)> UnknownAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        var mailbox = string.Create(CultureInfo.InvariantCulture, $"no-such-mailbox-{random.NextInt64(1L << 40):x10}");
        var title = new LocalizedText("A mailbox that cannot exist", "Ein Postfach, das es nicht geben kann");
        if (domain is null)
        {
            return (new CheckStep(StepId.Rcpt, title, Verdict.Skip, new LocalizedText("Which domain the server takes mail for is not known; --to ADDRESS tells.",
                "Für welche Domäne der Server E-Mail annimmt, ist nicht bekannt; --to ADRESSE verrät es.")), null);
        }
        if (!conversation.Open)
            return (new CheckStep(StepId.Rcpt, title, Verdict.Skip, Unasked), null);
        var reply = await conversation.SayAsync($"RCPT TO:<{mailbox}@{domain}>", cancel).ConfigureAwait(false);
        if (reply.RefusedForGood)
            return (new CheckStep(StepId.Rcpt, title, Verdict.Pass, new LocalizedText("It is refused, as it should be.", "Es wird abgelehnt, wie es sein soll.").Then(words.Meaning(reply))) { Elapsed = reply.Elapsed }, true);
        if (!reply.Accepted)
            return (new CheckStep(StepId.Rcpt, title, Verdict.Skip, new LocalizedText("Undecided: the server puts off.", "Unentschieden: Der Server vertröstet.").Then(words.Meaning(reply))) { Elapsed = reply.Elapsed }, null);
        return (new CheckStep(StepId.Rcpt, title, Verdict.Warn, new LocalizedText(
            $"{mailbox}@{domain} is taken: the server takes mail for anyone and must throw it away or bounce it to forged senders.",
            $"{mailbox}@{domain} wird angenommen: Der Server nimmt E-Mail für jeden an und muss sie wegwerfen oder an gefälschte Absender zurücksenden."))
        {
            Elapsed = reply.Elapsed,
            Remedies = [new("Have the server check recipients at RCPT (Exchange: recipient filtering; Postfix: local_recipient_maps, relay_recipient_maps), unless a catch-all mailbox is meant.",
                "Den Server Empfänger bei RCPT prüfen lassen (Exchange: Empfängerfilterung; Postfix: local_recipient_maps, relay_recipient_maps), sofern kein Sammelpostfach gewollt ist.")],
        }, false);
    }
}
