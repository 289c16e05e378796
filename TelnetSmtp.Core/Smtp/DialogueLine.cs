// One line of an SMTP dialogue and what it is: who said it, which command it belongs to, its code. Facts only, no prose (see ReplyDecoder).
namespace TelnetSmtp.Core.Smtp;

/// <summary>Who a line comes from. Content is message data, Credential an answer to a 334 (or a line with an initial response), Note no
/// part of the dialogue. The line that ends the message is the Client's, as is the <c>*</c> that cancels AUTH.</summary>
public enum Speaker : byte
{
    Note, Server, Client, Content, Credential,
}

/// <summary>How a line ended on the wire.</summary>
public enum LineEnding : byte
{
    /// <summary>Not at all: the stream ended, or the source has no line ends.</summary>
    None, CrLf, Lf, Cr,
}

/// <summary>Where a server line stands in its reply (RFC 5321 4.2.1).</summary>
public enum ReplyPosition : byte
{
    None, Only, First, Middle, Last,
}

/// <summary>The first digit's meaning (RFC 5321 4.2.1).</summary>
public enum ReplyClass : byte
{
    Unknown, Success, Intermediate, Transient, Permanent,
}

/// <summary>Oddities of a line, shown as remarks. Flags combine.</summary>
[Flags]
public enum LineOddities : ushort
{
    None = 0,
    /// <summary>A server line that is no reply at all (no three digits).</summary>
    NotAReply = 1,
    /// <summary>No command was waiting for this reply (421 excepted).</summary>
    Unsolicited = 2,
    /// <summary>Another code than the reply's first line.</summary>
    MixedCodes = 4,
    /// <summary>The three digits alone, without space or text.</summary>
    BareCode = 8,
    /// <summary>Ended by LF alone.</summary>
    BareLf = 16,
    /// <summary>Contains or ends in CR alone.</summary>
    BareCr = 32,
    /// <summary>Longer than RFC 5321 4.5.3.1 allows.</summary>
    TooLong = 64,
    /// <summary>Control characters or invalid UTF-8.</summary>
    ControlCharacters = 128,
    /// <summary>The enhanced code's class differs from the first digit.</summary>
    EnhancedMismatch = 256,
    /// <summary>The client sent before the reply to the command before, without PIPELINING.</summary>
    TooEarly = 512,
    /// <summary>A line that some servers take for the end of the message and others do not (SMTP smuggling).</summary>
    AmbiguousEnd = 1024,
    /// <summary>The command that this reply answers was not seen: it is inferred from the reply.</summary>
    CommandInferred = 2048,
}

/// <summary>An enhanced status code (RFC 3463); <c>default</c> is none.</summary>
public readonly record struct EnhancedStatus(byte Class, ushort Subject, ushort Detail)
{
    public bool IsNone => Class == 0;

    /// <summary><c>5.1.1</c>, or empty for none.</summary>
    public override string ToString() => IsNone ? "" : $"{Class}.{Subject}.{Detail}";
}

/// <summary>One line's facts. For a client line <see cref="Verb"/> is its command (DataEnd for the line that ends the message, Auth for
/// credentials, Unknown for garbage and for an empty line), for a server line the command that it answers; None for message data and for a
/// server line that answers nothing.</summary>
/// <param name="Speaker">Who said it.</param>
/// <param name="Verb">See above.</param>
/// <param name="Code">Reply code, 0 where there is none.</param>
/// <param name="Enhanced">Enhanced status code, <c>default</c> where there is none.</param>
/// <param name="Position">Where the line stands in its reply.</param>
/// <param name="Oddities">What is odd about it.</param>
/// <param name="TextStart">Offset in bytes of the words behind code and enhanced code.</param>
/// <param name="Ordinal">Which of the commands of this verb in the transaction it belongs to, from 1: the second RCPT, the second BDAT: 2;
/// for a reply to the message in LMTP, which of the accepted recipients it is for; 0 where that means nothing.</param>
public readonly record struct DialogueLine(Speaker Speaker, SmtpVerb Verb, short Code, EnhancedStatus Enhanced, ReplyPosition Position,
    LineOddities Oddities, int TextStart, int Ordinal)
{
    public ReplyClass Class => Code is < 200 or > 599 ? ReplyClass.Unknown : (ReplyClass)(Code / 100 - 1);

    /// <summary>The same in a record that shows nothing of the client: a command can only have been inferred, and that none was seen is not the server's fault.</summary>
    public DialogueLine WithoutClient() => this with
    {
        Oddities = Oddities & ~LineOddities.Unsolicited
            | (Position is ReplyPosition.Only or ReplyPosition.First && Verb is not (SmtpVerb.None or SmtpVerb.Connect) ? LineOddities.CommandInferred : 0),
    };
}
