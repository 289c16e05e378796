// The practice server on real sockets: many clients, hostile clients, TLS, time, ports. Time is the test's own wherever it matters.
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class PracticeListenerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listens_on_loopback_and_a_port_of_its_own()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        Assert.Equal(IPAddress.Loopback, listener.EndPoint.Address);
        Assert.NotEqual(0, listener.EndPoint.Port);
        using var client = await Client.ConnectAsync(listener);
        Assert.StartsWith("220 mail1.fabrikam.com Microsoft ESMTP", await client.ReplyAsync(), StringComparison.Ordinal);
        Assert.EndsWith("250 XRDST", await client.SayAsync("EHLO contoso.com"), StringComparison.Ordinal);
        Assert.StartsWith("221", await client.SayAsync("QUIT"), StringComparison.Ordinal);
        Assert.Null(await client.LineAsync());
    }

    [Fact]
    public async Task A_taken_port_says_so_and_offers_another()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var e = Assert.Throws<PracticePortTakenException>(() => PracticeListener.Start(Scenario.BuiltIn("exchange"), port: listener.EndPoint.Port));
        Assert.Equal(listener.EndPoint, e.Taken);
        await using var other = PracticeListener.Start(Scenario.BuiltIn("exchange"), port: e.FreePort);
        Assert.Equal(e.FreePort, other.EndPoint.Port);
    }

    [Fact]
    public async Task Starttls_and_implicit_tls_stand_with_the_certificate_of_the_run()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        using var client = await Client.ConnectAsync(listener);
        await client.ReplyAsync();
        await client.SayAsync("EHLO contoso.com");
        Assert.StartsWith("220", await client.SayAsync("STARTTLS"), StringComparison.Ordinal);
        Assert.Equal(listener.Certificate.GetCertHashString(), await client.StartTlsAsync());
        var hello = await client.SayAsync("EHLO contoso.com");
        Assert.DoesNotContain("STARTTLS", hello, StringComparison.Ordinal);
        Assert.Contains("250-AUTH NTLM LOGIN PLAIN CRAM-MD5 SCRAM-SHA-256", hello, StringComparison.Ordinal);

        await using var secure = PracticeListener.Start(Scenario.BuiltIn("exchange"), options: new() { ImplicitTls = true });
        using var second = await Client.ConnectAsync(secure);
        await second.StartTlsAsync();
        Assert.StartsWith("220", await second.ReplyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_breaks_is_seen_as_an_alert()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("tls-breaks"));
        using var client = await Client.ConnectAsync(listener);
        await client.ReplyAsync();
        await client.SayAsync("EHLO contoso.com");
        await client.SayAsync("STARTTLS");
        await Assert.ThrowsAnyAsync<Exception>(client.StartTlsAsync);
        using var again = await Client.ConnectAsync(listener);
        Assert.StartsWith("220", await again.ReplyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_closed_client_gets_all_its_replies()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        using var client = await Client.ConnectAsync(listener);
        await client.SendAsync("EHLO contoso.com\r\nMAIL FROM:<chris@contoso.com>\r\nRCPT TO:<kate@fabrikam.com>\r\nDATA\r\n\r\nhi\r\n.\r\nQUIT\r\n");
        client.ShutdownSend();
        var all = await client.ToEndAsync();
        Assert.Equal(["220", "250", "250", "250", "354", "250", "221"], all.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(l => l[3] == ' ').Select(l => l[..3]));
        Assert.Single(listener.Store.Messages);
    }

    [Fact]
    public async Task Resets_drips_floods_and_silence_cost_the_others_nothing()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var hostile = new List<Client>();
        for (var i = 0; i < 40; i++)
        {
            var client = await Client.ConnectAsync(listener);
            hostile.Add(client);
            switch (i % 4)
            {
                case 0:
                    client.Reset();
                    break;
                case 1:
                    await client.SendAsync("EHL");
                    break;
                case 2:
                    await client.SendAsync(new string('x', 300_000));
                    break;
                default:
                    client.ShutdownSend();
                    break;
            }
        }
        using var good = await Client.ConnectAsync(listener);
        Assert.StartsWith("220", await good.ReplyAsync(), StringComparison.Ordinal);
        await good.SayAsync("EHLO contoso.com");
        await good.SayAsync("MAIL FROM:<chris@contoso.com>");
        await good.SayAsync("RCPT TO:<kate@fabrikam.com>");
        await good.SayAsync("DATA");
        Assert.StartsWith("250 2.6.0", await good.SayAsync("hi\r\n."), StringComparison.Ordinal);
        foreach (var client in hostile)
            client.Dispose();
    }

    [Fact]
    public async Task A_silent_client_is_told_421_when_its_time_is_up()
    {
        var time = new WatchedTime(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        var scenario = Scenario.BuiltIn("exchange");
        var patience = TimeSpan.FromSeconds(scenario.Limits.IdleSeconds);
        await using var listener = PracticeListener.Start(scenario, time: time);
        using var client = await Client.ConnectAsync(listener);
        Assert.StartsWith("220", await client.ReplyAsync(), StringComparison.Ordinal);
        await time.BegunAsync(patience); // until the greeting is taken
        await time.BegunAsync(patience); // until a command comes
        time.Advance(patience);
        Assert.Equal("421 4.4.1 Connection timed out", await client.ReplyAsync());
    }

    [Fact]
    public async Task Who_speaks_before_a_late_greeting_is_refused_by_a_tarpit()
    {
        var time = new WatchedTime(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        var scenario = Scenario.BuiltIn("tarpit");
        await using var listener = PracticeListener.Start(scenario, time: time);
        using var client = await Client.ConnectAsync(listener);
        await client.SendAsync("EHLO contoso.com\r\n");
        var reply = client.ReplyAsync();
        await time.PassAsync(reply, TimeSpan.FromSeconds(scenario.Limits.IdleSeconds));
        Assert.StartsWith("503 5.5.0", await reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_says_421_and_waits_for_nobody()
    {
        var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        using var client = await Client.ConnectAsync(listener);
        await client.ReplyAsync();
        await listener.DisposeAsync();
        Assert.Equal("421 4.3.2 Service not available", await client.ReplyAsync());
        await listener.DisposeAsync();
        Assert.Equal(0, listener.Store.OpenConnections);
    }

    [Fact]
    public async Task Messages_are_written_to_a_maildir_with_their_trace()
    {
        var directory = Directory.CreateTempSubdirectory("practice");
        try
        {
            await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"), options: new() { Maildir = directory.FullName });
            using var client = await Client.ConnectAsync(listener);
            await client.ReplyAsync();
            await client.SayAsync("EHLO contoso.com");
            await client.SayAsync("MAIL FROM:<chris@contoso.com>");
            await client.SayAsync("RCPT TO:<kate@fabrikam.com>");
            await client.SayAsync("DATA");
            await client.SayAsync("Subject: x\r\n\r\n..dot\r\n.");
            var file = Assert.Single(Directory.GetFiles(Path.Combine(directory.FullName, "new")));
            var text = await File.ReadAllTextAsync(file, Ct);
            Assert.StartsWith("Return-Path: <chris@contoso.com>\nDelivered-To: kate@fabrikam.com\nReceived: from contoso.com ([127.0.0.1])\n\tby mail1.fabrikam.com with ESMTP id ", text, StringComparison.Ordinal);
            Assert.EndsWith("\nSubject: x\n\n.dot\n", text, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Two_hundred_busy_clients_beside_two_thousand_idle_ones_lose_no_reply()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var idle = new List<Client>();
        for (var i = 0; i < 2000; i++)
        {
            idle.Add(await Client.ConnectAsync(listener));
            Assert.StartsWith("220", await idle[^1].ReplyAsync(), StringComparison.Ordinal);
        }
        async Task OneAsync()
        {
            using var client = await Client.ConnectAsync(listener);
            await client.ReplyAsync();
            await client.SayAsync("EHLO contoso.com");
            for (var i = 0; i < 5; i++)
            {
                await client.SendAsync("MAIL FROM:<chris@contoso.com>\r\nRCPT TO:<kate@fabrikam.com>\r\nDATA\r\n");
                Assert.StartsWith("250", await client.ReplyAsync(), StringComparison.Ordinal);
                Assert.StartsWith("250", await client.ReplyAsync(), StringComparison.Ordinal);
                Assert.StartsWith("354", await client.ReplyAsync(), StringComparison.Ordinal);
                Assert.StartsWith("250", await client.SayAsync("hi\r\n."), StringComparison.Ordinal);
            }
            Assert.StartsWith("221", await client.SayAsync("QUIT"), StringComparison.Ordinal);
        }
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => OneAsync()));
        Assert.Equal(1000, listener.Store.TotalMessages);
        // A connection counts as open until the server has seen its end.
        await Deadline.UntilAsync("the busy ones' ends", () => listener.Store.OpenConnections == 2000);
        // Both ends live in this process; the server alone may use 300 MB.
        var used = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{used / 1024} KiB for 2000 idle connections, both ends");
        Assert.InRange(used, 0, 300L << 20);
        foreach (var client in idle)
            Assert.StartsWith("221", await client.SayAsync("QUIT"), StringComparison.Ordinal);
        idle.ForEach(client => client.Dispose());
    }

    /// <summary>A client that reads replies whole.</summary>
    private sealed class Client : IDisposable
    {
        private readonly Socket _socket;
        private Stream _stream;
        private StreamReader _reader;

        private Client(Socket socket)
        {
            _socket = socket;
            _stream = new NetworkStream(socket);
            _reader = new StreamReader(_stream, Encoding.UTF8);
        }

        public static async Task<Client> ConnectAsync(PracticeListener listener)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(listener.EndPoint, Ct);
            return new(socket);
        }

        public Task SendAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text), Ct).AsTask();

        public async Task<string> SayAsync(string line)
        {
            await SendAsync(line + "\r\n");
            return await ReplyAsync();
        }

        public async Task<string> ReplyAsync()
        {
            var lines = new List<string>();
            do
                lines.Add(await LineAsync() ?? throw new EndOfStreamException(string.Join("\n", lines)));
            while (lines[^1].Length > 3 && lines[^1][3] == '-');
            return string.Join("\n", lines);
        }

        public Task<string?> LineAsync() => _reader.ReadLineAsync(Ct).AsTask();

        public Task<string> ToEndAsync() => _reader.ReadToEndAsync(Ct);

        public async Task<string> StartTlsAsync()
        {
            var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
            // The certificate is self-signed by design; what is asked is whether it is the one of this run.
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mail1.fabrikam.com", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null }, Ct);
            _stream = secure;
            _reader = new StreamReader(secure, Encoding.UTF8);
            return secure.RemoteCertificate!.GetCertHashString();
        }

        public void ShutdownSend() => _socket.Shutdown(SocketShutdown.Send);

        public void Reset()
        {
            _socket.LingerState = new LingerOption(true, 0);
            _socket.Dispose();
        }

        public void Dispose()
        {
            _reader.Dispose();
            _stream.Dispose();
            _socket.Dispose();
        }
    }
}
