// What a format is: a name, a way to recognise it by one line, and a reader that says of each line who spoke, in which session, when. A reader knows its
// tool's marks only; which command a reply answers, what is content and what is secret is found by RecordSession with SmtpDialogue.
namespace TelnetSmtp.Core.Records;

/// <summary>Who a line comes from, as far as the tool's marks tell.</summary>
internal enum Origin : byte
{
    /// <summary>The recording tool.</summary>
    Note,
    Server,
    Client,
    /// <summary>The record has no marks: the line's own form and the dialogue have to tell.</summary>
    Unlabelled,
}

/// <summary>What a line does to its session.</summary>
internal enum SessionMark : byte
{
    None,
    /// <summary>A connection begins here, unless one has just begun of which nothing has been said yet.</summary>
    Begins,
    /// <summary>A connection begins here, whatever was before: the record's own word.</summary>
    Connects,
    /// <summary>TLS begins here: where it was not asked for by STARTTLS, with a connection of its own.</summary>
    Secures,
    /// <summary>The connection ends with this line.</summary>
    Ends,
}

/// <summary>One line that a reader found.</summary>
internal ref struct FoundLine
{
    /// <summary>The number of the input's line, from 1.</summary>
    public long Number;

    public Origin Origin;

    public SessionMark Mark;

    /// <summary>What passed the wire, without the tool's marks and without line end; the whole line for a note.</summary>
    public ReadOnlySpan<byte> Text;

    /// <summary>The line as it is shown to people; empty where <see cref="Text"/> is.</summary>
    public ReadOnlySpan<byte> Shown;

    /// <summary>Another entry of the same input line follows or went before and shows it.</summary>
    public bool ShownBefore;

    /// <summary>What tells interleaved sessions apart; empty where the record has one after the other.</summary>
    public ReadOnlySpan<byte> Session;

    /// <summary>When; null where the record does not tell. Year 1: the record has no date (or no year), only differences count.</summary>
    public DateTimeOffset? At;

    /// <summary>The record says that this line passed under TLS.</summary>
    public bool Tls;

    /// <summary>A whole EHLO reply folded into one line (Exchange).</summary>
    public bool HelloInOneRow;

    /// <summary>The connection's first commands went by unseen (openssl): greeting and EHLO are taken as given.</summary>
    public bool HelloUnseen;
}

/// <summary>Takes what a reader found.</summary>
internal interface IFoundLines
{
    void Found(scoped in FoundLine line);
}

/// <summary>Reads the lines of one record, in order. Holds state; one reader a record.</summary>
internal interface IFormatReader
{
    /// <summary>Reads one clean line and hands over what is in it: at least one line, unless more lines are needed to complete it.</summary>
    /// <param name="number">The input's line, from 1.</param>
    /// <param name="line">The line, without its end.</param>
    /// <param name="found">Takes what is in it.</param>
    void Read(long number, ReadOnlySpan<byte> line, IFoundLines found);

    /// <summary>The record ended: hands over what was held back.</summary>
    void Finish(IFoundLines found)
    {
    }
}

/// <summary>A line that tells the format. A function of the line alone.</summary>
internal delegate bool Sniff(ReadOnlySpan<byte> line);

/// <summary>One format.</summary>
/// <param name="Name">As <c>--format</c> takes it.</param>
/// <param name="Recognises">Whether a line can only come from this format.</param>
/// <param name="Open">Makes a reader.</param>
internal sealed record RecordFormat(string Name, Sniff Recognises, Func<IFormatReader> Open);
