// Exchange's SMTP protocol logs, SmtpReceive and SmtpSend: CSV (RFC 4180) with `#` header lines, sessions interleaved. `<` is what Exchange received and `>`
// what it sent; which of them is the server the log type tells, else who says 220. Message data is never logged. Facts: Exchange, protocol-logging.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`exchange`.</summary>
internal sealed class ExchangeFormat : IFormatReader
{
    // date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context
    private const int At = 0, Session = 2, Event = 6, Data = 7, Fields = 9;

    private readonly Range[] _fields = new Range[Fields];
    private byte[] _unquoted = [];

    /// <summary>Whether `&gt;` is the server's mark; null until that is known.</summary>
    private bool? _sentIsServer;

    public static RecordFormat Format { get; } = new("exchange", Recognises, () => new ExchangeFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (line.StartsWith("#"u8))
        {
            // Several files as one stream: each has its own header.
            if (line.StartsWith("#Log-type:"u8) || line.StartsWith("#Log-Type:"u8))
                _sentIsServer = line.IndexOf("Receive"u8) > 0;
            found.Found(new FoundLine { Number = number, Text = line });
            return;
        }
        if (!TrySplit(line, _fields) || line[_fields[Event]] is not [var mark])
        {
            found.Found(new FoundLine { Number = number, Text = line });
            return;
        }
        var data = Unquote(line[_fields[Data]]);
        if (mark is (byte)'<' or (byte)'>' && _sentIsServer is null)
        {
            var reply = SmtpReplyParser.Parse(data).IsReply;
            _sentIsServer = (mark == (byte)'>') == reply;
        }
        var origin = mark switch
        {
            (byte)'>' => _sentIsServer == true ? Origin.Server : Origin.Client,
            (byte)'<' => _sentIsServer == true ? Origin.Client : Origin.Server,
            _ => Origin.Note,
        };
        found.Found(new FoundLine
        {
            Number = number,
            Origin = origin,
            At = RecordTime.Iso(line[_fields[At]]),
            Session = line[_fields[Session]],
            Shown = line,
            Text = origin == Origin.Note ? line : data,
            HelloInOneRow = origin == Origin.Server && HelloRow.Is(data),
            Mark = mark == (byte)'+' ? SessionMark.Begins : mark == (byte)'-' ? SessionMark.Ends : SessionMark.None,
        });
    }

    private static bool Recognises(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("#Software: Microsoft Exchange"u8) || line.StartsWith("#Log-type: SMTP"u8) || line.StartsWith("#Log-Type: SMTP"u8)
            || line.StartsWith("#Fields: date-time,connector-id,session-id"u8))
            return true;
        Span<Range> fields = stackalloc Range[Fields];
        return TrySplit(line, fields) && RecordTime.Iso(line[fields[At]]) is not null
            && line[fields[Event]] is [(byte)'+' or (byte)'-' or (byte)'<' or (byte)'>' or (byte)'*'];
    }

    /// <summary>Exactly the format's fields, quotes still on; a comma within quotes parts nothing.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var count = 0;
        var start = 0;
        while (count < Fields)
        {
            var end = start;
            if (end < line.Length && line[end] == (byte)'"')
                end = AfterQuotes(line, end);
            var comma = line[end..].IndexOf((byte)',');
            end = comma < 0 ? line.Length : end + comma;
            fields[count++] = start..end;
            if (comma < 0)
                break;
            start = end + 1;
        }
        return count == Fields;
    }

    private static int AfterQuotes(ReadOnlySpan<byte> line, int at)
    {
        for (at++; at < line.Length; at++)
        {
            if (line[at] != (byte)'"')
                continue;
            if (at + 1 >= line.Length || line[at + 1] != (byte)'"')
                return at + 1;
            at++;
        }
        return at;
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field)
    {
        if (field.Length < 2 || field[0] != (byte)'"')
            return field;
        field = field[^1] == (byte)'"' ? field[1..^1] : field[1..];
        if (field.IndexOf((byte)'"') < 0)
            return field;
        if (_unquoted.Length < field.Length)
            _unquoted = new byte[field.Length];
        var length = 0;
        for (var i = 0; i < field.Length; i++)
        {
            _unquoted[length++] = field[i];
            if (field[i] == (byte)'"' && i + 1 < field.Length && field[i + 1] == (byte)'"')
                i++;
        }
        return _unquoted.AsSpan(0, length);
    }
}
