// A session lived through once with its record being written, and the record played back: after every input the two must be in the very same state. Refuses to
// compare anything but what a snapshot shows (SnapshotText).
using System.Net;
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Tests.Records;

/// <summary>One life of a session.</summary>
internal sealed class RecordedLife
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, 250, TimeSpan.Zero);

    private readonly TelnetSession _session;
    private readonly SessionRecorder _recorder;
    private readonly List<byte> _record = [];
    private DateTimeOffset _now = Start;

    public RecordedLife(ClientSettings? settings = null)
    {
        _session = new TelnetSession("mail1.fabrikam.com", 25, settings ?? new ClientSettings(), 80, 24);
        var writer = new TimedRecordWriter(Start);
        _recorder = new SessionRecorder(_session, writer);
        _record.AddRange(writer.Header(80, 24, "telnetsmtp"));
        Happens(at => new SessionInput.Connected(at, "mail1.fabrikam.com", new IPEndPoint(IPAddress.Parse("192.0.2.1"), 25)));
    }

    public byte[] Record => [.. _record];

    public string Text => Encoding.UTF8.GetString(Record);

    /// <summary>The state after each input.</summary>
    public List<string> States { get; } = [];

    public RecordedLife Happens(Func<DateTimeOffset, SessionInput> what)
    {
        _now += TimeSpan.FromMilliseconds(125);
        var input = what(_now);
        _recorder.Before(input);
        _recorder.After(input, _session.Apply(input));
        _record.AddRange(_recorder.Take());
        States.Add(SnapshotText.Of(_session.Snapshot()));
        return this;
    }

    public RecordedLife Server(string text) => Server(Encoding.UTF8.GetBytes(text));

    public RecordedLife Server(byte[] bytes) => Happens(at => new SessionInput.Received(at, bytes));

    /// <summary>Types key by key; <c>\r</c> is Enter, <c>\b</c> Backspace.</summary>
    public RecordedLife Types(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Press(rune.Value switch
            {
                '\r' => new KeyStroke(KeyCode.Enter),
                '\b' => new KeyStroke(KeyCode.Backspace),
                _ => new KeyStroke(KeyCode.Character, rune),
            });
        return this;
    }

    public RecordedLife Press(KeyStroke key) => Happens(at => new SessionInput.Pressed(at, key));

    public RecordedLife Pastes(string text) => Happens(at => new SessionInput.Pasted(at, text));

    /// <summary>The states that the record goes through when it is played back.</summary>
    public static List<string> PlayBack(byte[] record)
    {
        var states = new List<string>();
        var played = new RecordedSession();
        DateTimeOffset start = default;
        foreach (var line in Encoding.UTF8.GetString(record).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            using var json = JsonDocument.Parse(line);
            var (seconds, code, data) = (json.RootElement[0].GetDouble(), json.RootElement[1].GetString()!, json.RootElement[2].GetString()!);
            if (data.StartsWith("clock ", StringComparison.Ordinal))
                start = DateTimeOffset.Parse(data[6..], null).AddSeconds(-seconds);
            if (played.Play(start.AddSeconds(seconds), code, data) is not null && played.Session is { } session)
                states.Add(SnapshotText.Of(session.Snapshot()));
        }
        return states;
    }
}
