// The culture of each language: its name, by which resources are found, and how it writes numbers. All that a culture is needed for stands here, because the
// rest comes from the system's libicu, which is not on every machine. Refuses to know dates: they are written as ISO 8601 has them.
using System.Globalization;

namespace TelnetSmtp.Core.Languages;

/// <summary>Cultures of the two languages, the same on every machine.</summary>
public static class Cultures
{
    private static readonly CultureInfo English = Make("en", ".", ","), German = Make("de", ",", ".");

    /// <summary>The culture of <paramref name="language"/>.</summary>
    public static CultureInfo Of(Language language) => language == Language.German ? German : English;

    private static CultureInfo Make(string name, string point, string groups) =>
        CultureInfo.ReadOnly(new CultureInfo(name, useUserOverride: false) { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = point, NumberGroupSeparator = groups } });
}
