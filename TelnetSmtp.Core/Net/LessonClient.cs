// A client that can be in a lesson: it passes keys and snapshots through to the real one, starts the lesson's practice server, brings a new connection to
// where a step begins, and tells the lesson machine what happens. Belongs to one thread, the user interface's. Refuses to draw and to judge.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

/// <summary>A client and at most one lesson.</summary>
public sealed class LessonClient : IClient
{
    private readonly Client _client;
    private readonly LessonProgressFile _file;
    private LessonMachine? _machine;
    private LessonFollower? _follower;
    private LessonAndScenario? _playing;
    private LessonLog? _log;
    private ClientSnapshot? _logSnapshot;
    private LessonAndScenario? _wanted;
    private string? _lessonHost;
    private int _columns, _rows, _keptStep;

    public LessonClient(Client client, LessonProgressFile file, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _file, _columns, _rows) = (client, file, columns, rows);
    }

    public ClientSnapshot Snapshot => _logSnapshot ?? _client.Snapshot;

    public int? ExitCode => _client.ExitCode;

    public Action? Changed
    {
        get => _client.Changed;
        set => _client.Changed = value;
    }

    /// <summary>The lesson under way; null where there is none.</summary>
    public LessonView? Lesson => _machine?.View;

    /// <summary>Whether a step is just being set up: what is typed now is not the learner's.</summary>
    public bool Preparing => _follower is { Ready: false } && _log is null;

    /// <summary>Why progress is not kept; null where it is.</summary>
    public LocalizedText? Problem => _file.Problem;

    /// <summary>Whether the list of lessons was asked for; who shows it takes the wish back.</summary>
    public bool WantsList { get; set; }

    /// <summary>How far the lessons are.</summary>
    public LessonProgress Progress => _file.Load();

    public Task<ExchangersFound> FindExchangersAsync(string domain, CancellationToken cancel) => _client.FindExchangersAsync(domain, cancel);

    public void Press(KeyStroke key)
    {
        if (_log is not null) return;
        _client.Press(key);
        Serve();
    }

    public void Mouse(MouseStroke stroke)
    {
        if (_log is null) _client.Mouse(stroke);
    }

    public void Paste(string text)
    {
        if (_log is null) _client.Paste(text);
    }

    public void Resize(int columns, int rows)
    {
        (_columns, _rows) = (columns, rows);
        _client.Resize(columns, rows);
        _log?.Resize(columns, rows);
        ShowLog();
    }

    public void Execute(string promptLine)
    {
        if (_log is not null && !promptLine.StartsWith("set lang", StringComparison.Ordinal)) Leave();
        _client.Execute(promptLine);
        Serve();
        ShowLog();
    }

    public void Pump()
    {
        _client.Pump();
        Serve();
        if (_machine is null || _log is not null) return;
        _follower?.Follow(_client.Snapshot, _client.Connections, _machine, _client.Paste);
        Keep();
    }

    /// <summary>Takes up what the prompt or the command line asks for; it begins when the prompt is done with its line.</summary>
    /// <param name="nameOrPath">A lesson's name, its place in the list, or a file; null for the list.</param>
    /// <returns>Why the lesson cannot be had; null where it can.</returns>
    public LocalizedText? Ask(string? nameOrPath)
    {
        if (nameOrPath is not null) return Find(nameOrPath, out _wanted);
        WantsList = true;
        return null;
    }

    /// <summary>Begins a lesson, or goes on with it where it was left.</summary>
    /// <param name="nameOrPath">Its name, its place in the list, or a file.</param>
    /// <returns>Why it cannot be had; null where it has begun.</returns>
    public LocalizedText? Start(string nameOrPath)
    {
        var wrong = Find(nameOrPath, out var playing);
        if (playing is not null) Start(playing);
        return wrong;
    }

    /// <summary>Begins <paramref name="playing"/>, or goes on with it where it was left.</summary>
    public void Start(LessonAndScenario playing)
    {
        ArgumentNullException.ThrowIfNull(playing);
        Leave();
        _playing = playing;
        _lessonHost = playing.Scenario.Host;
        _machine = new LessonMachine(playing.Lesson, Progress.StepOf(playing.Lesson));
        _keptStep = -1;
        SetUp();
        Keep();
    }

    /// <summary>Begins the lesson behind this one in the list.</summary>
    /// <returns>Whether there is one.</returns>
    public bool StartNext()
    {
        var at = _playing is null ? -1 : Learning.Lesson.BuiltIn.ToList().FindIndex(lesson => lesson.Name == _playing.Lesson.Name);
        if (at < 0 || at + 1 >= Learning.Lesson.BuiltIn.Count) return false;
        Start(LessonFiles.Of(Learning.Lesson.BuiltIn[at + 1]));
        return true;
    }

    public void Hint() => _machine?.Hint();

    /// <summary>Sets the step up anew: a new connection, brought to where the step begins.</summary>
    public void Again()
    {
        _machine?.Again();
        SetUp();
    }

    /// <summary>Goes on to the next step without doing this one.</summary>
    public void Skip()
    {
        if (_machine is null || _machine.View.Finished) return;
        _machine.Skip();
        Keep();
        if (!_machine.View.Finished) SetUp();
    }

    /// <summary>Chooses an answer, from 1.</summary>
    /// <returns>Whether a question with such an answer stands.</returns>
    public bool Choose(int number)
    {
        var chosen = _machine?.Choose(number) is true;
        Keep();
        return chosen;
    }

    /// <summary>Points at a line of the session.</summary>
    /// <returns>Whether the step asks for that.</returns>
    public bool Point(string text)
    {
        var pointed = _machine?.Point(text) is true;
        Keep();
        return pointed;
    }

    /// <summary>Ends the lesson. A session goes on: all commands stay live.</summary>
    public void Leave()
    {
        Keep();
        _machine = null;
        _follower = null;
        _playing = null;
        _log = null;
        _logSnapshot = null;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    /// <summary>Whether a session stands that is no lesson's: it is not closed behind the user's back.</summary>
    private bool IsElsewhere(out string host)
    {
        var session = _client.Snapshot.Session;
        host = session?.Host ?? "";
        return _machine is null && session is { Phase: SessionPhase.Open } && !host.TrimEnd('.').Equals(_lessonHost, StringComparison.OrdinalIgnoreCase);
    }

    private LocalizedText? Find(string nameOrPath, out LessonAndScenario? playing)
    {
        playing = null;
        if (IsElsewhere(out var host))
            return new LocalizedText($"Still connected to {host}. Close that session first (Ctrl+], close), then begin the lesson.",
                $"Noch mit {host} verbunden. Schließen Sie zuerst diese Sitzung (Strg+], close) und beginnen Sie dann die Lektion.");
        try
        {
            playing = LessonFiles.Named(nameOrPath);
            return null;
        }
        catch (LessonException e)
        {
            return e.Text;
        }
    }

    /// <summary>Begins what was asked for.</summary>
    private void Serve()
    {
        if (_wanted is not { } playing) return;
        _wanted = null;
        Start(playing);
    }

    private void SetUp()
    {
        if (_machine is null || _playing is null) return;
        if (_playing.Lesson.Log is { } lines)
        {
            _log ??= new LessonLog(lines, _playing.Lesson.Title.In(_client.Snapshot.Settings.Language), _client.Snapshot.Settings, _columns, _rows);
            ShowLog();
            return;
        }
        var step = _machine.View.Current;
        _machine.Set(LessonFact.Connected, false);
        _follower = new LessonFollower(_client.Connections, step is { Offline: true } ? null : step?.Setup ?? []);
        _client.Practice(_playing.Scenario, connect: step is not { Offline: true });
    }

    private void ShowLog()
    {
        if (_log is null) return;
        var client = _client.Snapshot;
        _logSnapshot = new ClientSnapshot(ClientMode.Session, _log.Snapshot.Screen, _log.Snapshot, SessionShown: true, null, client.Settings, client.LogFile);
    }

    private void Keep()
    {
        if (_machine is null || _machine.View.Step == _keptStep) return;
        _keptStep = _machine.View.Step;
        _file.Keep(_machine.View);
    }
}
