// A transaction's summary in words: one sentence of verdict, then envelope, message, connection and times. Pure: facts in, headings and lines out.
// Refuses to judge: the verdict is TransactionSummary's. RFC 5321 3.3; limits of 4.5.3.2.
using System.Globalization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>What a section is about.</summary>
internal enum SummaryTopic : byte
{
    Verdict, Envelope, Message, Connection, Times,
}

/// <summary>A heading, empty for none, and the lines under it.</summary>
internal sealed record SummarySection(SummaryTopic Topic, string Heading, IReadOnlyList<string> Lines);

/// <summary>Writes summaries in one language. Safe for any thread.</summary>
internal sealed class SummaryText(Language language)
{
    private const long Kibi = 1024, Mebi = Kibi * 1024;

    private readonly UiText _words = new("Summary", language);

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>The summary's heading.</summary>
    public string Title => _words["Title"];

    /// <summary>What came of it, in one sentence.</summary>
    public string Verdict(TransactionSummary summary)
    {
        var reply = Reply(summary.DecidingCode, summary.DecidingEnhanced);
        var standing = (summary.DecidingCode / 100) switch { 4 => _words["Temporary"], 5 => _words["Permanent"], _ => "" };
        if (standing.Length > 0) reply = $"{reply}, {standing}";
        return summary.Verdict switch
        {
            TransactionVerdict.Accepted when summary.QueueId is { } id => _words.Format("VerdictAcceptedAs", id),
            TransactionVerdict.AcceptedForSome => _words.Format("VerdictAcceptedForSome", Taken(summary), summary.RecipientsNamed),
            TransactionVerdict.HelloRefused => _words.Format("VerdictHelloRefused", reply, summary.DecidedBy.Name()),
            var verdict => _words.Format($"Verdict{verdict}", reply),
        };
    }

    /// <summary>All of it, the verdict first.</summary>
    public IReadOnlyList<SummarySection> Sections(TransactionSummary summary)
    {
        SummarySection[] sections =
        [
            new(SummaryTopic.Verdict, "", [Verdict(summary)]),
            new(SummaryTopic.Envelope, _words["Envelope"], Envelope(summary)),
            new(SummaryTopic.Message, _words["Message"], Message(summary)),
            new(SummaryTopic.Connection, _words["Connection"], Connection(summary)),
            new(SummaryTopic.Times, _words["Times"], [.. summary.Times.Select(t => Time(t, summary.Slowest))]),
        ];
        return [.. sections.Where(s => s.Lines.Count > 0)];
    }

    private List<string> Envelope(TransactionSummary summary)
    {
        var lines = new List<string>();
        if (summary.ReversePath is not { } sender) return lines;
        lines.Add(sender.Length == 0 ? _words["NullSender"] : _words.Format("Sender", sender));
        if (summary.RecipientsNamed == 0) lines.Add(_words["NoRecipients"]);
        foreach (var recipient in summary.Recipients) lines.Add(Recipient(recipient));
        if (summary.RecipientsNamed > summary.Recipients.Length) lines.Add(_words.Format("MoreRecipients", summary.RecipientsNamed - summary.Recipients.Length));
        if (summary.RecipientsNamed > 1) lines.Add(_words.Format("RecipientCount", summary.RecipientsNamed, summary.RecipientsAccepted, summary.RecipientsRefused));
        return lines;
    }

    private string Recipient(RecipientVerdict recipient)
    {
        var (code, enhanced) = recipient.DeliveryCode != 0 ? (recipient.DeliveryCode, recipient.DeliveryEnhanced) : (recipient.Code, recipient.Enhanced);
        var symbol = (code / 100) switch { 2 => "✓", 4 => "!", 5 => "✗", _ => "…" };
        return $"{symbol} {_words.Format("Recipient", recipient.ForwardPath, code == 0 ? _words["Unanswered"] : Reply(code, enhanced))}";
    }

    private List<string> Message(TransactionSummary summary)
    {
        var lines = new List<string>();
        if (summary.ContentLines > 0) lines.Add(_words.Format(summary.ContentLines == 1 ? "SizeOneLine" : "Size", Octets(summary.ContentOctets), summary.ContentLines));
        if (summary.DeclaredSize is { } declared) lines.Add(_words.Format("DeclaredSize", Octets(declared)));
        if (summary.SizeLimit is { } limit) lines.Add(_words.Format("SizeLimit", Octets(limit)));
        if (summary.QueueId is { } id) lines.Add(_words.Format("QueueId", id));
        if (summary.StartedAt is not null) lines.Add(_words.Format(summary.EndedAt is null ? "DurationSoFar" : "Duration", DurationText.Of(summary.Duration, language)));
        return lines;
    }

    private List<string> Connection(TransactionSummary summary)
    {
        var lines = new List<string>();
        if (summary.ServerName.Length > 0) lines.Add(summary.Software is { } software ? _words.Format("ServerKnown", summary.ServerName, software) : _words.Format("Server", summary.ServerName));
        if (summary.ClientName is { } client) lines.Add(_words.Format("Client", client));
        lines.Add(_words[summary.Tls ? "Tls" : "Plaintext"]);
        if (summary.Authenticated) lines.Add(_words["Authenticated"]);
        return lines;
    }

    private string Time(in ReplyTime time, ReplyTime? slowest)
    {
        var verb = time.Verb switch
        {
            SmtpVerb.Connect => _words["Greeting"],
            SmtpVerb.DataEnd => _words["EndOfMessage"],
            SmtpVerb.Unknown => _words["UnknownCommand"],
            _ => time.Ordinal > 0 ? $"{time.Verb.Name()} {time.Ordinal}" : time.Verb.Name(),
        };
        var line = time.Elapsed is { } elapsed ? $"{verb}: {DurationText.Of(elapsed, language)} → {time.Code}" : $"{verb}: {_words["Unanswered"]}";
        if (time.Limit is { } limit) line += $" ({_words.Format(time.IsOverLimit ? "OverLimit" : "Limit", DurationText.Of(limit, language))})";
        return time == slowest ? $"{line} ◄ {_words["Slowest"]}" : line;
    }

    /// <summary>Recipients for whom the server took the message; in LMTP each has a reply of its own.</summary>
    private static int Taken(TransactionSummary summary) =>
        summary.RecipientsAccepted - summary.Recipients.Count(r => r.Accepted && r.DeliveryCode >= 300);

    private string Octets(long octets)
    {
        var culture = Cultures.Of(language);
        return octets switch
        {
            >= Mebi => string.Create(culture, $"{octets / (double)Mebi:0.#} MiB"),
            >= 10 * Kibi => string.Create(culture, $"{octets / (double)Kibi:0.#} KiB"),
            _ => _words.Format("Octets", octets),
        };
    }

    private static string Reply(short code, EnhancedStatus enhanced) =>
        enhanced.IsNone ? code.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{code} {enhanced}");
}
