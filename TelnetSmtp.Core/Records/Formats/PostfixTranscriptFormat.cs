// The transcript in Postfix's notices to the postmaster: ` Out: ` what Postfix wrote, ` In:  ` what it read; long lines go on below, indented by four. From
// smtpd `Out` is the server, from the smtp client the other way round: who says three digits first is the server. Facts: Postfix, smtpd_chat.c.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`postfix-transcript`.</summary>
internal sealed class PostfixTranscriptFormat : IFormatReader
{
    private bool? _outIsServer;

    public static RecordFormat Format { get; } = new("postfix-transcript", line => Marked(line), () => new PostfixTranscriptFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (!Marked(line))
        {
            var begins = line.StartsWith("Transcript of session follows"u8);
            if (begins)
                _outIsServer = null;
            found.Found(new FoundLine { Number = number, Text = line, Mark = begins ? SessionMark.Begins : SessionMark.None });
            return;
        }
        var text = line.Length > 6 ? line[6..] : [];
        var wrote = line[1] == (byte)'O';
        _outIsServer ??= wrote == SmtpReplyParser.Parse(text).IsReply;
        found.Found(new FoundLine { Number = number, Origin = wrote == _outIsServer ? Origin.Server : Origin.Client, Text = text, Shown = line });
    }

    private static bool Marked(ReadOnlySpan<byte> line) => line.StartsWith(" Out: "u8) || line.StartsWith(" In:  "u8);
}
