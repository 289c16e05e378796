// The timing file that script(1) writes beside a typescript, a line a chunk: classic `delay octets`, advanced `O|I|S|H delay …` (util-linux 2.35 and newer).
// With `--log-io` input and output stand mixed in one typescript, and only this file tells them apart. Pure: a line in, a chunk out. Source: script(1).
using System.Globalization;

namespace TelnetSmtp.Core.Records;

/// <summary>One chunk of a typescript.</summary>
/// <param name="At">When it came; in year 1 where the file does not say when it began.</param>
/// <param name="Octets">How long it is.</param>
/// <param name="Input">Whether it was typed: its echo, which is output, shows it again.</param>
public readonly record struct ScriptChunk(DateTimeOffset At, int Octets, bool Input);

/// <summary>Reads the lines of one timing file, in order.</summary>
public sealed class ScriptTiming
{
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>The chunk that <paramref name="line"/> announces; null where it announces none. What is no line of a timing file announces nothing.</summary>
    public ScriptChunk? Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["H", _, "START_TIME", ..])
        {
            if (DateTimeOffset.TryParse(string.Join(' ', words[3..]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) && start.Year is > 1 and < 9000)
                _at = start;
            return null;
        }
        var kind = words is ["O" or "I" or "S" or "H", ..] ? words[0] : "O";
        var figures = words is ["O" or "I" or "S" or "H", ..] ? words[1..] : words;
        if (figures is not [var delay, var length, ..] || !double.TryParse(delay, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || seconds is not (>= 0 and < 1e8))
            return null;
        _at = _at.AddSeconds(seconds);
        return kind is "O" or "I" && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? new(_at, octets, kind == "I") : null;
    }
}
