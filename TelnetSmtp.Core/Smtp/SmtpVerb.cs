// The commands of RFC 5321 and its extensions, and the two moments that are answered like commands: the connection and the end of the message.
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What a reply answers.</summary>
public enum SmtpVerb : byte
{
    None, Connect, Helo, Ehlo, Lhlo, Mail, Rcpt, Data, DataEnd, Bdat, Rset, Vrfy, Expn, Help, Noop, Quit, StartTls, Auth,
    Etrn, Atrn, Turn, Burl, Send, Soml, Saml, XClient, XForward, Unknown,
}

/// <summary>The verbs' names as they stand on the wire and in JSON.</summary>
public static class SmtpVerbs
{
    private static readonly string[] Names =
    [
        "", "CONNECT", "HELO", "EHLO", "LHLO", "MAIL", "RCPT", "DATA", ".", "BDAT", "RSET", "VRFY", "EXPN", "HELP", "NOOP", "QUIT", "STARTTLS", "AUTH",
        "ETRN", "ATRN", "TURN", "BURL", "SEND", "SOML", "SAML", "XCLIENT", "XFORWARD", "",
    ];

    /// <summary><c>CONNECT</c> for the greeting, <c>.</c> for the end of the message, the verb otherwise; empty for none and for unknown
    /// ones.</summary>
    public static string Name(this SmtpVerb verb) => Names[(int)verb];

    /// <summary>The command that <paramref name="word"/> names, in either case (RFC 5321 2.4); <see cref="SmtpVerb.Unknown"/> for any other
    /// word. Exchange's X-EXPS is read as AUTH, whose form and replies it has.</summary>
    public static SmtpVerb Parse(ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "X-EXPS"))
            return SmtpVerb.Auth;
        for (var verb = SmtpVerb.Helo; verb < SmtpVerb.Unknown; verb++)
            if (verb != SmtpVerb.DataEnd && Ascii.EqualsIgnoreCase(word, Names[(int)verb]))
                return verb;
        return SmtpVerb.Unknown;
    }

    /// <summary>Whether the verb opens a mail transaction: MAIL, and RFC 821's SEND, SOML and SAML.</summary>
    public static bool OpensTransaction(this SmtpVerb verb) => verb is SmtpVerb.Mail or SmtpVerb.Send or SmtpVerb.Soml or SmtpVerb.Saml;

    /// <summary>Whether other commands may follow in the same group without waiting (RFC 2920 3.1; BDAT: RFC 3030 2; BURL: RFC 4468 3.1).</summary>
    public static bool MayBeFollowed(this SmtpVerb verb) =>
        verb.OpensTransaction() || verb is SmtpVerb.Rcpt or SmtpVerb.Rset or SmtpVerb.Bdat or SmtpVerb.Burl or SmtpVerb.DataEnd;
}
