// What reading a record gives: each line with what it is, and each session when it is over. Data only; secrets are masked already.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>One line of a record.</summary>
public readonly ref struct RecordEntry
{
    /// <summary>The number of the input's line, from 1. Several entries share one where a line of the file holds several of the dialogue.</summary>
    public long Line { get; init; }

    /// <summary>When, null where the record has no date.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The time on the record's own clock, which need not have a date; null where it has no times.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>The session, null for a note outside of any.</summary>
    public RecordSession? Session { get; init; }

    /// <summary>Whether it passed under TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>Who said it, which command it belongs to, its code.</summary>
    public DialogueLine Fact { get; init; }

    /// <summary>What passed the wire, secrets masked; the whole line for a note.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>The line as it stands in the record, clean, secrets masked; empty where a line before it of the same number has shown it.</summary>
    public ReadOnlySpan<byte> Shown { get; init; }

    /// <summary>Whether this entry's line has not been shown yet.</summary>
    public bool Shows { get; init; }

    /// <summary>The line was longer than is kept.</summary>
    public bool Cut { get; init; }
}

/// <summary>Takes the entries of a record.</summary>
public interface IRecordHandler
{
    /// <summary>One line; its spans are valid only during the call.</summary>
    void Line(in RecordEntry entry);

    /// <summary>A session is over, or the record is.</summary>
    void Ended(RecordSession session);
}
