// A domain name as a person types it: IDNs in their own script, a trailing dot that forbids suffixes (RFC 1034 3.1, RFC 5890). What is no domain name
// (a URL, a mail address, a name with a port) is refused in one line that says what to give instead. Refuses to look anything up.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Dns;

/// <summary>A checked name.</summary>
/// <param name="Ascii">What DNS is asked: A-labels, no trailing dot; empty for the root.</param>
/// <param name="Typed">As typed, without the trailing dot.</param>
/// <param name="Absolute">Whether it ended in a dot: no search suffix is added to it.</param>
public sealed record DomainName(string Ascii, string Typed, bool Absolute)
{
    /// <summary>RFC 1035 2.3.4, in octets.</summary>
    public const int LabelLimit = 63;

    /// <summary>RFC 1035 2.3.4: 255 octets on the wire are 253 characters.</summary>
    public const int NameLimit = 253;

    /// <summary>How many dots stand inside the name.</summary>
    public int Dots => Ascii.AsSpan().Count('.');

    /// <summary>Checks what was typed.</summary>
    /// <param name="typed">The text.</param>
    /// <param name="name">The name where it is one.</param>
    /// <param name="problem">Otherwise one line: what is wrong and what to give instead.</param>
    public static bool TryParse(string typed, out DomainName name, out LocalizedText problem)
    {
        name = new DomainName("", "", true);
        typed = typed.Trim();
        if (typed == ".")
        {
            problem = NoProblem;
            return true;
        }
        var absolute = typed.EndsWith('.');
        var bare = absolute ? typed[..^1] : typed;
        if (FindProblem(bare) is { } found)
        {
            problem = found.Visible();
            return false;
        }
        if (!TryToAscii(bare, out var ascii))
        {
            problem = new LocalizedText($"“{bare}” is no valid internationalised domain name: check its letters.",
                $"„{bare}“ ist kein gültiger internationalisierter Domänenname: Bitte die Zeichen prüfen.").Visible();
            return false;
        }
        problem = FindLengthProblem(ascii) ?? NoProblem;
        if (problem != NoProblem)
            return false;
        name = new DomainName(ascii, bare, absolute);
        return true;
    }

    /// <summary>The name under which DNS keeps an address's names: <c>10.1.168.192.in-addr.arpa</c> (RFC 1035 3.5), <c>….ip6.arpa</c> (RFC 3596 2.5).</summary>
    public static DomainName ReverseOf(IPAddress address)
    {
        var octets = address.GetAddressBytes();
        var reverse = new StringBuilder();
        for (var i = octets.Length - 1; i >= 0; i--)
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                reverse.Append(CultureInfo.InvariantCulture, $"{octets[i] & 15:x}.{octets[i] >> 4:x}.");
            else
                reverse.Append(CultureInfo.InvariantCulture, $"{octets[i]}.");
        }
        reverse.Append(address.AddressFamily == AddressFamily.InterNetworkV6 ? "ip6.arpa" : "in-addr.arpa");
        return new DomainName(reverse.ToString(), reverse.ToString(), true);
    }

    /// <summary>This name with a search suffix behind it.</summary>
    public DomainName With(string suffix) => new($"{Ascii}.{suffix}", $"{Typed}.{suffix}", true);

    private static LocalizedText NoProblem { get; } = new("", "");

    /// <summary>A character of another script may be a compatibility form of what cannot stand in a name: “㈂” has parentheses.</summary>
    private static bool TryToAscii(string bare, out string ascii)
    {
        ascii = bare;
        if (System.Text.Ascii.IsValid(bare)) return true;
        try
        {
            ascii = InternationalName.ToAscii(bare);
            return ascii.All(CanStand);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool CanStand(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static LocalizedText? FindProblem(string bare)
    {
        if (bare.Length == 0)
        {
            return new("No domain was given. Give one, for example fabrikam.com.",
                "Es wurde keine Domäne angegeben. Bitte eine angeben, zum Beispiel fabrikam.com.");
        }
        if (bare.Contains("://", StringComparison.Ordinal))
        {
            var host = Uri.TryCreate(bare, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : "fabrikam.com";
            return new($"“{bare}” is a URL, not a domain. Give the host name alone: {host}.",
                $"„{bare}“ ist eine URL und keine Domäne. Bitte nur den Hostnamen angeben: {host}.");
        }
        if (bare.LastIndexOf('@') is >= 0 and var at)
        {
            return new($"“{bare}” is a mail address. Give the part behind the @: {bare[(at + 1)..]}.",
                $"„{bare}“ ist eine E-Mail-Adresse. Bitte den Teil hinter dem @ angeben: {bare[(at + 1)..]}.");
        }
        if (bare.Any(char.IsWhiteSpace))
        {
            return new($"“{bare}” has a space in it. Give one domain without spaces.",
                $"„{bare}“ enthält ein Leerzeichen. Bitte eine Domäne ohne Leerzeichen angeben.");
        }
        if (bare.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
        {
            return new($"“{bare}” is no domain: a colon cannot stand in one. Give the name alone: {bare[..colon]}.",
                $"„{bare}“ ist keine Domäne: Ein Doppelpunkt kann darin nicht stehen. Bitte nur den Namen angeben: {bare[..colon]}.");
        }
        foreach (var c in bare)
        {
            if (c < 128 && !CanStand(c))
            {
                var shown = char.IsControl(c) ? $"U+{(int)c:X4}" : c.ToString();
                return new($"“{shown}” cannot stand in a domain name. Letters, digits, hyphens and dots can.",
                    $"„{shown}“ kann in einem Domänennamen nicht stehen. Erlaubt sind Buchstaben, Ziffern, Bindestriche und Punkte.");
            }
        }
        return null;
    }

    private static LocalizedText? FindLengthProblem(string ascii)
    {
        if (ascii.Length > NameLimit)
        {
            return new($"The domain is {ascii.Length} characters long; DNS allows {NameLimit}.",
                $"Die Domäne ist {ascii.Length} Zeichen lang; DNS erlaubt {NameLimit}.");
        }
        foreach (var label in ascii.Split('.'))
        {
            if (label.Length == 0)
            {
                return new($"“{ascii}” has a dot too many: a part between two dots is empty.",
                    $"„{ascii}“ hat einen Punkt zu viel: Ein Teil zwischen zwei Punkten ist leer.");
            }
            if (label.Length > LabelLimit)
            {
                return new($"“{label}” is {label.Length} characters long; DNS allows {LabelLimit} between two dots.",
                    $"„{label}“ ist {label.Length} Zeichen lang; DNS erlaubt {LabelLimit} zwischen zwei Punkten.");
            }
        }
        return null;
    }
}
