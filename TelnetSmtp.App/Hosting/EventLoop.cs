// Turns the library's polling loop into one that sleeps until something happens: a key, a new snapshot, a timer, a new window size. Refuses to know
// what is drawn. The library calls us at the start of each iteration; it then drains its input, lays out, draws, and comes back without a pause.
using System.Diagnostics;
using System.Runtime.InteropServices;
using Terminal.Gui.App;

namespace TelnetSmtp.App.Hosting;

/// <summary>The event-driven loop. <see cref="Wake"/> may be called from any thread, everything else belongs to the UI thread.</summary>
internal sealed class EventLoop : IDisposable
{
    /// <summary>How long the loop sleeps when nothing happens; bounds the delay of timers, nothing else.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    /// <summary>How long it sleeps shortly after it was woken: the library holds a lone Esc for 50 ms and lets go of it only in an iteration.</summary>
    private static readonly TimeSpan Alert = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan AlertFor = TimeSpan.FromMilliseconds(120);

#pragma warning disable CA2213 // never disposed of: a session's thread may wake the loop in the very moment in which it ends, and without a wait handle nothing is held
    private readonly SemaphoreSlim _wake = new(0);
#pragma warning restore CA2213
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private PosixSignalRegistration? _resized;
    private FramePacer _pacer;
    private TimeSpan _lastWoken;
    private TimeSpan _sleep;
    private int _woken;

    /// <summary>Run before the loop sleeps: what is drawn but not yet written.</summary>
    public Action? Flush { get; set; }

    /// <summary>Run at each iteration: lets background work come in. Returns whether there is anything new to draw.</summary>
    public Func<bool>? Pump { get; set; }

    /// <summary>Asked before each sleep: when something is due although nothing wakes the loop; null for nothing.</summary>
    public Func<TimeSpan?>? Due { get; set; }

    /// <summary>Run at most every 8 ms: takes the newest state and marks views for drawing.</summary>
    public Action? Frame { get; set; }

    /// <summary>Takes the library's own pauses away and puts ours in. Only for an application that <see cref="ApplicationFactory"/> made ours.</summary>
    public void Drive(IApplication application)
    {
        // 1000 ms / 65535 is 0: the library never sleeps, so this loop must.
        Application.MaximumIterationsPerSecond = ushort.MaxValue;
        application.TimedEvents!.Added += (_, _) => Wake();
        application.Iteration += (_, _) => Iterate(sleeps: true);
        if (!OperatingSystem.IsWindows())
            _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Wake());
    }

    /// <summary>Leaves the stock loop as it is (Windows, macOS, or a library that has changed) and only does our share of each iteration.</summary>
    public void Accompany(IApplication application)
    {
        const int iterationsPerSecond = 250; // the best that polling gives: 12 ms from key to wire for 8 % of a core
        Application.MaximumIterationsPerSecond = iterationsPerSecond;
        application.Iteration += (_, _) => Iterate(sleeps: false);
    }

    /// <summary>Ends the sleep. Cheap when it is already ended.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0) _wake.Release();
    }

    public void Dispose() => _resized?.Dispose();

    private void Iterate(bool sleeps)
    {
        Flush?.Invoke();
        if (sleeps) Sleep();
        _sleep = _clock.Elapsed - _lastWoken < AlertFor ? Alert : Idle;
        if (Pump?.Invoke() is true)
        {
            if (_pacer.TryTake(_clock.Elapsed, out var wait)) Frame?.Invoke();
            else _sleep = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        }
        if (Due?.Invoke() is { } due && due < _sleep) _sleep = due > TimeSpan.Zero ? due : TimeSpan.Zero;
    }

    private void Sleep()
    {
        if (_wake.Wait(_sleep)) _lastWoken = _clock.Elapsed;
        // In this order: a Wake after the flag is cleared releases anew, one before it is covered by the work that follows.
        Volatile.Write(ref _woken, 0);
        while (_wake.Wait(0)) { }
    }
}
