// `check --watch SECONDS`: the test again and again, the whole tree once, then what changed. Refuses to end by itself: Ctrl+C does.
using TelnetSmtp.Core.Checks;

namespace TelnetSmtp.App.Cli;

/// <summary>Repeats the test.</summary>
/// <param name="run">One run.</param>
/// <param name="show">Shows a whole report: the first, and in JSON each that differs.</param>
/// <param name="time">The clock.</param>
internal sealed class CheckWatch(Func<CancellationToken, Task<CheckReport>> run, Func<CheckReport, Task> show, TimeProvider time)
{
    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="interval">From the beginning of one run to that of the next; a run that takes longer is followed at once.</param>
    /// <param name="changed">Told of the changes against the run before; never of none.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(TimeSpan interval, Func<CheckReport, IReadOnlyList<CheckChange>, Task> changed, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(interval, time);
        var last = await run(cancel).ConfigureAwait(false);
        await show(last).ConfigureAwait(false);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            var now = await run(cancel).ConfigureAwait(false);
            var changes = CheckChanges.Between(last, now);
            if (!changes.IsEmpty)
                await changed(now, changes).ConfigureAwait(false);
            last = now;
        }
    }
}
