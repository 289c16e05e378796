// Files that stand still: a named pipe without its other end opens for nobody, and whoever named it is told so instead of being left waiting.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class FileOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pipe_that_nobody_reads_takes_no_log()
    {
        var pipe = await PipeAsync();
        Assert.Null(SessionLogWriter.TryOpen(pipe, out var failure));
        Assert.Equal(FileOpening.DoesNotOpen, failure);
    }

    [Fact]
    public async Task A_pipe_that_somebody_reads_takes_a_log()
    {
        var pipe = await PipeAsync();
        var reading = FileOpening.OpenAsync(pipe, FileOpening.Reading, TestContext.Current.CancellationToken);
        using (var log = SessionLogWriter.TryOpen(pipe, out var failure))
        {
            Assert.Null(failure);
            Assert.True(log!.Write("220 mail\r\n"u8, out _));
        }
        using var reader = new StreamReader(await reading);
        Assert.Equal("220 mail\r\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pipe_that_is_read_no_longer_ends_the_log_and_not_the_session()
    {
        var pipe = await PipeAsync();
        var reading = FileOpening.OpenAsync(pipe, FileOpening.Reading, TestContext.Current.CancellationToken);
        using var log = SessionLogWriter.TryOpen(pipe, out _);
        await using var reader = await reading;
        LocalizedText? failure = null;
        for (var line = 0; line < 1000 && log!.Write(new byte[4096], out failure); line++)
            Assert.Null(failure);
        Assert.Equal("nobody reads the pipe any longer", failure?.In(Language.English));
        Assert.False(log!.Write("more"u8, out failure));
        Assert.Null(failure);
    }

    [Fact]
    public async Task A_pipe_whose_reader_is_gone_ends_the_log_with_the_systems_words()
    {
        var pipe = await PipeAsync();
        var reading = FileOpening.OpenAsync(pipe, FileOpening.Reading, TestContext.Current.CancellationToken);
        using var log = SessionLogWriter.TryOpen(pipe, out _);
        await (await reading).DisposeAsync();
        Assert.False(log!.Write("220 mail\r\n"u8, out var failure));
        Assert.Contains("Broken pipe", failure?.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_takes_no_timed_record_which_would_have_to_be_read_first()
    {
        var pipe = await PipeAsync();
        var reading = FileOpening.OpenAsync(pipe, FileOpening.Reading, TestContext.Current.CancellationToken);
        Assert.Null(TimedRecordFile.TryOpen(pipe, DateTimeOffset.UnixEpoch, 80, 24, out var failure));
        Assert.Equal("it holds something else than a timed record of this program", failure?.In(Language.English));
        await (await reading).DisposeAsync();
    }

    [Fact]
    public async Task A_pipe_without_a_writer_is_no_scenario()
    {
        var pipe = await PipeAsync();
        var refused = Assert.Throws<ScenarioException>(() => PracticeScenarios.Load(pipe));
        Assert.Equal($"{pipe}: cannot be read: {FileOpening.DoesNotOpen.En}", refused.Text.En);
    }

    [Fact]
    public async Task A_pipe_is_waited_for_until_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var opening = FileOpening.OpenAsync(await PipeAsync(), FileOpening.Reading, stop.Token);
        Assert.False(opening.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    public void A_small_file_is_read_whole(int length)
    {
        var octets = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var file = _folder.PathOf("small");
        File.WriteAllBytes(file, octets);
        Assert.Equal(octets, FileOpening.ReadAll(file, 4096));
    }

    [Fact]
    public void A_larger_one_is_not_nor_one_without_end()
    {
        var file = _folder.PathOf("large");
        File.WriteAllBytes(file, new byte[4097]);
        Assert.Null(FileOpening.ReadAll(file, 4096));
        Assert.Null(FileOpening.ReadAll("/dev/zero", 4096));
    }

    [Fact]
    public async Task Waiting_for_a_pipe_the_program_ends_when_it_is_interrupted()
    {
        foreach (var command in (string[][])[["annotate"], ["screen"], ["annotate", "--html"]])
        {
            var pipe = await PipeAsync();
            await using var program = TestApp.Start([.. command, pipe, .. command is [_, _] ? ["-"] : (string[])[]]);
            await Deadline.UntilAsync("the opening", () => program.HasExited || Opening(program.Id));
            program.Send(Signal.Interrupt);
            Assert.Equal(130, (await program.ExitAsync()).ExitCode);
            File.Delete(pipe);
        }
    }

    /// <summary>Whether a thread of the process waits within open(2) of a pipe; a system that tells nothing of any thread ("0") is believed.</summary>
    private static bool Opening(int process)
    {
        const int withRuntime = 4; // before its threads run, the program has not got so far
        try
        {
            var waits = Directory.GetDirectories($"/proc/{process}/task").Select(thread => File.ReadAllText(Path.Join(thread, "wchan"))).ToArray();
            return waits.Any(wait => wait.StartsWith("wait_for_partner", StringComparison.Ordinal)) || waits.Length >= withRuntime && waits.All(wait => wait == "0");
        }
        catch (IOException)
        {
            return false; // a thread ended meanwhile
        }
    }

    private async Task<string> PipeAsync()
    {
        var pipe = _folder.PathOf("pipe");
        Assert.Equal(0, (await ChildProcess.RunAsync("mkfifo", [pipe])).ExitCode);
        return pipe;
    }
}
