// Whether a command may be sent now: who speaks first, what has to come before it, what the server offered. RFC 5321 4.1.4 (order), RFC 2920 3.1 (groups),
// RFC 3207 4, RFC 4954 4. Judges by the dialogue's state alone; the line's own form is judged elsewhere.
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Checks of order and offers.</summary>
internal static class OrderChecks
{
    public static void Check(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        Turn(command, state, findings);
        if (state.Phase is DialoguePhase.Closing)
            findings.Add(AdviceId.SessionOver);
        else if (state.Phase is DialoguePhase.TlsHandshake)
            findings.Add(AdviceId.TlsHandshakeFirst);
        if (command.Verb == SmtpVerb.Unknown)
            return;
        Offer(command.Verb, state, findings);
        Sequence(command.Verb, state, findings);
        if (command.Verb is SmtpVerb.Data or SmtpVerb.Rset or SmtpVerb.Quit or SmtpVerb.StartTls && !command.Argument.IsEmpty)
            findings.Add(AdviceId.NoParameterHere);
    }

    private static void Turn(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        if (state.Phase == DialoguePhase.Greeting)
        {
            findings.Add(AdviceId.WaitForGreeting);
            return;
        }
        if (state.Unanswered.IsEmpty)
            return;
        var last = state.Unanswered[^1];
        if (state.Capabilities?.Offers("PIPELINING") != true)
            findings.Add(AdviceId.WaitForReply, last.Name());
        else if (!last.MayBeFollowed())
            findings.Add(AdviceId.WaitForLast, last.Name());
    }

    private static void Offer(SmtpVerb verb, DialogueState state, AdviceFindings findings)
    {
        if (findings.Catalogue.Command(verb)?.Keyword is not { } keyword || state.Capabilities is not { } offered || offered.Offers(keyword))
            return;
        if (verb == SmtpVerb.StartTls && state.Tls)
            return;
        if (state.CapabilitiesBeforeTls?.Offers(keyword) == true)
            findings.Add(AdviceId.OfferedOnlyBeforeTls, keyword);
        else if (verb != SmtpVerb.Auth || !offered.Offers("X-EXPS"))
            findings.Add(AdviceId.NotOffered, keyword);
    }

    private static void Sequence(SmtpVerb verb, DialogueState state, AdviceFindings findings)
    {
        var open = state.ReversePath is not null;
        switch (verb)
        {
            case SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo:
                if (verb == SmtpVerb.Helo && state.Phase == DialoguePhase.Hello)
                    findings.Add(AdviceId.HelloInsteadOfEhlo);
                if (open)
                    findings.Add(AdviceId.HelloClears);
                break;
            case SmtpVerb.Noop or SmtpVerb.Rset or SmtpVerb.Help or SmtpVerb.Vrfy or SmtpVerb.Expn:
                break;
            case SmtpVerb.Quit:
                if (open)
                    findings.Add(AdviceId.DropsMessage);
                break;
            case var _ when state.Phase == DialoguePhase.Hello:
                findings.Add(AdviceId.HelloFirst);
                break;
            case SmtpVerb.Mail or SmtpVerb.Send or SmtpVerb.Soml or SmtpVerb.Saml:
                if (open)
                    findings.Add(AdviceId.TransactionOpen);
                break;
            case SmtpVerb.Rcpt:
                if (!open && !Waiting(state, SmtpVerb.Mail))
                    findings.Add(AdviceId.MailFirst);
                break;
            case SmtpVerb.Data or SmtpVerb.Bdat or SmtpVerb.Burl:
                if (!open && !Waiting(state, SmtpVerb.Mail))
                    findings.Add(AdviceId.MailFirst);
                else if (!state.Recipients.Any(r => r.Accepted) && !Waiting(state, SmtpVerb.Rcpt))
                    findings.Add(AdviceId.RcptFirst);
                break;
            case SmtpVerb.StartTls or SmtpVerb.Etrn or SmtpVerb.Atrn or SmtpVerb.Turn or SmtpVerb.Auth when open:
                findings.Add(AdviceId.NotInTransaction);
                break;
            default:
                break;
        }
        if (verb == SmtpVerb.StartTls && state.Tls)
            findings.Add(AdviceId.TlsAlready);
        if (verb == SmtpVerb.Auth && state.Authenticated)
            findings.Add(AdviceId.SignedIn);
    }

    /// <summary>In a pipelined group what comes before may still be unanswered.</summary>
    private static bool Waiting(DialogueState state, SmtpVerb verb) => state.Unanswered.Contains(verb);

    /// <summary>The longest verb, XFORWARD and STARTTLS, has this many letters; a word twice as long is no mistyped one.</summary>
    private const int LongestVerb = 8;

    /// <summary>The known verb that a mistyped one is nearest to; null where none is near. One letter in three may be wrong.</summary>
    public static string? Nearest(ReadOnlySpan<byte> word)
    {
        var typed = Encoding.Latin1.GetString(word).ToUpperInvariant();
        if (typed.Length > LongestVerb * 2)
            return null;
        string? best = null;
        var least = Math.Max(1, typed.Length / 3) + 1;
        for (var verb = SmtpVerb.Helo; verb < SmtpVerb.Unknown; verb++)
        {
            if (verb == SmtpVerb.DataEnd)
                continue;
            var distance = Distance(typed, verb.Name());
            if (distance < least)
                (best, least) = (verb.Name(), distance);
        }
        return best;
    }

    /// <summary>Edit distance with swaps of neighbours counted once (Damerau): EHLO and ELHO are 1 apart.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1][];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i] = new int[b.Length + 1];
            rows[i][0] = i;
        }
        for (var j = 0; j <= b.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i][j] = Math.Min(Math.Min(rows[i - 1][j] + 1, rows[i][j - 1] + 1), rows[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i][j] = Math.Min(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        return rows[a.Length][b.Length];
    }
}
