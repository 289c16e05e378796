// The typescript of script(1), util-linux and BSD: a line when it began, what the terminal showed, a line when it was done. What ran inside is found out anew,
// so that swaks or curl in a typescript is read by its own marks.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`script`.</summary>
internal sealed class ScriptFormat : IFormatReader
{
    private SniffingReader _inner = new(RecordFormats.All);

    public static RecordFormat Format { get; } = new("script", line => line.StartsWith("Script started"u8), () => new ScriptFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (line.StartsWith("Script started"u8))
        {
            _inner.Finish(found);
            _inner = new SniffingReader(RecordFormats.All);
            found.Found(new FoundLine { Number = number, Text = line });
        }
        else if (line.StartsWith("Script done"u8))
        {
            _inner.Finish(found);
            found.Found(new FoundLine { Number = number, Mark = SessionMark.Ends, Text = line });
        }
        else
        {
            _inner.Read(number, line, found);
        }
    }

    public void Finish(IFoundLines found) => _inner.Finish(found);
}
