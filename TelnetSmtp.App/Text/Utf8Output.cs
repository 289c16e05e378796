// Standard output as the bytes of UTF-8 text: what is written a million times goes there without becoming a string. Gathers until flushed or full, so that
// a flood costs few writes. Where the output is no stream of UTF-8 (tests), text is handed over instead. Refuses to close what it was given.
using System.Buffers;
using System.Text;

namespace TelnetSmtp.App.Text;

/// <summary>Gathers bytes of UTF-8 for a writer.</summary>
/// <param name="writer">Where they go; nobody else writes to it between the first write and <see cref="Flush"/>.</param>
internal sealed class Utf8Output(TextWriter writer) : IBufferWriter<byte>
{
    /// <summary>Bytes gathered before they are written: some hundred lines, and no more than a pipe takes at a time.</summary>
    public const int Full = 1 << 16;

    private readonly ArrayBufferWriter<byte> _gathered = new(Full + 4096);
    private readonly Stream? _stream = writer is StreamWriter { Encoding: UTF8Encoding, BaseStream: { } stream } ? stream : null;

    public void Advance(int count)
    {
        _gathered.Advance(count);
        if (_gathered.WrittenCount >= Full)
            Flush();
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _gathered.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _gathered.GetSpan(sizeHint);

    /// <summary>Writes what is gathered, through to the system.</summary>
    /// <exception cref="OutputException">The output takes no more.</exception>
    public void Flush()
    {
        try
        {
            Write();
        }
        catch (IOException e)
        {
            throw new OutputException(e.Message, e);
        }
    }

    private void Write()
    {
        if (_gathered.WrittenCount > 0 && _stream is not null)
        {
            writer.Flush();
            _stream.Write(_gathered.WrittenSpan);
        }
        else if (_gathered.WrittenCount > 0)
        {
            writer.Write(Encoding.UTF8.GetString(_gathered.WrittenSpan));
        }
        _gathered.ResetWrittenCount();
        if (_stream is not null)
            _stream.Flush();
        else
            writer.Flush();
    }
}

/// <summary>The output takes no more: a reader that has gone (a pager), a full disk. Not an IOException, so that it is not taken for the input's.</summary>
internal sealed class OutputException : Exception
{
    public OutputException()
    {
    }

    public OutputException(string message)
        : base(message)
    {
    }

    public OutputException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>EPIPE, ERROR_NO_DATA, ERROR_BROKEN_PIPE, as .NET puts them into HResult: nobody reads any more, which is no error.</summary>
    public bool ReaderGone => ((InnerException?.HResult ?? 0) & 0xFFFF) is 32 or 232 or 109;
}
