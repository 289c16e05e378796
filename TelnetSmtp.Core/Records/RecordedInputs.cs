// Reads the events of a timed record of our own back into the inputs that SessionRecorder wrote them from. Keeps no session and plays nothing. Refuses nothing:
// an event that stands for no input, such as a player's marker or a torn last one, gives none.
using System.Globalization;
using System.Net;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Records;

/// <summary>The inputs of one record, in order.</summary>
public sealed class RecordedInputs
{
    /// <summary>Of a record without sizes.</summary>
    private const int DefaultColumns = 80, DefaultRows = 24;

    private readonly List<string> _problems = [];
    private string _word = "", _rest = "";
    private string? _subject;
    private bool _urgent;

    /// <summary>The settings so far: those that a connection begins with, and the changed ones behind a change.</summary>
    public ClientSettings Settings { get; private set; } = new();

    /// <summary>The screen's width so far, in cells.</summary>
    public int Columns { get; private set; } = DefaultColumns;

    /// <summary>Its height.</summary>
    public int Rows { get; private set; } = DefaultRows;

    /// <summary>The host of the connection, as the user named it.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Its port; 0 where the record does not tell.</summary>
    public int Port { get; private set; }

    /// <summary>Reads one event.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="code">Its code: <c>o</c>, <c>i</c>, <c>m</c>, <c>r</c>, <c>e</c>.</param>
    /// <param name="data">Its text.</param>
    /// <returns>The inputs that it stands for: none, one, or of several typed characters one each.</returns>
    public IEnumerable<SessionInput> Read(DateTimeOffset at, string code, string data)
    {
        if (code == "i")
            return Typed(at, data);
        SessionInput? input = code switch
        {
            "o" => Shown(at, data),
            "m" => Marked(at, data),
            "r" => Resized(at, data),
            TimedRecordWriter.OwnCode => Own(at, data),
            _ => null,
        };
        return input is null ? [] : [input];
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

    private IEnumerable<SessionInput> Typed(DateTimeOffset at, string data)
    {
        var word = _word;
        _word = "";
        return word switch
        {
            "paste" => [new SessionInput.Pasted(at, data)],
            "line" or "line-now" => [new SessionInput.LineTyped(at, data.TrimEnd('\n'), word == "line")],
            "text" => [new SessionInput.TextSent(at, data)],
            _ => data.EnumerateRunes().Select(rune => new SessionInput.Pressed(at, rune.Value == '\r' ? new KeyStroke(KeyCode.Enter) : new KeyStroke(KeyCode.Character, rune))),
        };
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
        Host = (colon < 0 ? name : name[..colon]).Trim('[', ']');
        Port = colon >= 0 && int.TryParse(name[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        (_word, _subject, _urgent) = ("", null, false);
        _problems.Clear();
        return new(at, Host, IPEndPoint.TryParse(address, out var remote) ? remote : null);
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
        (Columns, Rows) = (columns, rows);
        return new(at, columns, rows);
    }

    private SessionInput? Own(DateTimeOffset at, string data)
    {
        (_word, _rest) = Split(data);
        switch (_word)
        {
            case "settings":
                Settings = RecordedSettings.Read(_rest);
                return new SessionInput.Configured(at, Settings);
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
