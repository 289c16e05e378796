// Which server software speaks, judged by what it says of itself in greeting and EHLO, and the queue ids in its replies to a message.
// Tables and their search; refuses to guess where nothing matches. Sources: the makers' default banners and replies.
using System.Buffers;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The names of server software.</summary>
public static class ServerSoftware
{
    /// <summary>The longest queue id that is kept, in octets; real ones have at most some seventy.</summary>
    public const int MaxQueueId = 128;

    /// <summary>Words of the greeting or of EHLO's first line, the more special first.</summary>
    private static readonly (byte[] Words, string Name)[] Banners =
    [
        ("Microsoft ESMTP MAIL Service, Version"u8.ToArray(), "IIS SMTP"),
        ("outlook.com Microsoft ESMTP MAIL Service"u8.ToArray(), "Exchange Online"),
        ("office365.com Microsoft ESMTP MAIL Service"u8.ToArray(), "Exchange Online"),
        ("Microsoft ESMTP MAIL Service"u8.ToArray(), "Microsoft Exchange"),
        ("gsmtp"u8.ToArray(), "Gmail"),
        ("at your service"u8.ToArray(), "Gmail"),
        ("Postfix"u8.ToArray(), "Postfix"),
        ("OpenSMTPD"u8.ToArray(), "OpenSMTPD"),
        ("Exim"u8.ToArray(), "Exim"),
        ("Sendmail"u8.ToArray(), "Sendmail"),
        ("Dovecot"u8.ToArray(), "Dovecot"),
        ("Cyrus"u8.ToArray(), "Cyrus"),
        ("Haraka"u8.ToArray(), "Haraka"),
        ("Stalwart"u8.ToArray(), "Stalwart"),
        ("Maddy"u8.ToArray(), "Maddy"),
        ("SimpleEmailService"u8.ToArray(), "Amazon SES"),
        ("JAMES"u8.ToArray(), "Apache James"),
        ("Lotus Domino"u8.ToArray(), "Domino"),
        ("HCL Domino"u8.ToArray(), "Domino"),
        ("IBM Domino"u8.ToArray(), "Domino"),
        ("MDaemon"u8.ToArray(), "MDaemon"),
        ("Kerio Connect"u8.ToArray(), "Kerio Connect"),
        ("CommuniGate Pro"u8.ToArray(), "CommuniGate Pro"),
        ("GroupWise"u8.ToArray(), "GroupWise"),
        ("hMailServer"u8.ToArray(), "hMailServer"),
        ("MailEnable"u8.ToArray(), "MailEnable"),
        ("smtp4dev"u8.ToArray(), "smtp4dev"),
        ("Mailpit"u8.ToArray(), "Mailpit"),
        ("MailHog"u8.ToArray(), "MailHog"),
        ("Python SMTP"u8.ToArray(), "aiosmtpd"),
        ("****"u8.ToArray(), "Cisco firewall"),
    ];

    /// <summary>EHLO keywords that only one maker's servers offer.</summary>
    private static readonly (string Keyword, string Name)[] Keywords =
    [
        ("X-ANONYMOUSTLS", "Microsoft Exchange"), ("X-EXPS", "Microsoft Exchange"), ("XRDST", "Microsoft Exchange"),
        ("XEXCH50", "Microsoft Exchange"), ("X-LINK2STATE", "Microsoft Exchange"),
        ("PIPECONNECT", "Exim"), ("PIPE_CONNECT", "Exim"), ("X_PIPE_CONNECT", "Exim"), ("PRDR", "Exim"),
    ];

    /// <summary>Where a queue id stands in a 250 to the message: behind the first text, or as the word before the second; the more special
    /// first.</summary>
    private static readonly (byte[] Before, byte[] After)[] QueueIds =
    [
        ("[InternalId="u8.ToArray(), []),
        ("queued as "u8.ToArray(), []),
        ("id="u8.ToArray(), []),
        ([], " - gsmtp"u8.ToArray()),
        ([], " Message accepted"u8.ToArray()),
        ([], " Saved"u8.ToArray()),
        ("qp "u8.ToArray(), []),
    ];

    private static readonly SearchValues<byte> BehindAnId = SearchValues.Create(" \t,;])>"u8);

    /// <summary>The software that a greeting or EHLO's first line names; null where it names none.</summary>
    public static string? FromBanner(ReadOnlySpan<byte> text)
    {
        foreach (var (words, name) in Banners)
            if (Find(text, words) >= 0)
                return name;
        return null;
    }

    /// <summary>The software that the keywords give away; null where they do not.</summary>
    public static string? FromKeywords(EhloCapabilities offered)
    {
        foreach (var (keyword, name) in Keywords)
            if (offered.Offers(keyword))
                return name;
        return null;
    }

    /// <summary>The queue id in the words of a positive reply to a message; null where none is recognised.</summary>
    public static string? QueueId(ReadOnlySpan<byte> text)
    {
        foreach (var (before, after) in QueueIds)
        {
            var at = Find(text, before.Length > 0 ? before : after);
            if (at < 0)
                continue;
            var id = before.Length > 0 ? WordFrom(text[(at + before.Length)..]) : WordBefore(text[..at]);
            if (id.Length is > 0 and <= MaxQueueId)
                return Encoding.UTF8.GetString(id);
        }
        return null;
    }

    private static ReadOnlySpan<byte> WordFrom(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(BehindAnId);
        return (end < 0 ? text : text[..end]).TrimEnd((byte)'.');
    }

    private static ReadOnlySpan<byte> WordBefore(ReadOnlySpan<byte> text) => text[(text.LastIndexOfAny((byte)' ', (byte)'\t') + 1)..];

    private static int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words)
    {
        byte lower = (byte)(words[0] | 0x20), upper = char.IsAsciiLetter((char)words[0]) ? (byte)(words[0] & ~0x20) : words[0];
        if (!char.IsAsciiLetter((char)words[0]))
            lower = words[0];
        var from = 0;
        while (text[from..].IndexOfAny(lower, upper) is >= 0 and var next && from + next + words.Length <= text.Length)
        {
            from += next;
            if (Ascii.EqualsIgnoreCase(text.Slice(from, words.Length), words))
                return from;
            from++;
        }
        return -1;
    }
}
