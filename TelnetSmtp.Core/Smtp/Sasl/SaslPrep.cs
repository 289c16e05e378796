// Prepares names and passwords as SASLprep has it (RFC 4013), so that the same password typed on two keyboards is the same octets: odd blanks become
// blanks, invisible characters go, compatibility forms become one (NFKC). What SASLprep forbids is let through: the server is to say what it thinks of it.
using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp.Sasl;

internal static class SaslPrep
{
    /// <summary>RFC 3454 B.1: mapped to nothing.</summary>
    private static readonly SearchValues<char> Nothing = SearchValues.Create(
        "\u00AD\u034F\u1806\u180B\u180C\u180D\u200B\u200C\u200D\u2060\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D\uFE0E\uFE0F\uFEFF");

    /// <summary>The octets, UTF-8. The caller wipes them.</summary>
    public static byte[] Prepare(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return Octets(text);
        var mapped = new char[text.Length];
        var count = 0;
        foreach (var c in text)
            if (!Nothing.Contains(c))
                mapped[count++] = char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c;
        var normal = new char[count * NormalForm.Growth];
        try
        {
            return Octets(normal.AsSpan(0, NormalForm.Kc(mapped.AsSpan(0, count), normal)));
        }
        finally
        {
            mapped.AsSpan().Clear();
            normal.AsSpan().Clear();
        }
    }

    private static byte[] Octets(ReadOnlySpan<char> text)
    {
        var octets = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var exact = octets[..Encoding.UTF8.GetBytes(text, octets)];
        CryptographicOperations.ZeroMemory(octets);
        return exact;
    }
}
