// The commands of RFC 5321 and its extensions, and the two moments that are answered like commands: the connection and the end of the message.
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

    /// <summary><c>CONNECT</c> for the greeting, <c>.</c> for the end of the message, the verb otherwise; empty for none and for unknown ones.</summary>
    public static string Name(this SmtpVerb verb) => Names[(int)verb];
}
