// Which command a reply answers where the record holds replies only, as a log without echo does: told from the code, the enhanced code, the usual words and how
// far the dialogue is. A table. Refuses to guess where several commands fit: such a reply answers nothing. RFC 5321 4.3.2, RFC 3463 3, RFC 2034.
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Infers.</summary>
internal static class InferredCommand
{
    private const DialoguePhase AnyPhase = (DialoguePhase)byte.MaxValue;

    /// <summary>Any subject or detail; a reply without an enhanced code.</summary>
    private const int Any = -1, NoCode = -2;

    /// <summary>A row: the first code, the last, enhanced subject and detail (Any: whatever it is), the words of the text in small letters (empty: any), the phase, the command.</summary>
    private static readonly (short From, short To, int Subject, int Detail, byte[] Word, DialoguePhase Phase, string Command)[] Rows =
    [
        .. new (short, short, int, int, string, DialoguePhase, string)[]
        {
            (354, 354, Any, Any, "", AnyPhase, "DATA"), (221, 221, Any, Any, "", AnyPhase, "QUIT"),
            (235, 235, Any, Any, "", AnyPhase, "AUTH"), (334, 334, Any, Any, "", AnyPhase, "AUTH"), (534, 535, Any, Any, "", AnyPhase, "AUTH"), (538, 538, Any, Any, "", AnyPhase, "AUTH"),
            (220, 220, Any, Any, "tls", AnyPhase, "STARTTLS"), (454, 454, Any, Any, "tls", AnyPhase, "STARTTLS"), (454, 454, 7, 0, "", AnyPhase, "AUTH"),
            (214, 214, Any, Any, "", AnyPhase, "HELP"), (252, 252, Any, Any, "", AnyPhase, "VRFY"), (251, 251, Any, Any, "", AnyPhase, "RCPT"),
            // RFC 3463 3.2: X.1.0, X.1.7 and X.1.8 are about the sender, the other addresses and the mailboxes about a recipient.
            (250, 250, 1, 0, "", AnyPhase, "MAIL"), (400, 599, 1, 7, "", AnyPhase, "MAIL"), (400, 599, 1, 8, "", AnyPhase, "MAIL"),
            (250, 250, 1, 5, "", AnyPhase, "RCPT"), (400, 599, 1, 0, "sender", AnyPhase, "MAIL"), (400, 599, 1, Any, "", AnyPhase, "RCPT"), (400, 599, 2, Any, "", AnyPhase, "RCPT"),
            (250, 250, Any, Any, "sender", AnyPhase, "MAIL"), (250, 250, Any, Any, "recipient", AnyPhase, "RCPT"), (250, 250, NoCode, Any, "accepted", AnyPhase, "RCPT"),
            (250, 250, Any, Any, "reset", AnyPhase, "RSET"), (250, 250, Any, Any, "flushed", AnyPhase, "RSET"),
            (450, 599, Any, Any, "relay", AnyPhase, "RCPT"), (450, 599, Any, Any, "recipient", AnyPhase, "RCPT"), (450, 599, Any, Any, "user unknown", AnyPhase, "RCPT"),
            // Without an enhanced code the order alone tells: a sender first, then recipients. RSET and NOOP are rarer by far, and say so in most servers.
            (250, 250, NoCode, Any, "", DialoguePhase.Ready, "MAIL"), (250, 250, NoCode, Any, "", DialoguePhase.Sender, "RCPT"), (250, 250, NoCode, Any, "", DialoguePhase.Recipients, "RCPT"),
            (530, 530, Any, Any, "", DialoguePhase.Ready, "MAIL"), (450, 452, Any, Any, "", DialoguePhase.Ready, "MAIL"), (550, 554, Any, Any, "sender", DialoguePhase.Ready, "MAIL"),
            (450, 452, Any, Any, "", DialoguePhase.Sender, "RCPT"), (550, 553, Any, Any, "", DialoguePhase.Sender, "RCPT"),
            (450, 452, Any, Any, "", DialoguePhase.Recipients, "RCPT"), (550, 553, Any, Any, "", DialoguePhase.Recipients, "RCPT"),
        }.Select(row => (row.Item1, row.Item2, row.Item3, row.Item4, Encoding.ASCII.GetBytes(row.Item5), row.Item6, row.Item7)),
    ];

    /// <summary>The command, null where it cannot be told.</summary>
    /// <param name="reply">The reply's first line.</param>
    /// <param name="text">The same as it stands there.</param>
    /// <param name="before">Where the dialogue stood.</param>
    public static string? Of(in SmtpReplyLine reply, ReadOnlySpan<byte> text, DialogueState before)
    {
        if (before.Phase == DialoguePhase.Greeting)
            return null; // whatever it is, it is the greeting
        var words = text[reply.TextStart..];
        if (Hello(reply, words, before) is { } hello)
            return hello;
        foreach (var row in Rows)
            if (reply.Code >= row.From && reply.Code <= row.To && (row.Phase == AnyPhase || row.Phase == before.Phase)
                && Fits(row.Subject, row.Detail, reply.Enhanced)
                && (row.Word.Length == 0 || Contains(words, row.Word)))
                return row.Command;
        return null;
    }

    /// <summary>After the greeting a 250 of several lines; at any later time one that begins with the host of the greeting, as after STARTTLS.</summary>
    private static string? Hello(in SmtpReplyLine reply, ReadOnlySpan<byte> words, DialogueState before)
    {
        if (reply.Code != 250)
            return null;
        if (before.Phase == DialoguePhase.Hello && reply.Continues)
            return "EHLO";
        var host = Encoding.UTF8.GetBytes(before.ServerName);
        return host.Length == 0 || !Ascii.EqualsIgnoreCase(words[..Math.Min(words.Length, host.Length)], host) ? null : reply.Continues ? "EHLO" : "HELO";
    }

    private static bool Fits(int subject, int detail, EnhancedStatus enhanced) => subject switch
    {
        Any => true,
        NoCode => enhanced.IsNone,
        _ => !enhanced.IsNone && enhanced.Subject == subject && (detail == Any || enhanced.Detail == detail),
    };

    private static bool Contains(ReadOnlySpan<byte> words, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at + word.Length <= words.Length; at++)
            if (Ascii.EqualsIgnoreCase(words.Slice(at, word.Length), word))
                return true;
        return false;
    }
}
