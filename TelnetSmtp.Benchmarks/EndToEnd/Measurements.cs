// The measurements that a person feels: start-up, key to wire, wire to screen, flood, rest. Each drives a real program in a pseudo-terminal against a
// server of its own on loopback. Refuses to average: medians and 99th percentiles.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TelnetSmtp.Benchmarks.EndToEnd;

/// <summary>A program to measure; <c>{port}</c> in an argument becomes the server's port.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Program">Full path.</param>
/// <param name="Arguments">Arguments.</param>
/// <param name="Lines">Whether it sends only whole lines, so that each key is followed by Enter.</param>
internal sealed record Candidate(string Name, string Program, IReadOnlyList<string> Arguments, bool Lines)
{
    /// <summary>The option behind which it takes the name of a text log, for the floods; null where it keeps none.</summary>
    public string? LogOption { get; init; }

    /// <summary>Whether the process in the terminal is all of it, so that its memory and time say something.</summary>
    public bool Alone { get; init; } = true;
}

/// <summary>One figure.</summary>
/// <param name="Name">What and its unit.</param>
/// <param name="Value">The median where there are several samples.</param>
internal readonly record struct Figure(string Name, double Value);

/// <summary>Measures.</summary>
internal static class Measurements
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // Lines as servers send them, some 350 bytes.
    private static readonly byte[] Block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(
        "250-mail1.fabrikam.com Hello [172.16.0.5]\r\n250-SIZE 37748736\r\n250-PIPELINING\r\n250 XRDST\r\n250 2.1.0 Sender OK\r\n550 5.1.1 User unknown\r\n"
        + "421 4.3.2 Service not available\r\n354 Start mail input; end with <CRLF>.<CRLF>\r\n250 2.6.0 <c89b4fcc@mail1.fabrikam.com> Queued mail for delivery\r\n", 200)));

    /// <summary>Program start to first character, to the connection, and from the greeting sent to the greeting seen; milliseconds.</summary>
    public static IReadOnlyList<Figure> StartUp(Candidate candidate, int samples)
    {
        var (first, accepted, greeted) = (new List<double>(), new List<double>(), new List<double>());
        for (var sample = 0; sample < samples; sample++)
        {
            using var run = new Run(candidate);
            accepted.Add(Milliseconds(run.Terminal.Started, run.Accepted));
            greeted.Add(Milliseconds(run.Accepted, run.Greeted));
            first.Add(Milliseconds(run.Terminal.Started, run.Terminal.FirstVisible));
        }

        return [new("start to first character, ms", Median(first)), new("start to connection, ms", Median(accepted)), new("greeting sent to seen, ms", Median(greeted))];
    }

    /// <summary>A key to its byte at the server, and a reply to its text on the screen; milliseconds.</summary>
    public static IReadOnlyList<Figure> Keys(Candidate candidate, int samples)
    {
        using var run = new Run(candidate);
        var (toWire, toScreen) = (new List<double>(), new List<double>());
        var key = candidate.Lines ? "x\r"u8.ToArray() : "x"u8.ToArray();
        var buffer = new byte[100];
        Thread.Sleep(500); // nobody has read the greeting sooner
        for (var sample = 0; sample < samples; sample++)
        {
            // People do not type in step with the frames: the pauses differ, so that no sample falls into the same moment of a frame.
            Thread.Sleep(30 + (sample % 7 * 4));
            var pressed = TimeProvider.System.GetTimestamp();
            run.Terminal.Write(key);
            run.Connection.Receive(buffer);
            toWire.Add(Milliseconds(pressed, TimeProvider.System.GetTimestamp()));
            Thread.Sleep(30);
            var token = string.Create(CultureInfo.InvariantCulture, $"tok{sample:000000}end");
            var sent = TimeProvider.System.GetTimestamp();
            run.Connection.Send(Encoding.ASCII.GetBytes($"250 {token}\r\n"));
            toScreen.Add(Milliseconds(sent, run.Seen(token)));
        }

        return
        [
            new("key to wire, ms", Median(toWire)), new("key to wire, 99 %, ms", Percentile(toWire, 0.99)),
            new("wire to screen, ms", Median(toScreen)), new("wire to screen, 99 %, ms", Percentile(toScreen, 0.99)),
        ];
    }

    /// <summary>Megabytes of reply lines a second until the last one is on the screen, with panel and log where the program has them.</summary>
    public static IReadOnlyList<Figure> Flood(Candidate candidate, int megabytes)
    {
        var log = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var run = new Run(candidate.LogOption is { } option ? candidate with { Arguments = [option, log, .. candidate.Arguments] } : candidate);
            var begun = TimeProvider.System.GetTimestamp();
            long sent = 0;
            while (sent < megabytes * 1_000_000L)
                sent += run.Connection.Send(Block);
            run.Connection.Send("\r\n221 flood-end-token\r\n"u8);
            var seconds = Milliseconds(begun, run.Seen("flood-end-token")) / 1000;
            return [new($"flood of {megabytes} MB, MB/s", sent / 1e6 / seconds), new("memory after it, MiB", candidate.Alone ? run.Terminal.PeakMemory : double.NaN)];
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>An open session in which nothing happens: memory, and time of a processor's core in per cent.</summary>
    public static IReadOnlyList<Figure> Rest(Candidate candidate)
    {
        if (!candidate.Alone)
            return [new("", double.NaN), new("", double.NaN)];
        using var run = new Run(candidate);
        // What the greeting set off is over by then.
        Thread.Sleep(TimeSpan.FromSeconds(3));
        var (before, begun) = (run.Terminal.ProcessorTime, TimeProvider.System.GetTimestamp());
        Thread.Sleep(TimeSpan.FromSeconds(10));
        var used = (run.Terminal.ProcessorTime - before).TotalMilliseconds / Milliseconds(begun, TimeProvider.System.GetTimestamp());
        return [new("memory at rest, MiB", run.Terminal.PeakMemory), new("processor at rest, %", used * 100)];
    }

    private static double Milliseconds(long from, long to) => TimeProvider.System.GetElapsedTime(from, to).TotalMilliseconds;

    private static double Median(List<double> values) => Percentile(values, 0.5);

    private static double Percentile(List<double> values, double part)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(values.Count * part))];
    }

    // A server, the program in its terminal, and the connection between them with the greeting seen.
    private sealed class Run : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Run(Candidate candidate)
        {
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
            Terminal = new PseudoTerminal(candidate.Program, [.. candidate.Arguments.Select(argument => argument.Replace("{port}", port, StringComparison.Ordinal))]);
            try
            {
                if (!listener.Server.Poll(Limit, SelectMode.SelectRead))
                    throw new TimeoutException($"{candidate.Name} did not connect:\n{Terminal.Screen()}");
                Connection = listener.AcceptSocket();
                Accepted = TimeProvider.System.GetTimestamp();
                Connection.NoDelay = true;
                Connection.ReceiveTimeout = (int)Limit.TotalMilliseconds;
                Connection.Send("220 greeting-token ESMTP\r\n"u8);
                Greeted = Seen("greeting-token");
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public PseudoTerminal Terminal { get; }

        public Socket Connection { get; } = null!;

        public long Accepted { get; }

        public long Greeted { get; }

        public long Seen(string text) => Terminal.WaitFor(text, Limit) ?? throw new TimeoutException($"\"{text}\" never came to the screen:\n{Terminal.Screen()}");

        public void Dispose()
        {
            Terminal.Dispose();
            Connection?.Dispose();
            listener.Dispose();
        }
    }
}
