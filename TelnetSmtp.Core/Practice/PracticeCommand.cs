// A command line taken apart into verb and argument (RFC 5321 2.4, 4.1.1: verbs in any letter case, one blank, the rest). Refuses to judge the argument.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

/// <summary>A command.</summary>
/// <param name="Verb">The verb; <see cref="SmtpVerb.Unknown"/> for words that the practice server does not know.</param>
/// <param name="Word">The first word as typed.</param>
/// <param name="Argument">What stands behind it, without blanks at its ends.</param>
internal readonly record struct PracticeCommand(SmtpVerb Verb, string Word, string Argument)
{
    private static readonly Dictionary<string, SmtpVerb> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CONNECT"] = SmtpVerb.Connect,
        ["HELO"] = SmtpVerb.Helo,
        ["EHLO"] = SmtpVerb.Ehlo,
        ["MAIL"] = SmtpVerb.Mail,
        ["RCPT"] = SmtpVerb.Rcpt,
        ["DATA"] = SmtpVerb.Data,
        ["."] = SmtpVerb.DataEnd,
        ["BDAT"] = SmtpVerb.Bdat,
        ["RSET"] = SmtpVerb.Rset,
        ["VRFY"] = SmtpVerb.Vrfy,
        ["EXPN"] = SmtpVerb.Expn,
        ["HELP"] = SmtpVerb.Help,
        ["NOOP"] = SmtpVerb.Noop,
        ["QUIT"] = SmtpVerb.Quit,
        ["STARTTLS"] = SmtpVerb.StartTls,
        ["AUTH"] = SmtpVerb.Auth,
        ["ETRN"] = SmtpVerb.Etrn,
    };

    /// <summary>Names that a scenario may use.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>The verb of a name; <see cref="SmtpVerb.Unknown"/> where there is none.</summary>
    public static SmtpVerb VerbNamed(string? name) => name is not null && Known.TryGetValue(name, out var verb) ? verb : SmtpVerb.Unknown;

    public static PracticeCommand Parse(string line)
    {
        var text = line.TrimEnd(' ', '\t');
        var blank = text.IndexOfAny([' ', '\t']);
        var word = blank < 0 ? text : text[..blank];
        var argument = blank < 0 ? "" : text[(blank + 1)..].TrimStart(' ', '\t');
        var verb = VerbNamed(word);
        return new(verb is SmtpVerb.Connect or SmtpVerb.DataEnd ? SmtpVerb.Unknown : verb, word, argument);
    }
}
