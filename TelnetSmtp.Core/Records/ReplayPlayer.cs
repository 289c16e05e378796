// Plays a script: applies its inputs to a TelnetSession when they are due, so that screen, annotations and summary are those of a live session. Goes by
// steps in either direction; going back plays anew from the beginning. Reads no clock but its TimeProvider, starts no timer: the owner calls Pump.
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Records;

/// <summary>The player of one session. Not thread-safe.</summary>
public sealed class ReplayPlayer
{
    private readonly TimeProvider _time;
    private ClientSettings _settings;
    private TelnetSession _session;
    private SessionSnapshot? _snapshot;
    private int _columns, _rows, _next;
    private long _since;
    private TimeSpan _at;
    private int _speed;

    /// <param name="script">What is played.</param>
    /// <param name="time">The clock.</param>
    /// <param name="settings">The session's settings.</param>
    /// <param name="columns">Width of the screen in cells.</param>
    /// <param name="rows">Its height.</param>
    public ReplayPlayer(ReplayScript script, TimeProvider time, ClientSettings settings, int columns, int rows)
    {
        (Script, _time, _settings, _columns, _rows) = (script, time, settings, columns, rows);
        _session = Begin();
        _speed = Array.IndexOf(Ladder, 1d);
    }

    private static readonly double[] Ladder = [0.25, 0.5, 1, 2, 4, 8, 16];

    /// <summary>The speeds that keys choose, slowest first.</summary>
    public static IReadOnlyList<double> Speeds => Ladder;

    /// <summary>What is played.</summary>
    public ReplayScript Script { get; }

    /// <summary>Whether time goes on.</summary>
    public bool Playing { get; private set; }

    /// <summary>Whether each step waits for a key instead of its time.</summary>
    public bool ByHand { get; private set; }

    /// <summary>How many times as fast as the record.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>How many steps are shown whole.</summary>
    public int Step { get; private set; }

    /// <summary>Whether everything is shown.</summary>
    public bool AtEnd => _next == Script.Events.Count;

    /// <summary>The step shown last; null before the first.</summary>
    public ReplayStep? Shown => Step == 0 ? null : Script.Steps[Step - 1];

    /// <summary>The step to come; null at the end.</summary>
    public ReplayStep? Coming => Step < Script.Steps.Count ? Script.Steps[Step] : null;

    /// <summary>How far it is played, at speed 1.</summary>
    public TimeSpan At => _at;

    /// <summary>How far that is on the record's clock.</summary>
    public TimeSpan RealAt => _next == 0 || Script.Events[_next - 1].Input.At - Script.Events[0].Input.At is not { Ticks: > 0 } real ? TimeSpan.Zero : real;

    /// <summary>The same, the part of a wait that is over included: a shortened wait goes by as fast as it takes.</summary>
    public TimeSpan RealNow
    {
        get
        {
            if (AtEnd || Waiting is not { Played.Ticks: > 0 } wait) return RealAt;
            var left = Math.Clamp((Script.Events[_next].Due - _at) / wait.Played, 0, 1);
            return RealAt + wait.Real * (1 - left);
        }
    }

    /// <summary>How long until the next input is due, by the clock's time; null where nothing is due by itself.</summary>
    public TimeSpan? UntilNext
    {
        get
        {
            if (!Playing) return null;
            var left = (Script.Events[_next].Due - _at) / Speed - _time.GetElapsedTime(_since);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The wait that is under way or comes next; zero at the end.</summary>
    public ReplayWait Waiting => AtEnd ? default : Script.Events[_next].Wait;

    /// <summary>The session now. The same object while nothing has changed.</summary>
    public SessionSnapshot Snapshot => _snapshot ??= _session.Snapshot();

    /// <summary>Goes on by itself from here; at the end, from the beginning.</summary>
    public void Play()
    {
        if (ByHand) SetSpeed(_speed);
        if (AtEnd) GoTo(0);
        if (AtEnd) return;
        Playing = true;
        _since = _time.GetTimestamp();
    }

    /// <summary>Stops here.</summary>
    public void Pause()
    {
        if (!Playing) return;
        Pump();
        Playing = false;
    }

    /// <summary>The one big key: plays or pauses; by hand, shows the next step.</summary>
    public void Press()
    {
        if (ByHand) Forward();
        else if (Playing) Pause();
        else Play();
    }

    /// <summary>Applies what is due.</summary>
    /// <returns>Whether anything has changed, the time included.</returns>
    public bool Pump()
    {
        if (!Playing) return false;
        var now = _time.GetTimestamp();
        _at += _time.GetElapsedTime(_since, now) * Speed;
        _since = now;
        while (!AtEnd && Script.Events[_next].Due <= _at) Apply();
        if (!AtEnd) return true;
        _at = Script.Length;
        Playing = false;
        return true;
    }

    /// <summary>Shows the next step and stops.</summary>
    public void Forward()
    {
        Pause();
        if (Step < Script.Steps.Count) GoTo(Step + 1);
    }

    /// <summary>Takes the step shown last back and stops; of a step shown in part, that part.</summary>
    public void Back()
    {
        Pause();
        var whole = Step == 0 ? 0 : Script.Steps[Step - 1].End;
        GoTo(_next > whole ? Step : Math.Max(0, Step - 1));
    }

    /// <summary>Goes to the next refusal, shows it and stops.</summary>
    /// <returns>False where there is none; then nothing has moved.</returns>
    public bool ToNextError() => ToError(Step, 1);

    /// <summary>Goes back to the refusal before the step shown last.</summary>
    /// <returns>False where there is none.</returns>
    public bool ToPreviousError() => ToError(Step - 2, -1);

    /// <summary>Goes to where <paramref name="steps"/> steps are shown: 0 for the beginning. Playing goes on from there.</summary>
    public void GoTo(int steps)
    {
        steps = Math.Clamp(steps, 0, Script.Steps.Count);
        var end = steps == 0 ? 0 : Script.Steps[steps - 1].End;
        if (end < _next) Rewind();
        while (_next < end) Apply();
        _at = end == 0 ? TimeSpan.Zero : Script.Events[end - 1].Due;
        _since = _time.GetTimestamp();
        if (AtEnd) Playing = false;
    }

    /// <summary>One speed up or down; below the slowest stands by hand.</summary>
    public void ChangeSpeed(int direction)
    {
        Pump();
        if (ByHand)
        {
            if (direction > 0) SetSpeed(0);
            return;
        }
        // From a speed that is none of the ladder's to the nearest that way.
        var next = direction > 0 ? Array.FindIndex(Ladder, speed => speed > Speed) : Array.FindLastIndex(Ladder, speed => speed < Speed);
        if (next >= 0) SetSpeed(next);
        else if (direction < 0) GoByHand();
    }

    /// <summary>Each step by a key from now on.</summary>
    public void GoByHand()
    {
        Pause();
        ByHand = true;
    }

    /// <summary>Any speed above 0, as the command line names it.</summary>
    public void PlayAt(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        Pump();
        (Speed, ByHand) = (speed, false);
    }

    /// <summary>The screen's new size.</summary>
    public void Resize(int columns, int rows)
    {
        if ((columns, rows) == (_columns, _rows)) return;
        (_columns, _rows) = (columns, rows);
        _session.Apply(new SessionInput.Resized(Now, columns, rows));
        _snapshot = null;
    }

    /// <summary>Other settings: the language, the times in the panel.</summary>
    public void Configure(ClientSettings settings)
    {
        _settings = settings;
        _session.Apply(new SessionInput.Configured(Now, Script.Settings is null ? settings : Seen(_session.Settings)));
        _snapshot = null;
    }

    private DateTimeOffset Now => _next == 0 ? Script.Events is [var first, ..] ? first.Input.At : default : Script.Events[_next - 1].Input.At;

    private bool ToError(int from, int direction)
    {
        for (var i = from; i >= 0 && i < Script.Steps.Count; i += direction)
        {
            if (!Script.Steps[i].IsError) continue;
            Pause();
            GoTo(i + 1);
            return true;
        }
        return false;
    }

    private void SetSpeed(int index)
    {
        _speed = index;
        (Speed, ByHand) = (Ladder[index], false);
    }

    private void Apply()
    {
        var input = Script.Events[_next++].Input;
        _session.Apply(input is SessionInput.Configured then ? then with { Settings = Seen(then.Settings) } : input);
        while (Step < Script.Steps.Count && Script.Steps[Step].End <= _next) Step++;
        _snapshot = null;
    }

    private void Rewind()
    {
        (_next, Step) = (0, 0);
        _session = Begin();
        _snapshot = null;
    }

    /// <summary>Settings of the recorded session as its viewer sees them: in the viewer's language, with the times that the viewer asked for.</summary>
    private ClientSettings Seen(ClientSettings recorded) => recorded with { Language = _settings.Language, Timing = _settings.Timing };

    private TelnetSession Begin() => new(Script.Host, Script.Port, Script.Settings is { } recorded ? Seen(recorded) : _settings, _columns, _rows) { ClientUnseen = Script.ClientUnseen };
}
