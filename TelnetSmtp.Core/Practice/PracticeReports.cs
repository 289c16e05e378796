// Delivery reports (RFC 3464 in RFC 6522's multipart/report) for the recipients that asked for one with NOTIFY (RFC 3461 5.2). They go to the sender's
// mailbox in the store, never onto a network. A message with the null sender gets none (RFC 3461 4.1 and 5321 6.1).
using System.Globalization;
using MimeKit;
using MimeKit.Utils;

namespace TelnetSmtp.Core.Practice;

internal static class PracticeReports
{
    /// <summary>The reports that <paramref name="message"/> brings about: at most one for each kind of fate.</summary>
    public static IEnumerable<PracticeMessage> For(PracticeMessage message, string host, PracticeStore store)
    {
        if (message.Sender.Length == 0)
            yield break;
        foreach (var fate in message.Recipients.GroupBy(FateOf).Where(fates => fates.Key != Fate.Unreported))
            yield return new PracticeMessage
            {
                Id = store.NewId(),
                At = message.At,
                Helo = host,
                Sender = "",
                Recipients = [new(message.Sender, new RcptParameters(NotifyWhen.Never), null)],
                Content = Write(message, fate.Key, [.. fate], host, store),
                IsReport = true,
            };
    }

    private enum Fate : byte
    {
        Unreported, Delivered, Relayed, Delayed, Failed,
    }

    private static Fate FateOf(PracticeRecipient recipient)
    {
        var notify = recipient.Parameters.Notify;
        return recipient.Mailbox?.State switch
        {
            // Without NOTIFY a failure is reported, a success is not (RFC 3461 4.1).
            MailboxState.Bounces => notify == NotifyWhen.Unstated || notify.HasFlag(NotifyWhen.Failure) ? Fate.Failed : Fate.Unreported,
            MailboxState.Delayed when notify.HasFlag(NotifyWhen.Delay) => Fate.Delayed,
            MailboxState.Forwards => notify.HasFlag(NotifyWhen.Success) ? Fate.Relayed : Fate.Unreported,
            _ => notify.HasFlag(NotifyWhen.Success) ? Fate.Delivered : Fate.Unreported,
        };
    }

    private static (string Action, string Status, string Subject, string Sentence) Words(Fate fate) => fate switch
    {
        Fate.Delivered => ("delivered", "2.1.5", "Delivered", "Your message was delivered to:"),
        Fate.Relayed => ("relayed", "2.1.9", "Relayed", "Your message was passed on; whether the next system reports its delivery is not known:"),
        Fate.Delayed => ("delayed", "4.4.1", "Delayed", "Your message has not been delivered yet; no need to send it again:"),
        _ => ("failed", "5.4.7", "Undeliverable", "Your message could not be delivered to:"),
    };

    private static byte[] Write(PracticeMessage message, Fate fate, IReadOnlyList<PracticeRecipient> recipients, string host, PracticeStore store)
    {
        var (action, status, subject, sentence) = Words(fate);
        var delivery = new MessageDeliveryStatus();
        // The first group tells of the message, one more of each recipient (RFC 3464 2.2, 2.3).
        var about = new HeaderList();
        if (message.Parameters.EnvelopeId is { } envelope)
            about.Add("Original-Envelope-Id", envelope);
        about.Add("Reporting-MTA", $"dns; {host}");
        about.Add("Arrival-Date", DateUtils.FormatDate(message.At));
        delivery.StatusGroups.Add(about);
        foreach (var recipient in recipients)
        {
            var group = new HeaderList();
            if (recipient.Parameters.OriginalRecipient is { } original)
                group.Add("Original-Recipient", original);
            group.Add("Final-Recipient", $"rfc822; {recipient.Address}");
            group.Add("Action", action);
            group.Add("Status", status);
            if (fate == Fate.Failed)
                group.Add("Diagnostic-Code", "smtp; 550 5.4.7 Delivery expired");
            delivery.StatusGroups.Add(group);
        }

        var text = new TextPart("plain")
        {
            Text = string.Create(CultureInfo.InvariantCulture, $"{sentence}\r\n\r\n{string.Join("\r\n", recipients.Select(r => $"  {r.Address}"))}\r\n"),
        };
        using var report = new MimeMessage();
        report.From.Add(new MailboxAddress("Mail Delivery System", $"postmaster@{host}"));
        report.To.Add(MailboxAddress.TryParse(message.Sender, out var to) ? to : new MailboxAddress("", message.Sender));
        report.Subject = $"{subject}: {Subject(message)}";
        report.Date = message.At;
        report.MessageId = $"{store.NewGuid()}@{host}";
        report.Headers.Add("Auto-Submitted", "auto-replied");
        report.Body = new MultipartReport("delivery-status", text, delivery, Returned(message, fate));
        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = message.Parameters.SmtpUtf8;
        report.WriteTo(format, bytes);
        return bytes.ToArray();
    }

    /// <summary>RET=FULL returns the message with a failure, everything else its header alone (RFC 3461 4.3, 6.2).</summary>
    private static MimePart Returned(PracticeMessage message, Fate fate)
    {
        var full = fate == Fate.Failed && message.Parameters.ReturnFull == true;
        var content = message.Content.Span;
        var end = content.IndexOf("\r\n\r\n"u8);
        var part = new MimePart(full ? "message/rfc822" : "text/rfc822-headers")
        {
            Content = new MimeContent(new MemoryStream((full || end < 0 ? content : content[..(end + 2)]).ToArray())),
            ContentTransferEncoding = message.Parameters.Body == BodyType.SevenBit ? ContentEncoding.SevenBit : ContentEncoding.EightBit,
        };
        return part;
    }

    private static string Subject(PracticeMessage message)
    {
        try
        {
            using var stream = new MemoryStream(message.Content.ToArray(), writable: false);
            using var read = MimeMessage.Load(stream);
            return read.Subject ?? "(no subject)";
        }
        catch (FormatException)
        {
            // What was sent is no message by RFC 5322; it is reported all the same.
            return "(no subject)";
        }
    }
}
