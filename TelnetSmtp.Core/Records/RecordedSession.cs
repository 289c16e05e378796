// Plays a timed record of our own into a session: the lines that SessionRecorder wrote become the inputs that they were written from, and the session goes
// through the very states it went through. Bounded by what a session keeps. Refuses nothing: a line that is no event, such as a torn last one, is passed over.
using System.Globalization;
using System.Net;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Records;

/// <summary>The sessions of one record, one after the other.</summary>
/// <param name="listener">Is told of the lines of the dialogue, null for none.</param>
public sealed class RecordedSession(ISessionListener? listener = null)
{
    /// <summary>Of a record without sizes.</summary>
    private const int Columns = 80, Rows = 24;

    private readonly List<string> _problems = [];
    private ClientSettings _settings = new();
    private (int Columns, int Rows) _size = (Columns, Rows);
    private string _word = "", _rest = "";
    private string? _subject;
    private bool _urgent;

    /// <summary>The session that is being played; null before the first.</summary>
    public TelnetSession? Session { get; private set; }

    /// <summary>Plays one event.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="code">Its code: <c>o</c>, <c>i</c>, <c>m</c>, <c>r</c>, <c>e</c>.</param>
    /// <param name="data">Its text.</param>
    /// <returns>What happened to the session; null where the event was none of its inputs.</returns>
    public SessionInput? Play(DateTimeOffset at, string code, string data)
    {
        var input = code switch
        {
            "o" => Shown(at, data),
            "i" => Typed(at, data),
            "m" => Marked(at, data),
            "r" => Resized(at, data),
            TimedRecordWriter.OwnCode => Own(at, data),
            _ => null,
        };
        if (input is not null)
            Session?.Apply(input);
        return input;
    }

    private SessionInput.Received? Shown(DateTimeOffset at, string data)
    {
        var echo = _word == "echo";
        _word = "";
        return echo ? null : Received(at, Encoding.UTF8.GetBytes(data));
    }

    private SessionInput.Received Received(DateTimeOffset at, byte[] bytes)
    {
        var urgent = _urgent;
        _urgent = false;
        return new(at, bytes, urgent);
    }

    private SessionInput? Typed(DateTimeOffset at, string data)
    {
        var word = _word;
        _word = "";
        switch (word)
        {
            case "paste": return new SessionInput.Pasted(at, data);
            case "line" or "line-now": return new SessionInput.LineTyped(at, data.TrimEnd('\n'), word == "line");
            case "text": return new SessionInput.TextSent(at, data);
        }
        SessionInput? last = null;
        foreach (var rune in data.EnumerateRunes())
        {
            if (last is not null)
                Session?.Apply(last);
            last = new SessionInput.Pressed(at, rune.Value == '\r' ? new KeyStroke(KeyCode.Enter) : new KeyStroke(KeyCode.Character, rune));
        }
        return last;
    }

    private SessionInput? Marked(DateTimeOffset at, string marker)
    {
        if (Behind(marker, TimedRecordWriter.ConnectMarker) is { } connected)
            return Begin(at, connected);
        if (Behind(marker, TimedRecordWriter.JoinMarker) is { } joined)
            return Begin(at, joined);
        if (marker == TimedRecordWriter.TlsMarker || marker.StartsWith(TimedRecordWriter.TlsMarker + " ", StringComparison.Ordinal))
            return TlsStarted(at, marker[TimedRecordWriter.TlsMarker.Length..].Trim());
        if (marker != TimedRecordWriter.CloseMarker && !marker.StartsWith(TimedRecordWriter.CloseMarker + " ", StringComparison.Ordinal))
            return null;
        var (kind, detail) = Split(marker[TimedRecordWriter.CloseMarker.Length..].Trim());
        return new SessionInput.Ended(at, Enum.TryParse<SessionEndKind>(kind, out var known) ? new(known, detail) : new(SessionEndKind.Failed, $"{kind} {detail}".Trim()));
    }

    private SessionInput.Connected Begin(DateTimeOffset at, string peer)
    {
        var (name, address) = Split(peer);
        var colon = name.LastIndexOf(':');
        var host = (colon < 0 ? name : name[..colon]).Trim('[', ']');
        var port = colon >= 0 && int.TryParse(name[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        (_word, _subject, _urgent) = ("", null, false);
        _problems.Clear();
        Session = new TelnetSession(host, port, _settings, _size.Columns, _size.Rows) { Listener = listener };
        return new(at, host, IPEndPoint.TryParse(address, out var remote) ? remote : null);
    }

    private SessionInput.TlsStarted TlsStarted(DateTimeOffset at, string agreed)
    {
        var (protocol, cipher) = Split(agreed);
        var facts = new TlsFacts(protocol, cipher, _subject, [.. _problems]);
        _subject = null;
        _problems.Clear();
        return new(at, facts);
    }

    private SessionInput.Resized? Resized(DateTimeOffset at, string data)
    {
        if (data.Split('x') is not [var width, var height] || !ushort.TryParse(width, CultureInfo.InvariantCulture, out var columns)
            || !ushort.TryParse(height, CultureInfo.InvariantCulture, out var rows) || columns is 0 or > 1000 || rows is 0 or > 1000)
            return null;
        _size = (columns, rows);
        return new(at, columns, rows);
    }

    private SessionInput? Own(DateTimeOffset at, string data)
    {
        (_word, _rest) = Split(data);
        switch (_word)
        {
            case "settings":
                _settings = RecordedSettings.Read(_rest);
                return new SessionInput.Configured(at, _settings);
            case "bytes":
                var bytes = new byte[_rest.Length];
                return Convert.TryFromBase64String(_rest, bytes, out var count) ? Received(at, bytes[..count]) : null;
            case "urgent":
                _urgent = true;
                return null;
            case "key":
                return ReadKey(_rest) is { } key ? new SessionInput.Pressed(at, key) : null;
            case "function":
                return Enum.TryParse<TelnetFunction>(_rest, out var function) ? new SessionInput.FunctionSent(at, function) : null;
            case "certificate":
                _subject = _rest;
                return null;
            case "problem":
                _problems.Add(_rest);
                return null;
            default:
                return null;
        }
    }

    private static KeyStroke? ReadKey(string text) =>
        text.Split(' ') is [var code, var modifiers, var character] && Enum.TryParse<KeyCode>(code, out var known) && Enum.TryParse<KeyModifiers>(modifiers, out var held)
            && int.TryParse(character, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && Rune.IsValid(value)
            ? new KeyStroke(known, new Rune(value), held) : null;

    private static string? Behind(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;

    private static (string First, string Behind) Split(string text) => text.Split(' ', 2) is [var first, var rest] ? (first, rest) : (text, "");
}
