// Passes on what another stream gives, as long as its lines have an end: a reader of lines keeps a line whole, and one without end would fill the memory.
// Refuses to cut a line: half a command is another command.
namespace TelnetSmtp.App.Hosting;

/// <summary>The stream.</summary>
/// <param name="inner">Gives the octets; disposed with this one.</param>
internal sealed class CappedLines(Stream inner) : OneWayStream
{
    /// <summary>Octets of the longest line: as many as are kept for a server that does not read.</summary>
    public const int LongestLine = Core.Net.SessionLoop.MaxUnsent;

    private int _line;

    public override bool CanRead => true;

    /// <exception cref="InvalidDataException">A line is longer.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Counted(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

    /// <exception cref="InvalidDataException">A line is longer.</exception>
    public override int Read(Span<byte> buffer) => Counted(buffer[..inner.Read(buffer)]);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <exception cref="InvalidDataException">A line is longer.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A terminal's read does not heed the token, and Ctrl+C would wait for one more line. Whoever is cancelled reads no more: the buffer is left to the read.
        var count = await inner.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        return Counted(buffer.Span[..count]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(ReadOnlySpan<byte> read)
    {
        // The lines within one portion are no longer than that, which is far below the cap.
        var end = read.IndexOfAny((byte)'\r', (byte)'\n');
        if (_line + (end < 0 ? read.Length : end) > LongestLine) throw new InvalidDataException();
        _line = end < 0 ? _line + read.Length : read.Length - read.LastIndexOfAny((byte)'\r', (byte)'\n') - 1;
        return read.Length;
    }
}
