// Turns the entries of one session of a record into a script: what the server said becomes bytes from the socket, what the client said lines that are sent,
// so that the session that plays it takes the way of a live one. What the record leaves out is told to the dialogue alone. Bounded; refuses to read files.
using System.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Collects one session.</summary>
/// <param name="wanted">Which session.</param>
public sealed class ReplayRecorder(Func<RecordSession, bool> wanted) : IRecordHandler
{
    /// <summary>Notes kept that stand before the session's first line: a tool's own words on connecting.</summary>
    private const int MaxNotesBefore = 50;

    private static readonly TlsFacts UnknownTls = new("TLS", "", null, []);

    private readonly List<(long Line, byte[] Text)> _before = [];
    private readonly List<ReplayEvent> _events = [];
    private readonly ReplayPace _pace = new();
    private RecordSession? _session;
    private DateTimeOffset _at;
    private TimeSpan _due;
    private bool _tls, _over, _named, _timed, _cut;
    private string _peer = "", _tlsVersion = "";
    private int _octets;

    /// <summary>Whether the session is over, so that nothing more need be read.</summary>
    public bool Complete => _over || _cut;

    /// <summary>The script; null where the session was not found.</summary>
    /// <param name="number">The session's number in the whole record, from 1; 0 for what the reader counted.</param>
    public ReplayScript? Script(int number = 0)
    {
        if (_session is null)
            return null;
        var (host, port) = _named ? RecordPeer.Split(_peer) : (_session.Summary.ServerName, 25);
        return new ReplayScript
        {
            Host = host,
            Port = port,
            Number = number > 0 ? number : _session.Number,
            Began = _session.Began is { Year: > 1 } began ? began : null,
            HasTimes = _timed,
            ClientUnseen = !_session.ClientSeen,
            Cut = _cut,
            Events = _events,
            Steps = ReplaySteps.Of(_events, !_session.ClientSeen),
        };
    }

    public void Line(in RecordEntry entry)
    {
        if (Complete)
            return;
        if (entry.Session is null || _session is null && !wanted(entry.Session))
        {
            if (entry is { Session: null, Fact.Speaker: Speaker.Note } && _session is null)
                KeepBefore(entry);
            else if (_session is null)
                _before.Clear();
            return;
        }
        if (_session is null)
            Begin(entry);
        if (ReferenceEquals(entry.Session, _session))
            Take(entry);
    }

    public void Ended(RecordSession session)
    {
        if (_over || _session is null || !ReferenceEquals(session, _session))
            return;
        _over = true;
        // Whether the connection ended in order is known only where the server said so; else it is as if the user had closed it: no cause is named.
        if (!_cut)
            Add(0, new SessionInput.Ended(_at, new SessionEnd(session.Closing ? SessionEndKind.ClosedByServer : SessionEndKind.ClosedByUser)), default);
    }

    private void Begin(in RecordEntry entry)
    {
        _session = entry.Session!;
        _at = entry.Clock ?? default;
        foreach (var (line, text) in _before)
            Note(line, text, null);
        Add(0, new SessionInput.Connected(_at, "", null), default);
    }

    private void KeepBefore(in RecordEntry entry)
    {
        if (_before.Count == MaxNotesBefore)
            _before.RemoveAt(0);
        _before.Add((entry.Line, entry.Text.ToArray()));
    }

    private void Take(in RecordEntry entry)
    {
        var speaker = entry.Fact.Speaker;
        if (speaker == Speaker.Note)
        {
            Note(entry.Line, entry.Text, entry.Clock);
            return;
        }
        var wait = _pace.Next(entry.Clock, speaker);
        Pass(entry.Clock);
        // Both, where both are due, come at the time of the line that shows that they went before it.
        if (entry.Tls && !_tls)
        {
            _tls = true;
            Add(entry.Line, new SessionInput.TlsStarted(_at, _tlsVersion.Length > 0 ? UnknownTls with { Protocol = _tlsVersion } : UnknownTls), wait);
            wait = default;
        }
        foreach (var (fromServer, line, octets) in entry.Session!.Assumed)
        {
            Add(entry.Line, new SessionInput.Assumed(_at, line, fromServer, octets), wait);
            wait = default;
        }
        if (speaker != Speaker.Server)
            Add(entry.Line, new SessionInput.TextSent(_at, Encoding.UTF8.GetString(entry.Text) + "\r\n"), wait, entry.Text.Length);
        else if (entry.Fact is { Verb: SmtpVerb.Ehlo, Position: ReplyPosition.Only } && HelloRow.Is(entry.Text))
            foreach (var line in HelloRow.Unfold(entry.Text))
            {
                Say(entry.Line, line, wait);
                wait = default;
            }
        else
            Say(entry.Line, entry.Text, wait);
    }

    private void Say(long number, ReadOnlySpan<byte> text, in ReplayWait wait) =>
        Add(number, new SessionInput.Received(_at, (byte[])[.. text, (byte)'\r', (byte)'\n']), wait, text.Length);

    private void Note(long number, ReadOnlySpan<byte> text, DateTimeOffset? clock)
    {
        if (RecordPeer.OfNote(text) is { } peer && !_named)
            (_peer, _named) = (peer, true);
        if (text.IndexOf("TLSv1"u8) is >= 0 and var at && text[at..] is { Length: >= 7 } version && version[5] == (byte)'.')
            _tlsVersion = Encoding.ASCII.GetString(version[..7]);
        var wait = _pace.Next(clock, Speaker.Note);
        Pass(clock);
        if (text.Trim((byte)' ').IsEmpty)
            return;
        Add(number, new SessionInput.Printed(_at, ReplayNote.Of(text)), wait, text.Length);
    }

    private void Pass(DateTimeOffset? clock)
    {
        if (clock is not { } now)
            return;
        if (!_timed) Date(now);
        _timed = true;
        // The session's clock never runs backwards, whatever the record's does.
        if (now > _at)
            _at = now;
    }

    /// <summary>What came before the first time was at that time, as far as anybody knows.</summary>
    private void Date(DateTimeOffset first)
    {
        for (var i = 0; i < _events.Count; i++) _events[i] = _events[i] with { Input = _events[i].Input with { At = first } };
    }

    private void Add(long line, SessionInput input, in ReplayWait wait, int octets = 0)
    {
        if (_events.Count >= ReplayScript.MaxEvents || octets > ReplayScript.MaxOctets - _octets)
        {
            _cut = true;
            return;
        }
        _octets += octets;
        _due += wait.Played;
        _events.Add(new ReplayEvent(line, input, wait, _due));
    }
}
