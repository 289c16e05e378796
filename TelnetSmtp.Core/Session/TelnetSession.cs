// One telnet session as a pure machine: an input in, bytes and findings out. Here the byte's walk forks: data goes to the screen (the picture) and,
// line by line, to the SMTP dialogue (the meaning), each server line keeping the number of the row on which it began.
// Opens no socket, reads no clock, starts no task, writes no log. RFC 854 (NVT), RFC 5321 (dialogue).
using System.Buffers;
using System.Net;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Telnet;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Session;

/// <summary>The session. Not thread-safe: one loop owns it.</summary>
public sealed class TelnetSession
{
    /// <summary>Lines kept that scrolled off, and with them their annotations: a day's typing, and after a flood the last of it.</summary>
    public const int Scrollback = 10_000;

    private readonly SessionOutput _output = new();
    private readonly TelnetProtocol _telnet;
    private readonly TerminalEmulator _terminal;
    private readonly SmtpDialogue _dialogue = new();
    private readonly AnnotationLog _annotations = new();
    private readonly ServerText _server;
    private readonly TypedText _typed;
    private readonly SignInSteps _signIn;
    private readonly MessageTransfer _transfer;
    private readonly List<NoticeAt> _notices = [];
    private readonly string _host;
    private readonly int _port;
    private ClientSettings _settings;
    private SessionPhase _phase = SessionPhase.Connecting;
    private SessionKind _kind;
    private IPEndPoint? _remote;
    private TlsFacts? _tls;
    private SessionEnd? _end;
    private DateTimeOffset _now;
    private long _version;
    private TransactionSummary _summary = new();
    private (DialogueState? State, long Lines) _summarised;

    /// <summary>A session about to connect.</summary>
    /// <param name="host">The server as the user named it.</param>
    /// <param name="port">Its port.</param>
    /// <param name="settings">The client's settings.</param>
    /// <param name="columns">Width of the screen in cells.</param>
    /// <param name="rows">Height of the screen in cells.</param>
    public TelnetSession(string host, int port, ClientSettings settings, int columns, int rows)
    {
        _host = host;
        (Columns, Rows) = (columns, rows);
        _port = port;
        _settings = settings;
        _terminal = new TerminalEmulator(columns, rows, Emulation(settings.Term), Scrollback);
        _telnet = new TelnetProtocol(new TelnetConfiguration(port, TerminalTypes(settings.Term), settings.UserName, columns, rows));
        _server = new ServerText(this);
        _typed = new TypedText(this);
        _signIn = new SignInSteps(this, _typed);
        _transfer = new MessageTransfer(this, _typed);
        _dialogue.ExpectsLmtp = settings.Lmtp;
    }

    internal SmtpDialogue Dialogue => _dialogue;

    internal TerminalEmulator Terminal => _terminal;

    internal SignInSteps SignIn => _signIn;

    internal TelnetProtocol Telnet => _telnet;

    internal SessionOutput Output => _output;

    internal ClientSettings Settings => _settings;

    internal DateTimeOffset Now => _now;

    internal int Port => _port;

    /// <summary>Whether TLS stands.</summary>
    internal bool Secured => _tls is not null;

    /// <summary>Width of the screen in cells.</summary>
    internal int Columns { get; private set; }

    /// <summary>Height of the screen in cells.</summary>
    internal int Rows { get; private set; }

    /// <summary>The line being typed, secrets and all: for whoever masks what comes next.</summary>
    internal string TypedLine => _typed.Raw;

    /// <summary>Lines held back until a reply comes.</summary>
    internal int TypedHeld => _typed.Held;

    /// <summary>Where a secret begins in the line being typed, were it <paramref name="line"/>; in octets, -1 for nowhere or while masking is off.</summary>
    internal int SecretStart(string line) => _typed.SecretStart(line);

    internal SessionKind Kind
    {
        get => _kind;
        set
        {
            _kind = value;
            _telnet.Raw = _terminal.ShowControls = value == SessionKind.Smtp;
        }
    }

    /// <summary>Whether keys are echoed here: as `set localecho` says, and anyhow while nothing was negotiated.</summary>
    internal bool Echoes => _settings.LocalEcho || !_telnet.Negotiated;

    /// <summary>Whether the line is edited here and sent whole: `set lineedit`, but never where the server took charge of echo or line.</summary>
    internal bool EditsLines => _settings.LineEdit && !(_telnet.RemoteEcho || _telnet.RemoteSuppressesGoAhead);

    /// <summary>Is told of every line within Apply, for a user interface that has no screen; null where there is one.</summary>
    public ISessionListener? Listener { get; init; }

    /// <summary>Nothing of what the client sent will be seen (a log without echo): that a reply was not asked for is then nobody's oddity.</summary>
    public bool ClientUnseen { get; init; }

    /// <summary>Bytes that the loop has not got rid of yet; set by the loop, shown in the snapshot.</summary>
    public int Unsent { get; set; }

    /// <summary>Whether a TLS handshake is under way; set by the loop, shown in the snapshot.</summary>
    public bool Handshaking { get; set; }

    /// <summary>The absolute row number of the cursor.</summary>
    public long CursorLine => _terminal.CursorLine;

    /// <summary>Takes one input and says what follows from it. The output is valid until the next call.</summary>
    public SessionOutput Apply(SessionInput input)
    {
        // What could not be written comes while the output of the input before it still waits to be acted on.
        if (input is not (SessionInput.LogFailed or SessionInput.RecordFailed)) _output.Clear();
        _now = input.At;
        _version++;
        switch (input)
        {
            case SessionInput.Received received: Receive(received); break;
            case SessionInput.Pressed or SessionInput.Pasted when _signIn.UnderWay: GiveUpSignIn(input); break;
            case SessionInput.Pressed pressed when _transfer.UnderWay: PressWhileSending(pressed.Key); break;
            case SessionInput.Pressed pressed when _phase == SessionPhase.Open: _typed.Press(pressed.Key); break;
            case SessionInput.Pasted pasted when _transfer.UnderWay: _typed.PasteBehind(pasted.Text); break;
            case SessionInput.Pasted pasted when _phase == SessionPhase.Open: _typed.Paste(pasted.Text); break;
            case SessionInput.LineTyped line when _phase == SessionPhase.Open: _typed.Line(line.Line, line.Wait || _transfer.UnderWay); break;
            case SessionInput.Connected connected: Connect(connected); break;
            case SessionInput.Resized size: Resize(size); break;
            case SessionInput.MouseUsed mouse when _phase == SessionPhase.Open: UseMouse(mouse.Stroke); break;
            case SessionInput.TextSent text when _transfer.UnderWay: _typed.PasteBehind(text.Text); break;
            case SessionInput.TextSent text when _phase == SessionPhase.Open: _typed.SendText(text.Text); break;
            case SessionInput.MessageBegun begun when _phase == SessionPhase.Open: _transfer.Begin(begun.Message); break;
            case SessionInput.MessageRead read when _phase == SessionPhase.Open: _transfer.Take(read.Octets.Span, read.Last); break;
            case SessionInput.MessageFailed failed: _transfer.Fail(failed.Reason); break;
            case SessionInput.MessageWaits waits: _transfer.Waits(waits.Time); break;
            case SessionInput.Configured configured: Configure(configured.Settings); break;
            case SessionInput.FunctionSent sent when _phase == SessionPhase.Open: _typed.Function(sent.Function); break;
            case SessionInput.TlsStarted tls: StartTls(tls); break;
            case SessionInput.Assumed assumed: Assume(assumed); break;
            case SessionInput.SignIn sign when _phase == SessionPhase.Open: _signIn.Begin(sign.Exchange); break;
            case SessionInput.SignIn late: late.Exchange.Dispose(); break;
            case SessionInput.Silent when _phase == SessionPhase.Open && _kind == SessionKind.Unknown && _tls is null: Notice(SessionNotice.SilentTlsPort); break;
            case SessionInput.Printed printed: Print(printed.Text); break;
            case SessionInput.LogFailed failed: Notice(SessionNotice.LogFailed, failed.Reason.In(_settings.Language)); break;
            case SessionInput.RecordFailed failed: Notice(SessionNotice.RecordFailed, failed.Reason.In(_settings.Language)); break;
            case SessionInput.Ended ended: Finish(ended.End); break;
        }
        _signIn.Release();
        _transfer.Advance();
        if (!_transfer.UnderWay) _typed.Release();
        _terminal.TakeReplies(_output.Send);
        _annotations.TrimAbove(_terminal.CursorLine - Scrollback);
        return _output;
    }

    /// <summary>The session now, for any thread to keep.</summary>
    public SessionSnapshot Snapshot() => new(_version, _host, _port, _remote, _phase, _kind, _terminal.Snapshot(), _annotations.Snapshot(),
        _dialogue.State, _transfer.UnderWay ? "" : _typed.Text, _dialogue.Awaited, Echoes, _tls, _end, Unsent, _typed.Held, [.. _notices], _settings,
        _terminal.KeyModes)
    {
        Negotiated = _telnet.Negotiated,
        Handshaking = Handshaking,
        Message = _dialogue.Awaited == Speaker.Content ? _typed.Message : null,
        Transfer = _transfer.Progress,
        Summary = Summary(),
    };

    /// <summary>Made anew only where the dialogue has moved: a flood that changes nothing costs nothing.</summary>
    private TransactionSummary Summary()
    {
        var state = _dialogue.State;
        if (ReferenceEquals(_summarised.State, state) && _summarised.Lines == _typed.LinesSent) return _summary;
        _summarised = (state, _typed.LinesSent);
        return _summary = _dialogue.Summary(_now);
    }

    /// <summary>Adds a line of the dialogue at the row on which it began. Rows never run backwards, so that readers may search.</summary>
    internal void Annotate(long row, in DialogueLine line, ReadOnlySpan<byte> text)
    {
        if (line.Speaker == Speaker.Client || line.Speaker == Speaker.Credential && SmtpCommand.Parse(text).Verb == line.Verb) _output.Commands.Add(line.Verb);
        Listener?.Heard(new AnnotatedLine(row, line, text.ToArray(), _now, _dialogue.State));
        if (_terminal.Alternate) return;
        _annotations.Add(Math.Max(row, _annotations.LastRow), line, text, _now, _dialogue.State);
    }

    /// <summary>Shows text of ours on the screen, where control sequences do act, and keeps it for the log.</summary>
    internal void Show(ReadOnlySpan<byte> text, bool log)
    {
        var shown = _terminal.ShowControls;
        _terminal.ShowControls = false;
        _terminal.Feed(text);
        _terminal.ShowControls = shown;
        if (log) _output.Log.Write(text);
    }

    /// <summary>Raises a notice, each kind once a session.</summary>
    internal void Notice(SessionNotice notice, string detail = "", TlsFacts? tls = null)
    {
        if (!_notices.Exists(n => n.Notice == notice)) _notices.Add(new NoticeAt(_terminal.CursorLine, notice, detail) { Tls = tls });
    }

    /// <summary>Keys typed into a sign-in would break it; Esc alone means something: not to wait for the server any longer.</summary>
    private void GiveUpSignIn(SessionInput input)
    {
        if (input is SessionInput.Pressed { Key.Code: KeyCode.Escape }) _signIn.Forget();
    }

    private void Connect(SessionInput.Connected connected)
    {
        _phase = SessionPhase.Open;
        _remote = connected.Remote;
        _dialogue.Connected(connected.At);
    }

    private void Receive(SessionInput.Received received)
    {
        // Whoever never negotiated does not speak telnet, and nothing of what he says is left out.
        if (received.UrgentAhead && _telnet.Negotiated) _telnet.Synchronize();
        _transfer.MakeWay();
        _server.Receive(received.Bytes.Span);
    }

    /// <summary>Keys must not get into the message: Esc and Ctrl+C stop it, the rest waits behind it.</summary>
    private void PressWhileSending(KeyStroke key)
    {
        if (key is { Code: KeyCode.Escape } or { Code: KeyCode.Character, Control: true, Character.Value: 'c' }) _transfer.Stop();
        else _typed.PressBehindHeld(key);
    }

    private void UseMouse(MouseStroke stroke)
    {
        var report = new ArrayBufferWriter<byte>(16);
        if (_kind == SessionKind.Terminal && MouseEncoder.Encode(stroke, _terminal.KeyModes, report)) _telnet.EncodeData(report.WrittenSpan, _output.Send);
    }

    private void Configure(ClientSettings settings)
    {
        if (settings.Term != _settings.Term) _telnet.UseTerminalTypes(TerminalTypes(settings.Term));
        _settings = settings;
    }

    private void Resize(SessionInput.Resized size)
    {
        (Columns, Rows) = (size.Columns, size.Rows);
        _terminal.Resize(size.Columns, size.Rows);
        if (_phase == SessionPhase.Open) _telnet.Resize(size.Columns, size.Rows, _output.Send);
        _typed.Redraw();
    }

    private void StartTls(SessionInput.TlsStarted tls)
    {
        _tls = tls.Facts;
        _dialogue.TlsStarted(tls.At);
        Listener?.Secured(tls.Facts);
        if (tls.Facts.Cipher.Length == 0) return; // a record that does not tell
        Notice(SessionNotice.TlsStarted, tls: tls.Facts);
        Show(Encoding.UTF8.GetBytes($"{TlsLine.Of(tls.Facts.Protocol, tls.Facts.Cipher)}\r\n"), log: true);
    }

    private void Assume(SessionInput.Assumed assumed)
    {
        var line = Encoding.UTF8.GetBytes(assumed.Line);
        if (assumed.FromServer) _dialogue.ServerLine(assumed.At, line, LineEnding.None);
        else _dialogue.ClientLine(assumed.At, line, LineEnding.None, assumed.Octets);
    }

    private void Print(string text) => Show(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), log: false);

    private void Finish(SessionEnd end)
    {
        if (_phase == SessionPhase.Ended) return;
        _transfer.Lost();
        _server.Finish();
        _signIn.Forget();
        _dialogue.Closed(_now);
        _phase = SessionPhase.Ended;
        _end = end;
        _terminal.ShowControls = false;
    }

    private static IReadOnlyList<string> TerminalTypes(TerminalType? term) =>
        term is { } chosen ? [chosen.ToString().ToUpperInvariant()] : TelnetConfiguration.WindowsTerminalTypes;

    private static EmulationType Emulation(TerminalType? term) => term switch
    {
        TerminalType.Vt100 => EmulationType.Vt100,
        TerminalType.Vt52 => EmulationType.Vt52,
        TerminalType.Vtnt => EmulationType.Vtnt,
        _ => EmulationType.Ansi,
    };
}
