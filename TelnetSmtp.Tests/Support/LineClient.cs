// The smallest client that can test a server of ours or a peer: sends lines, reads replies whole. Refuses to know what they mean.
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace TelnetSmtp.Tests.Support;

/// <summary>A TCP connection that speaks lines, Latin-1, ended by CR LF.</summary>
public sealed class LineClient : IAsyncDisposable
{
    private readonly TcpClient client;
    private readonly StreamReader reader;

    private LineClient(TcpClient client)
    {
        this.client = client;
        reader = new StreamReader(client.GetStream(), Encoding.Latin1);
    }

    /// <summary>Connects to a loopback port; once only, refusal throws.</summary>
    public static async Task<LineClient> ConnectAsync(int port)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return new LineClient(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whether something accepts on a loopback port now.</summary>
    public static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            await using var _ = await ConnectAsync(port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Sends a line and gives the reply: its lines, joined by LF.</summary>
    public async Task<string> CommandAsync(string line)
    {
        await SendAsync(line);
        return await ReplyAsync();
    }

    /// <summary>Sends a line and its CR LF.</summary>
    public async Task SendAsync(string line) =>
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), TestContext.Current.CancellationToken);

    /// <summary>Reads one SMTP reply (RFC 5321 4.2): lines up to the first whose code is not followed by a hyphen.</summary>
    /// <exception cref="EndOfStreamException">The server closed first.</exception>
    public async Task<string> ReplyAsync()
    {
        var lines = new List<string>();
        do
            lines.Add(await ReadLineAsync() ?? throw new EndOfStreamException($"The server closed after \"{string.Join('\n', lines)}\"."));
        while (lines[^1] is [_, _, _, '-', ..]);
        return string.Join('\n', lines);
    }

    /// <summary>Reads one line without its end; null when the server has closed.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(Deadline.Usual);
        return await reader.ReadLineAsync(time.Token);
    }

    /// <summary>Reads until the text received holds <paramref name="text"/>, and gives all of it.</summary>
    /// <exception cref="EndOfStreamException">The server closed first.</exception>
    public async Task<string> ReadUntilAsync(string text)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(Deadline.Usual);
        var received = new StringBuilder();
        var buffer = new char[256];
        while (!received.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await reader.ReadAsync(buffer, time.Token);
            if (count == 0)
                throw new EndOfStreamException($"The server closed after \"{received}\".");
            received.Append(buffer, 0, count);
        }

        return received.ToString();
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
