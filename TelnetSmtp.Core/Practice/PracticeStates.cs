// Where a connection to the practice server stands, and the table of what may be said there (RFC 5321 4.1.4, 3207 4.2, 4954 4, 3030 2). The
// table is the whole knowledge of order: the machine asks it, the 503 texts derive from it. Refuses to know replies and arguments.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

/// <summary>States of a connection between two commands.</summary>
public enum PracticeState : byte
{
    /// <summary>Greeted; HELO or EHLO is due.</summary>
    Greeted,
    /// <summary>Introduced; no transaction is open.</summary>
    Ready,
    /// <summary>MAIL was taken.</summary>
    Sender,
    /// <summary>At least one RCPT was taken.</summary>
    Recipients,
    /// <summary>After 354: message content until the lone dot.</summary>
    Content,
    /// <summary>Between the chunks of BDAT.</summary>
    Chunks,
    /// <summary>Inside an AUTH exchange.</summary>
    Authenticating,
    /// <summary>The handshake is due.</summary>
    Handshake,
    /// <summary>Greeted with 554 or 521: only QUIT is of use (RFC 5321 3.1, 7504).</summary>
    Refused,
    /// <summary>The server hangs up.</summary>
    Closed,
}

/// <summary>The verb table.</summary>
public static class PracticeStates
{
    private static readonly Dictionary<PracticeState, Dictionary<SmtpVerb, PracticeState>> Table = new()
    {
        [PracticeState.Greeted] = new()
        {
            [SmtpVerb.Ehlo] = PracticeState.Ready,
            [SmtpVerb.Helo] = PracticeState.Ready,
            [SmtpVerb.Rset] = PracticeState.Greeted,
            [SmtpVerb.Noop] = PracticeState.Greeted,
            [SmtpVerb.Help] = PracticeState.Greeted,
            [SmtpVerb.Vrfy] = PracticeState.Greeted,
            [SmtpVerb.Expn] = PracticeState.Greeted,
            [SmtpVerb.Quit] = PracticeState.Closed,
        },
        [PracticeState.Ready] = new()
        {
            [SmtpVerb.Mail] = PracticeState.Sender,
            [SmtpVerb.Ehlo] = PracticeState.Ready,
            [SmtpVerb.Helo] = PracticeState.Ready,
            [SmtpVerb.StartTls] = PracticeState.Handshake,
            [SmtpVerb.Auth] = PracticeState.Authenticating,
            [SmtpVerb.Etrn] = PracticeState.Ready,
            [SmtpVerb.Rset] = PracticeState.Ready,
            [SmtpVerb.Noop] = PracticeState.Ready,
            [SmtpVerb.Help] = PracticeState.Ready,
            [SmtpVerb.Vrfy] = PracticeState.Ready,
            [SmtpVerb.Expn] = PracticeState.Ready,
            [SmtpVerb.Quit] = PracticeState.Closed,
        },
        [PracticeState.Sender] = new()
        {
            [SmtpVerb.Rcpt] = PracticeState.Recipients,
            [SmtpVerb.Ehlo] = PracticeState.Ready,
            [SmtpVerb.Helo] = PracticeState.Ready,
            [SmtpVerb.Rset] = PracticeState.Ready,
            [SmtpVerb.Noop] = PracticeState.Sender,
            [SmtpVerb.Help] = PracticeState.Sender,
            [SmtpVerb.Vrfy] = PracticeState.Sender,
            [SmtpVerb.Expn] = PracticeState.Sender,
            [SmtpVerb.Quit] = PracticeState.Closed,
        },
        [PracticeState.Recipients] = new()
        {
            [SmtpVerb.Rcpt] = PracticeState.Recipients,
            [SmtpVerb.Data] = PracticeState.Content,
            [SmtpVerb.Bdat] = PracticeState.Chunks,
            [SmtpVerb.Ehlo] = PracticeState.Ready,
            [SmtpVerb.Helo] = PracticeState.Ready,
            [SmtpVerb.Rset] = PracticeState.Ready,
            [SmtpVerb.Noop] = PracticeState.Recipients,
            [SmtpVerb.Help] = PracticeState.Recipients,
            [SmtpVerb.Vrfy] = PracticeState.Recipients,
            [SmtpVerb.Expn] = PracticeState.Recipients,
            [SmtpVerb.Quit] = PracticeState.Closed,
        },
        [PracticeState.Chunks] = new()
        {
            [SmtpVerb.Bdat] = PracticeState.Chunks,
            [SmtpVerb.Ehlo] = PracticeState.Ready,
            [SmtpVerb.Helo] = PracticeState.Ready,
            [SmtpVerb.Rset] = PracticeState.Ready,
            [SmtpVerb.Noop] = PracticeState.Chunks,
            [SmtpVerb.Quit] = PracticeState.Closed,
        },
        [PracticeState.Refused] = new()
        {
            [SmtpVerb.Quit] = PracticeState.Closed,
        },
        [PracticeState.Content] = [],
        [PracticeState.Authenticating] = [],
        [PracticeState.Handshake] = [],
        [PracticeState.Closed] = [],
    };

    /// <summary>Whether <paramref name="verb"/> may come in <paramref name="state"/>; <paramref name="next"/> is the state after it was taken.</summary>
    public static bool TryNext(PracticeState state, SmtpVerb verb, out PracticeState next) => Table[state].TryGetValue(verb, out next);

    /// <summary>The verbs that may come, likeliest first.</summary>
    public static IReadOnlyCollection<SmtpVerb> Expected(PracticeState state) => Table[state].Keys;

    /// <summary>The verbs that may come, as a sentence has them: <c>EHLO, HELO or QUIT</c>; empty where none may.</summary>
    public static string ExpectedNames(PracticeState state)
    {
        string[] names = [.. Expected(state).Select(verb => verb.Name())];
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }

    /// <summary>The first step on the shortest way from <paramref name="state"/> to one that allows <paramref name="verb"/>: EHLO for MAIL after the
    /// greeting, RCPT for DATA after MAIL, RSET or EHLO for a nested MAIL. <see cref="SmtpVerb.None"/> where there is no way.</summary>
    public static SmtpVerb Needed(PracticeState state, SmtpVerb verb)
    {
        var seen = new HashSet<PracticeState> { state };
        var queue = new Queue<(PracticeState State, SmtpVerb First)>();
        queue.Enqueue((state, SmtpVerb.None));
        while (queue.TryDequeue(out var at))
        {
            foreach (var (step, next) in Table[at.State])
            {
                if (!seen.Add(next))
                    continue;
                var first = at.First == SmtpVerb.None ? step : at.First;
                if (Table[next].ContainsKey(verb))
                    return first;
                queue.Enqueue((next, first));
            }
        }
        return SmtpVerb.None;
    }
}
