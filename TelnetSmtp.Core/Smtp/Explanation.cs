// What a reply means, in one language: the shape that the panel, the detail box, `explain` and `annotate` share. Data only (see ReplyDecoder).
namespace TelnetSmtp.Core.Smtp;

/// <summary>One digit of a code and its meaning (RFC 5321 4.2.1, RFC 3463 3).</summary>
public sealed record DigitMeaning(string Digit, string Meaning);

/// <summary>Who has to do something about a reply.</summary>
public enum ActingParty : byte
{
    /// <summary>Nobody: it worked.</summary>
    Nobody,
    /// <summary>The sending side: whoever types, or runs the sending system.</summary>
    Sender,
    /// <summary>The receiving side: the recipient, or whoever runs that system.</summary>
    Receiver,
    /// <summary>Whoever runs DNS, routes, firewalls in between.</summary>
    Network,
}

/// <summary>Whether trying again makes sense, and when (RFC 5321 4.2.1, 4.5.4.1).</summary>
public enum RetryAdvice : byte
{
    /// <summary>There is nothing to repeat.</summary>
    NotNeeded,
    /// <summary>At once, after correcting what was sent.</summary>
    AfterChange,
    /// <summary>The same again after some minutes.</summary>
    Minutes,
    /// <summary>The same again after half an hour or more, for four or five days.</summary>
    Later,
    /// <summary>The same again on the next day.</summary>
    NextDay,
    /// <summary>Not before someone changed the cause.</summary>
    No,
}

/// <summary>Everything there is to say of one line.</summary>
/// <param name="Code">Reply code, null where the line has none.</param>
/// <param name="Enhanced">Enhanced code as text, null where there is none.</param>
/// <param name="Class">The first digit's class.</param>
/// <param name="Meaning">A few words, for a heading.</param>
/// <param name="Text">A sentence or two: what it means after this command and for the transaction.</param>
/// <param name="Digits">Each digit of the code, then each number of the enhanced code.</param>
/// <param name="After">The command that it answers, null where unknown.</param>
/// <param name="Expected">Whether RFC 5321 4.3.2 and the extensions allow the code after that command; null where that is unknown.</param>
/// <param name="Causes">Usual causes, likeliest first.</param>
/// <param name="Remedies">What to do.</param>
/// <param name="Sources">RFC sections or makers' documents.</param>
/// <param name="Remarks">What is odd about this very line.</param>
public sealed record Explanation(int? Code, string? Enhanced, ReplyClass Class, string Meaning, string Text, IReadOnlyList<DigitMeaning> Digits,
    string? After, bool? Expected, IReadOnlyList<string> Causes, IReadOnlyList<string> Remedies, IReadOnlyList<string> Sources, IReadOnlyList<string> Remarks)
{
    /// <summary>Who must act.</summary>
    public ActingParty Acts { get; init; }

    /// <summary>Whether to try again.</summary>
    public RetryAdvice Retry { get; init; }

    /// <summary>The product whose words these are known to be, or whose greeting was seen; null where unknown.</summary>
    public string? Software { get; init; }
}
