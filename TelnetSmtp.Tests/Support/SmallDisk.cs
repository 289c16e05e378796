// A file system of a few kilobytes in memory, mounted where root may mount one: for disks that fill up or go away. The test ends here, skipped with the reason,
// where it cannot be mounted: that is the machine's doing (a container), not a peer that could be installed.
using Xunit;

namespace TelnetSmtp.Tests.Support;

internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _mounted;

    private SmallDisk()
    {
    }

    public string Root => _folder.PathOf("disk");

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <param name="kilobytes">Its size; the system rounds up to whole pages.</param>
    public static async Task<SmallDisk> MountAsync(int kilobytes)
    {
        var disk = new SmallDisk();
        disk._folder.MakeFolder("disk");
        var mounted = await ChildProcess.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={kilobytes}k,mode=0755", "tmpfs", disk.Root]);
        if (mounted.ExitCode != 0)
        {
            disk._folder.Dispose();
            Assert.Skip($"No file system may be mounted here: {mounted.Error.Trim()}");
        }
        disk._mounted = true;
        return disk;
    }

    /// <summary>It goes away, open files or not.</summary>
    public async Task VanishAsync()
    {
        _mounted = false;
        var gone = await ChildProcess.RunAsync("umount", ["-l", Root]);
        Assert.True(gone.ExitCode == 0, gone.Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted) await VanishAsync();
        _folder.Dispose();
    }
}
