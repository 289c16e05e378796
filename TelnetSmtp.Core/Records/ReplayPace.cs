// How long a replay waits before a line: as long as the record did, long waits shortened; a steady pace where the record has no times. Pure. The full screen
// and `replay --plain` ask the same object, so that both play at the same pace. Refuses to read a clock.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>A wait before a line.</summary>
/// <param name="Real">As long as it was in the record; zero where the record has no times.</param>
/// <param name="Played">As long as it is played at speed 1.</param>
public readonly record struct ReplayWait(TimeSpan Real, TimeSpan Played)
{
    /// <summary>Whether it is played shorter than it was.</summary>
    public bool Shortened => Real > Played;
}

/// <summary>Finds the waits of one record, line by line.</summary>
public sealed class ReplayPace
{
    /// <summary>The longest wait that is played, at speed 1: long enough to be felt as a wait, short enough to sit through.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>The wait before each line of a record without times.</summary>
    public static readonly TimeSpan SteadyWait = TimeSpan.FromSeconds(0.3);

    private DateTimeOffset? _clock;

    /// <summary>The wait before the next line.</summary>
    /// <param name="clock">Its time on the record's clock, null where it has none.</param>
    /// <param name="speaker">Who says it: message data and the recording tool's notes do not wait where there are no times.</param>
    public ReplayWait Next(DateTimeOffset? clock, Speaker speaker)
    {
        if (clock is not { } now)
            return new(TimeSpan.Zero, _clock is not null || speaker is Speaker.Note or Speaker.Content ? TimeSpan.Zero : SteadyWait);
        // A clock that was set back, or two sessions one in the other: no wait.
        var wait = _clock is { } before && now > before ? now - before : TimeSpan.Zero;
        _clock = now;
        return new(wait, wait < LongestWait ? wait : LongestWait);
    }
}
