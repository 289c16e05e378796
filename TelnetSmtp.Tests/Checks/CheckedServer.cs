// An SMTP server on loopback whose vices a test chooses: what it greets with and when, what it answers to a line, which certificate it has, what it does around
// STARTTLS. Takes any number of connections and keeps all that it hears. Refuses to be a correct server: the practice server is that.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TelnetSmtp.Tests.Checks;

internal sealed class CheckedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _running;
    private int _accepted;

    public CheckedServer()
    {
        _listener.Start();
        _running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Greeting { get; init; } = "220 mail1.fabrikam.com ESMTP";

    /// <summary>Waited for before the greeting.</summary>
    public Task Delay { get; init; } = Task.CompletedTask;

    /// <summary>Answers that differ from the usual ones: a line in, its reply out; null for the usual one, empty to hang up.</summary>
    public Func<string, string?> Answer { get; init; } = _ => null;

    /// <summary>With one STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Sent in plaintext in one packet with the 220 to STARTTLS.</summary>
    public string BehindStartTls { get; init; } = "";

    /// <summary>Whether lines that came with STARTTLS are obeyed after the handshake (CVE-2011-0411).</summary>
    public bool ObeysEarlyCommands { get; init; }

    /// <summary>Mechanisms offered under TLS, for chris with the password secret; null for no AUTH.</summary>
    public string? Auth { get; init; }

    /// <summary>TLS from the first octet, as on port 465.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>All lines, those of messages too.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public int Accepted => _accepted;

    /// <summary>Messages, as they came.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    public static X509Certificate2 MakeCertificate(string name, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var end = TimeProvider.System.GetUtcNow().AddDays(expired ? -2 : 90);
        using var made = request.CreateSelfSigned(end.AddDays(-100), end);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private const string SignedIn = "235 2.7.0 Authentication successful", BadLogin = "535 5.7.8 Authentication credentials invalid";

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private string Usual(string line, bool tls) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" => $"250-mail1.fabrikam.com\r\n{(Certificate is null || tls ? "" : "250-STARTTLS\r\n")}{(Auth is null || !tls ? "" : $"250-AUTH {Auth}\r\n")}250-SIZE 1000000\r\n250 8BITMIME",
        "AUTH" => line == "AUTH LOGIN" ? "334 VXNlcm5hbWU6" : line == $"AUTH PLAIN {Encoded("\0chris\0secret")}" ? SignedIn : BadLogin,
        _ when line == Encoded("chris") => "334 UGFzc3dvcmQ6",
        _ when line == Encoded("secret") => SignedIn,
        _ when Auth is not null && line.EndsWith('=') => BadLogin,
        "HELO" => "250 mail1.fabrikam.com",
        "MAIL" => line.Contains("SIZE=1000001", StringComparison.Ordinal) ? "552 5.3.4 Message too big" : "250 2.1.0 Ok",
        "RCPT" => line.Contains("kate@", StringComparison.OrdinalIgnoreCase) || line.Contains("postmaster", StringComparison.OrdinalIgnoreCase) ? "250 2.1.5 Ok"
            : line.Contains("example.com>", StringComparison.Ordinal) ? "554 5.7.1 Relay access denied" : "550 5.1.1 User unknown",
        "DATA" => "354 Go on",
        "STARTTLS" => "220 2.0.0 Ready",
        "QUIT" => "221 2.0.0 Bye",
        "RSET" or "NOOP" => "250 2.0.0 Ok",
        _ => "502 5.5.2 What?",
    };

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _accepted);
        using (client)
            try
            {
                await Delay.WaitAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or AuthenticationException)
            {
                // The client is gone, or the test is over.
            }
    }

    private async Task TalkAsync(Stream stream)
    {
        var pending = new StringBuilder();
        var (tls, message) = (ImplicitTls, default(StringBuilder));
        if (tls)
        {
            var implicitly = new SslStream(stream);
            await implicitly.AuthenticateAsServerAsync(Certificate!);
            stream = implicitly;
        }
        await SayAsync(stream, Greeting + "\r\n");
        while (await LineAsync(stream, pending) is { } line)
        {
            Heard.Enqueue(line);
            if (message is not null && line != ".")
            {
                message.Append(line).Append("\r\n");
                continue;
            }
            if (message is not null)
            {
                Messages.Enqueue(message.ToString());
                message = null;
                await SayAsync(stream, "250 2.0.0 Ok: queued as 4711\r\n");
                continue;
            }
            var reply = Answer(line) ?? Usual(line, tls);
            if (reply.Length == 0)
                return;
            var starts = line == "STARTTLS" && reply.StartsWith("220", StringComparison.Ordinal);
            await SayAsync(stream, reply + "\r\n" + (starts ? BehindStartTls : ""));
            if (reply.StartsWith("221", StringComparison.Ordinal))
                return;
            if (reply.StartsWith("354", StringComparison.Ordinal))
                message = new StringBuilder();
            if (!starts)
                continue;
            if (!ObeysEarlyCommands)
                pending.Clear();
            if (Certificate is null)
                return;
            var encrypted = new SslStream(stream);
            await encrypted.AuthenticateAsServerAsync(Certificate);
            (stream, tls) = (encrypted, true);
        }
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token);

    private async Task<string?> LineAsync(Stream stream, StringBuilder pending)
    {
        var buffer = new byte[4096];
        int end;
        while ((end = pending.ToString().IndexOf("\r\n", StringComparison.Ordinal)) < 0)
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            if (count == 0)
                return null;
            pending.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        var line = pending.ToString(0, end);
        pending.Remove(0, end + 2);
        return line;
    }
}
