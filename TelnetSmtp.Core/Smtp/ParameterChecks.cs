// The ESMTP parameters of MAIL and RCPT: known, offered, in the right command, once, with a value of the right form. RFC 5321 4.1.1.11, RFC 3461 4 (DSN),
// RFC 1870 6 (SIZE), RFC 6152 2 and RFC 3030 3 (BODY). What needs which keyword stands in mail-parameters.json.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Checks of parameters.</summary>
internal static class ParameterChecks
{
    private const string Binary = "BINARYMIME";

    public static void Check(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in command.Parameters)
        {
            var name = Encoding.UTF8.GetString(parameter.Name).ToUpperInvariant();
            var value = Encoding.UTF8.GetString(parameter.Value);
            if (!seen.Add(name))
                findings.Add(AdviceId.ParameterTwice, name);
            if (findings.Catalogue.Parameter(name) is not { } known)
            {
                findings.Add(AdviceId.ParameterUnknown, name);
                continue;
            }
            if (!known.Commands.Contains(command.Verb == SmtpVerb.Rcpt ? "RCPT" : "MAIL"))
                findings.Add(AdviceId.ParameterElsewhere, name, known.Commands[0]);
            // RFC 3030 3: this value has a keyword of its own.
            if (name == "BODY" && value.Equals(Binary, StringComparison.OrdinalIgnoreCase))
                CheckOffer($"{name}={Binary}", Binary, state, findings);
            else
                CheckOffer(name, known.Keyword, state, findings);
            CheckForm(known, parameter.HasValue, value, findings);
            CheckValue(name, value, state, findings);
        }
    }

    private static void CheckOffer(string name, string keyword, DialogueState state, AdviceFindings findings)
    {
        if (state.Capabilities is { } offered)
        {
            if (!offered.Offers(keyword))
                findings.Add(AdviceId.ParameterNotOffered, name, keyword);
        }
        else if (state.Phase is not (DialoguePhase.Greeting or DialoguePhase.Hello))
        {
            findings.Add(AdviceId.ParameterAfterHelo, name);
        }
    }

    private static void CheckForm(ParameterEntry known, bool hasValue, string value, AdviceFindings findings)
    {
        var takesValue = known.Syntax.Contains('=', StringComparison.Ordinal);
        var mayStandAlone = !takesValue || known.Syntax.StartsWith(known.Parameter + " or", StringComparison.Ordinal);
        if (!hasValue && !mayStandAlone || hasValue && takesValue && value.Length == 0)
            findings.Add(AdviceId.ParameterNeedsValue, known.Parameter, known.Syntax);
        else if (hasValue && !takesValue)
            findings.Add(AdviceId.ParameterTakesNoValue, known.Parameter);
    }

    private static void CheckValue(string name, string value, DialogueState state, AdviceFindings findings)
    {
        if (value.Length == 0)
            return;
        switch (name)
        {
            case "NOTIFY":
                CheckNotify(value, findings);
                break;
            case "RET":
                CheckOneOf(name, value, findings, "FULL", "HDRS");
                break;
            case "BODY":
                CheckOneOf(name, value, findings, "7BIT", "8BITMIME", Binary);
                if (value.Equals(Binary, StringComparison.OrdinalIgnoreCase))
                    findings.Add(AdviceId.BinaryNeedsBdat);
                break;
            case "SIZE":
                CheckSize(value, state, findings);
                break;
            case "ENVID":
                CheckXtext(name, value, findings);
                break;
            case "ORCPT":
                var semicolon = value.IndexOf(';', StringComparison.Ordinal);
                if (semicolon <= 0 || semicolon == value.Length - 1)
                    findings.Add(AdviceId.OrcptForm);
                else
                    CheckXtext(name, value[(semicolon + 1)..], findings);
                break;
            default:
                break;
        }
    }

    private static void CheckNotify(string value, AdviceFindings findings)
    {
        var wishes = value.Split(',');
        if (wishes.Length > 1 && wishes.Contains("NEVER", StringComparer.OrdinalIgnoreCase))
            findings.Add(AdviceId.NotifyNever);
        foreach (var wish in wishes)
            CheckOneOf("NOTIFY", wish, findings, "NEVER", "SUCCESS", "FAILURE", "DELAY");
    }

    private static void CheckOneOf(string name, string value, AdviceFindings findings, params string[] allowed)
    {
        // A value that is still being typed is no wrong one: FAIL may become FAILURE.
        if (!allowed.Any(a => a.StartsWith(value, StringComparison.OrdinalIgnoreCase)))
            findings.Add(AdviceId.ParameterValue, value, name, string.Join(", ", allowed));
    }

    private static void CheckSize(string value, DialogueState state, AdviceFindings findings)
    {
        if (!ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            findings.Add(AdviceId.ParameterValue, value, "SIZE", "SIZE=123456");
        else if (state.Capabilities?.Find("SIZE")?.Parameters is { } limit && ulong.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most > 0 && size > most)
        {
            var words = new KeywordReading(findings.Catalogue, findings.Language);
            findings.Add(AdviceId.SizeAboveLimit, words.Size(most), words.Size(size));
        }
    }

    /// <summary>RFC 3461 4: printable ASCII without + and =, and +HH in upper-case hexadecimal.</summary>
    private static void CheckXtext(string name, string value, AdviceFindings findings)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var plain = value[i] is >= '!' and <= '~' and not ('+' or '=');
            var escaped = value[i] == '+' && i + 2 < value.Length && IsUpperHex(value[i + 1]) && IsUpperHex(value[i + 2]);
            if (escaped)
                i += 2;
            else if (!plain)
            {
                findings.Add(AdviceId.XtextIllegal, name);
                return;
            }
        }
    }

    private static bool IsUpperHex(char c) => c is >= '0' and <= '9' or >= 'A' and <= 'F';
}
