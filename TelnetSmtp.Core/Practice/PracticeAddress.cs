// Addresses and paths of MAIL, RCPT, VRFY (RFC 5321 4.1.2, 4.5.3.1; RFC 6531 3.3 for UTF-8). Refuses to know which mailboxes exist.
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TelnetSmtp.Core.Practice;

/// <summary>An address; both parts are empty for the null path, the domain alone for <c>postmaster</c>.</summary>
internal readonly record struct PracticeAddress(string LocalPart, string Domain)
{
    private const string AtomSpecials = "!#$%&'*+-/=?^_`{|}~";

    // RFC 5321 4.5.3.1.1 to .3, in octets.
    private const int LongestLocalPart = 64, LongestDomain = 255, LongestPath = 256, LongestLabel = 63;

    public bool IsNull => LocalPart.Length == 0 && Domain.Length == 0;

    public bool IsAscii => Ascii.IsValid(LocalPart) && Ascii.IsValid(Domain);

    public override string ToString() => Domain.Length == 0 ? LocalPart : $"{LocalPart}@{Domain}";

    /// <summary>Parses <c>local@domain</c> without brackets; <c>postmaster</c> may stand alone. The null path is not taken here.</summary>
    public static bool TryParse(string text, out PracticeAddress address)
    {
        address = default;
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            address = new(text, "");
            return text.Equals("postmaster", StringComparison.OrdinalIgnoreCase);
        }
        var (local, domain) = (text[..at], text[(at + 1)..]);
        if (Encoding.UTF8.GetByteCount(text) + 2 > LongestPath || !IsLocalPart(local) || !(IsDomain(domain) || IsLiteral(domain)))
            return false;
        address = new(local, domain);
        return true;
    }

    /// <summary>Host names and domains: labels of letters, digits and inner hyphens, or of UTF-8 (RFC 6531 3.3).</summary>
    public static bool IsDomain(string text)
    {
        if (text.Length == 0 || Encoding.UTF8.GetByteCount(text) > LongestDomain)
            return false;
        foreach (var label in text.Split('.'))
        {
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
                if (!char.IsAsciiLetterOrDigit(c) && c != '-' && !IsInternational(c))
                    return false;
        }
        return true;
    }

    /// <summary>Address literals: <c>[192.0.2.5]</c>, <c>[IPv6:2001:db8::1]</c> (RFC 5321 4.1.3).</summary>
    public static bool IsLiteral(string text)
    {
        if (text.Length < 3 || text[0] != '[' || text[^1] != ']')
            return false;
        var inner = text[1..^1];
        return inner.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)
            ? IPAddress.TryParse(inner[5..], out var six) && six.AddressFamily == AddressFamily.InterNetworkV6 && !inner.Contains('%', StringComparison.Ordinal)
            : inner.Split('.') is { Length: 4 } quads && quads.All(q => byte.TryParse(q, System.Globalization.NumberStyles.None, null, out _));
    }

    /// <summary>Letters, digits and the marks that belong to them, beyond ASCII (half of a surrogate pair included).</summary>
    private static bool IsInternational(char c) =>
        c >= 0x80 && (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark);

    private static bool IsLocalPart(string text)
    {
        if (text.Length == 0 || Encoding.UTF8.GetByteCount(text) > LongestLocalPart)
            return false;
        if (text[0] == '"')
            return IsQuoted(text);
        return text.Split('.').All(atom => atom.Length > 0
            && atom.All(c => char.IsAsciiLetterOrDigit(c) || AtomSpecials.Contains(c, StringComparison.Ordinal) || (c >= 0xA0 && c != '\uFFFD')));
    }

    private static bool IsQuoted(string text)
    {
        if (text.Length < 2 || text[^1] != '"')
            return false;
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return false;
            if (i >= text.Length - 1 || text[i] is < ' ' or '\x7F' or '\uFFFD')
                return false;
        }
        return true;
    }
}

/// <summary>How a path stood in its command.</summary>
internal enum PathForm : byte
{
    Good,
    /// <summary><c>FROM:</c> or <c>TO:</c> is missing.</summary>
    NoKeyword,
    /// <summary>No address could be read.</summary>
    BadAddress,
    /// <summary>Readable, but with blanks behind the colon or without angle brackets.</summary>
    Loose,
}

/// <summary>The argument of MAIL or RCPT: path and parameters.</summary>
internal readonly record struct PracticePath(PathForm Form, PracticeAddress Address, string Written, string Parameters)
{
    /// <summary>Takes an argument apart.</summary>
    /// <param name="argument">All behind the verb.</param>
    /// <param name="keyword"><c>FROM:</c> or <c>TO:</c>.</param>
    public static PracticePath Parse(string argument, string keyword)
    {
        if (!argument.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
            return new(PathForm.NoKeyword, default, "", "");
        var rest = argument[keyword.Length..];
        var text = rest.TrimStart(' ', '\t');
        var bracketed = text.StartsWith('<');
        var end = End(text, bracketed);
        if (end < 0)
            return new(PathForm.BadAddress, default, text, "");
        var written = bracketed ? text[1..end] : text[..end];
        var behind = text[(bracketed ? end + 1 : end)..];
        if (behind.Length > 0 && behind[0] is not (' ' or '\t'))
            return new(PathForm.BadAddress, default, text, "");
        var form = bracketed && text.Length == rest.Length ? PathForm.Good : PathForm.Loose;
        var parameters = behind.Trim(' ', '\t');
        if (bracketed && written.Length == 0)
            return new(form, new("", ""), "", parameters);
        // RFC 5321 appendix C: a source route is to be accepted and ignored.
        var address = written.StartsWith('@') && written.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? written[(colon + 1)..] : written;
        return PracticeAddress.TryParse(address, out var parsed) ? new(form, parsed, written, parameters) : new(PathForm.BadAddress, default, written, parameters);
    }

    /// <summary>Where the path ends: its closing bracket, or the first blank outside quotes. -1: nowhere.</summary>
    private static int End(string text, bool bracketed)
    {
        var quoted = false;
        for (var i = bracketed ? 1 : 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && (bracketed ? text[i] == '>' : text[i] is ' ' or '\t'))
                return i;
        }
        return bracketed || quoted || text.Length == 0 ? -1 : text.Length;
    }
}
