// Base64 for people (RFC 4648 4): what AUTH asks for and answers with. Text is UTF-8; a NUL is written \0, as AUTH PLAIN needs two (RFC 4616).
// Refuses to print control characters: a decoded challenge is the server's, and could hold escape sequences.
using System.Buffers;
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Writes and reads base64.</summary>
public static class Base64Text
{
    /// <summary><paramref name="text"/> in base64. <c>\0</c> stands for NUL, <c>\\</c> for a backslash.</summary>
    public static string Encode(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '0' or '\\';
            plain.Append(!escaped ? text[i] : text[++i] == '0' ? '\0' : '\\');
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(plain.ToString()));
    }

    /// <summary>The text in <paramref name="base64"/>, a leading <c>334</c> passed over; NUL as <c>\0</c>, other control characters and bytes that are no
    /// UTF-8 as <c>\x1B</c>. Null where it is no base64.</summary>
    public static string? Decode(string base64)
    {
        var body = base64.Trim();
        if (body.StartsWith("334 ", StringComparison.Ordinal))
            body = body[4..].Trim();
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var count))
            return null;
        var shown = new StringBuilder(count);
        for (var rest = bytes.AsSpan(0, count); !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf8(rest, out var rune, out var used);
            if (status == OperationStatus.Done && !Rune.IsControl(rune))
                shown.Append(rune.ToString());
            else
                foreach (var octet in rest[..used])
                    shown.Append(octet == 0 ? "\\0" : "\\x" + octet.ToString("X2", CultureInfo.InvariantCulture));
            rest = rest[used..];
        }

        return shown.ToString();
    }
}
