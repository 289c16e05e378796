// The message of `send test`: made from the envelope that the dialogue stands at, with Date, Message-ID, Subject and a line that says what it is
// (RFC 5322 3.6). Written by MimeKit, so that any subject is encoded as mail wants it. Refuses to invent recipients: those of the envelope are its To.
using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.Utils;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Net;

internal static class TestMessage
{
    /// <summary>What it is called in the session.</summary>
    public const string Name = "test message";

    /// <summary>For an envelope without a sender.</summary>
    private const string NobodysDomain = "localhost.localdomain";

    private static readonly LocalizedText UsualSubject = new("Test message", "Testnachricht");

    /// <summary>The message's octets, lines ended by CR LF.</summary>
    public static byte[] Make(string? subject, DialogueState dialogue, string host, DateTimeOffset now, Language language)
    {
        var sender = Mailbox(dialogue.ReversePath) ?? new MailboxAddress("", $"postmaster@{NobodysDomain}");
        using var message = new MimeMessage
        {
            Subject = subject ?? UsualSubject.In(language),
            Date = now,
            MessageId = MimeUtils.GenerateMessageId(sender.Domain),
            Body = new TextPart("plain") { Text = Text(host, now, language), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        message.From.Add(sender);
        foreach (var recipient in dialogue.Recipients)
            if (recipient.Accepted && Mailbox(recipient.ForwardPath) is { } mailbox) message.To.Add(mailbox);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var octets = new MemoryStream();
        message.WriteTo(format, octets);
        return octets.ToArray();
    }

    private static string Text(string host, DateTimeOffset now, Language language)
    {
        var at = now.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return new LocalizedText(
            $"This is a test message. It was made and sent by hand with TelnetSmtp at {at},\r\nthrough {host}. It has no other content and may be deleted.\r\n",
            $"Dies ist eine Testnachricht. Sie wurde mit TelnetSmtp erzeugt und von Hand gesendet am {at},\r\nüber {host}. Sie hat keinen weiteren Inhalt und darf gelöscht werden.\r\n").In(language);
    }

    private static MailboxAddress? Mailbox(string? path) =>
        path is { Length: > 0 } && MailboxAddress.TryParse(Encoding.UTF8.GetBytes(path), out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal) ? mailbox : null;
}
