// The session log of `set logfile`, `-f`: bytes appended as they come, each Write one write to the system with nothing kept back, so that a killed
// process loses nothing. Refuses to throw for what the world does: a log that cannot be opened or written is said once, as a value, and the session goes on.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Records;

/// <summary>Appends to one log file. Not for several threads at once.</summary>
public sealed class SessionLogWriter : IDisposable
{
    private static readonly LocalizedText NotTaken = new("nobody reads the pipe any longer", "niemand liest mehr aus der Pipe");

    private readonly FileStream file;
    private bool broken;

    private SessionLogWriter(FileStream file) => this.file = file;

    /// <summary>The file's full path.</summary>
    public string Path => file.Name;

    /// <summary>Opens <paramref name="path"/> for appending, made with mode 0600 where it is new; its directory must exist. A leading <c>~/</c> is the home directory.</summary>
    /// <returns>The writer, or null with <paramref name="failure"/> saying why in a few words, without file name and full stop.</returns>
    public static SessionLogWriter? TryOpen(string path, out LocalizedText? failure)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            failure = null;
            return new SessionLogWriter(FileOpening.Open(Expand(path), options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            failure = Reason(e, path);
            return null;
        }
    }

    /// <summary>Appends <paramref name="bytes"/> at the end that the file has now, whoever else wrote to it or cut it.</summary>
    /// <returns>False once the log is broken. <paramref name="failure"/> is set at the first failure only; after it nothing is written, so that the log
    /// is whole up to a point rather than one with holes.</returns>
    public bool Write(ReadOnlySpan<byte> bytes, out LocalizedText? failure)
    {
        failure = null;
        if (broken)
            return false;
        if (bytes.IsEmpty)
            return true;
        // A file that was removed, or whose file system was, takes writes all the same, and nobody would ever read them.
        if (!File.Exists(file.Name))
        {
            broken = true;
            failure = new("the file or its folder is gone", "die Datei oder ihr Ordner ist verschwunden");
            return false;
        }
        try
        {
            if (file.CanSeek) RandomAccess.Write(file.SafeFileHandle, bytes, RandomAccess.GetLength(file.SafeFileHandle));
            else Hand(bytes.ToArray());
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            broken = true;
            failure = Reason(e, file.Name);
            return false;
        }
    }

    /// <summary>A pipe takes bytes only as fast as they are read: whoever reads them no longer must not hold up the session.</summary>
    private void Hand(byte[] bytes) => FileOpening.Patiently(FileOpening.Begin(() =>
    {
        file.Write(bytes);
        return bytes.Length;
    }), NotTaken);

    public void Dispose() => file.Dispose();

    private static string Expand(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? System.IO.Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;

    private static LocalizedText Reason(Exception failure, string path) => failure switch
    {
        FileStandsStillException still => still.Words,
        DirectoryNotFoundException => new("there is no such directory", "dieses Verzeichnis gibt es nicht"),
        PathTooLongException => new("the path is too long", "der Pfad ist zu lang"),
        UnauthorizedAccessException when Directory.Exists(Expand(path)) => new("it is a directory", "es ist ein Verzeichnis"),
        UnauthorizedAccessException => new("permission denied", "der Zugriff ist verweigert"),
        ArgumentException or NotSupportedException => new("this is no file name", "das ist kein Dateiname"),
        _ when IsDiskFull(failure) => new("the disk is full", "der Datenträger ist voll"),
        _ => new(failure.Message.TrimEnd('.'), failure.Message.TrimEnd('.')),
    };

    /// <summary>ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ENOSPC, EDQUOT, as .NET puts them into HResult.</summary>
    private static bool IsDiskFull(Exception failure) => (failure.HResult & 0xFFFF) is 112 or 39 or 28 or 122;
}
