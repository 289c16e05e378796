// A client whose server is the test: real sessions, no sockets, a clock that the test moves. Remembers what the window asked of it.
using System.Net;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Tests.Support;

/// <summary>One session, fed by hand.</summary>
internal sealed class ScriptedClient : IClient
{
    private readonly TelnetSession _session;
    private readonly TerminalEmulator _prompt = new(80, 24);
    private ClientSnapshot? _snapshot;
    private bool _inSession;
    private ConnectFailure? _failure;

    public ScriptedClient(ClientSettings? settings = null)
    {
        _session = new TelnetSession("mail1.fabrikam.com", 25, settings ?? new ClientSettings(), 80, 24);
        _prompt.Feed("Welcome to Microsoft Telnet Client\r\n\r\nMicrosoft Telnet> "u8);
    }

    /// <summary>What the clock says.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public List<KeyStroke> Pressed { get; } = [];

    public List<MouseStroke> MouseUsed { get; } = [];

    public List<string> Pasted { get; } = [];

    public List<string> Executed { get; } = [];

    public List<(int Columns, int Rows)> Sizes { get; } = [];

    public Language Language { get; set; }

    public ClientMode Mode { get; set; }

    public string? LogFile { get; set; }

    public CheckView? Check { get; set; }

    /// <summary>What DNS says of any domain.</summary>
    public ExchangersFound Exchangers { get; set; } = new([], new LocalizedText("no such domain", "keine solche Domäne"));

    public int? ExitCode { get; set; }

    public Action? Changed { get; set; }

    public Task<ExchangersFound> FindExchangersAsync(string domain, CancellationToken cancel) => Task.FromResult(Exchangers);

    public ClientSnapshot Snapshot => _snapshot ??= Make();

    public ScriptedClient Connect()
    {
        _inSession = true;
        Mode = ClientMode.Session;
        return Apply(new SessionInput.Connected(Now, "mail1.fabrikam.com", new IPEndPoint(IPAddress.Loopback, 25)));
    }

    /// <summary>Time goes by.</summary>
    public ScriptedClient Wait(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    /// <summary>The server sends lines, each ended by CR LF.</summary>
    public ScriptedClient Server(params string[] lines)
    {
        foreach (var line in lines) Apply(new SessionInput.Received(Now, Encoding.UTF8.GetBytes(line + "\r\n")));
        return this;
    }

    /// <summary>The server sends bytes as they are.</summary>
    public ScriptedClient Receive(byte[] bytes) => Apply(new SessionInput.Received(Now, bytes));

    /// <summary>The user types characters.</summary>
    public ScriptedClient Type(string text)
    {
        foreach (var c in text) Apply(new SessionInput.Pressed(Now, KeyStroke.Of(c)));
        return this;
    }

    /// <summary>The user types a line and Enter.</summary>
    public ScriptedClient Line(string text)
    {
        Type(text);
        return Apply(new SessionInput.Pressed(Now, new KeyStroke(KeyCode.Enter)));
    }

    public ScriptedClient End(SessionEndKind kind) => Apply(new SessionInput.Ended(Now, new SessionEnd(kind)));

    public ScriptedClient Fail(SessionEndKind kind)
    {
        _failure = new ConnectFailure("mail1.fabrikam.com", 25, new SessionEnd(kind), _prompt.CursorLine);
        _prompt.Feed("open mail1.fabrikam.com\r\nConnecting To mail1.fabrikam.com...\r\n"u8);
        return Touch();
    }

    /// <summary>A dialogue with all kinds of replies: 19 rows on a screen 80 columns wide.</summary>
    public static ScriptedClient Dialogue() => new ScriptedClient().Connect()
        .Server("220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready").Line("EHLO contoso.com")
        .Server("250-mail1.fabrikam.com Hello [172.16.0.5]", "250-SIZE 37748736", "250-PIPELINING", "250-DSN", "250-STARTTLS", "250 XRDST")
        .Line("MAIL FROM:<chris@contoso.com>").Server("250 2.1.0 Sender OK")
        .Line("RCPT TO:<nobody@fabrikam.com>").Server("550 5.1.1 User unknown")
        .Line("RCPT TO:<kate@fabrikam.com>").Server("451 4.3.0 Try later")
        .Line("RCPT TO:<kate@fabrikam.com>").Server("250 2.1.5 Recipient OK")
        .Line("DATA").Server("354 Start mail input; end with <CRLF>.<CRLF>").Line("550 not a reply").Line(".")
        .Server("250 2.6.0 <1@fabrikam.com> Queued mail for delivery");

    public void Press(KeyStroke key)
    {
        Pressed.Add(key);
        if (Mode == ClientMode.Session) Apply(new SessionInput.Pressed(Now, key));
    }

    public void Mouse(MouseStroke stroke) => MouseUsed.Add(stroke);

    public void Paste(string text) => Pasted.Add(text);

    public void Execute(string promptLine) => Executed.Add(promptLine);

    public void Resize(int columns, int rows)
    {
        Sizes.Add((columns, rows));
        _prompt.Resize(columns, rows);
        Apply(new SessionInput.Resized(Now, columns, rows));
    }

    public void Pump()
    {
    }

    public ScriptedClient Touch()
    {
        _snapshot = null;
        return this;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ScriptedClient Apply(SessionInput input)
    {
        _session.Apply(input);
        return Touch();
    }

    private ClientSnapshot Make()
    {
        var session = _inSession ? _session.Snapshot() : null;
        var shown = session is not null && Mode != ClientMode.Prompt;
        return new ClientSnapshot(Mode, shown ? session!.Screen : _prompt.Snapshot(), session, shown, _failure, new ClientSettings { Language = Language }, LogFile, Check);
    }
}
