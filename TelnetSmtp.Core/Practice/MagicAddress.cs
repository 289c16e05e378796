// Addresses that ask for a reply: 550-5.1.1@… (at once, in MAIL or RCPT), data-552-5.3.4@… (at the end of the message), delay-5@… (seconds before the
// reply), drop@… and close@…. The local-part decides, the domain does not matter. Refuses to act on it.
using System.Globalization;

namespace TelnetSmtp.Core.Practice;

/// <summary>What an address asks for.</summary>
/// <param name="Code">A reply code 400–599; 0: none.</param>
/// <param name="Enhanced">The enhanced code that goes with it.</param>
/// <param name="AtEnd">At the end of the message instead of at once.</param>
/// <param name="Delay">Time before the reply.</param>
/// <param name="End">What happens to the connection.</param>
internal readonly record struct MagicAddress(int Code, string Enhanced, bool AtEnd, TimeSpan Delay, RuleEnd End)
{
    private const int LongestDelaySeconds = 600;

    public static bool TryRead(PracticeAddress address, out MagicAddress magic)
    {
        magic = default;
        var text = address.LocalPart;
        if (address.Domain.Length == 0)
            return false;
        if (text.Equals("drop", StringComparison.OrdinalIgnoreCase))
            magic = magic with { End = RuleEnd.Drop };
        else if (text.Equals("close", StringComparison.OrdinalIgnoreCase))
            magic = magic with { End = RuleEnd.Close };
        else if (text.StartsWith("delay-", StringComparison.OrdinalIgnoreCase))
        {
            if (!int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is 0 or > LongestDelaySeconds)
                return false;
            magic = magic with { Delay = TimeSpan.FromSeconds(seconds) };
        }
        else
        {
            var atEnd = text.StartsWith("data-", StringComparison.OrdinalIgnoreCase);
            if (!TryReadCode(atEnd ? text[5..] : text, out var code, out var enhanced))
                return false;
            magic = magic with { Code = code, Enhanced = enhanced, AtEnd = atEnd };
        }
        return true;
    }

    private static bool TryReadCode(string text, out int code, out string enhanced)
    {
        (code, enhanced) = (0, "");
        if (text.Length < 3 || text[0] is not ('4' or '5') || !int.TryParse(text.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        enhanced = $"{text[0]}.0.0";
        if (text.Length > 3)
        {
            var parts = text[4..].Split('.');
            // The class of the enhanced code equals the first digit (RFC 2034 4).
            if (text[3] != '-' || parts.Length != 3 || parts[0] != text[..1] || !parts.All(p => p.Length is > 0 and <= 3 && p.All(char.IsAsciiDigit)))
                return false;
            enhanced = text[4..];
        }
        code = number;
        return true;
    }
}
