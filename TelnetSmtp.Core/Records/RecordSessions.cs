// The sessions of one record: to which of them a line belongs, and who said it where the record has no marks. Bounded: of the open ones the least
// recently used goes first. Refuses to read a tool's marks (see Formats).
using TelnetSmtp.Core.Records.Formats;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Takes the found lines, gives entries.</summary>
internal sealed class RecordSessions(IRecordHandler handler) : IFoundLines
{
    /// <summary>Sessions that are kept open at a time: more than any server takes connections by default (Exchange 5000 inbound).</summary>
    public const int MaxOpen = 5000;

    private readonly Dictionary<string, RecordSession> _open = new(StringComparer.Ordinal);
    private byte[] _masked = [];
    private long _uses;
    private int _count;

    /// <summary>Sessions so far.</summary>
    public int Count => _count;

    /// <summary>Whether any line of a dialogue was found.</summary>
    public bool AnyDialogue { get; private set; }

    /// <summary>The line that is handed over is cut.</summary>
    public bool Cut { get; set; }

    /// <summary>The time of what is handed over, for formats that tell none themselves; null where nobody knows it.</summary>
    public DateTimeOffset? Clock { get; set; }

    public void Found(scoped in FoundLine line)
    {
        if (Clock is null || line.At is not null)
        {
            Take(line);
            return;
        }
        var timed = line;
        timed.At = Clock;
        Take(timed);
    }

    private void Take(scoped in FoundLine line)
    {
        var origin = line.Origin;
        var mark = line.Mark;
        var session = Current(line.Session);
        if (origin == Origin.Unlabelled)
            origin = UnlabelledLines.Judge(line.Text, session, ref mark);
        if (mark == SessionMark.Connects || mark == SessionMark.Begins && session is not { Spoken: false } || mark == SessionMark.Secures && session is not { ExpectsTls: true } and not { Spoken: false })
            session = Begin(line);
        if (origin is Origin.Server or Origin.Client)
            session ??= Begin(line);
        if (origin == Origin.Server && line.Session.IsEmpty && session!.IsNextGreeting(SmtpReplyParser.Parse(line.Text))
            && !(line.Origin == Origin.Unlabelled && !session.ClientSeen && line.Text.IndexOf("TLS"u8) >= 0))
            session = Begin(line);
        session?.Pass(line.At, line.Tls || mark == SessionMark.Secures);
        if (line.HelloUnseen && origin is Origin.Server or Origin.Client)
            session?.AssumeHello();
        Say(line, origin, session);
        if (mark == SessionMark.Ends && session is not null)
            Finish(session);
    }

    /// <summary>The record ended.</summary>
    public void Finish()
    {
        foreach (var session in _open.Values.OrderBy(session => session.Number).ToArray())
            Finish(session);
    }

    private void Say(in FoundLine line, Origin origin, RecordSession? session)
    {
        var fact = default(DialogueLine);
        var text = line.Text;
        var shown = line.Shown.IsEmpty ? text : line.Shown;
        if (origin == Origin.Server)
        {
            fact = session!.Server(line.Number, text, line.Origin == Origin.Unlabelled, line.HelloInOneRow);
        }
        else if (origin == Origin.Client)
        {
            fact = session!.Client(text, out var secretStart);
            if (secretStart >= 0)
                (text, shown) = Mask(text, shown, secretStart);
        }
        AnyDialogue |= origin != Origin.Note;
        handler.Line(new RecordEntry
        {
            Line = line.Number,
            At = line.At is { Year: > 1 } ? line.At : null,
            Clock = line.At,
            Session = session,
            Tls = session is { Tls: true },
            Fact = fact,
            Text = text,
            Shown = shown,
            Shows = !line.ShownBefore,
            Cut = Cut,
        });
    }

    /// <summary>Both forms of the line without the secret, wherever it stands in the record's own line.</summary>
    private (byte[] Text, byte[] Shown) Mask(ReadOnlySpan<byte> text, ReadOnlySpan<byte> shown, int secretStart)
    {
        var secret = text[secretStart..].Trim((byte)' ');
        var masked = SecretMask.Apply(text, secretStart);
        var at = secret.IsEmpty ? -1 : shown.LastIndexOf(secret);
        // A tool that escapes what it writes: nothing of the line but our own reading of it can be shown.
        _masked = at < 0 ? masked : [.. shown[..at], .. "********"u8, .. shown[(at + secret.Length)..]];
        return (masked, _masked);
    }

    private RecordSession? Current(ReadOnlySpan<byte> key)
    {
        Span<char> name = stackalloc char[64];
        if (!_open.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Name(key, name), out var session))
            return null;
        session.LastUse = ++_uses;
        return session;
    }

    private RecordSession Begin(in FoundLine line)
    {
        Span<char> name = stackalloc char[64];
        var key = Name(line.Session, name).ToString();
        if (_open.TryGetValue(key, out var before))
            Finish(before);
        if (_open.Count >= MaxOpen)
            Finish(_open.Values.MinBy(session => session.LastUse)!);
        var begun = new RecordSession(++_count, line.At) { Key = key, LastUse = ++_uses };
        _open.Add(key, begun);
        return begun;
    }

    private void Finish(RecordSession session)
    {
        _open.Remove(session.Key);
        session.End();
        handler.Ended(session);
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<byte> key, Span<char> room)
    {
        var length = System.Text.Encoding.Latin1.GetChars(key[..Math.Min(key.Length, room.Length)], room);
        return room[..length];
    }
}
