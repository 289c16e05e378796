// What may come next in a dialogue, likeliest first: a table of the phases with the extensions' commands put in where they were offered. Pure.
// RFC 5321 4.1.4 (order of commands), RFC 3207 4, RFC 4954 4, RFC 3030 2.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

internal static class NextCommands
{
    private static readonly ImmutableArray<SmtpVerb> QuitOnly = [SmtpVerb.Quit], ResetOrQuit = [SmtpVerb.Rset, SmtpVerb.Quit],
        Hello = [SmtpVerb.Ehlo, SmtpVerb.Helo, SmtpVerb.Quit], LmtpHello = [SmtpVerb.Lhlo, SmtpVerb.Quit],
        Sender = [SmtpVerb.Rcpt, SmtpVerb.Rset, SmtpVerb.Quit], End = [SmtpVerb.DataEnd], Credential = [SmtpVerb.Auth];

    /// <param name="state">The state, all but <see cref="DialogueState.Next"/> filled.</param>
    /// <param name="lmtp">The server greeted as LMTP or took LHLO.</param>
    /// <param name="refused">The greeting was a refusal: only QUIT is left (RFC 5321 3.1).</param>
    /// <param name="transaction">The newest transaction.</param>
    /// <param name="octetsDue">Octets of a chunk are due.</param>
    internal static ImmutableArray<SmtpVerb> Of(
        DialogueState state, bool lmtp, bool refused, MailTransaction? transaction, bool octetsDue) => state.Phase switch
        {
            DialoguePhase.Hello => lmtp ? LmtpHello : Hello,
            DialoguePhase.Ready => Ready(state, transaction),
            DialoguePhase.Sender => Sender,
            DialoguePhase.Recipients => Recipients(state, transaction),
            DialoguePhase.Content => octetsDue ? [] : End,
            DialoguePhase.Authenticating => Credential,
            DialoguePhase.Closing => refused ? QuitOnly : [],
            _ => [],
        };

    private static ImmutableArray<SmtpVerb> Ready(DialogueState state, MailTransaction? transaction)
    {
        var next = ImmutableArray.CreateBuilder<SmtpVerb>(5);
        var done = transaction is { End: TransactionEnd.Answered };
        if (done)
            next.Add(SmtpVerb.Quit);
        next.Add(SmtpVerb.Mail);
        if (!state.Tls && Offers(state, "STARTTLS"))
            next.Add(SmtpVerb.StartTls);
        if (!state.Authenticated && Offers(state, "AUTH"))
            next.Add(SmtpVerb.Auth);
        if (!done)
            next.Add(SmtpVerb.Quit);
        return next.DrainToImmutable();
    }

    private static ImmutableArray<SmtpVerb> Recipients(DialogueState state, MailTransaction? transaction)
    {
        if (transaction is { ChunkRefused: true })
            return ResetOrQuit;
        if (transaction is { Chunks: > 0 })
            return [SmtpVerb.Bdat, SmtpVerb.Rset, SmtpVerb.Quit];
        return Offers(state, "CHUNKING")
            ? [SmtpVerb.Data, SmtpVerb.Rcpt, SmtpVerb.Bdat, SmtpVerb.Rset, SmtpVerb.Quit]
            : [SmtpVerb.Data, SmtpVerb.Rcpt, SmtpVerb.Rset, SmtpVerb.Quit];
    }

    private static bool Offers(DialogueState state, string keyword) => state.Capabilities is { } offered && offered.Offers(keyword);
}
