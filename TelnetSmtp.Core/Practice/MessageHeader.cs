// The little that the practice server reads of a message's header: Message-ID for its reply. Refuses to parse bodies (MimeKit does, for reports).
using System.Text;

namespace TelnetSmtp.Core.Practice;

internal static class MessageHeader
{
    /// <summary>RFC 5322 2.1.1: a line has 998 characters at most; what is longer is no id.</summary>
    private const int LongestId = 180;

    /// <summary>The Message-ID without its brackets; null where there is none that could be repeated in a reply.</summary>
    public static string? MessageId(ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            var end = message.IndexOf("\r\n"u8);
            var line = end < 0 ? message : message[..end];
            if (line.IsEmpty)
                return null;
            if (line.Length > 11 && Encoding.ASCII.GetString(line[..11]).Equals("Message-ID:", StringComparison.OrdinalIgnoreCase))
            {
                var text = Encoding.ASCII.GetString(line[11..]).Trim();
                return text.Length is > 2 and <= LongestId && text[0] == '<' && text[^1] == '>' && text.All(c => c is > ' ' and < '\x7F') ? text[1..^1] : null;
            }
            message = end < 0 ? default : message[(end + 2)..];
        }
        return null;
    }
}
