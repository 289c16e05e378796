// The client: the prompt and at most one session, and who has the keys. Does what the prompt's interpreter asks for (PromptAction). Belongs to one
// thread, the user interface's; background work reaches it through Pump. Refuses to draw, to know a UI library, or to interpret what the server says.
using System.Collections.Concurrent;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

/// <summary>One telnet client.</summary>
public sealed partial class Client : IClient
{
    /// <summary>Keys and pastes kept while a connection is being made; beyond it they are dropped.</summary>
    private const int MaxTypeAhead = 4096;

    private readonly ClientContext _context;
    private readonly SteadyTime _time;
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Queue<object> _typeAhead = new();
    private readonly Dialer _dialer;
    private readonly TlsHandshake _tls;
    private readonly PromptInterpreter _interpreter;
    private readonly PromptConsole _prompt = new(PromptText.Prompt, new LineEditor());
    private readonly TerminalEmulator _console;
    private readonly PromptLookups _lookups;
    private readonly PromptChecks _checks;
    private ClientSettings _settings;
    private ClientMode _mode = ClientMode.Prompt;
    private Connection? _connection;
    private CancellationTokenSource? _dialing;
    private ConnectFailure? _failure;
    private ClientSnapshot? _snapshot;
    private bool _sessionShown;
    private bool _anyKeyAfterSession;
    private int _columns;
    private int _rows;

    /// <summary>A client at its prompt.</summary>
    public Client(ClientSettings settings, ClientContext context, int columns, int rows)
    {
        _time = new SteadyTime(context.Time);
        context = context with { Time = _time };
        (_settings, _context, _columns, _rows) = (settings, context, columns, rows);
        _practice = new OwnPractice(context);
        _dialer = new Dialer(context.Time, context.Logger);
        _tls = new TlsHandshake(context.Time, context.Logger) { Files = context.TlsFiles };
        _interpreter = new PromptInterpreter(context.Explain);
        _console = new TerminalEmulator(columns, rows);
        _lookups = new PromptLookups(context.Dns, context.Time, Post, Print, Answered);
        _checks = new PromptChecks(context, Post, Wake, CheckOver);
        ShowBanner();
    }

    public int? ExitCode { get; private set; }

    public Action? Changed { get; set; }

    /// <summary>Is told of all that is printed and of every line of a session, for a user interface that has no screen.</summary>
    public ISessionListener? Listener { get; init; }

    public ClientSnapshot Snapshot
    {
        get
        {
            var session = _connection?.Snapshot;
            if (_snapshot is { } kept && ReferenceEquals(kept.Session, session) && ReferenceEquals(kept.Check, _checks.View)) return kept;
            return _snapshot = new ClientSnapshot(_mode, _sessionShown && session is not null ? session.Screen : _console.Snapshot(), session,
                _sessionShown && session is not null, _failure, _settings, _log.File, _checks.View)
            { RecordFile = _record.File, AsksSecret = _secret is not null };
        }
    }

    /// <summary>Whether a session is open, and not on its way out.</summary>
    private bool Connected => _connection is { Ending: false };

    public void Press(KeyStroke key)
    {
        switch (_mode)
        {
            case ClientMode.Session when IsEscape(key): LeaveSession(); break;
            case ClientMode.Session: _connection!.Loop.Post(new SessionInput.Pressed(_context.Time.GetUtcNow(), key)); return;
            case ClientMode.Connecting when GivesUp(key): _dialing?.Cancel(); break;
            case ClientMode.LookingUp when GivesUp(key): CancelWaiting(); break;
            case ClientMode.Connecting or ClientMode.LookingUp: if (_typeAhead.Count < MaxTypeAhead) _typeAhead.Enqueue(key); break;
            case ClientMode.AnyKey: ToPrompt(); break;
            case ClientMode.Checking: PressInCheck(key); break;
            case ClientMode.Prompt or ClientMode.Nslookup: PressAtPrompt(key); break;
        }
        Touch();
    }

    public void Mouse(MouseStroke stroke)
    {
        if (_mode == ClientMode.Session) _connection!.Loop.Post(new SessionInput.MouseUsed(_context.Time.GetUtcNow(), stroke));
    }

    public void Paste(string text)
    {
        switch (_mode)
        {
            case ClientMode.Session: _connection!.Loop.Post(new SessionInput.Pasted(_context.Time.GetUtcNow(), text)); break;
            case ClientMode.Connecting or ClientMode.LookingUp or ClientMode.Checking: if (_typeAhead.Count < MaxTypeAhead) _typeAhead.Enqueue(text); break;
            case ClientMode.Prompt or ClientMode.Nslookup: PasteAtPrompt(text); break;
        }
        Touch();
    }

    public void Resize(int columns, int rows)
    {
        if ((columns, rows) == (_columns, _rows)) return;
        (_columns, _rows) = (columns, rows);
        _console.Resize(columns, rows);
        _connection?.Apply(new SessionInput.Resized(_context.Time.GetUtcNow(), columns, rows));
        Touch();
    }

    public void Execute(string promptLine)
    {
        if (_mode == ClientMode.Session) LeaveSession();
        if (_mode == ClientMode.AnyKey) ToPrompt();
        if (_mode is ClientMode.LookingUp or ClientMode.Checking)
        {
            _typeAhead.Enqueue(promptLine + "\n");
            return;
        }
        if (TakeSecret(promptLine + "\n")) return;
        Print($"{promptLine}\n");
        Obey(promptLine);
        Touch();
    }

    /// <summary>Sends a whole line in the session (plain mode).</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="wait">Whether it waits for the reply to the line before it.</param>
    public bool SendLine(string line, bool wait) => Connected && _connection!.Loop.Post(new SessionInput.LineTyped(_context.Time.GetUtcNow(), line, wait));

    public void Pump()
    {
        while (_posted.TryDequeue(out var work))
        {
            work();
            Touch();
        }
    }

    /// <summary>Connects at once, as `telnet HOST PORT` does.</summary>
    public void Open(string host, int port, bool implicitTls = false)
    {
        _anyKeyAfterSession = true;
        Connect(host, port, implicitTls || port == ImplicitTlsPort);
        Touch();
    }

    public async ValueTask DisposeAsync()
    {
        if (_dialing is not null) await _dialing.CancelAsync().ConfigureAwait(false);
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
        await _practice.DisposeAsync().ConfigureAwait(false);
        _secret?.Dispose();
        EndSending();
        _lookups.Dispose();
        _checks.Dispose();
        DisposeFiles();
    }

    private bool IsEscape(KeyStroke key) => _settings.Escape is { } escape && key.Code == KeyCode.Character
        && (escape < ' ' ? key.Control && (key.Character.Value & 0x1F) == escape : !key.Control && key.Character.Value == escape);

    /// <summary>The keys that end any waiting: the escape character, Ctrl+C, and Esc, which people press first.</summary>
    private bool GivesUp(KeyStroke key) => IsEscape(key) || key is { Control: true, Character.Value: 'c' } or { Code: KeyCode.Escape };

    private void PressAtPrompt(KeyStroke key)
    {
        if (TakeSecret(key)) return;
        Print(Console.Press(key, _columns, out var line));
        if (line is not null) Obey(line);
    }

    /// <summary>Line by line: what follows an `open` belongs to the session.</summary>
    private void PasteAtPrompt(string text)
    {
        if (TakeSecret(text)) return;
        while (_mode is ClientMode.Prompt or ClientMode.Nslookup && ExitCode is null && text.Length > 0)
        {
            Print(Console.PasteLine(text, _columns, out var line, out text));
            if (line is not null) Obey(line);
        }
        if (text.Length > 0) Paste(text);
    }

    /// <summary>The prompt that has the keys: ours or nslookup's.</summary>
    private PromptConsole Console => _mode == ClientMode.Nslookup ? _lookups.Console : _prompt;

    private void Obey(string line)
    {
        if (_mode != ClientMode.Nslookup)
        {
            Run(line);
            return;
        }
        _mode = ClientMode.LookingUp;
        _lookups.Line(line, _settings.Language);
    }

    /// <summary>A look-up is over: back to the prompt that it was typed at, and to what was typed meanwhile.</summary>
    private void Answered()
    {
        _mode = _lookups.Open ? ClientMode.Nslookup : ClientMode.Prompt;
        ShowPrompt();
        TypeAhead();
    }

    private void Run(string line)
    {
        var result = _interpreter.Interpret(line, _settings, new PromptContext(Connected, _connection?.Snapshot.Host) { Smtp = InSmtp, IsFile = File.Exists });
        if (!FileIsOpen(result.Action))
        {
            ShowPrompt();
            return;
        }
        _settings = result.Settings;
        if (Connected) _connection!.Loop.Post(new SessionInput.Configured(_context.Time.GetUtcNow(), _settings));
        Print(result.Text);
        SayFile(result.Action);
        if (result.Action is not null) Do(result.Action);
        if (_mode == ClientMode.Prompt && ExitCode is null && _secret is null) ShowPrompt();
    }

    private void Do(PromptAction action)
    {
        var now = _context.Time.GetUtcNow();
        switch (action)
        {
            case PromptAction.ReturnToSession when Connected: _mode = ClientMode.Session; _sessionShown = true; break;
            case PromptAction.Open open: OpenTyped(open); break;
            case PromptAction.Close: _connection?.Close(); break;
            case PromptAction.Quit: _connection?.Close(); ExitCode = 0; break;
            case PromptAction.SendFunction function when Connected: _connection!.Loop.Post(new SessionInput.FunctionSent(now, function.Function)); break;
            case PromptAction.SendText text when Connected: _connection!.Loop.Post(new SessionInput.TextSent(now, text.Text)); break;
            case PromptAction.SendFile file: PrepareMessage(file.Chunks, cancel => MessageSource.OpenAsync(file.File, cancel)); break;
            case PromptAction.SendTest test: PrepareTest(test.Subject); break;
            case PromptAction.StopLog: _log.Stop(); break;
            case PromptAction.StopRecord: _record.Stop(); break;
            case PromptAction.Practice practice: Practice(practice.Scenario); break;
            case PromptAction.Replay or PromptAction.Learn or PromptAction.Codes or PromptAction.Quiz: Show(action); break;
            case PromptAction.UseTlsFiles files: UseTlsFiles(files.Before); break;
            case PromptAction.SignIn sign when Connected: SignIn(sign); break;
            case PromptAction.Nslookup nslookup: _lookups.Nslookup(nslookup.Domain, _settings.Language); break;
            case PromptAction.Check check: StartCheck(check); break;
            case PromptAction.MailExchangers mx: _lookups.MailExchangers(mx.Domain, _settings.Language); break;
        }
        if (_lookups.Busy || _preparing is not null) _mode = ClientMode.LookingUp;
    }

    private void OpenTyped(PromptAction.Open open)
    {
        var (host, port) = _lookups.Meant(open.Host, open.Port);
        _anyKeyAfterSession = false;
        Connect(host, port, implicitTls: open.Tls ?? port == ImplicitTlsPort);
    }

    /// <summary>RFC 8314: port 465 speaks TLS from the first byte.</summary>
    private const int ImplicitTlsPort = 465;

    private void Connect(string host, int port, bool implicitTls)
    {
        if (Connected)
        {
            Print(PromptText.AlreadyConnected(_connection!.Snapshot.Host, _settings.Language));
            return;
        }
        Print(PromptText.ConnectingTo(host, _settings.Language));
        _mode = ClientMode.Connecting;
        _failure = null;
        _dialing = new CancellationTokenSource();
        var (before, route, cancel) = (_connection?.Running ?? Task.CompletedTask, _settings.Route, _dialing.Token);
        _ = Background.RunAsync(() => DialAsync(before, host, port, implicitTls, route, cancel), Post);
    }

    /// <remarks>`close` and `open` may come in one breath: the end of the session before must be told before the new one stands.</remarks>
    private async Task DialAsync(Task before, string host, int port, bool implicitTls, ConnectionRoute route, CancellationToken cancel)
    {
        var place = _practice.Place(host, port);
        if (!before.IsCompleted) await Task.WhenAny(before, Task.Delay(Timeout.Infinite, cancel)).ConfigureAwait(false);
        var result = await new RouteDialer(_dialer, _context.Time, _context.Logger).ConnectAsync(place.Host, place.Port, route, cancel).ConfigureAwait(false);
        Post(() => Dialed(host, port, implicitTls, result));
    }

    private void Dialed(string host, int port, bool implicitTls, DialResult result)
    {
        _dialing?.Dispose();
        _dialing = null;
        if (result.Socket is null)
        {
            _failure = new ConnectFailure(host, port, result.Failure!, CurrentRow);
            Print(PromptText.ConnectFailed(port, _settings.Language) + (result.Failure!.Reason is { } reason ? reason.In(_settings.Language) + "\n" : ""));
            _mode = ClientMode.Prompt;
            ShowPrompt();
        }
        else
        {
            _time.Begin();
            var telling = Listener is null ? null : new LoggedTelling(Listener);
            var session = new TelnetSession(host, port, _settings, _columns, _rows) { Listener = telling };
            _connection = new Connection(session, result.Socket, host, new LoopContext(_log, _tls, _context.Time, _context.Logger, SessionChanged) { Record = _record, Telling = telling });
            _connection.Start(result.Remote, implicitTls, _context.Time, end => Post(() => Ended(end)), Post);
            (_mode, _sessionShown) = (ClientMode.Session, true);
            Connections++;
        }
        GoOn();
        TypeAhead();
    }

    /// <summary>Does what was typed meanwhile, up to what must be waited for again.</summary>
    private void TypeAhead()
    {
        while (_mode is not (ClientMode.Connecting or ClientMode.LookingUp or ClientMode.Checking) && _typeAhead.TryDequeue(out var typed))
        {
            if (typed is KeyStroke key) Press(key);
            else Paste((string)typed);
        }
    }

    private void Ended(SessionEnd end)
    {
        _connection!.HandOver();
        GoOn();
        if (_mode is not (ClientMode.Session or ClientMode.Prompt)) return;
        if (end.Kind == SessionEndKind.ClosedByUser)
        {
            _sessionShown &= _mode == ClientMode.Session;
            return;
        }
        Print($"\n{PromptText.ConnectionLost.In(_settings.Language)}");
        if (_mode == ClientMode.Session && _anyKeyAfterSession)
        {
            Print($"\n{PromptText.PressAnyKey.In(_settings.Language)}");
            _mode = ClientMode.AnyKey;
            return;
        }
        ToPrompt();
    }

    private void LeaveSession()
    {
        (_mode, _sessionShown) = (ClientMode.Prompt, false);
        ShowBanner();
    }

    /// <summary>To the prompt on the screen as it stands: after a session it stays readable, annotations and all.</summary>
    private void ToPrompt()
    {
        _mode = ClientMode.Prompt;
        Print("\n");
        ShowPrompt();
    }

    private void ShowBanner()
    {
        _console.Feed("\e[H\e[2J"u8);
        Print(PromptText.Banner(_settings));
        ShowPrompt();
    }

    private void ShowPrompt() => Print(Console.Show(_columns));

    private long CurrentRow => _sessionShown && _connection is not null ? _connection.Session.CursorLine : _console.CursorLine;

    /// <summary>Our own text: on the ended session's screen where that is shown, else on the prompt's.</summary>
    private void Print(string text)
    {
        if (text.Length == 0) return;
        Listener?.Said(text);
        if (_sessionShown && _connection is { Over: true }) _connection.Apply(new SessionInput.Printed(_context.Time.GetUtcNow(), text));
        else _console.Feed(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
    }

    private void Post(Action work)
    {
        _posted.Enqueue(work);
        Wake();
    }

    private void Wake() => Changed?.Invoke();

    private void Touch()
    {
        _snapshot = null;
        Wake();
    }
}
