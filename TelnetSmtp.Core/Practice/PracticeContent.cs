// The content of one message: takes the octets after 354 apart (dot-stuffing, the end) or those of BDAT as they are. Keeps at most the scenario's
// limit and counts the rest. RFC 5321 4.5.2 (transparency), 2.3.8 (line ends), 4.1.1.4: only CR LF . CR LF ends; servers that take less let forged
// mail through ("SMTP smuggling"), which the rule Accept shows on purpose.
using System.Buffers;

namespace TelnetSmtp.Core.Practice;

/// <summary>What the server does with LF that has no CR before it.</summary>
public enum BareLineFeeds : byte
{
    /// <summary>Taken for a line end and mended to CR LF; the message ends only by CR LF . CR LF (by LF . LF if the DATA command itself ended so).</summary>
    Normalize,
    /// <summary>Refused: 500 for a command, 550 at the end of the message.</summary>
    Reject,
    /// <summary>Taken for a line end everywhere, the end of the message included: the careless server of the smuggling attacks.</summary>
    Accept,
}

/// <summary>The message that is being received.</summary>
internal sealed class PracticeContent
{
    private readonly long _limit;
    private readonly BareLineFeeds _rule;
    private readonly bool _bareLfClient;
    private readonly ArrayBufferWriter<byte> _kept = new();
    private Step _step;
    private bool _lineBeganBare;
    private int _lineLength;

    /// <param name="limit">Octets that are kept.</param>
    /// <param name="rule">What LF alone means.</param>
    /// <param name="bareLfClient">Whether the DATA command itself ended with LF alone.</param>
    public PracticeContent(long limit, BareLineFeeds rule, bool bareLfClient = false)
    {
        (_limit, _rule) = (limit, rule);
        _bareLfClient = _lineBeganBare = bareLfClient;
    }

    private enum Step : byte
    {
        LineStart, Dot, DotReturn, Text, Return,
    }

    /// <summary>Octets of the message, kept or not.</summary>
    public long Length { get; private set; }

    public bool TooBig => Length > _limit;

    public bool HasBareLf { get; private set; }

    public int LongestLine { get; private set; }

    public ReadOnlyMemory<byte> Kept => _kept.WrittenMemory;

    /// <summary>Octets of a BDAT chunk: kept as they are.</summary>
    public void AddChunk(ReadOnlySpan<byte> octets) => Keep(octets);

    /// <summary>Takes octets after 354. True: the end was found, and <paramref name="used"/> octets belong to this message.</summary>
    public bool Add(ReadOnlySpan<byte> octets, out int used)
    {
        for (used = 0; used < octets.Length; used++)
        {
            var octet = octets[used];
            if (_step == Step.Text && octet is not ((byte)'\r' or (byte)'\n'))
            {
                var run = octets[used..].IndexOfAny((byte)'\r', (byte)'\n');
                run = run < 0 ? octets.Length - used : run;
                Keep(octets.Slice(used, run));
                _lineLength += run;
                used += run - 1;
                continue;
            }
            if (Take(octet))
            {
                used++;
                return true;
            }
        }
        return false;
    }

    private bool Take(byte octet)
    {
        switch (_step, octet)
        {
            case (Step.LineStart, (byte)'.'):
                _step = Step.Dot;
                return false;
            case (Step.Dot, (byte)'\r'):
                _step = Step.DotReturn;
                return false;
            case (Step.Dot, (byte)'\n'):
                if (_rule == BareLineFeeds.Accept || (_bareLfClient && _lineBeganBare && _rule == BareLineFeeds.Normalize))
                    return true;
                KeepText((byte)'.');
                EndLineBare();
                return false;
            case (Step.DotReturn, (byte)'\n'):
                if (_rule == BareLineFeeds.Accept || !_lineBeganBare || _bareLfClient)
                    return true;
                KeepText((byte)'.');
                EndLine();
                return false;
            case (Step.DotReturn, _):
                KeepText((byte)'.');
                KeepText((byte)'\r');
                _step = Step.Text;
                return Take(octet);
            case (Step.Return, (byte)'\n'):
                EndLine();
                return false;
            case (Step.Return, _):
                KeepText((byte)'\r');
                _step = Step.Text;
                return Take(octet);
            case (_, (byte)'\r'):
                _step = Step.Return;
                return false;
            case (_, (byte)'\n'):
                EndLineBare();
                return false;
            default:
                KeepText(octet);
                _step = Step.Text;
                return false;
        }
    }

    private void EndLine()
    {
        Keep("\r\n"u8);
        (_step, _lineBeganBare, _lineLength) = (Step.LineStart, false, 0);
    }

    private void EndLineBare()
    {
        HasBareLf = true;
        Keep(_rule == BareLineFeeds.Reject ? "\n"u8 : "\r\n"u8);
        (_step, _lineBeganBare, _lineLength) = (Step.LineStart, true, 0);
    }

    private void KeepText(byte octet)
    {
        Keep([octet]);
        _lineLength++;
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        Length += octets.Length;
        LongestLine = Math.Max(LongestLine, _lineLength + octets.Length);
        if (Length <= _limit)
            _kept.Write(octets);
    }
}
