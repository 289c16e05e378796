// The client's half of the dialogue: which of its lines are commands, message data or answers to challenges, and what is thereby due from the server.
// RFC 5321 4.1.1, 4.5.2 (dot), RFC 2920 (groups), RFC 3030 2 (chunks), RFC 4954 4 (AUTH).
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

public sealed partial class SmtpDialogue
{
    /// <summary>The 354 came, the final dot has not gone.</summary>
    private bool _content;

    /// <summary>DATA has gone, its reply has not come: lines are message data if the server agrees.</summary>
    private bool _blindContent;

    /// <summary>A saved text leaves octets of the chunk out: its lines have no line ends, and fewer octets came than were announced.</summary>
    private bool _abridged;

    /// <summary>A 334 waits for its answer.</summary>
    private bool _challengeOpen;

    /// <summary>Lines that the AUTH under way takes still, by its mechanism.</summary>
    private int _credentialsDue;

    /// <summary>Lines that the AUTH under way takes still, as far as its mechanism tells.</summary>
    internal int CredentialsDue => _credentialsDue;

    /// <summary>How DATA's own line ended, which the server understood, and the line before this one.</summary>
    private LineEnding _contentEnding, _previousEnding;

    /// <summary>A dot went that some servers take for the end.</summary>
    private bool _ambiguousEnd;

    /// <summary>The server gave its verdict before the final dot; <see cref="_lateTwin"/>: the dot has gone since, and some servers answer
    /// again.</summary>
    private bool _earlyVerdict, _lateTwin;

    /// <summary>A line of the client, complete, without its line end.</summary>
    /// <param name="at">When it was complete.</param>
    /// <param name="text">Its octets; for BDAT, cut where the chunk ends.</param>
    /// <param name="ending">How it ended on the wire; None for a source that has no wire's line ends, such as a saved text.</param>
    /// <param name="cut">Octets of an over-long line that were dropped behind <paramref name="text"/> (<see cref="LineSplitter.CutOctets"/>).</param>
    public DialogueLine ClientLine(DateTimeOffset at, ReadOnlySpan<byte> text, LineEnding ending, long cut = 0)
    {
        if (ContentOctetsDue > 0)
            return ChunkLine(at, text, ending, cut);
        if (_content || _blindContent)
            return DataLine(at, text, ending, cut);
        return Awaited == Speaker.Credential ? CredentialLine(at, text, ending, cut) : CommandLine(at, text, ending, cut);
    }

    private DialogueLine CommandLine(DateTimeOffset at, ReadOnlySpan<byte> text, LineEnding ending, long cut)
    {
        var command = SmtpCommand.Parse(text);
        var oddities = LineOctets.Check(text, ending, LineOctets.Limit(command.Verb, _offered), cut) | TooEarly();
        var entry = new PendingCommand { Verb = command.Verb, SentAt = at, Empty = command.IsEmpty };
        var speaker = Speaker.Client;
        _lateTwin = false;
        switch (command.Verb)
        {
            case SmtpVerb.Mail or SmtpVerb.Send or SmtpVerb.Soml or SmtpVerb.Saml:
                entry.Transaction = Begin(at, command);
                break;
            case SmtpVerb.Rcpt when TransactionUnderWay is { } transaction:
                entry.Transaction = transaction;
                entry.Ordinal = transaction.AddRecipient(Text(command.Path));
                break;
            case SmtpVerb.Data:
                entry.Transaction = TransactionUnderWay;
                _blindContent = true;
                _contentEnding = _previousEnding = ending;
                _ambiguousEnd = _earlyVerdict = false;
                break;
            case SmtpVerb.Bdat or SmtpVerb.Burl:
                entry.Transaction = TransactionUnderWay;
                entry.Last = command.IsLast;
                ContentOctetsDue = command.ChunkSize ?? 0;
                if (entry.Transaction is { } chunked)
                {
                    entry.Ordinal = ++chunked.Chunks;
                    chunked.EndSent |= entry.Last && ContentOctetsDue == 0;
                }
                break;
            case SmtpVerb.Rset or SmtpVerb.Quit or SmtpVerb.XClient:
                entry.Transaction = TransactionUnderWay;
                entry.Transaction?.EndSent = true;
                break;
            case SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo:
                entry.Transaction = TransactionUnderWay;
                entry.Transaction?.EndSent = true;
                entry.Argument = Text(command.Argument);
                break;
            case SmtpVerb.Auth:
                _credentialsDue = AuthSteps.LinesDue(command);
                speaker = SecretMask.SecretStart(Speaker.Client, text) >= 0 ? Speaker.Credential : Speaker.Client;
                break;
        }
        _queue.Enqueue(entry);
        _stateIsOld = true;
        return new DialogueLine(speaker, command.Verb, 0, default, ReplyPosition.None, oddities, 0, entry.Ordinal);
    }

    /// <summary>The transaction to which a command sent now belongs; null where MAIL was not sent, was refused, or the end is on its way.</summary>
    private MailTransaction? TransactionUnderWay => _transaction is { End: TransactionEnd.None, EndSent: false } ? _transaction : null;

    private MailTransaction Begin(DateTimeOffset at, in SmtpCommand command)
    {
        long? size = null;
        var binary = false;
        foreach (var parameter in command.Parameters)
        {
            if (parameter.Is("SIZE") && long.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var octets))
                size = octets;
            binary |= parameter.Is("BODY") && Ascii.EqualsIgnoreCase(parameter.Value, "BINARYMIME");
        }
        var begun = new MailTransaction { ReversePath = Text(command.Path), StartedAt = at, DeclaredSize = size, Binary = binary };
        // A MAIL inside a transaction is refused by the rules (RFC 5321 4.1.4); only a reply that takes it makes it the transaction.
        if (TransactionUnderWay is null)
            Replace(begun, at);
        return begun;
    }

    private void Replace(MailTransaction begun, DateTimeOffset at)
    {
        // One whose end is on its way is finished by the reply to that, which a group may leave outstanding (RFC 2920 3.1).
        if (_transaction is { EndSent: false } abandoned)
            abandoned.Finish(TransactionEnd.Abandoned, at);
        _transaction = begun;
        _times.BeginTransaction();
    }

    private DialogueLine DataLine(DateTimeOffset at, ReadOnlySpan<byte> text, LineEnding ending, long cut)
    {
        var stuffed = text.Length > 0 && text[0] == (byte)'.';
        var oddities = LineOctets.Check(text, ending, LineOctets.TextLine + (stuffed ? 1 : 0), cut);
        var early = _blindContent ? LineOddities.TooEarly : LineOddities.None;
        var ends = false;
        if (stuffed && text.TrimEnd("\r\0"u8).Length == 1)
        {
            ends = text.Length == 1 && Agrees(_previousEnding) && Agrees(ending);
            if (!ends || ending is LineEnding.Lf or LineEnding.Cr)
                oddities |= LineOddities.AmbiguousEnd;
        }
        _previousEnding = ending;
        if (ends)
            return EndOfData(at, oddities | early);
        _ambiguousEnd |= (oddities & LineOddities.AmbiguousEnd) != 0;
        if (_transaction is { } transaction)
        {
            transaction.ContentOctets += LineOctets.OnWire(text, ending, cut) - (stuffed ? 1 : 0);
            transaction.ContentLines++;
        }
        if (_blindContent)
            EnqueueBlind(PendingKind.BlindContent, at, text);
        return new DialogueLine(Speaker.Content, SmtpVerb.None, 0, default, ReplyPosition.None, oddities | early, 0, 0);
    }

    /// <summary>Only the line end with which DATA itself was understood may end the data, before and behind the dot.</summary>
    private bool Agrees(LineEnding ending) => ending == _contentEnding || ending == LineEnding.None || _contentEnding == LineEnding.None;

    private DialogueLine EndOfData(DateTimeOffset at, LineOddities oddities)
    {
        if (_blindContent)
            _queue.Enqueue(new PendingCommand { Kind = PendingKind.BlindEnd, Verb = SmtpVerb.Unknown, SentAt = at });
        else if (_earlyVerdict)
            _transaction?.Finish(TransactionEnd.Answered, at);
        else
            _queue.Enqueue(new PendingCommand { Verb = SmtpVerb.DataEnd, SentAt = at, Transaction = _transaction });
        _lateTwin = _earlyVerdict;
        _transaction?.EndSent = true;
        _content = _blindContent = _earlyVerdict = false;
        _stateIsOld = true;
        return new DialogueLine(Speaker.Client, SmtpVerb.DataEnd, 0, default, ReplyPosition.None, oddities, 0, 0);
    }

    private DialogueLine ChunkLine(DateTimeOffset at, ReadOnlySpan<byte> text, LineEnding ending, long cut)
    {
        var octets = Math.Min(LineOctets.OnWire(text, ending, cut), ContentOctetsDue);
        ContentOctetsDue -= octets;
        if (_transaction is { } transaction)
        {
            transaction.ContentOctets += octets;
            transaction.ContentLines++;
        }
        if (!Offered("CHUNKING"))
            EnqueueBlind(PendingKind.BlindContent, at, text);
        _abridged = ending == LineEnding.None && ContentOctetsDue > 0;
        if (ContentOctetsDue == 0)
            ChunkIsComplete(at);
        var oddities = _transaction is { Binary: true } ? LineOddities.None : LineOctets.Check(text, ending, LineOctets.TextLine, cut);
        return new DialogueLine(Speaker.Content, SmtpVerb.None, 0, default, ReplyPosition.None, oddities, 0, 0);
    }

    /// <summary>The wait for BDAT's reply begins with the chunk's last octet.</summary>
    private void ChunkIsComplete(DateTimeOffset at)
    {
        _stateIsOld = true;
        for (var i = _queue.Count - 1; i >= 0; i--)
            if (_queue[i] is { Verb: SmtpVerb.Bdat } chunk)
            {
                chunk.SentAt = at;
                chunk.Transaction?.EndSent |= chunk.Last;
                _queue[i] = chunk;
                return;
            }
    }

    private DialogueLine CredentialLine(DateTimeOffset at, ReadOnlySpan<byte> text, LineEnding ending, long cut)
    {
        var oddities = LineOctets.Check(text, ending, LineOctets.AuthLine, cut) | TooEarly();
        if (_challengeOpen)
            _queue.Enqueue(new PendingCommand { Verb = SmtpVerb.Auth, SentAt = at });
        else
            EnqueueBlind(PendingKind.BlindCredential, at, text);
        _challengeOpen = false;
        var cancel = SecretMask.IsCancel(text);
        _credentialsDue = cancel ? 0 : Math.Max(0, _credentialsDue - 1);
        _stateIsOld = true;
        return new DialogueLine(cancel ? Speaker.Client : Speaker.Credential, SmtpVerb.Auth, 0, default, ReplyPosition.None, oddities, 0, 0);
    }

    private void EnqueueBlind(PendingKind kind, DateTimeOffset at, ReadOnlySpan<byte> text)
    {
        var command = SmtpCommand.Parse(text);
        _queue.Enqueue(new PendingCommand { Kind = kind, Verb = command.Verb, SentAt = at, Empty = command.IsEmpty });
    }

    /// <summary>RFC 2920 3.1: a group goes out whole only with PIPELINING, and some commands only as its last.</summary>
    private LineOddities TooEarly()
    {
        var pipelining = Offered("PIPELINING");
        for (var i = 0; i < _queue.Count; i++)
            if (_queue[i] is { Kind: not PendingKind.BlindContent, Empty: false } waiting && !(pipelining && waiting.Verb.MayBeFollowed()))
                return LineOddities.TooEarly;
        return LineOddities.None;
    }

    private bool Offered(string keyword) => _offered is not null && _offered.Offers(keyword);

    private void ForgetLines()
    {
        _content = _blindContent = _challengeOpen = _inAuth = _ambiguousEnd = _earlyVerdict = _lateTwin = false;
        _credentialsDue = 0;
        ContentOctetsDue = 0;
    }

    private static string Text(ReadOnlySpan<byte> octets) => Encoding.UTF8.GetString(octets[..Math.Min(octets.Length, MaxTextKept)]);
}
