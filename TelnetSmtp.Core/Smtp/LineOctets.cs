// What is odd about a line as a run of octets: its length, its line end, control characters. Knows no reply and no order of commands. RFC
// 5321 4.5.3.1 (sizes), 2.3.8 (line ends), 4.1.2 and 4.2 (printable ASCII and HT), RFC 6531 (UTF-8), RFC 4954 4 (12288 octets in an AUTH
// exchange).
using System.Text.Unicode;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The lengths of the RFCs and the check of a line against them.</summary>
public static class LineOctets
{
    /// <summary>RFC 5321 4.5.3.1.4, CR LF counted.</summary>
    public const int CommandLine = 512;

    /// <summary>RFC 5321 4.5.3.1.5, code and CR LF counted.</summary>
    public const int ReplyLine = 512;

    /// <summary>RFC 5321 4.5.3.1.6, CR LF counted, the doubled leading dot not.</summary>
    public const int TextLine = 1000;

    /// <summary>RFC 4954 4: challenges and responses, CR LF counted.</summary>
    public const int AuthLine = 12288;

    private const int LineEnd = 2;

    /// <summary>What an offered extension adds to a command line, in octets: the figure that its RFC gives.</summary>
    private static readonly (string Keyword, SmtpVerb Verb, int Added)[] Additions =
    [
        ("SIZE", SmtpVerb.Mail, 26), ("8BITMIME", SmtpVerb.Mail, 17), ("AUTH", SmtpVerb.Mail, 500), ("SMTPUTF8", SmtpVerb.Mail, 10),
        ("SMTPUTF8", SmtpVerb.Vrfy, 10), ("SMTPUTF8", SmtpVerb.Expn, 10), ("DSN", SmtpVerb.Mail, 117), ("DSN", SmtpVerb.Rcpt, 531),
        ("DELIVERBY", SmtpVerb.Mail, 17), ("FUTURERELEASE", SmtpVerb.Mail, 34), ("MT-PRIORITY", SmtpVerb.Mail, 15), ("MTRK", SmtpVerb.Mail, 40),
        ("REQUIRETLS", SmtpVerb.Mail, 11), ("RRVS", SmtpVerb.Rcpt, 33),
    ];

    /// <summary>How long a line of this command may be, CR LF counted, given what the server offered.</summary>
    public static int Limit(SmtpVerb verb, EhloCapabilities? offered)
    {
        if (verb == SmtpVerb.Auth)
            return AuthLine;
        var limit = CommandLine;
        foreach (var (keyword, of, added) in Additions)
            if (of == verb && offered is not null && offered.Offers(keyword))
                limit += added;
        return limit;
    }

    /// <summary>The oddities of <paramref name="text"/>, given without line end, of which <paramref name="cut"/> further octets were
    /// dropped.</summary>
    public static LineOddities Check(ReadOnlySpan<byte> text, LineEnding ending, int limit, long cut = 0)
    {
        var oddities = ending switch
        {
            LineEnding.Lf => LineOddities.BareLf,
            LineEnding.Cr => LineOddities.BareCr,
            _ => LineOddities.None,
        };
        if (text.Length + cut + LineEnd > limit)
            oddities |= LineOddities.TooLong;
        var odd = text.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
        return odd < 0 ? oddities : oddities | Unprintable(text[odd..]);
    }

    /// <summary>How many octets the line took on the wire.</summary>
    public static long OnWire(ReadOnlySpan<byte> text, LineEnding ending, long cut = 0) =>
        text.Length + cut + ending switch { LineEnding.CrLf => 2, LineEnding.None => 0, _ => 1 };

    private static LineOddities Unprintable(ReadOnlySpan<byte> text)
    {
        var oddities = text.Contains((byte)'\r') ? LineOddities.BareCr : LineOddities.None;
        foreach (var b in text)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r') || b == 0x7F)
                return oddities | LineOddities.ControlCharacters;
        return Utf8.IsValid(text) ? oddities : oddities | LineOddities.ControlCharacters;
    }
}
