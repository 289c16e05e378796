// Puts chunks of a recorded terminal together to lines: the line's number in the file and its time are those of the chunk that completes it. Bounded by
// RecordLines' cap.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>One direction of a recording.</summary>
internal sealed class ChunkedLines
{
    private readonly RecordLines _lines = new();
    private long _number;
    private DateTimeOffset? _at;

    public void Push(ReadOnlySpan<byte> chunk, long number, DateTimeOffset? at, AsciicastFormat format, IFoundLines found)
    {
        _number = number;
        _at = at;
        var sink = new Sink(this, format, found);
        _lines.Push(chunk, ref sink);
    }

    public void Finish(AsciicastFormat format, IFoundLines found)
    {
        var sink = new Sink(this, format, found);
        _lines.Finish(ref sink);
    }

    private readonly struct Sink(ChunkedLines lines, AsciicastFormat format, IFoundLines found) : IRecordLines
    {
        public void Line(scoped ReadOnlySpan<byte> text, bool cut)
        {
            byte[] clean = [];
            format.Give(lines._number, LineCleaning.Clean(text, ref clean), lines._at, found);
        }
    }
}
