// Reads one line of an SMTP reply: code, whether more lines follow, enhanced status code, where the words begin. Knows neither the lines
// before it nor what they answer, beyond the command given. Refuses nothing: what is no reply is said to be none. RFC 5321 4.2 and 4.2.1,
// RFC 2034 4 and 5, RFC 3463 2.
namespace TelnetSmtp.Core.Smtp;

/// <summary>One reply line.</summary>
/// <param name="Code">The three digits as a number; 0 where the line is no reply (<see cref="LineOddities.NotAReply"/>).</param>
/// <param name="Continues">Whether another line of the same reply follows (<c>-</c> behind the code).</param>
/// <param name="Enhanced">The enhanced status code, <c>default</c> for none.</param>
/// <param name="TextStart">Offset in bytes of the first word behind code and enhanced code; the line's length where there is none.</param>
/// <param name="Oddities"><see cref="LineOddities.NotAReply"/>, <see cref="LineOddities.BareCode"/>, <see
/// cref="LineOddities.EnhancedMismatch"/> or nothing.</param>
public readonly record struct SmtpReplyLine(short Code, bool Continues, EnhancedStatus Enhanced, int TextStart, LineOddities Oddities)
{
    public bool IsReply => Code != 0;
}

/// <summary>The parser. No state, no allocation.</summary>
public static class SmtpReplyParser
{
    private const int CodeDigits = 3;

    /// <summary>RFC 3463 2: subject and detail have one to three digits.</summary>
    private const int MaxSubcodeDigits = 3;

    /// <summary>Reads <paramref name="line"/>, given without its line end.</summary>
    /// <param name="line">The bytes of the line.</param>
    /// <param name="answers">The command that the reply answers, where known: greetings and the replies to HELO, EHLO and LHLO carry no enhanced code
    /// (RFC 2034 4), though servers do put one into refusals there, where it can be nothing else.</param>
    public static SmtpReplyLine Parse(ReadOnlySpan<byte> line, SmtpVerb answers = SmtpVerb.None)
    {
        if (line.Length < CodeDigits || !IsDigit(line[0]) || !IsDigit(line[1]) || !IsDigit(line[2]))
            return NoReply;
        var code = (short)((line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0'));
        if (code == 0)
            return NoReply;
        if (line.Length == CodeDigits)
            return new SmtpReplyLine(code, false, default, CodeDigits, LineOddities.BareCode);
        var separator = line[CodeDigits];
        if (separator is not ((byte)' ' or (byte)'-' or (byte)'\t'))
            return NoReply;

        var start = SkipBlanks(line, CodeDigits + 1);
        var oddities = LineOddities.None;
        var enhanced = default(EnhancedStatus);
        if (MayCarryEnhanced(code, answers) && TryEnhanced(line[start..], out enhanced, out var length))
        {
            start = SkipBlanks(line, start + length);
            if (enhanced.Class != code / 100)
                oddities = LineOddities.EnhancedMismatch;
        }
        return new SmtpReplyLine(code, separator == (byte)'-', enhanced, start, oddities);
    }

    private static SmtpReplyLine NoReply => new(0, false, default, 0, LineOddities.NotAReply);

    /// <summary>Whether a reply to this command may begin with an enhanced code (RFC 2034 4).</summary>
    internal static bool MayCarryEnhanced(short code, SmtpVerb answers) =>
        code >= 400 || answers is not (SmtpVerb.Connect or SmtpVerb.Helo or SmtpVerb.Ehlo or SmtpVerb.Lhlo or SmtpVerb.XClient);

    /// <summary><c>class "." subject "." detail</c> and then a blank or the end; a name such as <c>2address.org</c> or a version such as
    /// <c>4.94.2-1</c> is none.</summary>
    private static bool TryEnhanced(ReadOnlySpan<byte> text, out EnhancedStatus enhanced, out int length)
    {
        enhanced = default;
        length = 0;
        if (text.Length < 5 || text[0] is not ((byte)'2' or (byte)'4' or (byte)'5') || text[1] != (byte)'.')
            return false;
        // What nearly all are: one digit each.
        if (IsDigit(text[2]) && text[3] == (byte)'.' && IsDigit(text[4]) && (text.Length == 5 || text[5] is (byte)' ' or (byte)'\t'))
        {
            enhanced = new EnhancedStatus((byte)(text[0] - '0'), (ushort)(text[2] - '0'), (ushort)(text[4] - '0'));
            length = 5;
            return true;
        }
        var at = 2;
        if (!TrySubcode(text, ref at, out var subject) || at >= text.Length || text[at++] != (byte)'.' || !TrySubcode(text, ref at, out var detail))
            return false;
        if (at < text.Length && text[at] is not ((byte)' ' or (byte)'\t'))
            return false;
        enhanced = new EnhancedStatus((byte)(text[0] - '0'), subject, detail);
        length = at;
        return true;
    }

    /// <summary>One to three digits without leading zeros (RFC 3463 2).</summary>
    private static bool TrySubcode(ReadOnlySpan<byte> text, ref int at, out ushort value)
    {
        value = 0;
        var first = at;
        while (at < text.Length && at - first <= MaxSubcodeDigits && IsDigit(text[at]))
            value = (ushort)(value * 10 + (text[at++] - '0'));
        var digits = at - first;
        return digits is > 0 and <= MaxSubcodeDigits && (digits == 1 || text[first] != (byte)'0');
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
            at++;
        return at;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;
}
