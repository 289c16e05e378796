// A flood of reply lines through the whole session (telnet, screen, dialogue, annotations) and through each of its parts, MB/s from the time a run.
using BenchmarkDotNet.Attributes;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Benchmarks.Session;

/// <summary>10 MB of replies in chunks of 64 KiB, as the socket gives them.</summary>
[MemoryDiagnoser]
public class FloodBenchmarks
{
    private const int Chunk = 64 * 1024, Total = 10_000_000;

    private static ReadOnlySpan<byte> Replies =>
        "250-mail1.fabrikam.com Hello [172.16.0.5]\r\n250-SIZE 37748736\r\n250-PIPELINING\r\n250 XRDST\r\n250 2.1.0 Sender OK\r\n550 5.1.1 User unknown\r\n421 4.3.2 Service not available\r\n354 Start mail input; end with <CRLF>.<CRLF>\r\n250 2.6.0 <c89b4fcc@mail1.fabrikam.com> [InternalId=5111011082268] Queued mail for delivery\r\n"u8;

    private byte[] _bytes = [];

    [GlobalSetup]
    public void Setup()
    {
        _bytes = new byte[Total];
        for (var i = 0; i < Total; i++) _bytes[i] = Replies[i % Replies.Length];
    }

    [Benchmark(Baseline = true)]
    public long WholeSession()
    {
        var session = new TelnetSession("host", 25, new ClientSettings(), 80, 24);
        session.Apply(new SessionInput.Connected(default, "host", null));
        for (var at = 0; at < Total; at += Chunk)
            session.Apply(new SessionInput.Received(default, _bytes.AsMemory(at, Math.Min(Chunk, Total - at))));
        return session.CursorLine;
    }

    [Benchmark]
    public long SnapshotsToo()
    {
        var session = new TelnetSession("host", 25, new ClientSettings(), 80, 24);
        session.Apply(new SessionInput.Connected(default, "host", null));
        var versions = 0L;
        for (var at = 0; at < Total; at += Chunk)
        {
            session.Apply(new SessionInput.Received(default, _bytes.AsMemory(at, Math.Min(Chunk, Total - at))));
            versions += session.Snapshot().Version;
        }
        return versions;
    }

    [Benchmark]
    public long ScreenAlone()
    {
        var terminal = new TerminalEmulator(80, 24) { ShowControls = true };
        for (var at = 0; at < Total; at += Chunk) terminal.Feed(_bytes.AsSpan(at, Math.Min(Chunk, Total - at)));
        return terminal.CursorLine;
    }

    [Benchmark]
    public int DialogueAlone()
    {
        var counter = new Counter { Dialogue = new SmtpDialogue() };
        counter.Dialogue.Connected(default);
        var lines = new LineSplitter();
        for (var at = 0; at < Total; at += Chunk) lines.Push(_bytes.AsSpan(at, Math.Min(Chunk, Total - at)), ref counter);
        return counter.Lines;
    }

    private struct Counter : ILineHandler
    {
        public SmtpDialogue Dialogue;
        public int Lines;

        public void Line(ReadOnlySpan<byte> text, LineEnding ending)
        {
            Dialogue.ServerLine(default, text, ending);
            Lines++;
        }
    }
}
