// STARTTLS typed by hand against a real TLS server in process: the session goes on encrypted in the same screen and log, no letter is eaten,
// a failed handshake says so, and injected plaintext ends the session (RFC 3207).
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class StartTlsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = SelfSigned("mail1.fabrikam.com");

    public StartTlsTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task The_session_goes_on_encrypted_and_eats_no_letter()
    {
        var heard = ServeAsync(async stream =>
        {
            await SayAsync(stream, "220 mail\r\n");
            await HearAsync(stream, "STARTTLS\r\n");
            await SayAsync(stream, "220 go\r\n");
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(_certificate);
            var text = await HearAsync(tls, "QUIT\r\n");
            await SayAsync(tls, "221 bye under TLS\r\n");
            return text;
        });
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Shows("220 mail");
        driver.Types("STARTTLS\r");
        await driver.Until(() => driver.Client.Snapshot.Session?.Tls is not null, "TLS");
        Assert.False(driver.Client.Snapshot.Session!.Handshaking);
        driver.Types("RCPT\rR\rk\rQUIT\r");
        await driver.Shows("221 bye under TLS");
        Assert.Equal("RCPT\r\nR\r\nk\r\nQUIT\r\n", await heard);
        var facts = driver.Client.Snapshot.Session!.Tls!;
        Assert.StartsWith("TLSv1.", facts.Protocol, StringComparison.Ordinal);
        Assert.Contains("mail1.fabrikam.com", facts.Subject, StringComparison.Ordinal);
        Assert.Equal(["WrongName", "SelfSigned"], facts.Problems);
        Assert.Contains("=== TLSv1.", driver.Screen, StringComparison.Ordinal);
        Assert.True(driver.Client.Snapshot.Session.Dialogue.Tls);
    }

    [Fact]
    public async Task A_server_that_talks_on_in_plaintext_fails_the_handshake_with_words()
    {
        _ = ServeAsync(async stream =>
        {
            await SayAsync(stream, "220 mail\r\n");
            await HearAsync(stream, "STARTTLS\r\n");
            await SayAsync(stream, "220 go\r\n");
            // The client's hello has come; what follows is no TLS.
            await stream.ReadExactlyAsync(new byte[5]);
            await SayAsync(stream, "500 what?\r\n");
            return "";
        });
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Shows("220 mail");
        driver.Types("STARTTLS\r");
        await driver.Until(() => driver.Client.Snapshot.Session?.End?.Kind == SessionEndKind.TlsFailed, "the failure");
        Assert.Equal(new TlsFailure(TlsFailureKind.PlaintextAnswer, "500 what?"), driver.Client.Snapshot.Session!.End!.Tls);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" tls")]
    public async Task A_server_silent_in_the_handshake_is_told_of_and_closing_does_not_wait_for_it(string implicitTls)
    {
        var closed = ServeAsync(async stream =>
        {
            if (implicitTls.Length == 0)
            {
                await SayAsync(stream, "220 mail\r\n");
                await HearAsync(stream, "STARTTLS\r\n");
                await SayAsync(stream, "220 go\r\n");
            }
            return await HearAsync(stream, "\0never");
        });
        // The handshake's own limit never passes: this time stands still.
        await using var driver = new ClientDriver(time: new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        driver.Types($"o 127.0.0.1 {Port}{implicitTls}\r");
        if (implicitTls.Length == 0)
        {
            await driver.Shows("220 mail");
            driver.Types("STARTTLS\r");
        }
        await driver.Until(() => driver.Client.Snapshot.Session is { Handshaking: true }, "the handshake");
        driver.Types("\u001Dclose\r");
        await driver.Until(() => driver.Client.Snapshot.Session?.End is not null, "the end");
        Assert.Equal(SessionEndKind.ClosedByUser, driver.Client.Snapshot.Session!.End!.Kind);
        Assert.False(driver.Client.Snapshot.Session.Handshaking);
        await closed;
    }

    [Fact]
    public async Task Plaintext_behind_the_220_is_shown_and_ends_the_session()
    {
        _ = ServeAsync(async stream =>
        {
            await SayAsync(stream, "220 mail\r\n");
            await HearAsync(stream, "STARTTLS\r\n");
            await SayAsync(stream, "220 go\r\n250 injected\r\n");
            await HearAsync(stream, "\0never");
            return "";
        });
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Shows("220 mail");
        driver.Types("STARTTLS\r");
        await driver.Until(() => driver.Client.Snapshot.Session?.End?.Kind == SessionEndKind.PlaintextAfterStartTls, "the end");
        Assert.Contains("250 injected", driver.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Implicit_TLS_comes_before_the_greeting()
    {
        _ = ServeAsync(async stream =>
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(_certificate);
            await SayAsync(tls, "220 mail over TLS\r\n");
            await HearAsync(tls, "\0never");
            return "";
        });
        await using var driver = new ClientDriver();
        driver.Client.Open("127.0.0.1", Port, implicitTls: true);
        await driver.Shows("220 mail over TLS");
    }

    [Fact]
    public async Task An_SMTP_greeting_where_TLS_was_expected_is_told()
    {
        _ = ServeAsync(async stream =>
        {
            await SayAsync(stream, "220 mail1.fabrikam.com ESMTP\r\n");
            await HearAsync(stream, "\0never");
            return "";
        });
        await using var driver = new ClientDriver();
        driver.Types($"open 127.0.0.1 {Port} tls\r");
        await driver.Until(() => driver.Client.Snapshot.Session?.End is not null, "the end");
        Assert.Equal(new TlsFailure(TlsFailureKind.PlaintextGreeting, "220 mail1.fabrikam.com ESMTP"), driver.Client.Snapshot.Session!.End!.Tls);
    }

    [Fact]
    public async Task A_silent_server_in_plaintext_is_suspected_of_TLS()
    {
        var never = new TaskCompletionSource<string>();
        _ = ServeAsync(_ => never.Task);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var driver = new ClientDriver(time: time);
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        driver.Types("x");
        await driver.Until(() => driver.Client.Snapshot.Session!.Typed == "x", "the key");
        Assert.Empty(driver.Client.Snapshot.Session!.Notices);
        time.Advance(SessionLoop.SilenceLimit);
        await driver.Until(() => driver.Client.Snapshot.Session!.Notices.Any(n => n.Notice == SessionNotice.SilentTlsPort), "the hint");
        never.SetResult("");
    }

    [Fact]
    public async Task A_sign_in_at_the_prompt_takes_the_password_unseen_and_returns_to_the_session()
    {
        var heard = ServeAsync(async stream =>
        {
            await SayAsync(stream, "220 mail\r\n");
            await HearAsync(stream, "\r\n");
            await SayAsync(stream, "250-mail\r\n250 AUTH PLAIN\r\n");
            var text = await HearAsync(stream, "\r\n");
            await SayAsync(stream, "235 in\r\n");
            return text;
        });
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Shows("220 mail");
        driver.Types("EHLO x\r");
        await driver.Shows("250 AUTH PLAIN");
        driver.Types("\u001Dauth plain tim\r");
        Assert.Contains("WARNING: the connection is not encrypted", driver.Screen, StringComparison.Ordinal);
        driver.Types("tanstaaftanstaaf");
        Assert.DoesNotContain("tan", driver.Screen, StringComparison.Ordinal);
        driver.Types("\r");
        await driver.Shows("235 in");
        Assert.Equal($"AUTH PLAIN {Convert.ToBase64String("\0tim\0tanstaaftanstaaf"u8)}\r\n", await heard);
        // The history of the prompt has the line, and not what followed it.
        driver.Types("\u001D");
        driver.Client.Press(new Core.Terminal.KeyStroke(Core.Terminal.KeyCode.Up));
        Assert.EndsWith("auth plain tim", driver.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0003", "Nothing was sent.")]
    [InlineData("\u001B", "Nothing was sent.")]
    public async Task A_password_can_be_taken_back(string key, string says)
    {
        var never = new TaskCompletionSource<string>();
        _ = ServeAsync(async stream =>
        {
            await SayAsync(stream, "220 mail\r\n");
            return await never.Task;
        });
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Shows("220 mail");
        driver.Types("\u001Dauth login tim\rsecret");
        driver.Client.Press(key == "\u001B" ? new Core.Terminal.KeyStroke(Core.Terminal.KeyCode.Escape) : Core.Terminal.KeyStroke.Of('c', Core.Terminal.KeyModifiers.Control));
        Assert.Contains(says, driver.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", driver.Screen, StringComparison.Ordinal);
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
        never.SetResult("");
    }

    [Fact]
    public async Task A_server_that_never_reads_is_capped_and_closing_does_not_hang()
    {
        var never = new TaskCompletionSource<string>();
        _ = ServeAsync(_ => never.Task);
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {Port}\r");
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        var line = new string('x', 64 * 1024);
        for (var i = 0; i < 1000; i++) driver.Client.Paste(line);
        await driver.Until(() => driver.Client.Snapshot.Session!.Unsent > 0, "waiting bytes");
        Assert.InRange(driver.Client.Snapshot.Session!.Unsent, 1, SessionLoop.MaxUnsent + 2 * line.Length);
        driver.Types("\u001Dquit\r");
        Assert.Equal(0, driver.Client.ExitCode);
        never.SetResult("");
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task<string> ServeAsync(Func<Stream, Task<string>> talk)
    {
        using var socket = await _listener.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        try
        {
            return await talk(stream);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task<string> HearAsync(Stream stream, string until)
    {
        var heard = new StringBuilder();
        var buffer = new byte[1024];
        int count;
        while (!heard.ToString().EndsWith(until, StringComparison.Ordinal) && (count = await stream.ReadAsync(buffer)) > 0)
            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return heard.ToString();
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
