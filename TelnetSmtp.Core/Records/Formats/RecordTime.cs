// Times as logs write them: ISO 8601, the time of day alone, syslog's date without a year. Refuses to guess what is missing: it becomes year 1, which says
// that only differences count.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>Reads times.</summary>
internal static class RecordTime
{
    private static readonly string[] DayTimes = ["HH:mm:ss", "HH:mm:ss.fff", "HH:mm:ss.ffffff"];

    private static readonly string[] SyslogTimes = ["MMM d HH:mm:ss", "MMM  d HH:mm:ss"];

    /// <summary>The ISO 8601 time, UTC where it names no zone; null for another text.</summary>
    public static DateTimeOffset? Iso(ReadOnlySpan<byte> text)
    {
        // The usual form by hand: an Exchange log has one on each of its millions of lines.
        if (text.Length == 24 && text[10] == (byte)'T' && text[19] == (byte)'.' && text[23] == (byte)'Z'
            && Number(text[..4]) is >= 1 and var year && Number(text[5..7]) is >= 1 and <= 12 and var month
            && Number(text[8..10]) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            && Number(text[11..13]) is >= 0 and < 24 and var hour && Number(text[14..16]) is >= 0 and < 60 and var minute
            && Number(text[17..19]) is >= 0 and < 60 and var second && Number(text[20..23]) is >= 0 and var millisecond)
            return new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return text.Length is > 9 and < 40 && text[4] == (byte)'-'
            && DateTimeOffset.TryParse(Encoding.Latin1.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    /// <summary><c>HH:mm:ss</c> with or without fractions: on the first day of year 1.</summary>
    public static DateTimeOffset? OfDay(ReadOnlySpan<byte> text) =>
        text.Length is >= 8 and <= 15 && TimeOnly.TryParseExact(Encoding.Latin1.GetString(text), DayTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(DateOnly.MinValue, time, TimeSpan.Zero) : null;

    /// <summary><c>Nov 24 10:00:00</c>: in year 1.</summary>
    public static DateTimeOffset? Syslog(ReadOnlySpan<byte> text)
    {
        if (text.Length != 15)
            return null;
        var written = string.Concat("0001 ", Encoding.Latin1.GetString(text));
        return DateTime.TryParseExact(written, [.. SyslogTimes.Select(form => "yyyy " + form)], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time) ? new DateTimeOffset(time, TimeSpan.Zero) : null;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
