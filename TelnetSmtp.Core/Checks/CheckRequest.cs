// What a run of the inbound test was asked to do. Values only, checked where they are typed.
using System.Collections.Immutable;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>A user and a password. The password is shown nowhere, not even here.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Password">The password.</param>
public sealed record CheckLogin(string User, string Password)
{
    /// <summary>Characters of either; RFC 4616 2 knows no limit, a command line does (RFC 4954 4: 12288 octets in base64).</summary>
    public const int Limit = 1024;

    public override string ToString() => $"{User}, ********";
}

/// <summary>A request.</summary>
/// <param name="Target">What to check.</param>
public sealed record CheckRequest(CheckTarget Target)
{
    /// <summary>RFC 5321 4.5.3.2.1: a greeting may take five minutes.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(5);

    /// <summary>Block lists asked in one check: each question costs its owner something.</summary>
    public const int BlockListLimit = 10;

    /// <summary>The envelope's sender; empty for the null reverse-path, which every server must take (RFC 5321 4.5.5).</summary>
    public string From { get; init; } = "";

    /// <summary>The recipient to ask about; null for none beyond the postmaster.</summary>
    public string? To { get; init; }

    /// <summary>The name in EHLO; null: the local address as a literal (RFC 5321 4.1.3), which needs no DNS.</summary>
    public string? Helo { get; init; }

    /// <summary>Whether a real message is sent. Without it DATA is never said.</summary>
    public bool Send { get; init; }

    /// <summary>Name servers and suffixes.</summary>
    public DnsSettings Dns { get; init; } = new();

    /// <summary>Whether hosts are resolved by <see cref="Dns"/> alone; else a HOST is resolved as the system does it.</summary>
    public bool DnsOnly { get; init; }

    /// <summary>The language of the message that <see cref="Send"/> sends.</summary>
    public Language Language { get; init; }

    /// <summary>Block lists to look the hosts' addresses up in; none unless asked for: each question tells the list's owner who asks.</summary>
    public ImmutableArray<DomainName> BlockLists { get; init; } = [];

    /// <summary>Whom to sign in as; null for nobody.</summary>
    public CheckLogin? Login { get; init; }

    /// <summary>The longest wait for one reply; RFC 5321's own limits hold where they are shorter.</summary>
    public TimeSpan Patience { get; init; } = UsualPatience;

    /// <summary>The pause before each attempt to relay: a server that counts errors should not take us for a spammer in a hurry.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Checks an address for MAIL or RCPT, without brackets.</summary>
    /// <returns>One line that says what is wrong; null where nothing is.</returns>
    public static LocalizedText? FindProblem(string address)
    {
        if (address.Length > PathLimit)
        {
            return new($"The address is {address.Length} characters long; SMTP allows {PathLimit}.",
                $"Die Adresse ist {address.Length} Zeichen lang; SMTP erlaubt {PathLimit}.");
        }
        var at = address.LastIndexOf('@');
        return at > 0 && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>') && IsDomain(address[(at + 1)..])
            ? null
            : new LocalizedText($"“{address}” is no mail address. Give one like kate@fabrikam.com.", $"„{address}“ ist keine E-Mail-Adresse. Bitte eine wie kate@fabrikam.com angeben.");
    }

    /// <summary>An address as people write it in an envelope, <c>&lt;kate@fabrikam.com&gt;</c>, without its brackets.</summary>
    public static string Unbracketed(string address) => address.StartsWith('<') && address.EndsWith('>') ? address[1..^1] : address;

    /// <summary>Whether <paramref name="name"/> may stand in EHLO: a name or an address literal (RFC 5321 4.1.1.1).</summary>
    public static bool IsHelo(string name) => IsDomain(name);

    /// <summary>RFC 5321 4.5.3.1.3, without the brackets.</summary>
    private const int PathLimit = 254;

    private static bool IsDomain(string domain) =>
        (domain.StartsWith('[') && domain.EndsWith(']') && domain.Length > 2 && !domain.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>'))
        || (domain.Length > 0 && domain != "." && DomainName.TryParse(domain, out _, out _));
}
