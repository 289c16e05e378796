// Handshakes with TLS servers in process that go wrong in every way a person meets, each told apart; and with good ones, of which all is told that a
// person wants to know. RFC 8446, RFC 3207, RFC 9525.
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class TlsHandshakeTests : IDisposable
{
    private const string Host = "mail1.fabrikam.com";
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();

    // Kept to the end: a server's stream that nothing holds any more is reset by the collector, before the client has read what came by it.
    private readonly List<NetworkStream> _servers = [];
    private Exception? _serverFailure;

    public void Dispose()
    {
        foreach (var server in _servers) server.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_trusted_certificate_is_told_in_full()
    {
        using var certificate = _authority.Issue(Host);
        var facts = await FactsAsync(certificate, Trusting());
        Assert.Equal("", string.Join(' ', facts.Problems));
        Assert.Contains(facts.Protocol, (string[])["TLSv1.2", "TLSv1.3"]);
        Assert.StartsWith("TLS_", facts.Cipher, StringComparison.Ordinal);
        Assert.Equal(Host, facts.ServerName);
        var told = facts.Certificate!;
        Assert.Equal([Host, "127.0.0.1"], told.Names);
        Assert.Equal(($"CN={Host}", "CN=Fabrikam Issuing", "EC 256"), (told.Subject, told.Issuer, told.Key));
        Assert.Equal([$"CN={Host}", "CN=Fabrikam Issuing", "CN=Fabrikam Root"], told.Chain);
        Assert.Equal(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), told.Fingerprint);
        Assert.True(told.From < facts.At && facts.At < told.Until);
    }

    [Theory]
    [InlineData("expired", "Expired")]
    [InlineData("future", "NotYetValid")]
    [InlineData("other name", "WrongName")]
    [InlineData("self-signed", "SelfSigned")]
    [InlineData("unknown authority", "UnknownAuthority")]
    [InlineData("incomplete", "IncompleteChain")]
    [InlineData("expired and other name", "Expired WrongName")]
    public async Task What_is_wrong_is_told_apart_and_strictness_refuses_it(string fault, string expected)
    {
        using var certificate = fault switch
        {
            "expired" => _authority.Issue(Host, -10, -5),
            "future" => _authority.Issue(Host, 5, 10),
            "other name" => _authority.Issue("mail.contoso.com"),
            "self-signed" => _authority.SelfSigned(Host),
            "expired and other name" => _authority.Issue("mail.contoso.com", -10, -5),
            _ => _authority.Issue(Host),
        };
        var settings = fault is "self-signed" or "unknown authority" ? new TlsSettings() : Trusting();
        var chain = fault != "incomplete";
        var facts = await FactsAsync(certificate, settings, chain);
        Assert.Equal(expected, string.Join(' ', facts.Problems));

        var strict = await HandshakeAsync(settings with { Verify = TlsVerification.Full }, s => ServeTlsAsync(s, certificate, chain));
        Assert.Equal((SessionEndKind.TlsFailed, TlsFailureKind.CertificateRefused), (strict.Failure?.Kind, strict.Failure?.Tls?.Kind));
        Assert.Equal(facts.Problems, strict.Failure!.Tls!.Facts!.Problems);

        // `chain` passes over the name alone.
        var lenient = await HandshakeAsync(settings with { Verify = TlsVerification.Chain }, s => ServeTlsAsync(s, certificate, chain));
        Assert.Equal(expected == "WrongName", lenient.Stream is not null);
    }

    [Fact]
    public async Task Another_name_can_be_asked_for()
    {
        using var certificate = _authority.Issue("mail.contoso.com");
        string? asked = null;
        var result = await HandshakeAsync(Trusting() with { ServerName = "mail.contoso.com", Verify = TlsVerification.Full }, async stream =>
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new ServerOptionsSelectionCallback((_, hello, _, _) =>
            {
                asked = hello.ServerName;
                return ValueTask.FromResult(ServerOptions(certificate, true));
            }), null);
        });
        Assert.Null(result.Failure);
        Assert.Equal("mail.contoso.com", asked);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, "TLSv1.2")]
    [InlineData(SslProtocols.Tls13, "TLSv1.3")]
    public async Task A_server_of_one_version_gets_that_version(SslProtocols only, string shown)
    {
        using var certificate = _authority.Issue(Host);
        var result = await HandshakeAsync(Trusting(), s => ServeTlsAsync(s, certificate, true, only));
        Assert.Equal(shown, result.Facts?.Protocol);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, TlsVersion.Tls13, TlsVersion.Tls13)]
    [InlineData(SslProtocols.Tls13, TlsVersion.Tls12, TlsVersion.Tls12)]
    public async Task Without_a_version_in_common_the_version_is_named(SslProtocols server, TlsVersion minimum, TlsVersion maximum)
    {
        using var certificate = _authority.Issue(Host);
        await AssertFailsAsync(TlsFailureKind.Version, s => ServeTlsAsync(s, certificate, true, server), Trusting() with { Minimum = minimum, Maximum = maximum });
    }

    [Fact]
    public async Task An_old_servers_hello_names_its_version()
    {
        // A ServerHello of TLS 1.0 (RFC 2246 7.4.1.3): record, handshake, version, random, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
        byte[] hello = [22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1, .. new byte[32], 0, 0, 0x2F, 0];
        var failure = await AssertFailsAsync(TlsFailureKind.Version, stream => stream.WriteAsync(hello).AsTask());
        Assert.Equal("TLSv1.0", failure.Said);
    }

    [Theory]
    [InlineData(40, TlsFailureKind.Cipher)]
    [InlineData(70, TlsFailureKind.Version)]
    [InlineData(112, TlsFailureKind.NameUnknown)]
    [InlineData(116, TlsFailureKind.ClientCertificateNeeded)]
    [InlineData(42, TlsFailureKind.ClientCertificateNeeded)]
    [InlineData(80, TlsFailureKind.Alert)]
    public async Task An_alert_is_read(byte alert, TlsFailureKind kind)
    {
        var failure = await AssertFailsAsync(kind, stream => stream.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, alert }).AsTask());
        Assert.Equal($"{alert}", failure.Said);
    }

    [Theory]
    [InlineData("220 mail1.fabrikam.com ESMTP\r\n", TlsFailureKind.PlaintextGreeting, "220 mail1.fabrikam.com ESMTP")]
    [InlineData("500 what?\r\n", TlsFailureKind.PlaintextGreeting, "500 what?")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", TlsFailureKind.PlaintextAnswer, "HTTP/1.1 400 Bad Request")]
    [InlineData("\x1b[31mred\r\n", TlsFailureKind.PlaintextAnswer, "?[31mred")]
    public async Task Plaintext_is_shown(string says, TlsFailureKind kind, string shown)
    {
        var failure = await AssertFailsAsync(kind, stream => stream.WriteAsync(Encoding.ASCII.GetBytes(says)).AsTask());
        Assert.Equal(shown, failure.Said);
    }

    [Fact]
    public Task A_server_that_hangs_up_is_named() => AssertFailsAsync(TlsFailureKind.Closed, stream =>
    {
        stream.Socket.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_reset_is_named() => AssertFailsAsync(TlsFailureKind.Reset, stream =>
    {
        stream.Socket.LingerState = new LingerOption(true, 0);
        stream.Socket.Close();
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_limit()
    {
        var time = new FakeTimeProvider();
        await AssertFailsAsync(TlsFailureKind.TimedOut, _ =>
        {
            time.Advance(TlsHandshake.Limit);
            return Task.CompletedTask;
        }, time: time);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_certificate_is_shown_from_PEM_and_PFX(bool pem)
    {
        using var own = _authority.Issue("chris.contoso.com");
        using var key = own.GetECDsaPrivateKey()!;
        var file = pem ? _folder.Write("own.pem", own.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()) : _folder.PathOf("own.pfx");
        if (!pem) await File.WriteAllBytesAsync(file, own.Export(X509ContentType.Pfx), TestContext.Current.CancellationToken);
        using var certificate = _authority.Issue(Host);
        string? seen = null;
        var result = await HandshakeAsync(Trusting() with { CertificateFile = file }, async stream =>
        {
            var tls = new SslStream(stream);
            var options = ServerOptions(certificate, true);
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, remote, _, _) =>
            {
                seen = remote?.Subject;
                return seen is not null;
            };
            await tls.AuthenticateAsServerAsync(options);
            await tls.WriteAsync("220 you\r\n"u8.ToArray());
        });
        Assert.Equal("CN=chris.contoso.com", result.Facts?.ShownToServer);
        Assert.Null(_serverFailure);
        Assert.Equal(8, await result.Stream!.ReadAsync(new byte[8], TestContext.Current.CancellationToken)); // the server has seen it by then
        Assert.Equal("CN=chris.contoso.com", seen);
    }

    [Theory]
    [InlineData("", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n", "")]
    public void A_bad_authority_file_has_a_reason(string content, string reason)
    {
        var useless = Assert.IsType<TlsFilesRead.Useless>(TlsFiles.Read(new TlsSettings { AuthorityFile = _folder.Write("ca.pem", content) }));
        Assert.Contains(reason, useless.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_certificate_file_has_a_reason()
    {
        using var own = _authority.Issue("chris.contoso.com");
        foreach (var (file, reason) in ((string, string)[])[(_folder.PathOf("none.pem"), "there is no such file"), (_folder.Root, ""), (_folder.Write("text", "hello"), "neither PEM nor a PFX"),
            (_folder.Write("public.pem", own.ExportCertificatePem()), "private key is missing"),
            (_folder.Write("old.pem", own.ExportCertificatePem() + "\n-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n"), "from before PKCS #8")])
        {
            var useless = Assert.IsType<TlsFilesRead.Useless>(TlsFiles.Read(new TlsSettings { CertificateFile = file }));
            Assert.Equal(file, useless.File);
            Assert.Contains(reason, useless.Reason.En, StringComparison.Ordinal);
            Assert.NotEqual("", useless.Reason.De);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_protected_by_a_password_opens_with_it_and_with_no_other(bool pfx)
    {
        using var own = _authority.Issue("chris.contoso.com");
        var settings = new TlsSettings { CertificateFile = pfx ? EncryptedPfx(own) : Encrypted(own) };
        Assert.Equal(new TlsFilesRead.Locked(settings.CertificateFile), TlsFiles.Read(settings));
        foreach (var wrong in (string[])["", "Secret", "secret "])
            Assert.Equal("the password does not fit", Assert.IsType<TlsFilesRead.Useless>(TlsFiles.Read(settings, wrong.AsMemory())).Reason.En);
        var files = Assert.IsType<TlsFilesRead.Done>(TlsFiles.Read(settings, "secret".AsMemory())).Files;
        Assert.Equal(own.Thumbprint, files.Own!.Thumbprint);
        Assert.True(files.Own.HasPrivateKey);
        // What was opened once stays open while another setting changes.
        var more = Assert.IsType<TlsFilesRead.Done>(files.Changed(settings, settings with { AuthorityFile = _folder.Write("root.pem", _authority.RootPem) })).Files;
        Assert.Same(files.Own, more.Own);
        Assert.Single(more.Authorities!);
        Assert.Null(Assert.IsType<TlsFilesRead.Done>(files.Changed(settings, new TlsSettings())).Files.Own);
    }

    [Theory]
    [InlineData(TlsFiles.MaxBytes, "")]
    [InlineData(TlsFiles.MaxBytes + 1, "it is too large")]
    public async Task Files_have_a_greatest_size(int size, string reason)
    {
        var file = _folder.PathOf("large.pem");
        var bytes = new byte[size];
        bytes.AsSpan().Fill((byte)'\n');
        Encoding.ASCII.GetBytes(_authority.RootPem).CopyTo(bytes, 0);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(reason, TlsFiles.Read(new TlsSettings { AuthorityFile = file }) is TlsFilesRead.Useless { Reason.En: var said } ? said : "");
    }

    private string Encrypted(X509Certificate2 own) => _folder.Write("encrypted.pem", TestAuthority.ProtectedPem(own, "secret"));

    private string EncryptedPfx(X509Certificate2 own)
    {
        var file = _folder.PathOf("encrypted.pfx");
        File.WriteAllBytes(file, own.Export(X509ContentType.Pfx, "secret"));
        return file;
    }

    private TlsSettings Trusting() => new() { AuthorityFile = _folder.Write("root.pem", _authority.RootPem) };

    private async Task<TlsFacts> FactsAsync(X509Certificate2 certificate, TlsSettings settings, bool chain = true)
    {
        var result = await HandshakeAsync(settings, s => ServeTlsAsync(s, certificate, chain));
        Assert.Null(result.Failure);
        return result.Facts!;
    }

    private async Task<TlsFailure> AssertFailsAsync(TlsFailureKind kind, Func<NetworkStream, Task> serve, TlsSettings? settings = null, TimeProvider? time = null, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var result = await HandshakeAsync(settings ?? new TlsSettings(), async stream =>
        {
            if (settings is null) await stream.ReadExactlyAsync(new byte[5]); // the client's hello has begun to come
            await serve(stream);
        }, time);
        Assert.True(result.Failure?.Kind == SessionEndKind.TlsFailed && result.Failure.Tls?.Kind == kind, $"{test}: {result.Failure} {result.Failure?.Tls}");
        return result.Failure!.Tls!;
    }

    private async Task<TlsResult> HandshakeAsync(TlsSettings settings, Func<NetworkStream, Task> serve, TimeProvider? time = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        var stream = new NetworkStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), ownsSocket: true);
        _servers.Add(stream);
        var serving = Task.Run(async () =>
        {
            try
            {
                await serve(stream);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                _serverFailure = e; // where the client ended the handshake, what it says of that is what is tested
            }
        });
        var handshake = new TlsHandshake(time ?? TimeProvider.System, NullLogger.Instance) { Files = Assert.IsType<TlsFilesRead.Done>(TlsFiles.Read(settings)).Files };
        var result = await handshake.StartAsync(new NetworkStream(socket, ownsSocket: true), Host, settings, firstByte: true, TestContext.Current.CancellationToken);
        await serving;
        return result;
    }

    private async Task ServeTlsAsync(NetworkStream stream, X509Certificate2 certificate, bool chain, SslProtocols protocols = SslProtocols.None)
    {
        var options = ServerOptions(certificate, chain);
        options.EnabledSslProtocols = protocols;
        await new SslStream(stream).AuthenticateAsServerAsync(options);
    }

    private SslServerAuthenticationOptions ServerOptions(X509Certificate2 certificate, bool chain) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain ? [_authority.Between] : [], offline: true),
    };
}
