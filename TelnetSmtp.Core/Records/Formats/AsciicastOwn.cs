// Our own timed records within asciicast: each event is played into a session as it happened (RecordedSession), and the lines that the session hears are those
// of the record. So typed keys, edits and pastes become the lines that went out, and nothing that was only shown is taken for the server's.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>Reads the events.</summary>
internal sealed class AsciicastOwn : ISessionListener
{
    private const string ClockWord = "clock ";

    /// <summary>Seconds behind which no event is believed: thirty years.</summary>
    public const double MaxSeconds = 1e9;

    /// <summary>As many years: no clock may be set back behind year 1.</summary>
    private const int LongestYears = 32;

    private readonly RecordedSession _recorded;
    private IFoundLines? _found;
    private long _number;
    private DateTimeOffset? _at;
    private bool _tls;

    public AsciicastOwn() => _recorded = new RecordedSession(this);

    /// <summary>What the record's second 0 is called by the clock, where the event tells: each part of a record does at its beginning.</summary>
    public static DateTimeOffset? Clock(double seconds, string code, string data) =>
        code == TimedRecordWriter.OwnCode && data.StartsWith(ClockWord, StringComparison.Ordinal) && seconds is >= 0 and < MaxSeconds
        && DateTimeOffset.TryParse(data.AsSpan(ClockWord.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var clock)
        && clock.Year > 1 + LongestYears ? clock.AddSeconds(-seconds) : null;

    /// <summary>One event: hands over a note for a marker, and the lines that it completes.</summary>
    public void Read(long number, DateTimeOffset? at, string code, string data, IFoundLines found)
    {
        (_number, _at, _found) = (number, at, found);
        _tls = _recorded.Session is { Secured: true };
        var input = _recorded.Play(at ?? default, code, data);
        if (code != "m")
            return;
        found.Found(new FoundLine
        {
            Number = number,
            Text = Encoding.UTF8.GetBytes(data),
            At = at,
            Mark = input switch { SessionInput.Connected => SessionMark.Connects, SessionInput.Ended => SessionMark.Ends, _ => SessionMark.None },
        });
    }

    public void Heard(in AnnotatedLine line) => _found?.Found(new FoundLine
    {
        Number = _number,
        Origin = line.Line.Speaker == Speaker.Server ? Origin.Server : Origin.Client,
        Text = line.Text.Span,
        At = _at,
        Tls = _tls,
    });

    public void Passed(ReadOnlySpan<byte> data)
    {
        // A server that is no SMTP server: what it says is shown, and is nobody's line.
        foreach (var range in data.Split((byte)'\n'))
            if (data[range].TrimEnd((byte)'\r') is { IsEmpty: false } line)
                _found?.Found(new FoundLine { Number = _number, Text = line, At = _at });
    }

    public void Said(string text)
    {
    }
}
