// What a reply means, in one language: the shape that the panel, the detail box, `explain` and `annotate` share. Data only (see ReplyDecoder).
namespace TelnetSmtp.Core.Smtp;

/// <summary>One digit of a code and its meaning (RFC 5321 4.2.1, RFC 3463 3).</summary>
public sealed record DigitMeaning(string Digit, string Meaning);

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
    string? After, bool? Expected, IReadOnlyList<string> Causes, IReadOnlyList<string> Remedies, IReadOnlyList<string> Sources, IReadOnlyList<string> Remarks);
