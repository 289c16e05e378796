// A Postfix that lets people sign in: Cyrus SASL with a password file of the test's own (sasldb), AUTH only under TLS. The passwords live in the test's
// folder and nowhere else.
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Peers;

internal sealed class SaslPostfix : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PostfixServer? _server;

    private SaslPostfix()
    {
    }

    public int Port => _server!.Port;

    /// <summary>Starts it with one user.</summary>
    /// <param name="user">User and realm, <c>chris@contoso.com</c>.</param>
    /// <param name="password">The password.</param>
    /// <param name="implicitTls">TLS from the first byte instead of STARTTLS.</param>
    public static async Task<SaslPostfix> StartAsync(string user, string password, bool implicitTls = false)
    {
        Peer.RequireRoot("Postfix");
        var program = Peer.Require("saslpasswd2", "sasl2-bin");
        if (!Directory.Exists("/usr/lib/x86_64-linux-gnu/sasl2") && !Directory.Exists("/usr/lib/aarch64-linux-gnu/sasl2"))
            Peer.Missing("Cyrus SASL's mechanisms are not on this machine: install the package libsasl2-modules");
        var peer = new SaslPostfix();
        try
        {
            var database = peer._folder.PathOf("sasldb2");
            var parts = user.Split('@');
            var made = await ChildProcess.RunAsync(program, ["-p", "-c", "-f", database, "-u", parts[1], parts[0]], input: password);
            if (made.ExitCode != 0)
                throw new InvalidOperationException($"saslpasswd2: {made.Error}");
            if (Posix.UserNumber("postfix") is { } postfix)
                Posix.ChangeOwner(database, postfix.User, postfix.Group);
            peer._server = await PostfixServer.StartAsync(new PostfixOptions
            {
                StartTls = !implicitTls,
                ImplicitTls = implicitTls,
                SaslConfiguration = $"pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {database}\nmech_list: PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256\n",
                MainLines = ["smtpd_sasl_auth_enable = yes", "smtpd_sasl_type = cyrus", "smtpd_tls_auth_only = yes", "smtpd_sasl_security_options = noanonymous"],
            });
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }
}
