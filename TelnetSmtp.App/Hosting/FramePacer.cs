// When a frame may be drawn: the first change after a quiet time at once, further ones at most every 8 ms. Pure: time comes in as an argument.
namespace TelnetSmtp.App.Hosting;

/// <summary>Spaces frames. One thread.</summary>
internal struct FramePacer
{
    /// <summary>The least time between two frames: 125 a second, faster than screens are and slow enough that a flood costs frames, not time.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(8);

    private TimeSpan _next;

    /// <summary>Asks for a frame.</summary>
    /// <param name="now">Time since any fixed moment; never goes back.</param>
    /// <param name="wait">Where it is too early: how long until it is not.</param>
    /// <returns>Whether to draw now; then the next frame waits for <see cref="Spacing"/>.</returns>
    public bool TryTake(TimeSpan now, out TimeSpan wait)
    {
        wait = _next - now;
        if (wait > TimeSpan.Zero) return false;
        wait = TimeSpan.Zero;
        _next = now + Spacing;
        return true;
    }
}
