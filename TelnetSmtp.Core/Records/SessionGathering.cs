// What is kept of a session while it is being read: the peer, the names and addresses by which it is searched, the codes that were seen. Bounded. Lives until
// the session is over, then SessionIndex keeps the bytes.
using System.Buffers;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>One session's facts, growing.</summary>
internal sealed class SessionGathering
{
    /// <summary>Octets of names and addresses that are kept of a session: HELO name, sender, and a handful of recipients. A hundred thousand sessions stay below 30 MB.</summary>
    public const int MaxText = 240;

    /// <summary>Different reply codes that are kept: hardly any session has more.</summary>
    public const int MaxCodes = 12;

    private readonly ArrayBufferWriter<byte> _text = new(96);
    private readonly List<short> _codes = new(6);

    /// <summary>With whom; null while unknown.</summary>
    public string? Peer { get; private set; }

    /// <summary>The names and addresses.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>The codes.</summary>
    public IReadOnlyList<short> Codes => _codes;

    /// <summary>Takes a line of the session.</summary>
    public void Line(in RecordEntry entry)
    {
        var fact = entry.Fact;
        switch (fact.Speaker)
        {
            case Speaker.Server:
                if (fact.Code != 0 && fact.Position is ReplyPosition.Only or ReplyPosition.First && _codes.Count < MaxCodes && !_codes.Contains(fact.Code)) _codes.Add(fact.Code);
                break;
            case Speaker.Client when fact.Verb is SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo or SmtpVerb.Mail or SmtpVerb.Rcpt:
                Keep(Argument(entry.Text));
                break;
            case Speaker.Note when Peer is null:
                Peer = RecordPeer.OfNote(entry.Text);
                break;
        }
    }

    private void Keep(ReadOnlySpan<byte> words)
    {
        if (words.IsEmpty || words.Length + 1 > MaxText - _text.WrittenCount) return;
        if (_text.WrittenCount > 0) _text.Write(" "u8);
        _text.Write(words);
    }

    /// <summary>The address within brackets, else the word behind the verb.</summary>
    private static ReadOnlySpan<byte> Argument(ReadOnlySpan<byte> command)
    {
        var open = command.IndexOf((byte)'<');
        if (open >= 0 && command[open..].IndexOf((byte)'>') is > 0 and var close) return command[(open + 1)..(open + close)];
        var blank = command.IndexOf((byte)' ');
        return blank < 0 ? [] : command[(blank + 1)..].Trim((byte)' ');
    }
}
