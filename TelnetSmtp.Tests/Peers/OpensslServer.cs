// openssl s_server as the plainest TLS server there is: what the client sends is printed, what the test says is sent. One connection after the other.
using System.Globalization;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Peers;

/// <summary>A listening TLS server.</summary>
public sealed class OpensslServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private ChildProcess? program;

    private OpensslServer(string hostName) => Certificate = TestCertificate.Make(folder, hostName);

    /// <summary>The loopback port.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Its certificate, self-signed.</summary>
    public TestCertificate Certificate { get; }

    /// <summary>What clients have sent so far, after decryption.</summary>
    public string Received => program!.Output;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="hostName">Name in its certificate.</param>
    /// <param name="arguments">More arguments of s_server, as -tls1_2 or -cipher.</param>
    public static async Task<OpensslServer> StartAsync(string hostName = "mail1.fabrikam.com", params string[] arguments)
    {
        var path = Peer.Require("openssl", "openssl");
        var server = new OpensslServer(hostName);
        try
        {
            server.program = ChildProcess.Start(path,
            [
                "s_server", "-accept", $"127.0.0.1:{server.Port.ToString(CultureInfo.InvariantCulture)}", "-quiet", "-naccept", "10",
                "-cert", server.Certificate.CertificateFile, "-key", server.Certificate.KeyFile, .. arguments,
            ]);

            // It says nothing when quiet, and a connection tried would be one of the ten.
            await Deadline.ForAsync("openssl to listen", async _ => server.program.HasExited
                ? throw new InvalidOperationException($"openssl ended at once: {server.program.Error}")
                : await LineClient.AcceptsAsync(server.Port) ? server : null, () => server.program.Error);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a line, ended by CR LF, to the client that is connected.</summary>
    public async Task SendLineAsync(string line)
    {
        await program!.Input.WriteAsync(line + "\r\n");
        await program.Input.FlushAsync();
    }

    /// <summary>Waits until clients have sent <paramref name="text"/>.</summary>
    public Task WaitForAsync(string text) => program!.WaitForAsync(text);

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
        folder.Dispose();
    }
}
