// A folder of the test's own, gone when the test ends. Refuses to remove anything outside it.
namespace TelnetSmtp.Tests.Support;

/// <summary>A new folder below the system's temporary folder.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Root = Directory.CreateTempSubdirectory("telnetsmtp-").FullName;

        // Servers that change to users of their own must be able to walk through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Full path.</summary>
    public string Root { get; }

    /// <summary>A path in the folder.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Writes <paramref name="text"/> to <paramref name="name"/> (UTF-8, no mark) and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes a folder in the folder and gives its path.</summary>
    public string MakeFolder(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    public void Dispose()
    {
        // A server's last child may still be writing its log when the folder goes: then the deletion finds it not empty and is tried again.
        for (var attempt = 0; Directory.Exists(Root); attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Yield();
            }
        }
    }
}
