// Parameters of MAIL and RCPT, checked by the letter: SIZE (RFC 1870), BODY (6152, 3030), SMTPUTF8 (6531), RET, ENVID, NOTIFY, ORCPT (3461), AUTH (4954 5).
// A parameter whose keyword EHLO did not offer is unknown. Refuses to weigh them (whether a message is too big is the transaction's question).
namespace TelnetSmtp.Core.Practice;

/// <summary>BODY.</summary>
public enum BodyType : byte
{
    SevenBit, EightBitMime, BinaryMime,
}

/// <summary>When a sender wants to hear of a recipient (RFC 3461 4.1). Flags combine; <see cref="Unstated"/>: NOTIFY was not given, failures are reported.</summary>
[Flags]
public enum NotifyWhen : byte
{
    Unstated = 0, Success = 1, Failure = 2, Delay = 4, Never = 8,
}

/// <summary>What MAIL asked for.</summary>
/// <param name="Size">SIZE in octets, null where not given.</param>
/// <param name="Body">BODY.</param>
/// <param name="SmtpUtf8">SMTPUTF8.</param>
/// <param name="ReturnFull">RET: true FULL, false HDRS, null not given.</param>
/// <param name="EnvelopeId">ENVID, decoded.</param>
/// <param name="Auth">AUTH, decoded; empty for <c>&lt;&gt;</c>.</param>
public sealed record MailParameters(long? Size = null, BodyType Body = BodyType.SevenBit, bool SmtpUtf8 = false, bool? ReturnFull = null,
    string? EnvelopeId = null, string? Auth = null);

/// <summary>What RCPT asked for.</summary>
/// <param name="Notify">NOTIFY.</param>
/// <param name="OriginalRecipient">ORCPT as <c>type;address</c>, decoded; null where not given.</param>
public sealed record RcptParameters(NotifyWhen Notify = NotifyWhen.Unstated, string? OriginalRecipient = null);

/// <summary>A parameter that will not do.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Known">Whether the keyword is known and its value wrong (501), or the keyword is not offered (555).</param>
internal readonly record struct ParameterFault(string Text, bool Known);

internal static class PracticeParameters
{
    // RFC 1870 3, RFC 3461 4.2 and 4.4.
    private const int LongestSize = 20, LongestOriginalRecipient = 500, LongestEnvelopeId = 100;

    public static MailParameters? ReadMail(string text, Func<string, bool> offers, out ParameterFault fault)
    {
        var result = new MailParameters();
        fault = default;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (word, keyword, value) in Split(text))
        {
            MailParameters? next;
            switch (keyword.ToUpperInvariant())
            {
                case "SIZE" when offers("SIZE"):
                    next = value is { Length: > 0 and <= LongestSize } && ulong.TryParse(value, System.Globalization.NumberStyles.None, null, out var size)
                        ? result with { Size = (long)Math.Min(size, long.MaxValue) } : null;
                    break;
                case "BODY" when offers("8BITMIME") || offers("BINARYMIME"):
                    next = value?.ToUpperInvariant() switch
                    {
                        "7BIT" => result with { Body = BodyType.SevenBit },
                        "8BITMIME" when offers("8BITMIME") => result with { Body = BodyType.EightBitMime },
                        "BINARYMIME" when offers("BINARYMIME") && offers("CHUNKING") => result with { Body = BodyType.BinaryMime },
                        _ => null,
                    };
                    break;
                case "SMTPUTF8" when offers("SMTPUTF8"):
                    next = value is null ? result with { SmtpUtf8 = true } : null;
                    break;
                case "RET" when offers("DSN"):
                    next = value?.ToUpperInvariant() switch
                    {
                        "FULL" => result with { ReturnFull = true },
                        "HDRS" => result with { ReturnFull = false },
                        _ => null,
                    };
                    break;
                case "ENVID" when offers("DSN"):
                    next = value is { Length: > 0 and <= LongestEnvelopeId } && Xtext.TryDecode(value, out var id) ? result with { EnvelopeId = id } : null;
                    break;
                case "AUTH" when offers("AUTH"):
                    next = value == "<>" ? result with { Auth = "" }
                        : value is { Length: > 0 } && Xtext.TryDecode(value, out var identity) && PracticeAddress.TryParse(identity, out _) ? result with { Auth = identity } : null;
                    break;
                default:
                    fault = new(word, Known: false);
                    return null;
            }
            if (next is null || !seen.Add(keyword))
            {
                fault = new(word, Known: true);
                return null;
            }
            result = next;
        }
        return result;
    }

    public static RcptParameters? ReadRcpt(string text, Func<string, bool> offers, out ParameterFault fault)
    {
        var result = new RcptParameters();
        fault = default;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (word, keyword, value) in Split(text))
        {
            var next = keyword.ToUpperInvariant() switch
            {
                "NOTIFY" => ReadNotify(value) is { } notify ? result with { Notify = notify } : null,
                "ORCPT" => ReadOriginalRecipient(value) is { } original ? result with { OriginalRecipient = original } : null,
                _ => null,
            };
            var known = offers("DSN") && keyword.ToUpperInvariant() is "NOTIFY" or "ORCPT";
            if (next is null || !known || !seen.Add(keyword))
            {
                fault = new(word, known);
                return null;
            }
            result = next;
        }
        return result;
    }

    private static NotifyWhen? ReadNotify(string? value)
    {
        if (value is null)
            return null;
        var all = NotifyWhen.Unstated;
        foreach (var word in value.Split(','))
        {
            var one = word.ToUpperInvariant() switch
            {
                "SUCCESS" => NotifyWhen.Success,
                "FAILURE" => NotifyWhen.Failure,
                "DELAY" => NotifyWhen.Delay,
                "NEVER" => NotifyWhen.Never,
                _ => NotifyWhen.Unstated,
            };
            // NEVER stands alone, and nothing stands twice.
            if (one == NotifyWhen.Unstated || (all & (one | NotifyWhen.Never)) != 0 || (one == NotifyWhen.Never && all != 0))
                return null;
            all |= one;
        }
        return all;
    }

    private static string? ReadOriginalRecipient(string? value)
    {
        if (value is not { Length: <= LongestOriginalRecipient } || value.IndexOf(';', StringComparison.Ordinal) is not (var semicolon and > 0))
            return null;
        var (type, encoded) = (value[..semicolon], value[(semicolon + 1)..]);
        return type.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && encoded.Length > 0 && Xtext.TryDecode(encoded, out var address) ? $"{type};{address}" : null;
    }

    private static IEnumerable<(string Word, string Keyword, string? Value)> Split(string text)
    {
        foreach (var word in text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            yield return (word, equals < 0 ? word : word[..equals], equals < 0 ? null : word[(equals + 1)..]);
        }
    }
}

/// <summary>xtext (RFC 3461 4): printable ASCII but <c>+</c> and <c>=</c>, which are written as <c>+HH</c>. UTF-8 behind <c>+HH</c> is decoded.</summary>
internal static class Xtext
{
    public static bool TryDecode(string text, out string decoded)
    {
        decoded = "";
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < '!' or > '~' or '=')
                return false;
            if (text[i] != '+')
            {
                bytes.Add((byte)text[i]);
                continue;
            }
            if (i + 2 >= text.Length || !char.IsAsciiHexDigitUpper(text[i + 1]) || !char.IsAsciiHexDigitUpper(text[i + 2]))
                return false;
            bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
            i += 2;
        }
        // A decoded line end would break the report that repeats it.
        if (bytes.Exists(b => b is < 0x20 or 0x7F))
            return false;
        decoded = System.Text.Encoding.UTF8.GetString([.. bytes]);
        return true;
    }
}
