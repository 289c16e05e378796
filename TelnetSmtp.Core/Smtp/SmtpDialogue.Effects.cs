// What a reply changes in the session: names, capabilities, authentication, what the lines sent blindly turn out to be; and which reply to
// a message is its last. RFC 5321 4.1.4, RFC 3207 4, RFC 4954 4, RFC 2033 4.2.
namespace TelnetSmtp.Core.Smtp;

public sealed partial class SmtpDialogue
{
    private string? _replyQueueId;

    /// <summary>Takes up what a single line tells: names, keywords, queue id.</summary>
    private void Read(in DialogueLine line, ReadOnlySpan<byte> words)
    {
        var first = line.Position is ReplyPosition.First or ReplyPosition.Only;
        switch (_replyVerb)
        {
            case SmtpVerb.Connect when first:
                _software ??= ServerSoftware.FromBanner(words);
                _lmtp = ExpectsLmtp || words.IndexOf("LMTP"u8) >= 0;
                if (line.Code == 220)
                    NameServer(words);
                break;
            case SmtpVerb.Ehlo or SmtpVerb.Lhlo or SmtpVerb.Helo when first:
                _keywords.Clear();
                if (line.Code != 250)
                    break;
                _software ??= ServerSoftware.FromBanner(words);
                if (_serverName.Length == 0)
                    NameServer(words);
                break;
            case SmtpVerb.Ehlo or SmtpVerb.Lhlo when line.Code == 250 && _keywords.Count < MaxKeywords:
                ReadKeyword(words);
                break;
            case SmtpVerb.DataEnd or SmtpVerb.Bdat or SmtpVerb.Burl when line.Class == ReplyClass.Success:
                _replyQueueId ??= ServerSoftware.QueueId(words);
                break;
        }
    }

    /// <summary>The first word is the domain (RFC 5321 4.2 Greeting); one without letter or digit is none (a firewall's asterisks).</summary>
    private void NameServer(ReadOnlySpan<byte> words)
    {
        var name = words[..SmtpCommand.SkipWord(words, 0)];
        foreach (var b in name)
            if (char.IsAsciiLetterOrDigit((char)b))
            {
                _serverName = Text(name);
                return;
            }
    }

    /// <summary><c>KEYWORD parameters</c>, and the pre-standard <c>AUTH=LOGIN</c> as AUTH with LOGIN.</summary>
    private void ReadKeyword(ReadOnlySpan<byte> words)
    {
        var end = words.IndexOfAny(" \t="u8);
        var keyword = end < 0 ? words : words[..end];
        if (!keyword.IsEmpty)
            _keywords.Add(new EhloKeyword(Text(keyword).ToUpperInvariant(), end < 0 ? "" : Text(words[(end + 1)..].Trim(" \t"u8))));
    }

    private void CloseReply(DateTimeOffset at, short code)
    {
        switch (_replyAnswers)
        {
            case Answers.Connection:
                Greeted(code);
                break;
            case Answers.Message:
                MessageAnsweredEarly(at, code);
                break;
            case Answers.MessageAgain:
                _lateTwin = false;
                break;
            case Answers.Oldest:
                OldestAnswered(at, code);
                break;
        }
        // 521 in answer to nonsense is a server that hangs up (RFC 7504 4); to RCPT it is an old way of refusing.
        var closing = code is 421 or 221 || code == 521 && _replyVerb == SmtpVerb.Unknown || _closing && _replyAnswers == Answers.Nothing;
        _stateIsOld |= closing != _closing || _replyAnswers is Answers.Oldest or Answers.Connection;
        _closing = closing;
    }

    private void OldestAnswered(DateTimeOffset at, short code)
    {
        var entry = _queue[0];
        if (!IsLastReply(ref entry, code))
        {
            _queue[0] = entry;
            return;
        }
        if (entry.Transaction is null || ReferenceEquals(entry.Transaction, _transaction) || entry.Verb.OpensTransaction())
        {
            var limit = ReplyTime.LimitOf(entry.Verb, entry.Last);
            _times.Add(new ReplyTime(entry.Verb, entry.Ordinal, entry.SentAt, Since(entry.SentAt, at), code, limit));
        }
        _queue.Dequeue();
        _greeted |= entry.Verb != SmtpVerb.Connect;
        Apply(entry, at, code);
    }

    /// <summary>Counts the replies to a message where there is one for each recipient; true where this was the last that is due.</summary>
    private bool IsLastReply(ref PendingCommand entry, short code)
    {
        if (!IsMessageEnd(entry) || entry.Transaction is not { } transaction)
            return true;
        if (entry.RepliesDue == 0)
            entry.RepliesDue = _lmtp ? Math.Max(1, transaction.Accepted) : code == 353 ? transaction.Accepted + 2 : 1;
        entry.RepliesSeen++;
        if (_replyOrdinal > 0 && RecipientIsAnswered(entry, transaction))
            transaction.Deliver(_replyOrdinal, code, _replyEnhanced);
        transaction.QueueId ??= _replyQueueId;
        return entry.RepliesSeen >= entry.RepliesDue || code == 421;
    }

    private bool RecipientIsAnswered(in PendingCommand entry, MailTransaction transaction) =>
        transaction.Accepted > 0 && (_lmtp || entry.RepliesDue > 1 && entry.RepliesSeen > 1 && entry.RepliesSeen < entry.RepliesDue);

    private void Apply(in PendingCommand entry, DateTimeOffset at, short code)
    {
        var taken = code is >= 200 and < 300;
        var transaction = entry.Transaction;
        switch (entry.Verb)
        {
            case SmtpVerb.Connect:
                Greeted(code);
                break;
            case SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo:
                HelloAnswered(entry, at, code, taken);
                break;
            case SmtpVerb.Mail or SmtpVerb.Send or SmtpVerb.Soml or SmtpVerb.Saml:
                SenderAnswered(transaction, at, code, taken);
                break;
            case SmtpVerb.Rcpt when transaction is not null:
                transaction.Answer(entry.Ordinal, code, _replyEnhanced);
                if (taken)
                    transaction.Decide(SmtpVerb.None, 0, default);
                else if (transaction.Accepted == 0)
                    transaction.Decide(SmtpVerb.Rcpt, code, _replyEnhanced);
                break;
            case SmtpVerb.Data:
                DataAnswered(transaction, code);
                break;
            case SmtpVerb.DataEnd:
                MessageAnswered(transaction, at, SmtpVerb.DataEnd, code);
                break;
            case SmtpVerb.Bdat or SmtpVerb.Burl:
                ChunkAnswered(entry, at, code, taken);
                break;
            case SmtpVerb.Rset or SmtpVerb.Quit when taken:
                transaction?.Finish(TransactionEnd.Abandoned, at);
                break;
            case SmtpVerb.XClient when taken:
                ForgetHello(transaction, at);
                break;
            case SmtpVerb.Rset or SmtpVerb.Quit or SmtpVerb.XClient:
                transaction?.EndSent = false;
                break;
            case SmtpVerb.StartTls:
                _tlsDue = code == 220;
                break;
            case SmtpVerb.Auth:
                AuthAnswered(code);
                break;
        }
    }

    private void Greeted(short code)
    {
        _greeted = true;
        _refusedGreeting = code >= 400;
        if (code >= 400)
            NoteOpening(SmtpVerb.Connect, code);
    }

    private void NoteOpening(SmtpVerb verb, short code)
    {
        _openingVerb = verb;
        _openingCode = code;
        _openingEnhanced = _replyEnhanced;
    }

    private void HelloAnswered(in PendingCommand entry, DateTimeOffset at, short code, bool taken)
    {
        if (!taken)
        {
            entry.Transaction?.EndSent = false;
            if (!_hello)
                NoteOpening(entry.Verb, code);
            return;
        }
        ForgetHello(entry.Transaction, at);
        NoteOpening(SmtpVerb.None, 0);
        _hello = true;
        _lmtp = entry.Verb == SmtpVerb.Lhlo;
        _clientName = entry.Argument;
        if (entry.Verb == SmtpVerb.Helo)
            return;
        _offered = new EhloCapabilities([.. _keywords]);
        _software ??= ServerSoftware.FromKeywords(_offered);
        _keywords.Clear();
    }

    /// <summary>EHLO is an RSET as well (RFC 5321 4.1.4).</summary>
    private void ForgetHello(MailTransaction? transaction, DateTimeOffset at)
    {
        transaction?.Finish(TransactionEnd.Abandoned, at);
        _hello = false;
        _offered = null;
        _clientName = null;
    }

    private void AuthAnswered(short code)
    {
        if (code == 334)
        {
            _inAuth = true;
            _challengeOpen = _queue.IsEmpty || _queue[0].Kind != PendingKind.BlindCredential;
            if (_challengeOpen)
                return;
            var answer = _queue[0];
            answer.Kind = PendingKind.Command;
            answer.Verb = SmtpVerb.Auth;
            _queue[0] = answer;
            return;
        }
        _inAuth = false;
        _authenticated |= code == 235;
        if (ResolveBlind(PendingKind.BlindCredential, false) == _queue.Count)
            _credentialsDue = 0;
    }

    /// <summary>The blind lines at the head of the queue are what they were sent as and go (<paramref name="taken"/>), or are commands;
    /// gives the index behind them.</summary>
    private int ResolveBlind(PendingKind kind, bool taken)
    {
        var at = 0;
        while (at < _queue.Count && _queue[at].Kind == kind)
        {
            if (taken)
            {
                _queue.RemoveAt(at);
                continue;
            }
            var command = _queue[at];
            command.Kind = PendingKind.Command;
            _queue[at++] = command;
        }
        return at;
    }
}
