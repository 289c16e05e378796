// Postfix's mail log with -v or debug_peer_list: `postfix/smtpd[pid]: < client[ip]: EHLO x`. In smtpd `<` is the client's mark, in smtp and lmtp, which are
// clients, the server's. Sessions are told apart by process. Facts: Postfix, smtpd_chat.c, smtp_chat.c, DEBUG_README.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`postfix`.</summary>
internal sealed class PostfixFormat : IFormatReader
{
    public static RecordFormat Format { get; } = new("postfix", line => TrySplit(line, out _, out _, out _), () => new PostfixFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (!TrySplit(line, out var daemon, out var process, out var message))
        {
            found.Found(new FoundLine { Number = number, Text = line });
            return;
        }
        var text = Spoken(message);
        var sent = message.StartsWith("> "u8);
        var isServer = daemon.SequenceEqual("smtpd"u8);
        var speaks = text is not null && (isServer || daemon.SequenceEqual("smtp"u8) || daemon.SequenceEqual("lmtp"u8));
        found.Found(new FoundLine
        {
            Number = number,
            Origin = !speaks ? Origin.Note : sent == isServer ? Origin.Server : Origin.Client,
            Text = speaks ? message[text!.Value..] : line,
            Shown = line,
            At = TimeOf(line),
            Session = process,
            Mark = message.StartsWith("connect from "u8) ? SessionMark.Begins
                : message.StartsWith("disconnect from "u8) || message.StartsWith("lost connection after "u8) ? SessionMark.Ends : SessionMark.None,
        });
    }

    /// <summary>Where what was said begins in <c>&lt; host[ip]:25: text</c>; null for another message.</summary>
    private static int? Spoken(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("< "u8) && !message.StartsWith("> "u8))
            return null;
        var bracket = message.IndexOf("]:"u8);
        if (bracket < 0)
            return null;
        var at = bracket + 2;
        while (at < message.Length && message[at] is >= (byte)'0' and <= (byte)'9')
            at++;
        if (at < message.Length && message[at] == (byte)':')
            at++;
        return at < message.Length && message[at] == (byte)' ' ? at + 1 : message.Length;
    }

    private static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> daemon, out ReadOnlySpan<byte> process, out ReadOnlySpan<byte> message)
    {
        daemon = process = message = default;
        var start = line.IndexOf(" postfix"u8);
        if (start < 0)
            return false;
        var rest = line[(start + 1)..];
        var open = rest.IndexOf((byte)'[');
        var close = rest.IndexOf("]: "u8);
        if (open < 0 || close < open || rest[..open].LastIndexOf((byte)'/') is not (>= 0 and var slash) || rest[..open].Contains((byte)' '))
            return false;
        daemon = rest[(slash + 1)..open];
        process = rest[(slash + 1)..close];
        message = rest[(close + 3)..];
        return true;
    }

    private static DateTimeOffset? TimeOf(ReadOnlySpan<byte> line) =>
        line.Length > 15 && RecordTime.Syslog(line[..15]) is { } time ? time : line.IndexOf((byte)' ') is > 0 and var blank ? RecordTime.Iso(line[..blank]) : null;
}
