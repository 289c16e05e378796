// What a reply changes in the mail transaction: sender, message data, chunks, the verdict on the message. RFC 5321 3.3, RFC 3030 2, RFC 2033 4.2.
namespace TelnetSmtp.Core.Smtp;

public sealed partial class SmtpDialogue
{
    private void SenderAnswered(MailTransaction? begun, DateTimeOffset at, short code, bool taken)
    {
        if (begun is null)
            return;
        if (taken)
        {
            _hello = true;
            begun.MailCode = code;
            if (!ReferenceEquals(begun, _transaction) && _transaction is null or { End: not TransactionEnd.None } or { IsOpen: true })
                Replace(begun, at);
        }
        else if (ReferenceEquals(begun, _transaction))
        {
            begun.MailCode = code;
            begun.Decide(SmtpVerb.Mail, code, _replyEnhanced);
            begun.Finish(TransactionEnd.NotBegun, at);
        }
    }

    private void DataAnswered(MailTransaction? transaction, short code)
    {
        var taken = code == 354;
        if (transaction is not null)
        {
            transaction.DataCode = code;
            if (!taken && (transaction.Accepted > 0 || transaction.Refused == 0))
                transaction.Decide(SmtpVerb.Data, code, _replyEnhanced);
        }
        var at = ResolveBlind(PendingKind.BlindContent, taken);
        var ended = at < _queue.Count && _queue[at].Kind == PendingKind.BlindEnd;
        if (ended)
        {
            var end = _queue[at];
            end.Kind = PendingKind.Command;
            end.Verb = taken ? SmtpVerb.DataEnd : SmtpVerb.Unknown;
            end.Transaction = taken ? transaction : null;
            _queue[at] = end;
        }
        else if (at == _queue.Count)
        {
            _content = taken;
            _blindContent = false;
        }
        if (taken || transaction is null)
            return;
        transaction.ContentOctets = transaction.ContentLines = 0;
        transaction.EndSent = false;
    }

    private void ChunkAnswered(in PendingCommand entry, DateTimeOffset at, short code, bool taken)
    {
        // A server that does not know BDAT reads the chunk as commands; one that does swallows it, whatever it answers (RFC 3030 2).
        var unknown = entry.Verb == SmtpVerb.Bdat && (code is 500 or 502 || code >= 500 && !Offered("CHUNKING"));
        var behind = ResolveBlind(PendingKind.BlindContent, !unknown);
        if ((unknown && behind == _queue.Count) || _abridged)
            ContentOctetsDue = 0;
        _abridged = false;
        if (entry.Transaction is not { } transaction)
            return;
        if (entry.Last && code != 503)
        {
            MessageAnswered(transaction, at, entry.Verb, code);
            return;
        }
        transaction.EndSent &= taken;
        if (taken)
            return;
        transaction.ChunkRefused = true;
        transaction.Decide(entry.Verb, code, _replyEnhanced);
    }

    private void MessageAnswered(MailTransaction? transaction, DateTimeOffset at, SmtpVerb by, short code)
    {
        if (transaction is null)
            return;
        // In LMTP one recipient that got the message makes it a success; the others are in the list.
        if (!(_lmtp && transaction.Delivered > 0 && code >= 300))
            transaction.Decide(by, code, _replyEnhanced);
        else
            transaction.Decide(by, 250, default);
        if (transaction.DecidingCode is >= 200 and < 300)
            _queueId = transaction.QueueId;
        transaction.Finish(TransactionEnd.Answered, at);
    }

    private void MessageAnsweredEarly(DateTimeOffset at, short code)
    {
        // A positive reply, or any reply behind a dot that only some servers take for the end, says that the server saw the end.
        if (_ambiguousEnd || code is >= 200 and < 300)
        {
            _content = false;
            _transaction?.QueueId = _replyQueueId;
            MessageAnswered(_transaction, at, SmtpVerb.DataEnd, code);
            _stateIsOld = true;
            return;
        }
        _transaction?.Decide(SmtpVerb.DataEnd, code, _replyEnhanced);
        _stateIsOld |= !_earlyVerdict;
        _earlyVerdict = true;
    }
}
