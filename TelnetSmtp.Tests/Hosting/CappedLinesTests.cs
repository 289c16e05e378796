// Lines of standard input have an end, or they end the input.
using System.Text;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Hosting;

public sealed class CappedLinesTests
{
    [Theory]
    [InlineData(CappedLines.LongestLine, "\n", true)]
    [InlineData(CappedLines.LongestLine, "\r", true)]
    [InlineData(CappedLines.LongestLine, "", true)]
    [InlineData(CappedLines.LongestLine + 1, "\n", false)]
    public async Task A_line_may_be_as_long_as_what_is_kept_for_a_server(int length, string end, bool read)
    {
        var text = Encoding.ASCII.GetBytes("QUIT\r\n" + new string('x', length) + end);
        using var synchronous = new StreamReader(new CappedLines(new MemoryStream(text)));
        using var asynchronous = new StreamReader(new CappedLines(new MemoryStream(text)));
        Assert.Equal("QUIT", synchronous.ReadLine());
        Assert.Equal("QUIT", await asynchronous.ReadLineAsync(TestContext.Current.CancellationToken));
        if (read)
        {
            Assert.Equal(length, synchronous.ReadLine()!.Length);
            Assert.Equal(length, (await asynchronous.ReadLineAsync(TestContext.Current.CancellationToken))!.Length);
            Assert.Null(synchronous.ReadLine());
        }
        else
        {
            Assert.Throws<InvalidDataException>(synchronous.ReadLine);
            await Assert.ThrowsAsync<InvalidDataException>(() => asynchronous.ReadLineAsync(TestContext.Current.CancellationToken).AsTask());
        }
    }

    [Fact]
    public async Task Whoever_waits_for_a_line_that_does_not_come_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var reader = new StreamReader(new CappedLines(new DeafStream()));
        var line = reader.ReadLineAsync(stop.Token).AsTask();
        Assert.False(line.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => line);
    }

    [Theory]
    [InlineData("--plain 127.0.0.1 {0}")]
    [InlineData("--plain")]
    [InlineData("nslookup --dns 127.0.0.1:{0}")]
    public async Task The_program_says_so_and_ends(string command)
    {
        await using var server = new LoopbackServer();
        var line = string.Format(System.Globalization.CultureInfo.InvariantCulture, command, server.Port);
        var result = await ChildProcess.RunAsync("/bin/sh", ["-c", $"exec '{TestApp.Path}' --lang en {line} </dev/zero"]);
        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("telnetsmtp: A line of standard input is longer than 4 MiB; nothing of it was sent. A message without line ends goes by: bdat FILE\n", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nslookup --dns 127.0.0.1:1", "> ")]
    [InlineData("quiz --plain", "Type 1-4")]
    [InlineData("--plain practice", "220 ")]
    public async Task Interrupted_while_it_waits_for_a_line_the_program_ends_without_a_word(string command, string shown)
    {
        await using var program = TestApp.Start(["--lang", "en", .. command.Split(' ')]);
        await program.WaitForAsync(shown);
        program.Send(Signal.Interrupt);
        var result = await program.ExitAsync();
        Assert.Equal((130, ""), (result.ExitCode, result.Error));
    }

    /// <summary>As a terminal: it gives nothing, and does not heed the token.</summary>
    private sealed class DeafStream : AsynchronousStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await new TaskCompletionSource().Task;
            return 0;
        }
    }
}
