// Sends one real message, and only where that was asked for: MAIL, RCPT, DATA, the message, the dot. The message says itself what it is (RFC 5322 2.1, 3.6;
// RFC 3834 5 keeps others from answering it). Without being asked nothing is said at all.
using System.Globalization;
using System.Text;
using MimeKit;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>The message.</summary>
internal sealed class MessageStep(CheckRequest request, string? domain, ReplyWords words, TimeProvider time)
{
    public static readonly LocalizedText Title = new("Send a message", "Eine Nachricht senden");

    public static readonly LocalizedText NotAsked = new("No message was sent; --send sends one.", "Es wurde keine Nachricht gesendet; --send sendet eine.");

    /// <summary>Sends; <paramref name="host"/> is named in the message.</summary>
    public async Task<CheckStep> SendAsync(SmtpConversation conversation, string host, CancellationToken cancel)
    {
        var to = request.To ?? (domain is null ? null : $"postmaster@{domain}");
        if (to is null)
            return new CheckStep(StepId.Message, Title, Verdict.Skip, new LocalizedText("To whom? --to ADDRESS says it.", "An wen? --to ADRESSE sagt es."));
        var (id, content) = Compose(host, to);
        var reply = await conversation.SayAsync($"MAIL FROM:<{request.From}>", cancel).ConfigureAwait(false);
        if (reply.Accepted)
            reply = await conversation.SayAsync($"RCPT TO:<{to}>", cancel).ConfigureAwait(false);
        if (reply.Accepted)
            reply = await conversation.SayAsync("DATA", cancel).ConfigureAwait(false);
        if (reply.Code == 354)
            reply = await conversation.SendMessageAsync(content, cancel).ConfigureAwait(false);
        if (reply.Accepted && reply.Answers == Smtp.SmtpVerb.DataEnd)
        {
            return new CheckStep(StepId.Message, Title, Verdict.Pass, words.Meaning(reply).Then(new LocalizedText($"Message-ID: <{id}>, to {to}.", $"Message-ID: <{id}>, an {to}.")));
        }
        if (conversation.Open)
            await conversation.SayAsync("RSET", cancel).ConfigureAwait(false);
        return new CheckStep(StepId.Message, Title, reply.Code is >= 400 and < 500 and not 421 ? Verdict.Warn : Verdict.Fail, words.Meaning(reply)) { Remedies = words.Remedies(reply) };
    }

    /// <summary>The message as it goes over the wire: CR LF, dots doubled (RFC 5321 4.5.2).</summary>
    internal (string Id, ReadOnlyMemory<byte> Content) Compose(string host, string to)
    {
        var now = time.GetLocalNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}@{domain ?? to[(to.LastIndexOf('@') + 1)..]}");
        var text = new LocalizedText(
            $"This is a test message of TelnetSmtp, sent by its check of {host} at {now:u}. It needs no answer; whoever does not know of the check may delete it.\r\n",
            $"Dies ist eine Testnachricht von TelnetSmtp, gesendet bei der Prüfung von {host} um {now:u}. Sie braucht keine Antwort; wer von der Prüfung nichts weiß, darf sie löschen.\r\n");
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(request.From.Length > 0 ? request.From : to));
        message.To.Add(MailboxAddress.Parse(to));
        message.Date = now;
        message.MessageId = id;
        message.Subject = $"TelnetSmtp check of {host}";
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new TextPart("plain") { Text = text.In(request.Language), ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream, CancellationToken.None);
        var lines = Encoding.ASCII.GetString(stream.ToArray()).Split("\r\n");
        return (id, Encoding.ASCII.GetBytes(string.Join("\r\n", lines.Select(line => line.StartsWith('.') ? "." + line : line))));
    }
}
