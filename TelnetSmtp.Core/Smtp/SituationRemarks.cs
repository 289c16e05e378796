// What is odd about this very line, and where the transaction stands after it. Facts come from SmtpDialogue; here they are only worded.
// RFC 5321 3.3 (recipients), 4.2 (replies), 2.3.8 (line ends).
namespace TelnetSmtp.Core.Smtp;

/// <summary>Remarks on one line in its dialogue.</summary>
internal static class SituationRemarks
{
    private static readonly (LineOddities Flag, Phrase Words)[] Odd =
    [
        (LineOddities.NotAReply, Phrase.OddNotAReply), (LineOddities.Unsolicited, Phrase.OddUnsolicited), (LineOddities.MixedCodes, Phrase.OddMixedCodes),
        (LineOddities.BareCode, Phrase.OddBareCode), (LineOddities.BareLf, Phrase.OddBareLf), (LineOddities.BareCr, Phrase.OddBareCr),
        (LineOddities.TooLong, Phrase.OddTooLong), (LineOddities.ControlCharacters, Phrase.OddControlCharacters),
        (LineOddities.EnhancedMismatch, Phrase.OddEnhancedMismatch), (LineOddities.TooEarly, Phrase.OddTooEarly),
        (LineOddities.AmbiguousEnd, Phrase.OddAmbiguousEnd), (LineOddities.CommandInferred, Phrase.CommandInferred),
    ];

    public static void Add(List<string> remarks, in DialogueLine line, DialogueState? state, Phrases phrases)
    {
        foreach (var (flag, words) in Odd)
            // A mismatch that ReplyExplainer already put into figures need not be said twice.
            if ((line.Oddities & flag) != 0 && (flag != LineOddities.EnhancedMismatch || line.Enhanced.IsNone))
                remarks.Add(phrases[words]);
        if (state is null || line.Speaker != Speaker.Server)
            return;
        if (line.Verb == SmtpVerb.Rcpt && !state.Recipients.IsEmpty)
            AddRecipients(remarks, line, state, phrases);
        if (line is { Verb: SmtpVerb.Ehlo, Code: 250, Position: ReplyPosition.Last or ReplyPosition.Only } && state is { Tls: true, CapabilitiesBeforeTls: { } before, Capabilities: { } now })
            remarks.AddRange(CapabilityChanges.Between(before, now).Describe(phrases));
    }

    private static void AddRecipients(List<string> remarks, in DialogueLine line, DialogueState state, Phrases phrases)
    {
        int answered = 0, accepted = 0;
        foreach (var recipient in state.Recipients)
        {
            answered += recipient.Code == 0 ? 0 : 1;
            accepted += recipient.Accepted ? 1 : 0;
        }
        if (answered == 0)
            return;
        remarks.Add(phrases.Fill(Phrase.RecipientsSoFar, accepted, answered));
        if (accepted == 0 && line.Class is ReplyClass.Permanent or ReplyClass.Transient)
            remarks.Add(phrases[Phrase.NoRecipientLeft]);
    }
}
