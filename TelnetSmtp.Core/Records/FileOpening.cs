// Opens files that may stand still: a named pipe opens only with its other end, a file on a vanished network drive never. Waits a moment, or until it is told
// to stop, and says so. Refuses to believe in cancelling, which no system offers here: what opens after all is closed at once.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Records;

/// <summary>A file did not open, or did not take what was written, in time.</summary>
public sealed class FileStandsStillException : IOException
{
    public FileStandsStillException()
        : this(FileOpening.DoesNotOpen)
    {
    }

    public FileStandsStillException(string message)
        : this(new LocalizedText(message, message))
    {
    }

    public FileStandsStillException(string message, Exception innerException)
        : base(message, innerException) => Words = new(message, message);

    internal FileStandsStillException(LocalizedText words)
        : base(words.En) => Words = words;

    /// <summary>Why, in a few words, without file name and full stop.</summary>
    public LocalizedText Words { get; }
}

/// <summary>Opens files.</summary>
public static class FileOpening
{
    /// <summary>How long a file may take to open while somebody waits for the screen: disks that sleep take longer than pipes and drives that answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>For reading what others may go on writing, in portions of the caller's.</summary>
    public static FileStreamOptions Reading { get; } = new() { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };

    /// <summary>For a new file, or in place of an old one.</summary>
    public static FileStreamOptions Writing { get; } = new() { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read };

    /// <summary>What is said of a file that does not open.</summary>
    public static LocalizedText DoesNotOpen { get; } = new("it does not open: a pipe without its other end, or a drive that is gone",
        "sie öffnet sich nicht: eine Pipe ohne ihr anderes Ende, oder ein Laufwerk, das nicht mehr da ist");

    /// <summary>Opens <paramref name="path"/>. Throws what <see cref="FileStream"/> throws.</summary>
    /// <exception cref="FileStandsStillException">It did not open within <see cref="Patience"/>.</exception>
    public static FileStream Open(string path, FileStreamOptions options) => Patiently(Begin(() => new FileStream(path, options)), DoesNotOpen);

    /// <summary>Opens <paramref name="path"/>, however long that takes: whoever names a pipe may start its writer afterwards.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static async Task<FileStream> OpenAsync(string path, FileStreamOptions options, CancellationToken stop)
    {
        var opening = Begin(() => new FileStream(path, options));
        try
        {
            return await opening.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            CloseLate(opening);
            throw;
        }
    }

    /// <summary>A whole small file; null where it is larger than <paramref name="most"/> octets, which are all that is read of it.</summary>
    public static byte[]? ReadAll(string path, int most)
    {
        using var stream = Open(path, Reading);
        if (stream.CanSeek && stream.Length > most) return null;
        var octets = new byte[stream.CanSeek && stream.Length > 0 ? (int)stream.Length + 1 : most + 1];
        var count = 0;
        while (true)
        {
            count += stream.ReadAtLeast(octets.AsSpan(count), octets.Length - count, throwOnEndOfStream: false);
            if (count < octets.Length) return octets[..count];
            if (count > most) return null;
            Array.Resize(ref octets, most + 1); // it has grown meanwhile
        }
    }

    /// <summary>One line for people about a file that could not be read.</summary>
    public static LocalizedText Unreadable(string path, Exception failure)
    {
        var words = failure is FileStandsStillException still ? still.Words : new LocalizedText(failure.Message, failure.Message);
        return new($"{path}: cannot be read: {words.En}", $"{path}: nicht zu lesen: {words.De}");
    }

    /// <summary>Waits for work that was begun, within <see cref="Patience"/>; a stream that it opens later is closed.</summary>
    /// <exception cref="FileStandsStillException">With <paramref name="otherwise"/>: it was not done by then.</exception>
    internal static T Patiently<T>(Task<T> work, LocalizedText otherwise)
    {
        try
        {
            return work.WaitAsync(Patience).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            CloseLate(work);
            throw new FileStandsStillException(otherwise);
        }
    }

    /// <summary>Begins work on a thread of its own: one of the pool's would be missing as long as the file stands still.</summary>
    internal static Task<T> Begin<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void CloseLate<T>(Task<T> work) => work.ContinueWith(
        late => { if (late.IsCompletedSuccessfully) (late.Result as IDisposable)?.Dispose(); else _ = late.Exception; }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
