// What a reply, or its absence, means and what to do about it, in both languages at once. The words are the catalogue's; nothing is worded here but how they
// are put together.
using System.Collections.Immutable;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Checks;

/// <summary>Words for replies and failures.</summary>
internal sealed class ReplyWords(Catalogue catalogue)
{
    private readonly ReplyDecoder _english = new(catalogue, Language.English), _german = new(catalogue, Language.German);

    private static readonly LocalizedText NoSmtp = new("Check the port: another service (a web server, say) answers there. SMTP listens on 25, for clients on 587 and 465.",
        "Den Port prüfen: Dort antwortet ein anderer Dienst (etwa ein Webserver). SMTP lauscht auf 25, für Clients auf 587 und 465.");

    /// <summary>The server's words and their meaning; for a fault what happened.</summary>
    public LocalizedText Meaning(CheckReply reply)
    {
        var (english, german) = Explain(reply);
        var meaning = new LocalizedText(english.Meaning, german.Meaning);
        return reply.Lines.IsEmpty ? Sentence(meaning) : Sentence(new LocalizedText($"{reply.Quoted} — {meaning.En}", $"{reply.Quoted} — {meaning.De}"));
    }

    /// <summary>What to do about it.</summary>
    public ImmutableArray<LocalizedText> Remedies(CheckReply reply)
    {
        if (reply.Fault is ReplyFault.NotSmtp or ReplyFault.TooLong)
            return [NoSmtp];
        var (english, german) = Explain(reply);
        return Pairs(english.Remedies, german.Remedies);
    }

    /// <summary>Meaning and remedies of an attempt to connect that failed.</summary>
    public (LocalizedText Meaning, ImmutableArray<LocalizedText> Remedies) Of(ConnectProblem problem) => Failure("CONNECT", problem switch
    {
        ConnectProblem.Refused => "refused",
        ConnectProblem.TimedOut => "timed out",
        ConnectProblem.Unreachable => "unreachable",
        ConnectProblem.Forbidden => "forbidden",
        ConnectProblem.Reset => "reset",
        _ => "connect failed",
    });

    /// <summary>Meaning and remedies of a stage's failure, as failure-reasons.json names it.</summary>
    public (LocalizedText Meaning, ImmutableArray<LocalizedText> Remedies) Failure(string stage, string happened)
    {
        var (english, german) = (_english.ExplainFailure(stage, happened), _german.ExplainFailure(stage, happened));
        return (Sentence(new LocalizedText(english.Meaning, german.Meaning)), Pairs(english.Remedies, german.Remedies));
    }

    private (Explanation English, Explanation German) Explain(CheckReply reply)
    {
        if (reply.Fault == ReplyFault.None)
        {
            return (_english.Explain(reply.Code, reply.Enhanced, reply.Answers, reply.Words),
                _german.Explain(reply.Code, reply.Enhanced, reply.Answers, reply.Words));
        }
        var (stage, happened) = (reply.Answers, reply.Fault) switch
        {
            (_, ReplyFault.NotSmtp or ReplyFault.TooLong) => ("", ""),
            (SmtpVerb.Connect, ReplyFault.TimedOut) => ("GREETING", "no greeting"),
            (SmtpVerb.DataEnd, ReplyFault.TimedOut) => (".", "no reply to the dot"),
            (_, ReplyFault.TimedOut) => ("ANY", "timed out"),
            (_, ReplyFault.Broken) => ("ANY", "reset"),
            _ => ("ANY", "connection closed"),
        };
        if (stage.Length > 0)
            return (_english.ExplainFailure(stage, happened), _german.ExplainFailure(stage, happened));
        var line = new DialogueLine(Speaker.Server, reply.Answers, 0, default, ReplyPosition.Only, LineOddities.NotAReply, 0, 0);
        return (_english.Explain(line, default, null), _german.Explain(line, default, null));
    }

    private static ImmutableArray<LocalizedText> Pairs(IReadOnlyList<string> english, IReadOnlyList<string> german) =>
        [.. english.Zip(german, (en, de) => new LocalizedText(en, de))];

    private static LocalizedText Sentence(LocalizedText text) => new(Ended(text.En), Ended(text.De));

    private static string Ended(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";
}
