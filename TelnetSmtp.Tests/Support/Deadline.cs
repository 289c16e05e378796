// The one place where a test waits for the outside world: asks again, at short intervals, until an answer comes or the time is up.
// Refuses to wait blindly: whoever waits says for what, and a test that waits in vain says what it saw last.
using Xunit;

namespace TelnetSmtp.Tests.Support;

/// <summary>Waiting with an end.</summary>
public static class Deadline
{
    /// <summary>How long a test waits where it names no time of its own: far more than a slow machine with two busy cores needs.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits until <paramref name="probe"/> gives something.</summary>
    /// <param name="awaited">What is waited for, for the message.</param>
    /// <param name="probe">Gives null as long as it is not there yet.</param>
    /// <param name="lastSeen">What there was instead, for the message.</param>
    /// <param name="limit">How long; <see cref="Usual"/> where null.</param>
    /// <exception cref="TimeoutException">It never came.</exception>
    public static async Task<T> ForAsync<T>(string awaited, Func<CancellationToken, Task<T?>> probe, Func<string>? lastSeen = null, TimeSpan? limit = null)
        where T : class
    {
        var time = limit ?? Usual;
        var cancellation = TestContext.Current.CancellationToken;
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            if (await probe(cancellation) is { } found)
                return found;
            if (TimeProvider.System.GetElapsedTime(started) > time)
                throw new TimeoutException($"Waited {time.TotalSeconds:0.#} s in vain for {awaited}.{Environment.NewLine}{lastSeen?.Invoke()}");
            await Task.Delay(Interval, cancellation);
        }
    }

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It never held.</exception>
    public static Task UntilAsync(string awaited, Func<bool> condition, Func<string>? lastSeen = null, TimeSpan? limit = null) =>
        ForAsync(awaited, _ => Task.FromResult(condition() ? awaited : null), lastSeen, limit);

    /// <summary>Waits for <paramref name="task"/>, but no longer than <paramref name="limit"/>; its outcome is the caller's to look at.</summary>
    public static Task PassesOrAsync(Task task, TimeSpan limit) => Task.WhenAny(task, Task.Delay(limit, CancellationToken.None));
}
