// The one source of who said what in an SMTP dialogue, live, replayed or annotated: lines and times in, facts about each line and the state
// out. Pure: no clock, no prose, no judgement of wording. Never throws on what a peer sends; memory is bounded whatever comes. RFC 5321 3,
// 4.1.4, 4.2; extensions as named.
using System.Collections.Immutable;
using System.Globalization;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Follows one connection. Client and server lines go in, in the order in which they passed the wire. Not thread-safe.</summary>
public sealed partial class SmtpDialogue
{
    /// <summary>EHLO keywords kept: no server offers half as many.</summary>
    public const int MaxKeywords = 128;

    /// <summary>The longest name, path or parameter text that is kept, in octets: twice the path of RFC 5321 4.5.3.1.3.</summary>
    public const int MaxTextKept = 512;

    private readonly CommandQueue _queue = new();
    private readonly ReplyTimes _times = new();
    private readonly List<EhloKeyword> _keywords = [];
    private MailTransaction? _transaction;
    private DialogueState _state = DialogueState.Initial;
    private bool _stateIsOld;

    // What the server has said.
    private bool _greeted, _refusedGreeting, _hello, _lmtp, _tls, _tlsDue, _authenticated, _closing, _closed;
    private short _openingCode;
    private SmtpVerb _openingVerb;
    private EnhancedStatus _openingEnhanced;
    private string _serverName = "";
    private string? _software, _clientName, _queueId;
    private EhloCapabilities? _offered, _offeredBeforeTls;

    /// <summary>The state now. The same object as before where nothing has changed.</summary>
    public DialogueState State
    {
        get
        {
            if (_stateIsOld)
                _state = BuildState();
            _stateIsOld = false;
            return _state;
        }
    }

    /// <summary>Recipients of the transaction under way that were accepted, and all that were answered: what <see cref="State"/> lists, for whoever needs
    /// no list.</summary>
    public (int Accepted, int Answered) RecipientsAnswered =>
        _transaction is { End: TransactionEnd.None } transaction ? (transaction.Accepted, transaction.Accepted + transaction.Refused) : default;

    /// <summary>What the line being typed will be: Client, Content or Credential. Before the deciding reply has come it is what a server
    /// that agrees makes of it.</summary>
    public Speaker Awaited => _content || _blindContent || ContentOctetsDue > 0 ? Speaker.Content
        : _challengeOpen || _credentialsDue > 0 ? Speaker.Credential
        : Speaker.Client;

    /// <summary>BDAT octets still due, else 0: a splitter of client bytes must cut there (<see cref="LineSplitter.OctetsDue"/>).</summary>
    public long ContentOctetsDue { get; private set; }

    /// <summary>Whether the server is told to speak LMTP (RFC 2033) before it says so itself.</summary>
    public bool ExpectsLmtp { get; set; }

    /// <summary>The connection stands; the greeting is awaited. Forgets all that was.</summary>
    public void Connected(DateTimeOffset at)
    {
        _queue.Clear();
        _times.Clear();
        _transaction = null;
        ForgetLines();
        _replyOpen = false;
        _lmtp = ExpectsLmtp;
        _greeted = _refusedGreeting = _hello = _tls = _tlsDue = _authenticated = _closing = _closed = false;
        _openingCode = 0;
        _openingVerb = SmtpVerb.None;
        _openingEnhanced = default;
        _serverName = "";
        _software = _clientName = _queueId = null;
        _offered = _offeredBeforeTls = null;
        _queue.Enqueue(new PendingCommand { Verb = SmtpVerb.Connect, SentAt = at });
        _stateIsOld = true;
    }

    /// <summary>The handshake is done: both sides forget what they knew (RFC 3207 4.2). Before the greeting it is implicit TLS (RFC 8314
    /// 3), and nothing is forgotten.</summary>
    public void TlsStarted(DateTimeOffset at)
    {
        _tls = true;
        _tlsDue = false;
        _stateIsOld = true;
        if (!_greeted)
            return;
        _offeredBeforeTls = _offered ?? _offeredBeforeTls;
        _offered = null;
        _hello = _authenticated = false;
        _clientName = null;
        _transaction?.Finish(TransactionEnd.Abandoned, at);
        _queue.Clear();
        ForgetLines();
        _replyOpen = false;
    }

    /// <summary>The connection is gone; what is unanswered stays so.</summary>
    public void Closed(DateTimeOffset at)
    {
        for (var i = 0; i < _queue.Count; i++)
            if (_queue[i] is { Kind: PendingKind.Command, Empty: false } left)
                _times.Add(new ReplyTime(left.Verb, left.Ordinal, left.SentAt, null, 0, ReplyTime.LimitOf(left.Verb, left.Last)));
        _queue.Clear();
        ForgetLines();
        _replyOpen = false;
        _closed = true;
        _transaction?.Finish(TransactionEnd.Broken, at);
        _stateIsOld = true;
    }

    /// <summary>The newest transaction, or the opening of the connection where there was none.</summary>
    public TransactionSummary Summary(DateTimeOffset now)
    {
        var transaction = _transaction;
        var ended = transaction?.EndedAt;
        var began = transaction?.StartedAt;
        return new TransactionSummary
        {
            Verdict = Verdict(),
            DecidedBy = transaction?.DecidedBy ?? _openingVerb,
            DecidingCode = transaction?.DecidingCode ?? _openingCode,
            DecidingEnhanced = transaction?.DecidingEnhanced ?? _openingEnhanced,
            ServerName = _serverName,
            Software = _software,
            ClientName = _clientName,
            Tls = _tls,
            Authenticated = _authenticated,
            ReversePath = transaction?.ReversePath,
            Recipients = transaction?.Verdicts ?? [],
            RecipientsNamed = transaction?.RcptCommands ?? 0,
            RecipientsAccepted = transaction?.Accepted ?? 0,
            RecipientsRefused = transaction?.Refused ?? 0,
            DeclaredSize = transaction?.DeclaredSize,
            ContentOctets = transaction?.ContentOctets ?? 0,
            ContentLines = transaction?.ContentLines ?? 0,
            SizeLimit = SizeLimit(),
            QueueId = transaction?.QueueId,
            StartedAt = began,
            EndedAt = ended,
            Duration = began is null ? TimeSpan.Zero : Since(began.Value, ended ?? now),
            Times = _times.Kept,
            Slowest = _times.Slowest,
        };
    }

    private static TimeSpan Since(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;

    private DialogueState BuildState()
    {
        var underWay = _transaction is { End: TransactionEnd.None } ? _transaction : null;
        var state = new DialogueState
        {
            Phase = Phase(),
            Unanswered = _queue.Verbs(),
            ServerName = _serverName,
            Software = _software,
            Capabilities = _offered,
            CapabilitiesBeforeTls = _tls ? _offeredBeforeTls : null,
            Tls = _tls,
            Authenticated = _authenticated,
            ReversePath = underWay is { IsOpen: true } ? underWay.ReversePath : null,
            Recipients = underWay?.Recipients ?? [],
            QueueId = _queueId,
        };
        var endOnItsWay = underWay is { EndSent: true } || _closed;
        return state with
        {
            Next = endOnItsWay ? ImmutableArray<SmtpVerb>.Empty : NextCommands.Of(state, _lmtp, _refusedGreeting, _transaction, ContentOctetsDue > 0),
        };
    }

    private DialoguePhase Phase() =>
        _closing || _closed || _refusedGreeting ? DialoguePhase.Closing
        : _tlsDue ? DialoguePhase.TlsHandshake
        : _content || ContentOctetsDue > 0 ? DialoguePhase.Content
        : _inAuth ? DialoguePhase.Authenticating
        : !_greeted ? DialoguePhase.Greeting
        : !_hello ? DialoguePhase.Hello
        : _transaction is not { IsOpen: true } ? DialoguePhase.Ready
        : _transaction.Accepted > 0 ? DialoguePhase.Recipients
        : DialoguePhase.Sender;

    private TransactionVerdict Verdict() => _transaction switch
    {
        null when _refusedGreeting => TransactionVerdict.ConnectionRefused,
        null when !_hello && _openingCode >= 400 => TransactionVerdict.HelloRefused,
        null => TransactionVerdict.None,
        { MailCode: >= 400 } => TransactionVerdict.SenderRefused,
        { End: TransactionEnd.Answered } answered => answered.DecidingCode is < 200 or >= 300 ? TransactionVerdict.MessageRefused
            : answered.Refused > 0 || answered.DeliveriesRefused > 0 ? TransactionVerdict.AcceptedForSome
            : TransactionVerdict.Accepted,
        { ChunkRefused: true } => TransactionVerdict.MessageRefused,
        { RcptCommands: > 0, Accepted: 0 } refused when refused.Refused == refused.RcptCommands => TransactionVerdict.RecipientsRefused,
        { DataCode: >= 400 } => TransactionVerdict.DataRefused,
        { End: TransactionEnd.Abandoned } => TransactionVerdict.Abandoned,
        { End: TransactionEnd.Broken } => TransactionVerdict.Broken,
        _ => _closing ? TransactionVerdict.Broken : TransactionVerdict.Open,
    };

    private long? SizeLimit() =>
        long.TryParse(_offered?.Find("SIZE")?.Parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
}
