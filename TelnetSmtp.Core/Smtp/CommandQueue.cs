// The commands that wait for their replies, oldest first: replies come in order, one a command (RFC 2920 3.1), or one a recipient in LMTP
// (RFC 2033 4.2). Lines sent blindly, before the reply that decides what they are, wait in it too. Bounded; refuses to interpret replies.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What a waiting line is.</summary>
internal enum PendingKind : byte
{
    /// <summary>A command: a reply is due.</summary>
    Command,
    /// <summary>Sent after DATA or BDAT and before its reply: message data where that is taken, a command where it is refused.</summary>
    BlindContent,
    /// <summary>The same, a lone dot.</summary>
    BlindEnd,
    /// <summary>Sent after AUTH and before its reply: an answer where a challenge comes, a command otherwise.</summary>
    BlindCredential,
}

/// <summary>One entry.</summary>
internal struct PendingCommand
{
    internal PendingKind Kind;

    /// <summary>The command; for a blind line, what it is if it turns out to be one.</summary>
    internal SmtpVerb Verb;

    /// <summary>How many lines of the same kind stand here in a row.</summary>
    internal int Count;

    internal int Ordinal;

    /// <summary>BDAT or BURL with LAST: its reply is the message's.</summary>
    internal bool Last;

    /// <summary>A line without a word; not every server answers it.</summary>
    internal bool Empty;

    /// <summary>Replies that are due in all, once the first has come; 0 before that. More than one in LMTP, and after a 353 (PRDR).</summary>
    internal int RepliesDue;

    internal int RepliesSeen;

    internal DateTimeOffset SentAt;

    internal MailTransaction? Transaction;

    /// <summary>The path of MAIL, the mechanism of AUTH, the name of EHLO; else null.</summary>
    internal string? Argument;
}

/// <summary>The queue.</summary>
internal sealed class CommandQueue
{
    /// <summary>Entries kept: a pipelined group of RFC 5321's hundred recipients ten times over. Behind it only the number of lines is
    /// kept, not what they were.</summary>
    internal const int MaxEntries = 1024;

    private readonly List<PendingCommand> _entries = [];
    private int _head;

    internal bool IsEmpty => _head == _entries.Count;

    internal int Count => _entries.Count - _head;

    internal PendingCommand this[int index]
    {
        get => _entries[_head + index];
        set => _entries[_head + index] = value;
    }

    private PendingCommand Newest => _entries[^1];

    internal void Enqueue(PendingCommand entry)
    {
        entry.Count = 1;
        // Message data sent blindly leaves half of the room to what follows it, its end above all.
        if (Count >= MaxEntries || entry.Kind == PendingKind.BlindContent && Count >= MaxEntries / 2)
            entry = new PendingCommand { Kind = entry.Kind, Verb = SmtpVerb.Unknown, Count = 1, SentAt = entry.SentAt };
        if (!IsEmpty && Newest is var last && last.Kind == entry.Kind && last.Verb == SmtpVerb.Unknown && entry.Verb == SmtpVerb.Unknown
            && last.Empty == entry.Empty && entry.Kind is PendingKind.Command or PendingKind.BlindContent && last.Count < int.MaxValue)
        {
            last.Count++;
            _entries[^1] = last;
        }
        else if (Count <= MaxEntries)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>Takes one line off the head.</summary>
    internal void Dequeue()
    {
        var head = _entries[_head];
        if (head.Count > 1)
        {
            head.Count--;
            _entries[_head] = head;
            return;
        }
        _entries[_head] = default;
        if (++_head == _entries.Count)
            Clear();
        else if (_head > MaxEntries)
            Compact();
    }

    internal void RemoveAt(int index) => _entries.RemoveAt(_head + index);

    internal void Clear()
    {
        _entries.Clear();
        _head = 0;
    }

    private void Compact()
    {
        _entries.RemoveRange(0, _head);
        _head = 0;
    }

    /// <summary>The commands that wait, without blind and empty lines.</summary>
    internal ImmutableArray<SmtpVerb> Verbs()
    {
        var verbs = ImmutableArray.CreateBuilder<SmtpVerb>();
        for (var i = _head; i < _entries.Count; i++)
            for (var n = 0; _entries[i] is { Kind: PendingKind.Command, Empty: false } && n < _entries[i].Count && verbs.Count < MaxEntries; n++)
                verbs.Add(_entries[i].Verb);
        return verbs.DrainToImmutable();
    }
}
