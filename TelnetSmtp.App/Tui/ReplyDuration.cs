// How long a reply took: from the line that asked for it to the reply's last line, as the annotations have them. Pure. Refuses to guess where the
// asking line is no longer kept or stands too far back.
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>Finds the time for <c>set timing</c>.</summary>
internal static class ReplyDuration
{
    /// <summary>Lines looked back: more than any reply has and any group of commands that a person pastes; asked for each visible row of each frame.</summary>
    internal const int LinesSearched = 256;

    /// <summary>The time of the reply that ends with line <paramref name="index"/>; null where that line ends none.</summary>
    public static TimeSpan? Of(SessionSnapshot session, int index)
    {
        var lines = session.Annotations;
        var reply = lines[index];
        if (reply.Line is not { Speaker: Speaker.Server, Position: ReplyPosition.Only or ReplyPosition.Last, Verb: not SmtpVerb.None }) return null;
        if (reply.Line.Verb == SmtpVerb.Connect) return OfGreeting(session.Summary);
        for (var i = index - 1; i >= Math.Max(0, index - LinesSearched); i--)
        {
            var asking = lines[i];
            if (Asks(asking.Line, reply.Line)) return asking.At <= reply.At ? reply.At - asking.At : null;
        }
        return null;
    }

    /// <summary>Whether <paramref name="line"/> is what <paramref name="reply"/> answers. The wait for a chunk's reply begins with its last octet.</summary>
    private static bool Asks(in DialogueLine line, in DialogueLine reply) => line.Speaker switch
    {
        Speaker.Client or Speaker.Credential => line.Verb == reply.Verb && (line.Ordinal == 0 || line.Ordinal == reply.Ordinal),
        Speaker.Content => reply.Verb == SmtpVerb.Bdat,
        _ => false,
    };

    private static TimeSpan? OfGreeting(TransactionSummary summary)
    {
        foreach (var time in summary.Times)
            if (time.Verb == SmtpVerb.Connect)
                return time.Elapsed;
        return null;
    }
}
