// Plain text without marks: what a telnet program's screen held, copied or logged. Everything is left to UnlabelledLines.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`plain`.</summary>
internal sealed class PlainFormat : IFormatReader
{
    public static RecordFormat Format { get; } = new("plain", line => SmtpReplyParser.Parse(line).IsReply, () => new PlainFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found) =>
        found.Found(new FoundLine { Number = number, Origin = Origin.Unlabelled, Text = line });
}
