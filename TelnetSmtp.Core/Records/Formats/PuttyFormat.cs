// PuTTY's session log (printable output): a line of =~ with the time, then what the terminal showed; a log that is appended to has one such line a session.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`putty`.</summary>
internal sealed class PuttyFormat : IFormatReader
{
    private static ReadOnlySpan<byte> Rule => "=~=~=~=~=~=~"u8;

    private SniffingReader? _inner;

    public static RecordFormat Format { get; } = new("putty", line => line.StartsWith(Rule), () => new PuttyFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (line.StartsWith(Rule))
        {
            _inner?.Finish(found);
            _inner = new SniffingReader(RecordFormats.All);
            found.Found(new FoundLine { Number = number, Mark = SessionMark.Begins, Text = line });
            return;
        }
        (_inner ??= new SniffingReader(RecordFormats.All)).Read(number, line, found);
    }

    public void Finish(IFoundLines found) => _inner?.Finish(found);
}
