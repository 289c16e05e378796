// A saved record on disk: its index, read in the background, and one session of it read again to be played. Large files of formats whose sessions can be read
// by themselves are entered where the session begins, others read from their start. Throws what the file system throws; refuses to word it.
namespace TelnetSmtp.Core.Records;

/// <summary>One file.</summary>
public sealed class RecordSource
{
    /// <summary>Up to this many octets a file is read from its start for one session: it takes about a second, and is right for every format.</summary>
    public const long SmallFile = 16L * 1024 * 1024;

    private const int Chunk = 1 << 16;

    /// <summary>Formats whose readers carry nothing over from one session to the next.</summary>
    private static readonly string[] Enterable = ["exchange", "postfix", "mailkit", "swaks", "msmtp", "curl", "telnet", "windows", "plain"];

    private readonly string? _format;

    /// <param name="path">The file.</param>
    /// <param name="format">Its format; null to find out.</param>
    public RecordSource(string path, string? format = null)
    {
        (Path, _format) = (path, format);
        Index = new SessionIndex(format);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its length in octets when it was opened.</summary>
    public long Length { get; private set; }

    /// <summary>Its sessions.</summary>
    public SessionIndex Index { get; }

    /// <summary>Whether it was read to its end, or reading was stopped.</summary>
    public bool Done { get; private set; }

    /// <summary>Whether reading was stopped before the end.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Opens the file. Throws what <see cref="FileStream"/> throws.</summary>
    public Stream Open()
    {
        var stream = FileOpening.Open(Path, FileOpening.Reading);
        Length = stream.CanSeek ? stream.Length : 0;
        return stream;
    }

    /// <summary>Reads the sessions into <see cref="Index"/>, to the end or until <paramref name="stop"/>. Blocks. Portions end at line ends, so that a session can be entered.</summary>
    /// <param name="stream">From <see cref="Open"/>; disposed here.</param>
    /// <param name="stop">Ends it early.</param>
    public void ReadIndex(Stream stream, CancellationToken stop)
    {
        using (stream)
        {
            var buffer = new byte[Chunk];
            var kept = 0;
            int count;
            while (!stop.IsCancellationRequested && !Index.IsBinary && (count = stream.Read(buffer, kept, buffer.Length - kept)) > 0)
            {
                kept += count;
                var end = buffer.AsSpan(0, kept).LastIndexOf((byte)'\n') + 1;
                if (end == 0 && kept < buffer.Length) continue;
                if (end == 0) end = kept;
                Index.Push(buffer.AsSpan(0, end));
                buffer.AsSpan(end, kept - end).CopyTo(buffer);
                kept -= end;
            }
            Stopped = stop.IsCancellationRequested;
            if (!Stopped && kept > 0) Index.Push(buffer.AsSpan(0, kept));
        }
        Index.Finish();
        Done = true;
    }

    /// <summary>Reading has failed: what was found stands.</summary>
    public void GiveUp() => Stopped = Done = true;

    /// <summary>Session <paramref name="index"/>, from 0, ready to be played; null where the file no longer holds it.</summary>
    public ReplayScript? Load(int index, CancellationToken stop = default)
    {
        var place = Index.PlaceOf(index);
        if (Index.Format == "asciicast" && Own(place.Line, index + 1, stop) is { } own) return own;
        using var stream = Open();
        var enters = stream.CanSeek && stream.Length > SmallFile && Index.Format is { } format && Enterable.Contains(format);
        var recorder = !enters ? new ReplayRecorder(session => session.Number == index + 1)
            : place.Key.Length > 0 ? new ReplayRecorder(session => session.Key == place.Key && session.Began?.UtcTicks == place.Began?.UtcTicks)
            : new ReplayRecorder(session => session.Number == 1);
        if (enters) stream.Position = place.Offset;
        var reader = new RecordReader(recorder, enters ? Index.Format : _format);
        Read(stream, reader, recorder, enters && place.Key.Length == 0 ? place.Line - 1 - place.LinesBefore : 0, stop);
        return recorder.Script(index + 1);
    }

    private ReplayScript? Own(long marker, int number, CancellationToken stop)
    {
        using var stream = Open();
        return TimedRecordSession.Read(stream, marker, number, stop);
    }

    /// <param name="stream">Where it is entered.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="recorder">Says when it is enough.</param>
    /// <param name="skip">Lines that are left out before.</param>
    /// <param name="stop">Ends it early.</param>
    private static void Read(Stream stream, RecordReader reader, ReplayRecorder recorder, long skip, CancellationToken stop)
    {
        var buffer = new byte[Chunk];
        int count;
        while (!recorder.Complete && !reader.IsBinary && (count = stream.Read(buffer)) > 0)
        {
            stop.ThrowIfCancellationRequested();
            var bytes = buffer.AsSpan(0, count);
            for (; skip > 0 && bytes.IndexOf((byte)'\n') is >= 0 and var end; skip--) bytes = bytes[(end + 1)..];
            if (skip > 0) continue;
            reader.Push(bytes);
        }
        reader.Finish();
    }
}
