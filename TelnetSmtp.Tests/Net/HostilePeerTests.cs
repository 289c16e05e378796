// Servers that break off, stop reading, or ask without end, over real loopback sockets; a wall clock that jumps; a day of silence. The client must say how it
// ended, stay at hand, hold no more than its caps, and be free for the next connection.
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class HostilePeerTests
{
    /// <summary>What the server says (S) and hears (C), in order.</summary>
    private static readonly string[] Dialogue =
    [
        "S220 mail1.fabrikam.com ESMTP\r\n", "CEHLO contoso.com\r\n", "S250-mail1.fabrikam.com\r\n", "S250 DSN\r\n", "CMAIL FROM:<a@b>\r\n", "S250 2.1.0 ok\r\n",
        "CRCPT TO:<c@d>\r\n", "S250 2.1.5 ok\r\n", "CDATA\r\n", "S354 go\r\n", "CSubject: x\r\n", "C.\r\n", "S250 2.0.0 queued\r\n", "CQUIT\r\n", "S221 2.0.0 bye\r\n",
    ];

    public static TheoryData<int, bool> Points => [.. Enumerable.Range(0, Dialogue.Length + 1).SelectMany(point => ((int, bool)[])[(point, false), (point, true)])];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Wherever_the_server_breaks_off_the_end_is_said_and_the_next_connection_stands(int point, bool reset)
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        foreach (var step in Dialogue.Take(point))
        {
            if (step[0] == 'C')
            {
                driver.Types(step[1..].Replace("\r\n", "\r", StringComparison.Ordinal));
                await peer.Hears(step[1..]);
                continue;
            }
            await peer.Says(step[1..]);
            await driver.Shows(step[1..].TrimEnd());
        }
        // In the middle of a line: half of the next one has come.
        if (point < Dialogue.Length && Dialogue[point][0] == 'S')
        {
            await peer.Says(Dialogue[point][1..5]);
            await driver.Shows(Dialogue[point][1..5].TrimEnd());
        }
        if (reset) peer.Resets();
        else peer.HangsUp();
        await driver.Shows("Connection to host lost.");
        Assert.Equal(reset ? SessionEndKind.Reset : SessionEndKind.ClosedByServer, driver.Client.Snapshot.Session!.End!.Kind);
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);

        using var next = new SmtpPeer();
        await driver.Connects(next, "220 second");
    }

    [Fact]
    public async Task A_server_that_closes_its_half_alone_has_ended_the_session_and_hears_our_end()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        await driver.Connects(peer, "220 mail1.fabrikam.com");
        peer.ClosesItsHalf();
        await driver.Shows("Connection to host lost.");
        await peer.HearsEnd();
    }

    [Fact]
    public async Task A_server_that_never_reads_leaves_the_client_alive_what_waits_is_said_and_close_closes()
    {
        var time = new FakeTimeProvider();
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver(time: time);
        await driver.Connects(peer, "220 mail1.fabrikam.com");
        var line = new string('x', 256 * 1024);
        // Until the system's buffers, ours and the line before it are full: then it is said that nothing more is taken.
        await driver.Until(() =>
        {
            while (driver.Client.SendLine(line, wait: false))
            {
                // One more is taken.
            }
            return driver.Client.Snapshot.Session!.Unsent > SessionLoop.MaxUnsent;
        }, "the cap");
        Assert.InRange(driver.Client.Snapshot.Session!.Unsent, SessionLoop.MaxUnsent + 1, SessionLoop.MaxUnsent + line.Length + 2);
        Assert.False(driver.Client.SendLine("more", wait: false));
        // The server may still speak, and is heard.
        await peer.Says("421 4.4.2 what are you doing\r\n");
        await driver.Until(() => driver.Screen.Contains("421 4.4.2", StringComparison.Ordinal), "the 421");
        // The keys are the user's: the prompt comes, and `close` waits for the server no longer than its grace.
        driver.Types("\u001Dc\r");
        await Support.Deadline.UntilAsync("the end", () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            driver.Client.Pump();
            return driver.Client.Snapshot.Session!.End is { Kind: SessionEndKind.ClosedByUser };
        });
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
    }

    [Fact]
    public async Task A_telnet_server_that_asks_without_end_and_reads_no_answer_is_not_read_any_further()
    {
        var session = new TelnetSession("mail1.fabrikam.com", 23, new ClientSettings(), 80, 24);
        using var log = new SessionLog();
        await using var stream = new AskingStream();
        var loop = new SessionLoop(stream, null, session, "mail1.fabrikam.com",
            new LoopContext(log, new TlsHandshake(TimeProvider.System, NullLogger.Instance), TimeProvider.System, NullLogger.Instance, () => { }));
        var running = loop.RunAsync(implicitTls: false);
        await stream.Held.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Support.Deadline.UntilAsync("the cap", () => loop.Snapshot.Unsent > SessionLoop.MaxUnsent);
        Assert.InRange(loop.Snapshot.Unsent, SessionLoop.MaxUnsent, SessionLoop.MaxUnsent + 2 * AskingStream.Chunk);
        Assert.InRange(stream.Given, SessionLoop.MaxUnsent / 2, 2L * SessionLoop.MaxUnsent);
        loop.Close();
        Assert.Equal(SessionEndKind.ClosedByUser, (await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Kind);
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_changes_no_time_of_a_reply()
    {
        var clock = new JumpingClock();
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver(new ClientSettings { Timing = true }, time: clock);
        await driver.Connects(peer, "220 mail1.fabrikam.com");
        foreach (var jump in (TimeSpan[])[TimeSpan.FromDays(-400), TimeSpan.FromDays(4000), TimeSpan.FromHours(-1)])
        {
            driver.Types($"NOOP {jump.TotalHours}\r");
            await peer.Hears($"NOOP {jump.TotalHours}\r\n");
            clock.Jump(jump);
            await peer.Says($"250 2.0.0 after {jump.TotalHours}\r\n");
            await driver.Shows($"after {jump.TotalHours}");
            var lines = driver.Client.Snapshot.Session!.Annotations;
            var took = App.Tui.ReplyDuration.Of(driver.Client.Snapshot.Session, lines.Count - 1);
            Assert.True(took is { } time && time >= TimeSpan.Zero && time < TimeSpan.FromMinutes(1), $"{jump}: {took}; {string.Join(" | ", Enumerable.Range(0, lines.Count).Select(i => $"{lines[i].At:O} {lines[i].Line.Verb} {lines[i].Line.Position}"))}");
            Assert.Equal(SmtpVerb.Noop, lines[lines.Count - 1].Line.Verb);
        }
    }

    [Fact]
    public async Task A_day_of_silence_costs_nothing_and_the_session_goes_on()
    {
        var time = new FakeTimeProvider();
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver(time: time);
        await driver.Connects(peer, "220 mail1.fabrikam.com");
        var woken = 0;
        var wake = driver.Client.Changed;
        driver.Client.Changed = () =>
        {
            Interlocked.Increment(ref woken);
            wake!();
        };
        for (var second = 0; second < 24 * 60 * 60; second++) time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, woken);
        Assert.Equal(SessionPhase.Open, driver.Client.Snapshot.Session!.Phase);
        driver.Types("NOOP\r");
        await peer.Hears("NOOP\r\n");
        await peer.Says("250 2.0.0 still here\r\n");
        await driver.Shows("250 2.0.0 still here");
    }

    /// <summary>A wall clock that somebody sets; the steady clock goes on.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private long _offset;

        public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));
    }

    /// <summary>Asks for a timing mark at memory speed and takes no answer.</summary>
    private sealed class AskingStream : Support.AsynchronousStream
    {
        public const int Chunk = 64 * 1024;

        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _given;

        /// <summary>Done when a write is under way that never ends.</summary>
        public Task Held => _held.Task;

        public long Given => Interlocked.Read(ref _given);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = buffer.Length / 3 * 3;
            for (var i = 0; i < count; i += 3) ((ReadOnlySpan<byte>)[255, 253, 6]).CopyTo(buffer.Span[i..]);
            Interlocked.Add(ref _given, count);
            return ValueTask.FromResult(count);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _held.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
    }
}
