// Finds the rows that apply to one reply: its code, its enhanced code, what they mean to the command that it answers, and the words if they are known.
// The one place where that is judged, so that the panel's line and the explanation cannot disagree. RFC 5321 4.2, 4.3.2; RFC 2034 4; RFC 3463.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The rows that apply to one reply; each null where there is none.</summary>
internal readonly record struct ReplyReading(int Number, EnhancedStatus Status, SmtpVerb After, ReplyCodeEntry? Code, EnhancedStatusEntry? Enhanced,
    CommandRepliesEntry? Command, CommandReplyEntry? Particular, KnownTextEntry? Known)
{
    /// <summary>Codes that any command may get (RFC 5321 4.2.4, 4.3.2, 3.8).</summary>
    private static ReadOnlySpan<int> Anywhere => [421, 500, 501];

    /// <param name="catalogue">The tables.</param>
    /// <param name="code">Reply code; 0 where only an enhanced code is known.</param>
    /// <param name="enhanced">Enhanced code; <c>default</c> for none.</param>
    /// <param name="after">The command that it answers; <see cref="SmtpVerb.None"/> where unknown.</param>
    /// <param name="words">The words behind the codes.</param>
    public static ReplyReading Of(Catalogue catalogue, int code, EnhancedStatus enhanced, SmtpVerb after, ReadOnlySpan<char> words)
    {
        var command = catalogue.Replies(after);
        return new(code, enhanced, after, catalogue.ReplyCode(code), catalogue.Enhanced(enhanced), command,
            command is null ? null : Array.Find(command.Replies, reply => reply.Code == code), catalogue.KnownTexts.Find(code, enhanced, words));
    }

    public ReplyClass Class => Number is >= 200 and <= 599 ? (ReplyClass)(Number / 100 - 1)
        : Number != 0 ? ReplyClass.Unknown
        : Status.Class switch { 2 => ReplyClass.Success, 4 => ReplyClass.Transient, 5 => ReplyClass.Permanent, _ => ReplyClass.Unknown };

    public bool Failed => Class is ReplyClass.Transient or ReplyClass.Permanent;

    /// <summary>Whether the documents allow the code after the command; null where they say nothing or the command is unknown.</summary>
    public bool? Expected => Number == 0 || Command is null ? null : Anywhere.Contains(Number) || Command.Allowed.Contains(Number);

    /// <summary>Enhanced codes that say next to nothing: those without detail (X.3.0), and X.7.1, which servers give for every policy.</summary>
    private bool Vague => Status.Detail == 0 || Status is { Subject: 7, Detail: 1 };

    /// <summary>The most particular row's words; null where no row applies. A vague enhanced code tells less than what the code means to the command,
    /// one without detail less than the code itself, and for what worked the command tells more than any code.</summary>
    private (LocalizedText Meaning, LocalizedText Explanation)? Words =>
        Known is not null ? (Known.Meaning, Known.Explanation)
        : !Failed && Particular is not null ? (Particular.Meaning, Particular.Explanation)
        : Enhanced is not null && (!Vague || (Particular is null && (Status.Detail != 0 || Code is null))) ? (Enhanced.Meaning, Enhanced.Explanation)
        : Particular is not null ? (Particular.Meaning, Particular.Explanation)
        : Code is not null ? (Code.Meaning, Code.Explanation)
        : null;

    /// <summary>The few words for the panel and for headings.</summary>
    public string Meaning(Phrases phrases, Catalogue catalogue, Language language)
    {
        if (Words is { } words)
            return words.Meaning.In(language);
        return Class == ReplyClass.Unknown
            ? phrases[Phrase.NoSuchCode]
            : phrases.Fill(Phrase.UnlistedCode, catalogue.Digit("class", FirstDigit)!.Meaning.In(language));
    }

    /// <summary>What it means, and what it does to the transaction.</summary>
    public string Text(Phrases phrases, Catalogue catalogue, Language language)
    {
        var said = Words?.Explanation.In(language) ?? (Class == ReplyClass.Unknown
            ? phrases[Phrase.NoSuchCodeText]
            : phrases.Fill(Phrase.UnlistedCodeText, catalogue.Digit("first", FirstDigit)!.Meaning.In(language)));
        var outcome = Outcome?.In(language);
        return outcome is null ? said : $"{said} {outcome}";
    }

    /// <summary>What the outcome does to the transaction; null where the command is unknown. 421 ends everything (RFC 5321 3.8).</summary>
    private LocalizedText? Outcome => Number == 421 || Command is null ? null : Class switch
    {
        ReplyClass.Success => Command.Success,
        ReplyClass.Intermediate => Command.Intermediate,
        ReplyClass.Transient => Command.Transient,
        ReplyClass.Permanent => Command.Permanent,
        _ => null,
    };

    private int FirstDigit => Number != 0 ? Number / 100 : Status.Class;

    /// <summary>Causes and remedies, from the most particular row that has them.</summary>
    public (LocalizedList Causes, LocalizedList Remedies, string? Source) Reasons(Catalogue catalogue)
    {
        if (!Failed)
            return (LocalizedList.Empty, Particular?.Next ?? Code?.Remedies ?? Enhanced?.Remedies ?? LocalizedList.Empty, null);
        if (Known is not null)
            return (Known.Causes, Known.Remedies, Known.Source);
        var stage = After == SmtpVerb.Connect ? "GREETING" : After.Name();
        var row = catalogue.Failure(stage, Number, Status) ?? catalogue.Failure("ANY", Number, Status);
        if (row is null && Enhanced is not null && Status.Detail != 0)
            return (Enhanced.Causes, Enhanced.Remedies, Enhanced.Source);
        row ??= catalogue.Failure(stage, Number, default) ?? catalogue.Failure("ANY", Number, default);
        if (row is not null)
            return (row.Causes, row.Remedies, row.Source);
        if (Code is not null)
            return (Code.Causes, Code.Remedies, Code.Source);
        return Enhanced is not null ? (Enhanced.Causes, Enhanced.Remedies, Enhanced.Source) : (LocalizedList.Empty, LocalizedList.Empty, null);
    }

    public ActingParty Acts => !Failed ? ActingParty.Nobody
        : Known?.Acts ?? (Status.Detail != 0 ? Enhanced?.Acts : null) ?? Code?.Acts ?? Enhanced?.Acts ?? ActingParty.Sender;

    public RetryAdvice Retry => !Failed ? RetryAdvice.NotNeeded
        : Known is not null ? Known.Retry
        : Class == ReplyClass.Transient ? Code?.Retry ?? RetryAdvice.Later
        : (Status.Detail != 0 ? Enhanced?.Retry : null) ?? Code?.Retry ?? Enhanced?.Retry ?? RetryAdvice.No;
}
