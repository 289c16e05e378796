// sendmail -v, and the transcript in sendmail's bounces: `>>> ` the client; a reply without mark, or with `<<< ` in a bounce, the server. After VERB the next
// hop's dialogue comes with `050 ` in front. Message data is not shown. Facts: sendmail, op.me.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`sendmail`.</summary>
internal sealed class SendmailFormat : IFormatReader
{
    public static RecordFormat Format { get; } = new("sendmail", Recognises, () => new SendmailFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        var rest = line.StartsWith("050 "u8) ? line[4..] : line;
        var marked = rest.StartsWith("<<< "u8) || rest.StartsWith(">>> "u8);
        var text = marked ? rest[4..] : rest;
        var origin = rest.StartsWith(">>> "u8) ? Origin.Client : SmtpReplyParser.Parse(text).IsReply ? Origin.Server : Origin.Note;
        found.Found(new FoundLine
        {
            Number = number,
            Origin = origin,
            Text = origin == Origin.Note ? line : text,
            Shown = line,
            Mark = origin == Origin.Note ? MarkOf(rest) : SessionMark.None,
        });
    }

    private static SessionMark MarkOf(ReadOnlySpan<byte> line) =>
        line.IndexOf("... Connecting to "u8) > 0 || line.StartsWith("... while talking to "u8) ? SessionMark.Begins
        : SessionMark.None;

    private static bool Recognises(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("050 "u8))
            line = line[4..];
        return line.IndexOf("... Connecting to "u8) > 0 || line.StartsWith("... while talking to "u8)
            || line.StartsWith(">>> "u8) && SmtpCommand.Parse(line[4..]).Verb != SmtpVerb.Unknown
            || line.StartsWith("<<< "u8) && SmtpReplyParser.Parse(line[4..]).IsReply;
    }
}
