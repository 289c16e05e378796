// The session log against the real file system: appended, on disk at once, private, and never in the session's way.
using System.Text;
using TelnetSmtp.Core.Records;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class SessionLogWriterTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("telnetsmtp-log-");

    private string File(string name) => Path.Join(directory.FullName, name);

    public void Dispose() => directory.Delete(true);

    private static SessionLogWriter Open(string path)
    {
        var writer = SessionLogWriter.TryOpen(path, out var failure);
        Assert.Null(failure);
        Assert.NotNull(writer);
        return writer;
    }

    [Fact]
    public void Each_write_is_in_the_file_before_the_next_line_runs()
    {
        var path = File("a.txt");
        using var log = Open(path);
        Assert.True(log.Write("220 mail1.fabrikam.com\r\n"u8, out _));
        Assert.Equal("220 mail1.fabrikam.com\r\n", Read(path));
        Assert.True(log.Write("EH"u8, out _));
        Assert.Equal("220 mail1.fabrikam.com\r\nEH", Read(path));
    }

    [Fact]
    public void What_was_there_stays_and_the_session_is_appended()
    {
        var path = File("a.txt");
        System.IO.File.WriteAllText(path, "yesterday\r\n");
        using (var log = Open(path))
            log.Write("today\r\n"u8, out _);
        Assert.Equal("yesterday\r\ntoday\r\n", Read(path));
    }

    [Fact]
    public void Two_sessions_in_one_file_do_not_overwrite_each_other()
    {
        var path = File("a.txt");
        using var first = Open(path);
        using var second = Open(path);
        first.Write("1"u8, out _);
        second.Write("2"u8, out _);
        first.Write("3"u8, out _);
        Assert.Equal("123", Read(path));
    }

    [Fact]
    public void A_file_that_was_emptied_meanwhile_is_written_from_its_start()
    {
        var path = File("a.txt");
        using var log = Open(path);
        log.Write("old"u8, out _);
        System.IO.File.WriteAllText(path, "");
        log.Write("new"u8, out _);
        Assert.Equal("new", Read(path));
    }

    [Fact]
    public void Octets_are_logged_as_they_came()
    {
        var path = File("a.bin");
        var octets = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using (var log = Open(path))
            log.Write(octets, out _);
        Assert.Equal(octets, System.IO.File.ReadAllBytes(path));
    }

    [Fact]
    public void A_new_log_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = File("a.txt");
        using var log = Open(path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("none/a.txt", "there is no such directory")]
    [InlineData(".", "it is a directory")]
    public void A_log_that_cannot_be_opened_says_why(string name, string reason)
    {
        Assert.Null(SessionLogWriter.TryOpen(File(name), out var failure));
        Assert.Equal(reason, failure?.En);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void What_is_no_file_name_says_so(string name)
    {
        Assert.Null(SessionLogWriter.TryOpen(name, out var failure));
        Assert.Equal("this is no file name", failure?.En);
    }

    [Fact]
    public void A_name_that_is_too_long_says_so()
    {
        Assert.Null(SessionLogWriter.TryOpen(File(new string('x', 5000)), out var failure));
        Assert.Equal("the path is too long", failure?.En);
    }

    [Fact]
    public void A_full_disk_is_said_once_and_the_log_stays_whole_up_to_there()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var log = Open("/dev/full");
        Assert.False(log.Write("220 "u8, out var failure));
        Assert.Equal("the disk is full", failure?.En);
        Assert.False(log.Write("mail"u8, out failure));
        Assert.Null(failure);
    }

    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
