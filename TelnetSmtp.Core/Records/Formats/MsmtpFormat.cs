// msmtp -d: `<-- ` the server, `--> ` the client; message data is not shown, and what else stands there is msmtp's own.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`msmtp`.</summary>
internal sealed class MsmtpFormat : IFormatReader
{
    public static RecordFormat Format { get; } = new("msmtp", line => line.StartsWith("<-- "u8) || line.StartsWith("--> "u8), () => new MsmtpFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        var origin = line.StartsWith("<-- "u8) ? Origin.Server : line.StartsWith("--> "u8) ? Origin.Client : Origin.Note;
        found.Found(new FoundLine
        {
            Number = number,
            Origin = origin,
            Text = origin == Origin.Note ? line : line[4..],
            Shown = line,
            Mark = line.StartsWith("using account"u8) ? SessionMark.Begins : SessionMark.None,
        });
    }
}
