// One mail transaction as it grows: envelope, recipients with verdicts, size, outcome. Bounded; filled by SmtpDialogue, read out by
// TransactionSummary. RFC 5321 3.3.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The growing transaction.</summary>
internal sealed class MailTransaction
{
    /// <summary>Recipients kept: ten times what RFC 5321 4.5.3.1.8 asks servers to take, and Postfix' own limit. Those behind are only
    /// counted.</summary>
    internal const int MaxRecipients = 1000;

    private readonly List<RecipientVerdict> _recipients = [];
    private readonly List<Recipient> _shown = [];
    private ImmutableArray<Recipient> _snapshot = [];
    private bool _changed;

    internal string ReversePath { get; init; } = "";

    internal DateTimeOffset StartedAt { get; init; }

    internal long? DeclaredSize { get; init; }

    /// <summary>BODY=BINARYMIME: line ends and lengths mean nothing (RFC 3030 3).</summary>
    internal bool Binary { get; init; }

    internal short MailCode { get; set; }

    /// <summary>RCPT commands sent.</summary>
    internal int RcptCommands { get; private set; }

    internal int Accepted { get; private set; }

    internal int Refused { get; private set; }

    internal int Chunks { get; set; }

    internal long ContentOctets { get; set; }

    internal long ContentLines { get; set; }

    /// <summary>The end of it is on its way: final dot, LAST chunk, RSET, EHLO or QUIT sent.</summary>
    internal bool EndSent { get; set; }

    /// <summary>A chunk was refused: only RSET helps (RFC 3030 2).</summary>
    internal bool ChunkRefused { get; set; }

    internal short DataCode { get; set; }

    internal TransactionEnd End { get; set; }

    internal DateTimeOffset? EndedAt { get; set; }

    /// <summary>The reply that decided: to the message where there was one, else to the last command refused.</summary>
    internal SmtpVerb DecidedBy { get; private set; }

    internal short DecidingCode { get; private set; }

    internal EnhancedStatus DecidingEnhanced { get; private set; }

    internal string? QueueId { get; set; }

    /// <summary>LMTP: recipients for whom the message was taken, and those for whom it was not.</summary>
    internal int Delivered { get; private set; }

    internal int DeliveriesRefused { get; private set; }

    internal bool IsOpen => MailCode is >= 200 and < 300 && End == TransactionEnd.None;

    internal ImmutableArray<Recipient> Recipients
    {
        get
        {
            if (_changed)
                _snapshot = [.. _shown];
            _changed = false;
            return _snapshot;
        }
    }

    internal ImmutableArray<RecipientVerdict> Verdicts => [.. _recipients];

    /// <summary>Notes an RCPT; gives its ordinal, from 1.</summary>
    internal int AddRecipient(string forwardPath)
    {
        if (_recipients.Count < MaxRecipients)
        {
            _recipients.Add(new RecipientVerdict(forwardPath, 0, default, 0, default));
            _shown.Add(new Recipient(forwardPath, 0, default));
            _changed = true;
        }
        return ++RcptCommands;
    }

    internal void Answer(int ordinal, short code, EnhancedStatus enhanced)
    {
        if (code is >= 200 and < 300)
            Accepted++;
        else
            Refused++;
        if (ordinal < 1 || ordinal > _recipients.Count)
            return;
        _recipients[ordinal - 1] = _recipients[ordinal - 1] with { Code = code, Enhanced = enhanced };
        _shown[ordinal - 1] = _shown[ordinal - 1] with { Code = code, Enhanced = enhanced };
        _changed = true;
    }

    /// <summary>LMTP: the reply for the <paramref name="nth"/> accepted recipient, from 1, after the message (RFC 2033 4.2).</summary>
    internal void Deliver(int nth, short code, EnhancedStatus enhanced)
    {
        if (code is >= 200 and < 300)
            Delivered++;
        else
            DeliveriesRefused++;
        for (var i = 0; i < _recipients.Count; i++)
            if (_recipients[i].Accepted && --nth == 0)
            {
                _recipients[i] = _recipients[i] with { DeliveryCode = code, DeliveryEnhanced = enhanced };
                return;
            }
    }

    /// <summary>Notes the reply that decides so far; nothing where the transaction is over (replies to commands that were pipelined
    /// behind).</summary>
    internal void Decide(SmtpVerb by, short code, EnhancedStatus enhanced)
    {
        if (End != TransactionEnd.None)
            return;
        DecidedBy = by;
        DecidingCode = code;
        DecidingEnhanced = enhanced;
    }

    internal void Finish(TransactionEnd end, DateTimeOffset at)
    {
        if (End != TransactionEnd.None)
            return;
        End = end;
        EndedAt = at;
    }
}

/// <summary>How a transaction came to its end.</summary>
internal enum TransactionEnd : byte
{
    /// <summary>It has not.</summary>
    None,
    /// <summary>The server answered MAIL with a refusal.</summary>
    NotBegun,
    /// <summary>The server answered the message.</summary>
    Answered,
    /// <summary>RSET, EHLO, QUIT or the like.</summary>
    Abandoned,
    /// <summary>The connection went, or 421.</summary>
    Broken,
}
