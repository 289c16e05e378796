// The commands that ask and change nothing: VRFY, EXPN, HELP, ETRN (RFC 5321 3.5, 4.1.1.6–8; 1985). Refuses to tell more than the scenario holds.
namespace TelnetSmtp.Core.Practice;

internal static class PracticeInquiry
{
    private const string Utf8Parameter = " SMTPUTF8";

    /// <summary>VRFY: one mailbox, none, or several (553).</summary>
    public static PracticeReply Vrfy(PracticeSession session, string argument)
    {
        if (Subject(session, argument, "VRFY", out var subject) is { } fault)
            return fault;
        var found = session.Mailboxes.Search(subject);
        return found.Count switch
        {
            0 => session.Say(Phrase.VrfyUnknown, ("argument", subject)),
            1 => session.Say(Phrase.VrfyKnown, ("argument", subject), ("address", found[0].Address), ("name", found[0].Name ?? "")),
            _ => session.Say(Phrase.VrfyAmbiguous, ("argument", subject)),
        };
    }

    /// <summary>EXPN: the members of a list, a line each.</summary>
    public static PracticeReply Expn(PracticeSession session, string argument)
    {
        if (Subject(session, argument, "EXPN", out var subject) is { } fault)
            return fault;
        if (session.Mailboxes.Search(subject) is not [{ Members.Count: > 0 } list])
            return session.Say(Phrase.ExpnUnknown, ("argument", subject));
        PracticeReply[] members = [.. list.Members.Select(member => session.Say(Phrase.ExpnMember, ("address", member)))];
        // A voice that does not expand says so once.
        return members[0].IsError ? members[0] : PracticeReply.Of(members[0].Code, [.. members.Select(reply => reply.Lines[0][4..])]);
    }

    /// <summary>ETRN: starts the queue of a domain of ours, which is empty.</summary>
    public static PracticeReply Etrn(PracticeSession session, string argument)
    {
        if (!session.Offers("ETRN"))
            return session.Say(Phrase.UnknownCommand, ("argument", "ETRN"));
        var node = argument.TrimStart('@', '#');
        if (argument.Length == 0)
            return session.Say(Phrase.MissingArgument, ("verb", "ETRN"));
        return session.Scenario.Domains.Contains(node, StringComparer.OrdinalIgnoreCase)
            ? session.Say(Phrase.EtrnOk, ("argument", node)) : session.Say(Phrase.EtrnUnknown, ("argument", node));
    }

    private static PracticeReply? Subject(PracticeSession session, string argument, string verb, out string subject)
    {
        var declared = session.Offers("SMTPUTF8") && argument.EndsWith(Utf8Parameter, StringComparison.OrdinalIgnoreCase);
        subject = (declared ? argument[..^Utf8Parameter.Length] : argument).Trim(' ', '<', '>');
        if (subject.Length == 0)
            return session.Say(Phrase.MissingArgument, ("verb", verb));
        return declared || System.Text.Ascii.IsValid(subject) ? null : session.Say(Phrase.NonAscii, ("argument", subject));
    }
}
