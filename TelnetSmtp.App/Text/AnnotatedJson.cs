// A record as JSON lines: one object for each line of the dialogue and each note, in order, with the fields and names that `annotate --json` promises.
// Refuses to print what is secret: it comes masked already.
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes the lines.</summary>
/// <param name="decoder">Explains the replies.</param>
/// <param name="write">Takes the text of each line, LF included.</param>
internal sealed class AnnotatedJson(ReplyDecoder decoder, Action<string> write) : IRecordHandler, IDisposable
{
    /// <summary>Explanations kept: a log of a million sessions says the same few things; then the cache starts anew.</summary>
    private const int MaxKept = 4096;

    private readonly Dictionary<(DialogueLine Fact, bool Tls, (int Accepted, int Answered) Recipients, string Text), Explanation> _explanations = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Line(in RecordEntry entry)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        var fact = entry.Fact;
        _json.WriteStartObject();
        _json.WriteNumber("line"u8, entry.Line);
        if (entry.At is { } at)
            _json.WriteString("at"u8, at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        else
            _json.WriteNull("at"u8);
        Number("session"u8, entry.Session?.Number);
        _json.WriteString("who"u8, Who(fact.Speaker));
        _json.WriteBoolean("tls"u8, entry.Tls);
        var text = RecordText.Decode(entry.Text);
        _json.WriteString("text"u8, text);
        Text("verb"u8, fact.Verb.Name());
        Number("code"u8, fact.Code == 0 ? null : fact.Code);
        Text("enhanced"u8, fact.Enhanced.ToString());
        Explain(entry, text);
        _json.WriteEndObject();
        _json.Flush();
        write(Encoding.UTF8.GetString(_buffer.WrittenSpan) + "\n");
    }

    public void Dispose() => _json.Dispose();

    public void Ended(RecordSession session)
    {
    }

    private static string Who(Speaker speaker) => speaker switch
    {
        Speaker.Server => "server",
        Speaker.Client => "client",
        Speaker.Content => "content",
        Speaker.Credential => "credential",
        _ => "note",
    };

    private void Explain(in RecordEntry entry, string text)
    {
        var fact = entry.Fact;
        var explanation = fact.Speaker is Speaker.Note or Speaker.Content && fact.Oddities == LineOddities.None
            ? null
            : Explanation(entry, text);
        var reply = fact is { Speaker: Speaker.Server, Code: > 0 };
        Text("class"u8, reply ? fact.Class.ToString().ToLowerInvariant() : "");
        Text("meaning"u8, fact.Speaker == Speaker.Content ? "" : explanation?.Meaning ?? "");
        if (reply && explanation!.Expected is { } expected)
            _json.WriteBoolean("expected"u8, expected);
        else
            _json.WriteNull("expected"u8);
        _json.WriteStartArray("remarks"u8);
        foreach (var remark in explanation?.Remarks ?? [])
            _json.WriteStringValue(remark);
        _json.WriteEndArray();
    }

    /// <summary>Of the dialogue's state three things matter: whether TLS stands, how many recipients were accepted, what TLS changed in the EHLO reply; the
    /// last is not kept.</summary>
    private Explanation Explanation(in RecordEntry entry, string text)
    {
        var fact = entry.Fact;
        var state = entry.Session?.State;
        if (fact is { Speaker: Speaker.Server, Verb: SmtpVerb.Ehlo } && state is { CapabilitiesBeforeTls: not null })
            return decoder.Explain(fact, entry.Text, state);
        var counts = fact.Verb == SmtpVerb.Rcpt && state is not null
            ? (state.Recipients.Count(recipient => recipient.Accepted), state.Recipients.Count(recipient => recipient.Code != 0)) : default;
        var key = (fact with { Ordinal = 0 }, entry.Tls, counts, fact.Speaker == Speaker.Server ? text : "");
        if (_explanations.TryGetValue(key, out var known))
            return known;
        if (_explanations.Count >= MaxKept)
            _explanations.Clear();
        return _explanations[key] = decoder.Explain(fact, entry.Text, state);
    }

    private void Number(ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, number);
        else
            _json.WriteNull(name);
    }

    private void Text(ReadOnlySpan<byte> name, string value)
    {
        if (value.Length > 0)
            _json.WriteString(name, value);
        else
            _json.WriteNull(name);
    }
}
