// Hosts as people write them: brackets around an IPv6 address, and host and port run together, which Windows telnet does not take and neither do we.
namespace TelnetSmtp.Core.Prompt;

/// <summary>Reads hosts.</summary>
public static class PromptAddress
{
    /// <summary><c>[::1]</c> without its brackets; all else as it is.</summary>
    public static string Unbracket(string host) => host is ['[', .., ']'] ? host[1..^1] : host;

    /// <summary><c>host:25</c> and <c>[::1]:25</c> into their parts, to tell how to write them; null for all else. An IPv6 address has more colons than one.</summary>
    public static (string Host, string Port)? SplitAtColon(string word)
    {
        var colon = word.LastIndexOf(':');
        if (colon <= 0 || (word[colon - 1] != ']' && word.IndexOf(':', StringComparison.Ordinal) != colon))
            return null;
        return (word[..colon].Trim('[', ']'), colon + 1 < word.Length ? word[(colon + 1)..] : "25");
    }
}
