// The steps of one host as they end, and the one that runs: what a live display shows. Thread-safe. Refuses to judge.
using System.Collections.Immutable;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>Collects steps.</summary>
/// <param name="time">Measures each.</param>
/// <param name="changed">Told after each change, on whatever thread.</param>
internal sealed class StepRecorder(TimeProvider time, Action changed)
{
    private readonly Lock _gate = new();
    private readonly List<CheckStep> _done = [];
    private readonly ImmutableArray<CheckLine>.Builder _said = ImmutableArray.CreateBuilder<CheckLine>();
    private CheckStep? _running;
    private ImmutableArray<CheckLine> _farewell = [];
    private long _start;

    /// <summary>What there is now, the running step last.</summary>
    public ImmutableArray<CheckStep> Steps
    {
        get
        {
            lock (_gate)
                return _running is { } running ? [.. _done, running with { Elapsed = time.GetElapsedTime(_start), Dialogue = _said.ToImmutable() }] : [.. _done];
        }
    }

    /// <summary>What was said after the last step.</summary>
    public ImmutableArray<CheckLine> Farewell
    {
        get
        {
            lock (_gate)
                return _farewell;
        }
    }

    /// <summary>A line of the running step's dialogue, while it is held.</summary>
    public void Say(CheckLine line)
    {
        lock (_gate)
        {
            if (_running is null)
                return;
            _said.Add(line);
        }
        changed();
    }

    /// <summary>The dialogue's last lines.</summary>
    public void Part(ImmutableArray<CheckLine> farewell)
    {
        lock (_gate)
            _farewell = _farewell.AddRange(farewell);
        changed();
    }

    /// <summary>A step begins.</summary>
    public void Begin(string id, LocalizedText title)
    {
        lock (_gate)
        {
            _said.Clear();
            (_running, _start) = (new CheckStep(id, title, Verdict.Running, LocalizedTexts.Nothing), time.GetTimestamp());
        }
        changed();
    }

    /// <summary>The running step ended.</summary>
    public CheckStep End(CheckStep step)
    {
        lock (_gate)
        {
            var ended = step with { Elapsed = time.GetElapsedTime(_start) };
            _done.Add(ended);
            _running = null;
            step = ended;
        }
        changed();
        return step;
    }

    /// <summary>Steps that do not take place.</summary>
    public void Skip(LocalizedText why, params ReadOnlySpan<(string Id, LocalizedText Title)> steps)
    {
        lock (_gate)
            foreach (var (id, title) in steps)
                _done.Add(new CheckStep(id, title, Verdict.Skip, why));
        changed();
    }

    public bool Has(string id)
    {
        lock (_gate)
            return _done.Exists(step => step.Id == id);
    }
}
