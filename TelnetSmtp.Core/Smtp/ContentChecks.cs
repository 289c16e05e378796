// A line of the message while it is typed: headers and text apart, no line too long, dots doubled, no Bcc, no command that is none here.
// RFC 5322 2.1.1, 2.2, 3.6; RFC 5321 4.5.2 (dots), 4.5.3.1.6 (length). Knows of the message only what MessageSoFar tells.
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Checks of message lines.</summary>
internal static class ContentChecks
{
    public static void Check(string typed, DialogueState state, MessageSoFar? message, AdviceFindings findings)
    {
        if (typed == ".")
        {
            findings.Add(message switch
            {
                { Lines: 0 } => AdviceId.LoneDotEmpty,
                { InHeaders: true } => AdviceId.LoneDotInHeaders,
                _ => AdviceId.LoneDot,
            });
            return;
        }
        var octets = Encoding.UTF8.GetByteCount(typed);
        if (octets > LineOctets.TextLine - 2)
            findings.Add(AdviceId.TextLineLong, octets);
        if (typed.StartsWith('.') && !typed.StartsWith("..", StringComparison.Ordinal))
            findings.Add(AdviceId.DotDoubled);
        if (!Ascii.IsValid(typed))
            findings.Add(AdviceId.NonAsciiText);
        if (message is { InHeaders: true } headers)
            CheckHeader(typed, headers, findings);
        var word = typed.Split(' ')[0];
        if (SmtpVerbs.Parse(Encoding.UTF8.GetBytes(word)) is SmtpVerb.Quit or SmtpVerb.Rset or SmtpVerb.Noop or SmtpVerb.Mail or SmtpVerb.Rcpt
            && (typed.Length == word.Length || typed.Contains(':', StringComparison.Ordinal)))
            findings.Add(AdviceId.LooksLikeCommand, word.ToUpperInvariant());
    }

    /// <summary>What is worth knowing when Enter on an empty line ends the headers; null where nothing is.</summary>
    public static void CheckEndOfHeaders(MessageSoFar message, AdviceFindings findings)
    {
        string[] missing = [.. Missing(message.Headers)];
        if (message.InHeaders && missing.Length > 0)
            findings.Add(AdviceId.HeadersEnd, string.Join(", ", missing));
    }

    private static IEnumerable<string> Missing(SeenHeaders seen)
    {
        if (!seen.HasFlag(SeenHeaders.From))
            yield return "From:";
        if (!seen.HasFlag(SeenHeaders.Date))
            yield return "Date:";
    }

    private static void CheckHeader(string typed, MessageSoFar message, AdviceFindings findings)
    {
        if (MessageSoFar.IsContinuation(typed))
            return;
        var name = MessageSoFar.HeaderName(typed);
        if (name.IsEmpty)
        {
            // A name is no fault while it is being typed; a blank in it is.
            if (typed.Contains(' ', StringComparison.Ordinal) || typed.Contains(':', StringComparison.Ordinal))
                findings.Add(AdviceId.HeaderForm);
            return;
        }
        if (typed[name.Length] == ' ')
            findings.Add(AdviceId.HeaderBlankBeforeColon);
        if (name.Equals("Bcc", StringComparison.OrdinalIgnoreCase))
            findings.Add(AdviceId.HeaderBcc);
        if ((message.Headers & MessageSoFar.Header(name)) != 0)
            findings.Add(AdviceId.HeaderTwice, name.ToString());
    }
}
