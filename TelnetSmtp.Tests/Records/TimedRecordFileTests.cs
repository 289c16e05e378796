// The timed record's file against the real file system: private, appended to with its clock going on, repaired where it was torn, left alone where it is
// something else, and never in the session's way.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class TimedRecordFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Join(_folder.Root, "record.cast");

    public void Dispose() => _folder.Dispose();

    private TimedRecordFile Open(DateTimeOffset at)
    {
        var file = TimedRecordFile.TryOpen(Path, at, 80, 24, out var failure);
        Assert.Null(failure);
        return file!;
    }

    private static string? Refusal(string path)
    {
        Assert.Null(TimedRecordFile.TryOpen(path, Start, 80, 24, out var failure));
        return failure?.In(Language.English);
    }

    [Fact]
    public void A_new_file_is_private_and_holds_each_line_at_once()
    {
        using var file = Open(Start);
        Assert.Null(file.Write(file.Writer.Connected(Start.AddSeconds(1), "a:25")));
        Assert.EndsWith("\"telnetsmtp\":1}\n[1,\"m\",\"connect a:25\"]\n", File.ReadAllText(Path), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_second_recording_goes_on_where_the_first_ended()
    {
        using (var first = Open(Start))
            first.Write(first.Writer.Connected(Start.AddSeconds(7.5), "a:25"));
        using (var second = Open(Start.AddDays(3)))
            second.Write(second.Writer.Connected(Start.AddDays(3).AddSeconds(2), "b:25"));
        Assert.EndsWith("[7.5,\"m\",\"connect a:25\"]\n[10.5,\"m\",\"connect b:25\"]\n", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Equal(1, File.ReadAllText(Path).Split("\"version\"").Length - 1);
    }

    [Fact]
    public void A_line_torn_by_a_crash_is_ended_and_the_record_goes_on()
    {
        using (var first = Open(Start))
            first.Write(first.Writer.Connected(Start.AddSeconds(4), "a:25"));
        File.AppendAllText(Path, "[9,\"o\",\"220 mai");
        using (var second = Open(Start.AddHours(1)))
            second.Write(second.Writer.Shown(Start.AddHours(1), "220 b\r\n"u8));
        Assert.EndsWith("\n[9,\"o\",\"220 mai\n[5,\"o\",\"220 b\\r\\n\"]\n", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_last_line_is_read_back_as_a_note()
    {
        var life = new RecordedLife().Server("220 mail1.fabrikam.com ESMTP\r\n").Types("QUIT\r").Server("221 2.0.0 Bye\r\n");
        var torn = RecordTranscript.Read(life.Record[..^6]).ToString();
        Assert.Contains(" Client QUIT QUIT\n", torn, StringComparison.Ordinal);
        Assert.Contains(" Note [", torn.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("220 mail1.fabrikam.com ESMTP\r\n")]
    [InlineData("{\"version\":2,\"width\":80,\"height\":24}\n[0,\"o\",\"another's\"]\n")]
    [InlineData("{\"version\":")]
    public void What_is_no_record_of_ours_is_left_alone(string content)
    {
        File.WriteAllText(Path, content);
        Assert.Equal("it holds something else than a timed record of this program", Refusal(Path));
        Assert.Equal(content, File.ReadAllText(Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_or_is_one_is_said()
    {
        Assert.Equal("there is no such directory", Refusal(System.IO.Path.Join(_folder.Root, "none", "a.cast")));
        Assert.Equal("it is a directory", Refusal(_folder.Root));
    }

    [Fact]
    public void A_full_disk_is_said() => Assert.Equal("the disk is full", Refusal("/dev/full"));

    [Fact]
    public void A_folder_that_vanishes_is_said()
    {
        using var file = Open(Start);
        Directory.Delete(_folder.Root, recursive: true);
        Assert.Equal("the file or its folder is gone", file.Write("[1,\"m\",\"x\"]\n"u8)?.In(Language.English));
        Directory.CreateDirectory(_folder.Root);
    }

    [Fact]
    public void The_newest_event_is_found_behind_the_longest_torn_line_and_not_beyond()
    {
        using (var first = Open(Start))
            first.Write(first.Writer.Connected(Start.AddSeconds(4), "a:25"));
        var whole = new FileInfo(Path).Length;
        var event4 = "[4,\"m\",\"connect a:25\"]\n".Length;
        File.AppendAllText(Path, new string('x', TimedRecordFile.MaxTail - event4));
        using (var second = Open(Start))
            second.Write(second.Writer.Shown(Start, "a"u8));
        Assert.EndsWith("\n[5,\"o\",\"a\"]\n", File.ReadAllText(Path), StringComparison.Ordinal);
        using (var file = new FileStream(Path, FileMode.Open))
            file.SetLength(whole);
        File.AppendAllText(Path, new string('x', TimedRecordFile.MaxTail));
        using (var third = Open(Start))
            third.Write(third.Writer.Shown(Start, "a"u8));
        Assert.EndsWith("\n[1,\"o\",\"a\"]\n", File.ReadAllText(Path), StringComparison.Ordinal);
    }
}
