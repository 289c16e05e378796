// A session driven like a transcript: the server says, the user types, and the test reads screen, wire, log and annotations. Refuses to assert anything itself.
using System.Net;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Tests.Session;

internal sealed class SessionTranscript
{
    private readonly StringBuilder _wire = new();
    private readonly StringBuilder _log = new();
    private DateTimeOffset _now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public SessionTranscript(ClientSettings? settings = null, int columns = 80, int rows = 24, int port = 25)
    {
        Session = new TelnetSession("mail1.fabrikam.com", port, settings ?? new ClientSettings(), columns, rows);
        Apply(new SessionInput.Connected(_now, "mail1.fabrikam.com", new IPEndPoint(IPAddress.Loopback, port)));
    }

    public TelnetSession Session { get; }

    public SessionOutput Last { get; private set; } = new();

    /// <summary>Everything sent so far, bytes as Latin-1.</summary>
    public string Wire => _wire.ToString();

    public string Log => _log.ToString();

    public SessionSnapshot Snapshot => Session.Snapshot();

    /// <summary>The visible rows, right-trimmed, without the empty ones at the end.</summary>
    public string Screen => string.Join('\n', Snapshot.Screen.Lines.Select(Text)).TrimEnd('\n');

    /// <summary>One line an annotation: row, speaker, verb, code, text.</summary>
    public IReadOnlyList<string> Annotations
    {
        get
        {
            var view = Snapshot.Annotations;
            return [.. Enumerable.Range(0, view.Count).Select(i => view[i]).Select(a =>
                $"{a.Row} {a.Line.Speaker} {a.Line.Verb} {a.Line.Code} {Encoding.UTF8.GetString(a.Text.Span)}")];
        }
    }

    public SessionTranscript Server(string text) => Server(Encoding.Latin1.GetBytes(text));

    public SessionTranscript Server(byte[] bytes) => Apply(new SessionInput.Received(Tick(), bytes));

    /// <summary>Types key by key; <c>\r</c> is Enter, <c>\b</c> Backspace.</summary>
    public SessionTranscript Types(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            Apply(new SessionInput.Pressed(Tick(), rune.Value switch
            {
                '\r' => new KeyStroke(KeyCode.Enter),
                '\b' => new KeyStroke(KeyCode.Backspace),
                _ => new KeyStroke(KeyCode.Character, rune),
            }));
        }
        return this;
    }

    public SessionTranscript Presses(KeyStroke key) => Apply(new SessionInput.Pressed(Tick(), key));

    public SessionTranscript Pastes(string text) => Apply(new SessionInput.Pasted(Tick(), text));

    public SessionTranscript Ends(SessionEndKind kind) => Apply(new SessionInput.Ended(Tick(), new SessionEnd(kind)));

    public SessionTranscript Apply(SessionInput input)
    {
        Last = Session.Apply(input);
        _wire.Append(Encoding.Latin1.GetString(Last.Send.WrittenSpan));
        _log.Append(Encoding.Latin1.GetString(Last.Log.WrittenSpan));
        return this;
    }

    public static string Text(ScreenLine line)
    {
        var text = new StringBuilder();
        foreach (var cell in line.Cells)
            if (cell.Width > 0) text.Append(cell.Cluster ?? (cell.Scalar == 0 ? " " : char.ConvertFromUtf32(cell.Scalar)));
        return text.ToString().TrimEnd();
    }

    private DateTimeOffset Tick() => _now = _now.AddMilliseconds(1);
}
