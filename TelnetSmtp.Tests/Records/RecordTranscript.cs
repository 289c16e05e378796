// Reads a record and writes down, a line each, what was found: line, session, speaker, TLS, verb, code, text. For tests that read like transcripts.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Tests.Records;

/// <summary>What a reader found.</summary>
internal sealed class RecordTranscript : IRecordHandler
{
    private readonly StringBuilder _text = new();

    /// <summary>The input's lines that came out, as numbers.</summary>
    public List<long> Lines { get; } = [];

    /// <summary>The sessions that ended, in that order.</summary>
    public List<RecordSession> Sessions { get; } = [];

    /// <summary>The times.</summary>
    public List<DateTimeOffset?> Times { get; } = [];

    public RecordReader Reader { get; private set; } = null!;

    public static RecordTranscript Read(string record, string? format = null, int chunk = int.MaxValue) => Read(Encoding.UTF8.GetBytes(record), format, chunk);

    /// <summary>Reads <paramref name="record"/> in portions of <paramref name="chunk"/> bytes.</summary>
    public static RecordTranscript Read(byte[] record, string? format = null, int chunk = int.MaxValue)
    {
        var transcript = new RecordTranscript();
        transcript.Reader = new RecordReader(transcript, format);
        for (var at = 0; at < record.Length; at += Math.Min(chunk, record.Length - at))
            transcript.Reader.Push(record.AsSpan(at, Math.Min(chunk, record.Length - at)));
        transcript.Reader.Finish();
        return transcript;
    }

    public void Line(in RecordEntry entry)
    {
        Lines.Add(entry.Line);
        Times.Add(entry.At);
        var fact = entry.Fact;
        var code = fact.Code == 0 ? "" : fact.Code.ToString(CultureInfo.InvariantCulture);
        string[] columns = [$"{entry.Line}", $"{entry.Session?.Number ?? 0}", entry.Tls ? "tls" : "-", $"{fact.Speaker}", fact.Verb.Name(), code, Encoding.UTF8.GetString(entry.Text)];
        _text.AppendJoin(' ', columns.Where(column => column.Length > 0)).Append('\n');
    }

    public void Ended(RecordSession session) => Sessions.Add(session);

    public override string ToString() => _text.ToString();
}
