// A record as JSON lines: one object for each line of the dialogue and each note, in order, with the fields and names that `annotate --json` promises.
// What of an object is the same for all lines that are alike is rendered once. Refuses to print what is secret: it comes masked already.
using System.Buffers;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes the lines.</summary>
internal sealed class AnnotatedJson : IRecordHandler
{
    private readonly ReplyDecoder _decoder;
    private readonly IBufferWriter<byte> _output;
    private readonly ArrayBufferWriter<byte> _line = new(1024), _part = new(1024);
    private readonly ExplainedLines _explained;

    /// <param name="decoder">Explains the replies.</param>
    /// <param name="output">Takes the bytes of each line, LF included.</param>
    public AnnotatedJson(ReplyDecoder decoder, IBufferWriter<byte> output)
    {
        _decoder = decoder;
        _output = output;
        _explained = new ExplainedLines(decoder, Render);
    }

    public void Line(in RecordEntry entry)
    {
        _line.ResetWrittenCount();
        _line.Write("{\"line\":"u8);
        JsonText.Number(_line, entry.Line);
        _line.Write(",\"at\":"u8);
        if (entry.At is { } at)
            JsonText.Time(_line, at);
        else
            _line.Write("null"u8);
        _line.Write(",\"session\":"u8);
        if (entry.Session is { } session)
            JsonText.Number(_line, session.Number);
        else
            _line.Write("null"u8);
        _line.Write(",\"who\":"u8);
        _line.Write(Who(entry.Fact.Speaker));
        _line.Write(entry.Tls ? ",\"tls\":true,\"text\":"u8 : ",\"tls\":false,\"text\":"u8);
        JsonText.String(_line, entry.Text);
        _line.Write(_explained.Of(entry));
        _output.Write(_line.WrittenSpan);
    }

    public void Ended(RecordSession session)
    {
    }

    private static ReadOnlySpan<byte> Who(Speaker speaker) => speaker switch
    {
        Speaker.Server => "\"server\""u8,
        Speaker.Client => "\"client\""u8,
        Speaker.Content => "\"content\""u8,
        Speaker.Credential => "\"credential\""u8,
        _ => "\"note\""u8,
    };

    /// <summary>From <c>verb</c> to the line's end.</summary>
    private byte[] Render(in RecordEntry entry, DialogueState? state)
    {
        var fact = entry.Fact;
        var explanation = fact.Speaker is Speaker.Note or Speaker.Content && fact.Oddities == LineOddities.None ? null : _decoder.Explain(fact, entry.Text, state);
        var reply = fact is { Speaker: Speaker.Server, Code: > 0 };
        _part.ResetWrittenCount();
        _part.Write(",\"verb\":"u8);
        JsonText.StringOrNull(_part, fact.Verb.Name());
        _part.Write(",\"code\":"u8);
        if (fact.Code != 0)
            JsonText.Number(_part, fact.Code);
        else
            _part.Write("null"u8);
        _part.Write(",\"enhanced\":"u8);
        JsonText.StringOrNull(_part, fact.Enhanced.ToString());
        _part.Write(",\"class\":"u8);
        JsonText.StringOrNull(_part, reply ? fact.Class.ToString().ToLowerInvariant() : "");
        _part.Write(",\"meaning\":"u8);
        JsonText.StringOrNull(_part, fact.Speaker == Speaker.Content ? "" : explanation?.Meaning ?? "");
        _part.Write(",\"expected\":"u8);
        JsonText.Truth(_part, reply ? explanation!.Expected : null);
        _part.Write(",\"remarks\":["u8);
        var first = true;
        foreach (var remark in explanation?.Remarks ?? [])
        {
            if (!first)
                _part.Write(","u8);
            first = false;
            JsonText.String(_part, remark);
        }
        _part.Write("]}\n"u8);
        return _part.WrittenSpan.ToArray();
    }
}
