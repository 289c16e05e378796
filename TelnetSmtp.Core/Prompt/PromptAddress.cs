// Hosts as people write them: brackets around an IPv6 address, and host and port run together, which Windows telnet does not take and neither do we.
using System.Globalization;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Reads hosts.</summary>
public static class PromptAddress
{
    /// <summary><c>[::1]</c> without its brackets; all else as it is.</summary>
    public static string Unbracket(string host) => host is ['[', .., ']'] ? host[1..^1] : host;

    private const string UnixPrefix = "unix:";

    /// <summary>The path of <c>unix:/run/lmtp</c>; null for a host.</summary>
    public static string? UnixPath(string host) => host.StartsWith(UnixPrefix, StringComparison.OrdinalIgnoreCase) ? host[UnixPrefix.Length..] : null;

    /// <summary>Host and port as titles show them; a Unix socket has no port (0).</summary>
    public static string Named(string host, int port) => port == 0 ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary><c>host:25</c> and <c>[::1]:25</c> into their parts, to tell how to write them; null for all else. An IPv6 address has more colons than one.</summary>
    public static (string Host, string Port)? SplitAtColon(string word)
    {
        if (UnixPath(word) is not null)
            return null;
        var colon = word.LastIndexOf(':');
        if (colon <= 0 || (word[colon - 1] != ']' && word.IndexOf(':', StringComparison.Ordinal) != colon))
            return null;
        return (word[..colon].Trim('[', ']'), colon + 1 < word.Length ? word[(colon + 1)..] : "25");
    }
}
