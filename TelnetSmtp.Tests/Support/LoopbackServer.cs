// An SMTP server of a few lines on loopback for tests of the program as a whole: replies from a table, remembers what it got and whether a line came
// before the reply to the one before. Takes one connection after the other.
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TelnetSmtp.Tests.Support;

public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly byte[] greeting;
    private readonly bool hangUp;
    private readonly List<string> received = [];
    private readonly Task running;

    /// <summary>Starts it.</summary>
    /// <param name="greeting">Its first octets.</param>
    /// <param name="hangUp">Whether it closes right after them.</param>
    public LoopbackServer(byte[]? greeting = null, bool hangUp = false)
    {
        this.greeting = greeting ?? "220 mail1.fabrikam.com ESMTP\r\n"u8.ToArray();
        this.hangUp = hangUp;
        listener.Start();
        running = RunAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether a line was there before the reply to the one before was sent, message data apart.</summary>
    public bool Pipelined { get; private set; }

    /// <summary>The lines so far.</summary>
    public string[] Received
    {
        get
        {
            lock (received)
                return [.. received];
        }
    }

    private static string Reply(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" => "250-mail1.fabrikam.com Hello\r\n250-PIPELINING\r\n250 DSN",
        "MAIL" => "250 2.1.0 Sender OK",
        "RCPT" => line.Contains("nobody", StringComparison.Ordinal) ? "550 5.1.1 User unknown" : "250 2.1.5 Recipient OK",
        "DATA" => "354 Start mail input; end with <CRLF>.<CRLF>",
        "QUIT" => "221 2.0.0 Service closing transmission channel",
        _ => "500 5.3.3 Unrecognized command",
    };

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException || (e is InvalidOperationException && stop.IsCancellationRequested))
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(greeting, stop.Token);
        var pending = new List<byte>();
        var chunk = new byte[4096];
        var inMessage = false;
        while (!hangUp)
        {
            int end;
            while ((end = pending.IndexOf((byte)'\n')) < 0)
            {
                var count = await stream.ReadAsync(chunk, stop.Token);
                if (count == 0)
                    return;
                pending.AddRange(chunk.AsSpan(0, count));
            }

            var line = Encoding.UTF8.GetString([.. pending.Take(end + 1)]);
            pending.RemoveRange(0, end + 1);
            lock (received)
                received.Add(line);
            if (inMessage && line != ".\r\n")
                continue;
            Pipelined |= pending.Count > 0 || client.Available > 0;
            var reply = inMessage ? "250 2.6.0 Queued mail for delivery" : Reply(line.TrimEnd());
            inMessage = reply.StartsWith("354", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), stop.Token);
            if (reply.StartsWith("221", StringComparison.Ordinal))
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await running;
        stop.Dispose();
    }
}
