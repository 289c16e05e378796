// How far the message has got that is being typed after DATA: in its headers or in its text, and which headers stood there. A value, moved on line by line
// (RFC 5322 2.1: headers, an empty line, the text). Refuses to keep the message itself.
namespace TelnetSmtp.Core.Smtp;

/// <summary>Headers that servers miss or that may stand only once (RFC 5322 3.6).</summary>
[Flags]
public enum SeenHeaders : byte
{
    None = 0, From = 1, To = 2, Subject = 4, Date = 8, MessageId = 16,
}

/// <summary>The message so far; <see cref="Start"/> after the 354.</summary>
/// <param name="InHeaders">Whether no empty line came yet; false also where the message's beginning was not seen.</param>
/// <param name="Lines">Lines so far.</param>
/// <param name="Headers">Which headers stood there.</param>
public readonly record struct MessageSoFar(bool InHeaders, int Lines, SeenHeaders Headers)
{
    private static readonly (string Name, SeenHeaders Header)[] Known =
        [("From", SeenHeaders.From), ("To", SeenHeaders.To), ("Subject", SeenHeaders.Subject), ("Date", SeenHeaders.Date), ("Message-ID", SeenHeaders.MessageId)];

    /// <summary>Right after the 354.</summary>
    public static MessageSoFar Start => new(true, 0, SeenHeaders.None);

    /// <summary>After one more line of content.</summary>
    public MessageSoFar After(ReadOnlySpan<char> line)
    {
        if (!InHeaders)
            return this with { Lines = Lines + 1 };
        // A line that is no header ends the headers as servers see it: they put the empty line in.
        var ends = line.IsEmpty || (HeaderName(line).IsEmpty && !IsContinuation(line));
        return new(!ends, Lines + 1, Headers | Header(HeaderName(line)));
    }

    /// <summary>The field name of a header line; empty where the line is none (RFC 5322 2.2: printable ASCII without colon and blank).</summary>
    internal static ReadOnlySpan<char> HeaderName(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon <= 0)
            return default;
        var name = line[..colon].TrimEnd(' ');
        return name.IndexOfAnyExceptInRange('!', '~') < 0 ? name : default;
    }

    /// <summary>A folded header goes on with a blank (RFC 5322 2.2.3).</summary>
    internal static bool IsContinuation(ReadOnlySpan<char> line) => line.Length > 0 && line[0] is ' ' or '\t';

    internal static SeenHeaders Header(ReadOnlySpan<char> name)
    {
        foreach (var (known, header) in Known)
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return header;
        return SeenHeaders.None;
    }
}
