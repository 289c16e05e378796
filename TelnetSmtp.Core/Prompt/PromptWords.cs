// A prompt line into words: the first word and the rest as typed, because `send` and file names with spaces need the rest untouched.
namespace TelnetSmtp.Core.Prompt;

/// <summary>Cuts prompt lines.</summary>
internal static class PromptWords
{
    /// <summary>The first word and all behind the white space after it, trimmed at its end; both empty where there is nothing.</summary>
    public static (string Word, string Remainder) Split(string line)
    {
        var trimmed = line.AsSpan().Trim();
        var end = trimmed.IndexOfAny(' ', '\t');
        return end < 0 ? (trimmed.ToString(), "") : (trimmed[..end].ToString(), trimmed[end..].TrimStart().ToString());
    }

    /// <summary><paramref name="text"/> without the quotation marks around it, if it has them at both ends.</summary>
    public static string Unquote(string text) => text is ['"', .., '"'] or ['\'', .., '\''] ? text[1..^1] : text;
}
