// The clock of a client's sessions: the wall's time when the last session began, and from then on what the steady clock adds. Somebody may set the wall clock in
// the middle of a session; how long a reply took must not become negative or a year for that. Refuses to correct itself while a session lasts.
namespace TelnetSmtp.Core.Net;

/// <summary>A time provider whose <see cref="GetUtcNow"/> never runs backwards between two calls of <see cref="Begin"/>. Timers are the inner clock's.</summary>
internal sealed class SteadyTime : TimeProvider
{
    private readonly TimeProvider _wall;
    private volatile Start _start;

    public SteadyTime(TimeProvider wall)
    {
        _wall = wall;
        _start = Now();
    }

    public override TimeZoneInfo LocalTimeZone => _wall.LocalTimeZone;

    public override long TimestampFrequency => _wall.TimestampFrequency;

    /// <summary>Takes the wall's time anew: no session is under way.</summary>
    public void Begin() => _start = Now();

    public override DateTimeOffset GetUtcNow()
    {
        var start = _start;
        return start.At + _wall.GetElapsedTime(start.Stamp);
    }

    public override long GetTimestamp() => _wall.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _wall.CreateTimer(callback, state, dueTime, period);

    private Start Now() => new(_wall.GetUtcNow(), _wall.GetTimestamp());

    private sealed record Start(DateTimeOffset At, long Stamp);
}
