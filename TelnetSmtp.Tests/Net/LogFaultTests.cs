// The log and the record when their disk fills up or goes away in the middle of a session: said once, the session goes on, and what was written is the
// session's beginning, whole. All files of a session are their owner's alone.
using TelnetSmtp.Core.Session;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class LogFaultTests
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Theory]
    [InlineData("set logfile", SessionNotice.LogFailed)]
    [InlineData("set record", SessionNotice.RecordFailed)]
    public async Task A_disk_that_fills_up_is_said_once_and_the_session_goes_on(string command, SessionNotice notice)
    {
        await using var disk = await SmallDisk.MountAsync(16);
        var file = disk.PathOf("log");
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"{command} {file}\ro 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        for (var i = 0; i < 400; i++)
        {
            await peer.Says($"250 line {i:0000} of a server that talks a lot, and then some more of the same\r\n");
            if (i % 20 == 19) await driver.Shows($"250 line {i:0000}");
        }
        await driver.Shows("250 line 0399");
        var session = driver.Client.Snapshot.Session!;
        Assert.Single(session.Notices, n => n.Notice == notice);
        Assert.Contains("the disk is full", session.Notices.First(n => n.Notice == notice).Detail, StringComparison.Ordinal);
        var written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.InRange(written.Length, 4096, 64 * 1024);
        Assert.Contains("250 line 0000", written, StringComparison.Ordinal);
        if (notice == SessionNotice.LogFailed)
            Assert.StartsWith(written, string.Concat(Enumerable.Range(0, 400).Select(i => $"250 line {i:0000} of a server that talks a lot, and then some more of the same\r\n")), StringComparison.Ordinal);
        driver.Types("NOOP\r");
        await peer.Hears("NOOP\r\n");
    }

    [Theory]
    [InlineData("set logfile", SessionNotice.LogFailed)]
    [InlineData("set record", SessionNotice.RecordFailed)]
    public async Task A_file_system_that_goes_away_is_said_and_the_session_goes_on(string command, SessionNotice notice)
    {
        await using var disk = await SmallDisk.MountAsync(64);
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"{command} {disk.PathOf("log")}\ro 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await peer.Says("220 mail\r\n");
        await driver.Shows("220 mail");
        if (!OperatingSystem.IsWindows()) Assert.Equal(OwnersAlone, File.GetUnixFileMode(disk.PathOf("log")));
        await disk.VanishAsync();
        await peer.Says("250 after\r\n");
        await driver.Shows("250 after");
        var said = Assert.Single(driver.Client.Snapshot.Session!.Notices, n => n.Notice == notice);
        Assert.Contains("gone", said.Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Root));
        driver.Types("NOOP\r");
        await peer.Hears("NOOP\r\n");
    }
}
