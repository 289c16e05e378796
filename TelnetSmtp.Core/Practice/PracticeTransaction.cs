// One mail transaction: MAIL, RCPT, the content, and what becomes of it (RFC 5321 3.3, 4.1.1.2–4.1.1.4; 1870 SIZE; 3030 BDAT; 3461 DSN; 6531 SMTPUTF8).
// Answers and keeps; refuses to know the order of commands (PracticeStates) and never relays.
using System.Globalization;

namespace TelnetSmtp.Core.Practice;

internal sealed class PracticeTransaction(PracticeSession session)
{
    private readonly List<PracticeRecipient> _recipients = [];
    private PracticeAddress _sender;
    private MailParameters _parameters = new();
    private PracticeContent? _content;
    private MagicAddress _magicAtEnd;
    private bool _chunked;

    /// <summary>Whether any RCPT was refused: DATA without recipients then has another reason (RFC 5321 3.3).</summary>
    public bool AnyRefused { get; private set; }

    /// <summary>Whether a chunk failed: all that follow fail until RSET (RFC 3030 2).</summary>
    public bool ChunkFailed { get; private set; }

    public IReadOnlyList<PracticeRecipient> Recipients => _recipients;

    public void Reset()
    {
        _recipients.Clear();
        _content = null;
        _magicAtEnd = default;
        (AnyRefused, ChunkFailed, _chunked) = (false, false, false);
    }

    public PracticeReply Mail(PracticePath path)
    {
        var scenario = session.Scenario;
        if (path.Form == PathForm.NoKeyword || (path.Form == PathForm.Loose && scenario.StrictPaths))
            return session.Say(Phrase.SyntaxMail, ("argument", path.Written));
        if (path.Form == PathForm.BadAddress || (path.Address.Domain.Length == 0 && !path.Address.IsNull))
            return session.Say(Phrase.BadSender, ("argument", path.Written));
        if (PracticeParameters.ReadMail(path.Parameters, session.Offers, out var fault) is not { } parameters)
            return session.Say(fault.Known ? Phrase.BadParameter : Phrase.UnknownParameter, ("parameter", fault.Text));
        if (!path.Address.IsAscii && !parameters.SmtpUtf8)
            return session.Say(Phrase.NonAscii, ("argument", path.Written));
        if (parameters.Size > scenario.Limits.Message)
            return TooBig(scenario.Limits.Message);
        if (scenario.Rate is { } rate && session.Store.RateWait(session.Client.ToString(), session.Now, rate) is { } wait)
            return session.Say(Phrase.RateLimited, ("seconds", Seconds(wait)));
        if (Magic(path.Address) is { } refusal)
            return refusal;
        Reset();
        (_sender, _parameters) = (path.Address, parameters);
        return session.Say(Phrase.SenderOk, ("address", _sender.ToString()));
    }

    public PracticeReply Rcpt(PracticePath path)
    {
        var reply = JudgeRecipient(path);
        AnyRefused |= reply.IsError;
        return reply;
    }

    private PracticeReply JudgeRecipient(PracticePath path)
    {
        var scenario = session.Scenario;
        if (path.Form == PathForm.NoKeyword || (path.Form == PathForm.Loose && scenario.StrictPaths))
            return session.Say(Phrase.SyntaxRcpt, ("argument", path.Written));
        if (path.Form == PathForm.BadAddress || path.Address.IsNull)
            return session.Say(Phrase.BadRecipient, ("argument", path.Written));
        if (PracticeParameters.ReadRcpt(path.Parameters, session.Offers, out var fault) is not { } parameters)
            return session.Say(fault.Known ? Phrase.BadParameter : Phrase.UnknownParameter, ("parameter", fault.Text));
        if (!path.Address.IsAscii && !_parameters.SmtpUtf8)
            return session.Say(Phrase.NonAscii, ("argument", path.Written));
        if (_recipients.Count >= scenario.Limits.Recipients)
            return session.Say(Phrase.TooManyRecipients, ("limit", Number(scenario.Limits.Recipients)));
        if (Magic(path.Address) is { } refusal)
            return refusal;
        return JudgeMailbox(path.Address, parameters);
    }

    private PracticeReply JudgeMailbox(PracticeAddress address, RcptParameters parameters)
    {
        var scenario = session.Scenario;
        var written = ("address", address.ToString());
        PracticeMailbox? box = null;
        var isMagic = !scenario.IgnoreMagicAddresses && MagicAddress.TryRead(address, out _);
        if (session.Mailboxes.IsLocal(address))
        {
            box = session.Mailboxes.Find(address) ?? (isMagic ? new PracticeMailbox { Address = address.ToString() } : null);
            if (box is null)
                return session.Say(Phrase.UserUnknown, written);
        }
        else if (!isMagic && (session.User is null || !scenario.Auth.MayRelay))
            return session.Say(Phrase.RelayDenied, written);

        var forward = ("forward", box?.ForwardTo ?? "");
        switch (box?.State)
        {
            case MailboxState.Full:
                return session.Say(Phrase.MailboxFull, written);
            case MailboxState.Disabled:
                return session.Say(Phrase.MailboxDisabled, written);
            case MailboxState.Moved:
                return session.Say(Phrase.MailboxMoved, written, forward);
        }
        if (box is { MessageLimit: > 0 } && _parameters.Size > box.MessageLimit)
            return TooBig(box.MessageLimit);
        if (box is { Quota: > 0 } && session.Store.OctetsIn(box.Address) + (_parameters.Size ?? 1) > box.Quota)
            return session.Say(Phrase.MailboxFull, written);
        if (scenario.Greylist is { } greylist)
        {
            var track = $"{session.Client}\n{_sender}\n{address}".ToUpperInvariant();
            if (session.Store.GreylistWait(track, session.Now, TimeSpan.FromSeconds(greylist.Seconds)) is { } wait)
                return session.Say(Phrase.Greylisted, written, ("seconds", Seconds(wait)));
        }
        _recipients.Add(new(address.ToString(), parameters, box));
        return box?.State == MailboxState.Forwards ? session.Say(Phrase.RecipientForwarded, written, forward) : session.Say(Phrase.RecipientOk, written);
    }

    /// <summary>DATA: 354, or why not.</summary>
    /// <param name="bareLf">Whether the command line ended with LF alone: such a client may end its message so too.</param>
    public PracticeReply BeginData(bool bareLf)
    {
        if (_parameters.Body == BodyType.BinaryMime)
            return session.Say(Phrase.NeedBdat);
        _content = new PracticeContent(session.Scenario.Limits.Message, session.Scenario.BareLineFeeds, bareLf);
        return session.Say(Phrase.DataStart);
    }

    /// <summary>Octets after 354; true at the end of the message.</summary>
    public bool AddData(ReadOnlySpan<byte> octets, out int used) => _content!.Add(octets, out used);

    /// <summary>Octets of a BDAT chunk.</summary>
    public void AddChunk(ReadOnlySpan<byte> octets)
    {
        _chunked = true;
        (_content ??= new PracticeContent(session.Scenario.Limits.Message, BareLineFeeds.Accept)).AddChunk(octets);
    }

    /// <summary>A chunk that is not the last is complete.</summary>
    public PracticeReply EndChunk(long octets)
    {
        ChunkFailed = _content is { TooBig: true };
        return ChunkFailed ? TooBig(session.Scenario.Limits.Message) : session.Say(Phrase.ChunkOk, ("octets", Number(octets)));
    }

    /// <summary>The whole message is here: take it, or say why not. What was kept is added to <paramref name="kept"/>, reports included.</summary>
    public PracticeReply End(List<PracticeMessage> kept)
    {
        var content = _content ?? new PracticeContent(session.Scenario.Limits.Message, BareLineFeeds.Accept);
        var reply = JudgeContent(content) ?? Take(content, kept);
        Reset();
        return reply;
    }

    private PracticeReply? JudgeContent(PracticeContent content)
    {
        var limits = session.Scenario.Limits;
        if (content.TooBig)
            return TooBig(limits.Message);
        if (!_chunked && content.HasBareLf && session.Scenario.BareLineFeeds == BareLineFeeds.Reject)
            return session.Say(Phrase.BareLf, ("code", "550"));
        if (!_chunked && limits.TextLine > 0 && content.LongestLine > limits.TextLine)
            return session.Say(Phrase.TextLineTooLong, ("limit", Number(limits.TextLine)));
        foreach (var box in _recipients.Select(r => r.Mailbox).OfType<PracticeMailbox>())
        {
            if (box.MessageLimit > 0 && content.Length > box.MessageLimit)
                return TooBig(box.MessageLimit);
            if (box.Quota > 0 && session.Store.OctetsIn(box.Address) + content.Length > box.Quota)
                return session.Say(Phrase.MailboxFull, ("address", box.Address));
        }
        return _magicAtEnd.Code > 0 ? MagicReply(_magicAtEnd) : null;
    }

    private PracticeReply Take(PracticeContent content, List<PracticeMessage> kept)
    {
        var id = session.Store.NewId();
        var message = new PracticeMessage
        {
            Id = id,
            At = session.Now,
            Client = session.Client,
            Helo = session.Helo,
            Tls = session.Tls,
            User = session.User,
            Sender = _sender.ToString(),
            Parameters = _parameters,
            Recipients = [.. _recipients],
            Content = content.Kept,
        };
        kept.Add(message);
        kept.AddRange(PracticeReports.For(message, session.Scenario.Host, session.Store));
        foreach (var one in kept)
            session.Store.Add(one);
        if (session.Scenario.Rate is not null)
            session.Store.CountRate(session.Client.ToString(), session.Now);
        var messageId = MessageHeader.MessageId(content.Kept.Span) ?? $"{session.Store.NewGuid()}@{session.Scenario.Host}";
        return session.Say(Phrase.Queued, ("id", id), ("messageId", messageId), ("internalId", Number(session.Store.NewNumber())));
    }

    private PracticeReply? Magic(PracticeAddress address)
    {
        if (session.Scenario.IgnoreMagicAddresses || !MagicAddress.TryRead(address, out var magic) || magic.Code == 0)
            return null;
        if (!magic.AtEnd)
            return MagicReply(magic);
        _magicAtEnd = magic;
        return null;
    }

    private PracticeReply MagicReply(MagicAddress magic) =>
        session.Say(Phrase.MagicReply, ("code", Number(magic.Code)), ("enhanced", magic.Enhanced));

    private PracticeReply TooBig(long limit) => session.Say(Phrase.MessageTooBig, ("limit", Number(limit)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => Number((long)Math.Ceiling(time.TotalSeconds));
}
