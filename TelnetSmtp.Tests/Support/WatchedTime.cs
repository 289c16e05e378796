// A clock that stands still and tells which waits have begun: a test moves it when somebody waits, neither before nor while somebody works, when limits that
// were just set would pass as well.
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace TelnetSmtp.Tests.Support;

/// <summary>The clock.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _begun.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Until the next wait has begun, which must be one of <paramref name="length"/>.</summary>
    public async Task BegunAsync(TimeSpan length) => Assert.Equal(length, await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken));

    /// <summary>Passes each wait shorter than <paramref name="limit"/> once it has begun, until <paramref name="awaited"/> is done.</summary>
    public async Task PassAsync(Task awaited, TimeSpan limit)
    {
        while (true)
        {
            var begun = _begun.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
            if (await Task.WhenAny(awaited, begun) == awaited)
                return;
            if (await begun is var wait && wait < limit)
                Advance(wait);
        }
    }
}
