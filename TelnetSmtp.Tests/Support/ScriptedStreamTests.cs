// Holds that the scripted connection answers in turn, in pieces of any size, and tells where a client left the script.
using System.Text;
using Xunit;

namespace TelnetSmtp.Tests.Support;

public sealed class ScriptedStreamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Answers_each_command_after_it_was_sent(int chunk)
    {
        await using var stream = new ScriptedStream { ChunkSize = chunk }
            .Server("220 ready\r\n").Client("NOOP\r\n").Server("250 Ok\r\n").Client("QUIT\r\n").Server("221 Bye\r\n").ServerCloses();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        Assert.Equal("220 ready", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        foreach (var (command, reply) in ((string, string)[])[("NOOP\r\n", "250 Ok"), ("QUIT\r\n", "221 Bye")])
        {
            foreach (var letter in command)
                await stream.WriteAsync(new[] { (byte)letter }, TestContext.Current.CancellationToken);
            Assert.Equal(reply, await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        Assert.Null(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        await stream.VerifyAsync();
        Assert.Equal("NOOP\r\nQUIT\r\n", Encoding.Latin1.GetString(stream.Sent.ToArray()));
    }

    [Fact]
    public async Task A_read_waits_for_the_command()
    {
        await using var stream = new ScriptedStream().Client("x").Server("y");
        var read = stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask();
        Assert.False(read.IsCompleted);
        await stream.WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(1, await read);
    }

    [Fact]
    public async Task A_byte_off_the_script_breaks_it_and_is_told()
    {
        await using var stream = new ScriptedStream().Client("QUIT\r\n");
        await Assert.ThrowsAsync<InvalidDataException>(async () => await stream.WriteAsync("QUIX"u8.ToArray(), TestContext.Current.CancellationToken));
        var error = await Assert.ThrowsAsync<InvalidDataException>(stream.VerifyAsync);
        Assert.Contains("\"T\\r\\n\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_breaks_reads_and_writes()
    {
        await using var stream = new ScriptedStream().ServerResets();
        await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<IOException>(async () => await stream.WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken));
    }
}
