// Makes Base64 readable: the challenges of a 334 (RFC 4954 4), and what `decode` is given. Names the kind (LOGIN's prompts, CRAM-MD5, DIGEST-MD5, SCRAM,
// NTLM's challenge, an OAuth error) and its fields. Refuses to read what the client answers: that is a secret (see SecretMask).
// RFC 2195 2, RFC 2831 2.1.1, RFC 5802 5, [MS-NLMP] 2.2.1.2, Google and Microsoft XOAUTH2.
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What a decoded text is.</summary>
public enum Base64Kind : byte
{
    Empty, UsernamePrompt, PasswordPrompt, CramChallenge, DigestChallenge, ScramServerFirst, ScramServerFinal, OAuthError, NtlmChallenge, Text, Binary,
}

/// <summary>One named part of a challenge.</summary>
public readonly record struct Base64Field(string Name, string Value);

/// <summary>A Base64 text made readable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The decoded text; for binary contents their octets in hexadecimal.</param>
/// <param name="Fields">The named parts, in order; empty where there are none.</param>
public sealed record Base64Reading(Base64Kind Kind, string Text, IReadOnlyList<Base64Field> Fields)
{
    /// <summary>Octets of binary contents that are shown: enough to recognise a token by its first bytes.</summary>
    public const int HexLimit = 64;

    /// <summary>Reads one Base64 text.</summary>
    /// <returns>Null where it is no Base64 (RFC 4648 4).</returns>
    public static Base64Reading? Read(ReadOnlySpan<char> base64)
    {
        base64 = base64.Trim();
        if (base64.IsEmpty || base64 is "=")
            return new(Base64Kind.Empty, "", []);
        var octets = new byte[base64.Length];
        if (!Convert.TryFromBase64Chars(base64, octets, out var length))
            return null;
        var content = octets.AsSpan(0, length);
        if (NtlmChallenge.Read(content) is { } ntlm)
            return new(Base64Kind.NtlmChallenge, ntlm.TargetName, ntlm.Fields);
        // [MS-XLOGIN]: some servers end LOGIN's prompts with a NUL.
        if (content.Length > 1 && content[^1] == 0 && IsText(content[..^1]))
            content = content[..^1];
        if (!IsText(content))
            return new(Base64Kind.Binary, Convert.ToHexString(content[..Math.Min(length, HexLimit)]), []);
        var text = Encoding.UTF8.GetString(content);
        var kind = KindOf(text);
        return new(kind, text, kind is Base64Kind.DigestChallenge or Base64Kind.ScramServerFirst or Base64Kind.ScramServerFinal ? NamedFields(text) : []);
    }

    /// <summary>UTF-8 text as Base64.</summary>
    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The panel's words for a 334.</summary>
    internal static string Meaning(string words, Phrases phrases) => Read(words) is { } reading ? Meaning(reading, phrases) : phrases[Phrase.NotBase64];

    /// <summary>A 334's explanation with its challenge made readable.</summary>
    internal static Explanation Explain(Explanation plain, string words, Phrases phrases)
    {
        if (Read(words) is not { } reading)
            return plain with { Meaning = phrases[Phrase.NotBase64] };
        var remarks = new List<string>(plain.Remarks);
        if (reading.Kind is not (Base64Kind.Empty or Base64Kind.NtlmChallenge) && reading.Text.Length > 0)
            remarks.Add(phrases.Fill(Phrase.AsksFor, reading.Text));
        foreach (var field in reading.Fields)
            remarks.Add($"{FieldName(field.Name, phrases)}: {field.Value}");
        return plain with { Meaning = Meaning(reading, phrases), Remarks = remarks };
    }

    private static string Meaning(Base64Reading reading, Phrases phrases) => reading.Kind switch
    {
        Base64Kind.Empty => phrases[Phrase.AsksAnything],
        Base64Kind.UsernamePrompt => phrases.Fill(Phrase.AsksUsername, reading.Text.Trim()),
        Base64Kind.PasswordPrompt => phrases.Fill(Phrase.AsksPassword, reading.Text.Trim()),
        Base64Kind.CramChallenge => phrases.Fill(Phrase.CramChallenge, reading.Text),
        Base64Kind.DigestChallenge => phrases[Phrase.DigestChallenge],
        Base64Kind.ScramServerFirst => phrases[Phrase.ScramFirst],
        Base64Kind.ScramServerFinal => phrases[Phrase.ScramFinal],
        Base64Kind.OAuthError => phrases[Phrase.OAuthError],
        Base64Kind.NtlmChallenge => phrases.Fill(Phrase.NtlmChallenge, reading.Text),
        Base64Kind.Text => phrases.Fill(Phrase.AsksFor, reading.Text),
        _ => phrases[Phrase.AsksAnything],
    };

    private static string FieldName(string name, Phrases phrases) =>
        Enum.TryParse<Phrase>(name, out var phrase) && name.StartsWith("Ntlm", StringComparison.Ordinal) ? phrases[phrase] : name;

    private static Base64Kind KindOf(string text)
    {
        var trimmed = text.Trim().TrimEnd(':');
        if (trimmed.Equals("Username", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("User Name", StringComparison.OrdinalIgnoreCase))
            return Base64Kind.UsernamePrompt;
        if (trimmed.Equals("Password", StringComparison.OrdinalIgnoreCase))
            return Base64Kind.PasswordPrompt;
        if (text.StartsWith('<') && text.EndsWith('>') && text.Contains('@', StringComparison.Ordinal))
            return Base64Kind.CramChallenge;
        if (text.StartsWith("r=", StringComparison.Ordinal) && text.Contains(",s=", StringComparison.Ordinal) && text.Contains(",i=", StringComparison.Ordinal))
            return Base64Kind.ScramServerFirst;
        if (text.StartsWith("v=", StringComparison.Ordinal) || text.StartsWith("e=", StringComparison.Ordinal))
            return Base64Kind.ScramServerFinal;
        if (text.Contains("nonce=", StringComparison.Ordinal) || text.StartsWith("rspauth=", StringComparison.Ordinal))
            return Base64Kind.DigestChallenge;
        return text.StartsWith('{') && text.Contains("\"status\"", StringComparison.Ordinal) ? Base64Kind.OAuthError : Base64Kind.Text;
    }

    /// <summary>Parts of <c>name=value,name="a, b"</c>.</summary>
    private static List<Base64Field> NamedFields(string text)
    {
        var fields = new List<Base64Field>();
        for (var at = 0; at < text.Length;)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
                break;
            var quoted = equals + 1 < text.Length && text[equals + 1] == '"';
            var close = quoted ? text.IndexOf('"', equals + 2) : -1;
            var end = text.IndexOf(',', close < 0 ? equals : close);
            if (end < 0)
                end = text.Length;
            fields.Add(new(text[at..equals].Trim(), text[(equals + 1)..end].Trim().Trim('"')));
            at = end + 1;
        }
        return fields;
    }

    private static bool IsText(ReadOnlySpan<byte> content) => System.Text.Unicode.Utf8.IsValid(content) && content.IndexOfAnyInRange((byte)0, (byte)8) < 0;
}
