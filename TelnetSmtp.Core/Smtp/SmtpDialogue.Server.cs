// The server's half of the dialogue: which command each reply line answers. Lines that change nothing allocate nothing. RFC 5321 4.2, RFC 2920 3.1.
namespace TelnetSmtp.Core.Smtp;

public sealed partial class SmtpDialogue
{
    /// <summary>What a reply answers.</summary>
    private enum Answers : byte
    {
        /// <summary>Nothing that was asked.</summary>
        Nothing,
        /// <summary>The oldest command in the queue.</summary>
        Oldest,
        /// <summary>The connection, of whose beginning we were not told.</summary>
        Connection,
        /// <summary>The message, before its end was seen.</summary>
        Message,
        /// <summary>The end of a message that was answered before.</summary>
        MessageAgain,
    }

    private bool _replyOpen, _inAuth;
    private Answers _replyAnswers;
    private SmtpVerb _replyVerb;
    private short _replyCode;
    private int _replyOrdinal;
    private EnhancedStatus _replyEnhanced;

    /// <summary>A line of the server, complete, without its line end.</summary>
    /// <param name="at">When it was complete.</param>
    /// <param name="text">Its octets.</param>
    /// <param name="ending">How it ended on the wire; None for a source that has no wire's line ends.</param>
    public DialogueLine ServerLine(DateTimeOffset at, ReadOnlySpan<byte> text, LineEnding ending)
    {
        var reply = SmtpReplyParser.Parse(text);
        if (!reply.IsReply)
        {
            var kept = LineOctets.Check(text, ending, LineOctets.ReplyLine) | LineOddities.NotAReply;
            return new DialogueLine(Speaker.Server, _replyOpen ? _replyVerb : SmtpVerb.None, 0, default, ReplyPosition.None, kept, 0, 0);
        }

        var first = !_replyOpen;
        if (first)
            OpenReply(reply.Code);
        if (!reply.Enhanced.IsNone && !SmtpReplyParser.MayCarryEnhanced(reply.Code, _replyVerb))
            reply = SmtpReplyParser.Parse(text, _replyVerb);
        if (_replyEnhanced.IsNone)
            _replyEnhanced = reply.Enhanced;

        var limit = _replyVerb == SmtpVerb.Auth ? LineOctets.AuthLine : LineOctets.ReplyLine;
        var oddities = LineOctets.Check(text, ending, limit) | reply.Oddities;
        if (_replyAnswers == Answers.Nothing && reply.Code != 421)
            oddities |= LineOddities.Unsolicited;
        if (reply.Code != _replyCode)
            oddities |= LineOddities.MixedCodes;
        var position = (first, reply.Continues) switch
        {
            (true, true) => ReplyPosition.First,
            (true, false) => ReplyPosition.Only,
            (false, true) => ReplyPosition.Middle,
            (false, false) => ReplyPosition.Last,
        };
        var line = new DialogueLine(Speaker.Server, _replyVerb, reply.Code, reply.Enhanced, position, oddities, reply.TextStart, _replyOrdinal);

        Read(line, text[reply.TextStart..]);
        _replyOpen = reply.Continues;
        if (!reply.Continues)
            CloseReply(at, reply.Code);
        return line;
    }

    private void OpenReply(short code)
    {
        _replyCode = code;
        _replyEnhanced = default;
        _replyOrdinal = 0;
        _replyQueueId = null;
        _replyAnswers = Match(code);
        _replyVerb = _replyAnswers switch
        {
            Answers.Connection => SmtpVerb.Connect,
            Answers.Message or Answers.MessageAgain => SmtpVerb.DataEnd,
            Answers.Oldest => _queue[0].Verb,
            _ => SmtpVerb.None,
        };
        if (_replyAnswers == Answers.Oldest)
            _replyOrdinal = RecipientAnswered(_queue[0]) ?? _queue[0].Ordinal;
    }

    /// <summary>LMTP (RFC 2033 4.2) and PRDR: which recipient the next reply to the message is for, from 1; null where it is for the
    /// message itself.</summary>
    private int? RecipientAnswered(in PendingCommand entry)
    {
        if (!IsMessageEnd(entry) || entry.Transaction is not { Accepted: > 0 } transaction)
            return null;
        if (_lmtp)
            return entry.RepliesSeen + 1;
        return entry.RepliesSeen > 0 && entry.RepliesSeen <= transaction.Accepted ? entry.RepliesSeen : null;
    }

    private static bool IsMessageEnd(in PendingCommand entry) => entry.Verb == SmtpVerb.DataEnd || entry.Last;

    private Answers Match(short code)
    {
        DropWhatIsNotAnswered(code);
        if (!_greeted && code == 220 && (_queue.IsEmpty || _queue[0].Verb is not (SmtpVerb.Connect or SmtpVerb.StartTls or SmtpVerb.XClient)))
            return Answers.Connection;
        if (!_queue.IsEmpty)
            return Answers.Oldest;
        if (_content)
            return Answers.Message;
        if (_lateTwin)
            return Answers.MessageAgain;
        return !_greeted && !_closed && _transaction is null && code >= 400 ? Answers.Connection : Answers.Nothing;
    }

    /// <summary>An empty line, which some servers pass over, keeps its place only for a complaint; a greeting that a record lacks, only for
    /// a greeting.</summary>
    private void DropWhatIsNotAnswered(short code)
    {
        while (_queue.Count > 1 && (_queue[0].Empty ? code is not (500 or 501 or 502 or 503 or 521 or 554)
            : _queue[0].Verb == SmtpVerb.Connect && code != 220 && code < 400))
        {
            _greeted |= _queue[0].Verb == SmtpVerb.Connect;
            _queue.Dequeue();
        }
    }
}
