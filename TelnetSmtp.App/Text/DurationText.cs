// A length of time as people say it, in few characters: 3 ms, 1.2 s, 2 min 5 s. Pure. Refuses to be more exact than anybody wants to read.
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>Times between command and reply.</summary>
internal static class DurationText
{
    /// <summary><paramref name="duration"/> in <paramref name="language"/>; below a millisecond <c>&lt;1 ms</c>.</summary>
    public static string Of(TimeSpan duration, Language language)
    {
        var culture = Cultures.Of(language);
        return duration.TotalMilliseconds switch
        {
            < 1 => "<1 ms",
            < 999.5 => string.Create(culture, $"{duration.TotalMilliseconds:0} ms"),
            < 59_950 => string.Create(culture, $"{duration.TotalSeconds:0.0} s"),
            _ => Minutes((long)Math.Round(duration.TotalSeconds)),
        };
    }

    private static string Minutes(long seconds) =>
        seconds % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min") : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60} s");
}
