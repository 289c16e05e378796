// Turns the rows that apply to a reply into the explanation that panel, `explain` and `annotate` show. Chooses nothing itself (see ReplyReading).
// RFC 5321 4.2.1 (digits), RFC 3463 2 (class, subject, detail), RFC 2034 4 (where enhanced codes may stand).
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Explains replies in one language.</summary>
internal sealed class ReplyExplainer(Catalogue catalogue, Phrases phrases, Language language)
{
    public Explanation Explain(in ReplyReading reading)
    {
        var (causes, remedies, source) = reading.Reasons(catalogue);
        return new Explanation(
            reading.Number == 0 ? null : reading.Number,
            reading.Status.IsNone ? null : reading.Status.ToString(),
            reading.Class,
            reading.Meaning(phrases, catalogue, language),
            reading.Text(phrases, catalogue, language),
            Digits(reading),
            reading.After is SmtpVerb.None or SmtpVerb.Unknown ? null : reading.After.Name(),
            reading.Expected,
            causes.In(language),
            remedies.In(language),
            Sources(reading, source),
            Remarks(reading))
        {
            Acts = reading.Acts,
            Retry = reading.Retry,
            Software = reading.Known is { Software.Length: > 0 } known ? string.Join(", ", known.Software) : null,
        };
    }

    private List<DigitMeaning> Digits(in ReplyReading reading)
    {
        var digits = new List<DigitMeaning>(6);
        if (reading.Number is >= 100 and <= 999)
        {
            AddDigit(digits, "first", reading.Number / 100);
            AddDigit(digits, "second", reading.Number / 10 % 10);
            AddDigit(digits, "third", reading.Number % 10);
        }
        if (reading.Status.IsNone)
            return digits;
        AddDigit(digits, "class", reading.Status.Class);
        AddDigit(digits, "subject", reading.Status.Subject);
        digits.Add(new DigitMeaning(reading.Status.Detail.ToString(CultureInfo.InvariantCulture),
            reading.Enhanced?.Meaning.In(language) ?? phrases[Phrase.UnlistedDetail]));
        return digits;
    }

    private void AddDigit(List<DigitMeaning> digits, string place, int digit) =>
        digits.Add(new DigitMeaning(digit.ToString(CultureInfo.InvariantCulture),
            (catalogue.Digit(place, digit) ?? catalogue.Digit(place, Others))?.Meaning.In(language) ?? phrases[Phrase.UnlistedDetail]));

    /// <summary>The row of digits.json that serves all numbers without one of their own.</summary>
    private const int Others = -1;

    private static IReadOnlyList<string> Sources(in ReplyReading reading, string? reasons)
    {
        var sources = new SourceList();
        foreach (var source in new[] { reading.Known?.Source, reasons, reading.Command?.Source, reading.Enhanced?.Source, reading.Code?.Source })
            sources.Add(source);
        // A code that no table has is still ruled by the meaning of its first digit.
        if (reading.Code is null && reading.Enhanced is null)
            sources.Add("RFC 5321 §4.2.1");
        return sources.ToList();
    }

    private List<string> Remarks(in ReplyReading reading)
    {
        var remarks = new List<string>();
        if (reading.Expected == false)
            remarks.Add(phrases.Fill(Phrase.NotExpected, reading.Number, reading.After.Name()));
        if (reading.Status.IsNone)
            return remarks;
        if (reading.After is SmtpVerb.Connect or SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo && reading.Class == ReplyClass.Success)
            remarks.Add(phrases[Phrase.EnhancedWhereNone]);
        if (reading.Number is >= 200 and <= 599 && reading.Number / 100 != reading.Status.Class)
            remarks.Add(phrases.Fill(Phrase.EnhancedClassMismatch, reading.Status, reading.Number));
        if (reading.Enhanced is null && reading.Known is null)
            remarks.Add(phrases.Fill(Phrase.UnlistedDetailText, reading.Status));
        return remarks;
    }
}
