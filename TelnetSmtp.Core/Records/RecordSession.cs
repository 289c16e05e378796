// One connection of a record: its dialogue, and what follows with certainty from what the record leaves out (message data, answers to challenges, the
// typed side of a log without echo). SmtpDialogue alone says what a line is; SecretMask what of it is secret. RFC 5321 4.2, RFC 3207 4.2, RFC 4954 4.
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>A session, growing while the record is read.</summary>
public sealed class RecordSession
{
    private readonly SmtpDialogue _dialogue = new();
    private readonly List<(bool FromServer, string Line, int Octets)> _assumed = [];
    private DateTimeOffset _clock;
    private bool _replyOpen, _dataOpen, _challengeOpen, _tlsDue, _greeted;

    internal RecordSession(int number, DateTimeOffset? at)
    {
        Number = number;
        Began = at;
        _clock = at ?? default;
        _dialogue.Connected(_clock);
    }

    /// <summary>From 1, in order of appearance.</summary>
    public int Number { get; }

    /// <summary>The time of its first line on the record's clock; null where the record has no times.</summary>
    public DateTimeOffset? Began { get; private set; }

    /// <summary>The time of its newest line; null where the record has no times.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>The dialogue after the newest line.</summary>
    public DialogueState State => _dialogue.State;

    /// <summary>Recipients of the transaction under way that were accepted, and all that were answered.</summary>
    public (int Accepted, int Answered) Recipients => _dialogue.RecipientsAnswered;

    /// <summary>The newest transaction.</summary>
    public TransactionSummary Summary => _dialogue.Summary(_clock);

    /// <summary>The first reply of class 4 or 5 and the input's line that holds it; null while there is none.</summary>
    public (long Line, string Text, SmtpVerb Verb)? FirstError { get; private set; }

    /// <summary>Replies of class 4 or 5.</summary>
    public int Errors { get; private set; }

    /// <summary>Whether TLS stands.</summary>
    public bool Tls { get; private set; }

    /// <summary>Whether anything of the dialogue has been seen.</summary>
    public bool Spoken { get; private set; }

    /// <summary>Whether the record shows anything that the client sent; a log without echo shows nothing.</summary>
    public bool ClientSeen { get; private set; }

    /// <summary>Whether it is over.</summary>
    public bool Over { get; private set; }

    /// <summary>What must have gone by before the newest line although the record leaves it out: who said it, the line, octets of a chunk.</summary>
    public IReadOnlyList<(bool FromServer, string Line, int Octets)> Assumed => _assumed;

    internal bool InContent => _dataOpen;

    internal bool Greeted => _greeted;

    internal bool Closing { get; private set; }

    /// <summary>The order of use, for eviction.</summary>
    internal long LastUse { get; set; }

    internal string Key { get; init; } = "";

    /// <summary>Whether a reply that begins now can only belong to the next connection: a second greeting that nothing asked for.</summary>
    internal bool IsNextGreeting(in SmtpReplyLine reply) =>
        reply.Code == 220 && _greeted && !_replyOpen && (Closing || !_dataOpen)
        && (_dialogue.State.Unanswered.IsEmpty || _dialogue.State.Unanswered[0] is not (SmtpVerb.StartTls or SmtpVerb.XClient));

    /// <summary>Whether the server has agreed to STARTTLS and TLS does not stand yet.</summary>
    internal bool ExpectsTls => _tlsDue;

    internal void Pass(DateTimeOffset? at, bool tls)
    {
        _assumed.Clear();
        if (at is { } clock)
        {
            _clock = clock;
            Began ??= clock;
            Newest = clock;
        }
        if (tls && !Tls)
            StartTls();
    }

    /// <summary>Greeting and hello went by unseen.</summary>
    internal void AssumeHello()
    {
        if (Spoken)
            return;
        Assume(fromServer: true, "220 ");
        Assume(fromServer: false, "EHLO");
        Assume(fromServer: true, "250-");
        _greeted = true;
    }

    internal DialogueLine Server(long number, ReadOnlySpan<byte> text, bool unlabelled, bool helloInOneRow)
    {
        Spoken = true;
        var reply = SmtpReplyParser.Parse(text);
        var silent = unlabelled && !ClientSeen;
        if (reply.IsReply && !_replyOpen)
        {
            AssumeWhatIsLeftOut(reply.Code, unlabelled && ClientSeen);
            if (silent && _dialogue.State.Unanswered.IsEmpty && InferredCommand.Of(reply, text, _dialogue.State) is { } command)
                Assume(fromServer: false, command);
        }
        var fact = helloInOneRow ? HelloRow.Feed(_dialogue, _clock, text) : _dialogue.ServerLine(_clock, text, LineEnding.None);
        // Nothing was seen of the commands: that this one was not asked for is the record's fault, not the server's.
        if (silent)
            fact = fact.WithoutClient();
        if (!reply.IsReply)
            return fact;
        _replyOpen = reply.Continues && !helloInOneRow;
        _greeted = true;
        Note(number, fact, text);
        return fact;
    }

    private void Note(long number, in DialogueLine fact, ReadOnlySpan<byte> text)
    {
        _dataOpen |= fact.Code == 354;
        _challengeOpen = fact.Code == 334;
        _tlsDue |= fact is { Verb: SmtpVerb.StartTls, Code: 220 };
        Closing |= fact.Code is 221 or 421;
        if (fact.Class is not (ReplyClass.Transient or ReplyClass.Permanent) || fact.Position is not (ReplyPosition.Only or ReplyPosition.First))
            return;
        Errors++;
        FirstError ??= (number, Encoding.UTF8.GetString(text), fact.Verb);
    }

    /// <summary>Records often leave message data out, or the answer to a challenge: the reply to them shows that they went.</summary>
    private void AssumeWhatIsLeftOut(short code, bool echoed)
    {
        if (code == 421 || echoed)
            return;
        if (_dataOpen)
        {
            Assume(fromServer: false, ".");
            _dataOpen = false;
        }
        else if (_challengeOpen)
        {
            Assume(fromServer: false, "=");
            _challengeOpen = false;
        }
        else if (_dialogue.ContentOctetsDue is > 0 and var due)
        {
            Assume(fromServer: false, "", (int)Math.Min(due, int.MaxValue));
        }
    }

    private void Assume(bool fromServer, string line, int octets = 0)
    {
        var text = Encoding.ASCII.GetBytes(line);
        if (fromServer)
            _dialogue.ServerLine(_clock, text, LineEnding.None);
        else
            _dialogue.ClientLine(_clock, text, LineEnding.None, octets);
        _assumed.Add((fromServer, line, octets));
    }

    /// <summary>The client's line. <paramref name="secretStart"/> says where what must not be shown begins, -1 for nowhere.</summary>
    internal DialogueLine Client(ReadOnlySpan<byte> text, out int secretStart)
    {
        if (_tlsDue && !Tls)
            StartTls();
        Spoken = ClientSeen = true;
        _tlsDue = _challengeOpen = false;
        secretStart = SecretMask.SecretStart(_dialogue, text);
        // A chunk's octets count line ends, which the record has undone.
        var fact = _dialogue.ClientLine(_clock, text, _dialogue.ContentOctetsDue > 0 ? LineEnding.CrLf : LineEnding.None);
        _dataOpen &= fact.Verb != SmtpVerb.DataEnd;
        return fact;
    }

    internal void End()
    {
        if (Over)
            return;
        Over = true;
        _dialogue.Closed(_clock);
    }

    private void StartTls()
    {
        Tls = true;
        _tlsDue = false;
        _dialogue.TlsStarted(_clock);
    }
}
