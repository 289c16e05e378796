// A real Exim of the test's own: one configuration file, spool and mailboxes in a temporary folder, a free loopback port, in the foreground as our child.
// Refuses to relay: mail goes to the mailboxes of contoso.com and fabrikam.com or nowhere.
using System.Globalization;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Peers;

/// <summary>A running Exim.</summary>
public sealed class EximServer : IAsyncDisposable
{
    /// <summary>The name in its greeting.</summary>
    public const string HostName = "mail2.fabrikam.com";

    // Debian builds Exim to become this user; root may name any configuration file, the user may not, so what needs root is left out of it.
    private const string User = "Debian-exim";

    private readonly TemporaryFolder folder = new();
    private ChildProcess? daemon;

    private EximServer()
    {
    }

    /// <summary>The loopback port of its SMTP server.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Starts a server and waits until it accepts connections.</summary>
    /// <param name="startTls">Whether it offers STARTTLS, with a certificate of its own.</param>
    /// <param name="mainLines">More lines for the main section of its configuration.</param>
    /// <param name="openRelay">Whether it takes recipients of every domain, from everybody. What it took would still go nowhere: there is no router for it.</param>
    public static async Task<EximServer> StartAsync(bool startTls = false, IReadOnlyList<string>? mainLines = null, bool openRelay = false)
    {
        Peer.RequireRoot("Exim");
        var program = Peer.Require("exim4", "exim4-daemon-light");
        if (Posix.UserNumber(User) is not { } user)
            Peer.Missing($"Exim has no user \"{User}\" here: install the package exim4-base, or add the user where Exim is only unpacked");
        else
            return await new EximServer().RunAsync(program, user, startTls, mainLines ?? [], openRelay);
        throw new InvalidOperationException("A missing user ends the test.");
    }

    /// <summary>Its log so far.</summary>
    public string ReadLog() => string.Concat(Directory.EnumerateFiles(folder.PathOf("log")).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>Waits until a mailbox holds a message, and gives its oldest one.</summary>
    public Task<string> WaitForMailAsync(string mailbox) => Deadline.ForAsync($"a message for {mailbox}", _ =>
    {
        var delivered = folder.PathOf("mail", mailbox, "new");
        var first = Directory.Exists(delivered) ? Directory.EnumerateFiles(delivered).Order(StringComparer.Ordinal).FirstOrDefault() : null;
        return Task.FromResult(first is null ? null : File.ReadAllText(first));
    }, ReadLog);

    public async ValueTask DisposeAsync()
    {
        if (daemon is not null)
        {
            await daemon.KillTreeAsync();
            await daemon.DisposeAsync();
        }

        folder.Dispose();
    }

    private async Task<EximServer> RunAsync(string program, (int User, int Group) user, bool startTls, IReadOnlyList<string> mainLines, bool openRelay)
    {
        try
        {
            foreach (var owned in (string[])["spool", "log", "mail"])
                Posix.ChangeOwner(folder.MakeFolder(owned), user.User, user.Group);
            var certificate = startTls ? TestCertificate.Make(folder, HostName) : null;
            var configuration = folder.Write("exim.conf", Configuration(program, certificate, mainLines, openRelay));
            daemon = ChildProcess.Start(program, ["-C", configuration, "-bdf", "-oP", folder.PathOf("pid")]);
            await Deadline.ForAsync("Exim to accept connections", async _ => daemon.HasExited
                ? throw new InvalidOperationException($"Exim ended at once: {daemon.Error}{ReadLog()}")
                : await LineClient.AcceptsAsync(Port) ? this : null, ReadLog);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private string Configuration(string program, TestCertificate? certificate, IReadOnlyList<string> mainLines, bool openRelay) => string.Create(CultureInfo.InvariantCulture, $$"""
        keep_environment =
        primary_hostname = {{HostName}}
        exim_path = {{program}}
        spool_directory = {{folder.PathOf("spool")}}
        log_file_path = {{folder.PathOf("log", "%slog")}}
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{Port}}
        domainlist local_domains = contoso.com : fabrikam.com
        acl_smtp_rcpt = {{(openRelay ? "accept" : "check_rcpt")}}
        host_lookup =
        rfc1413_query_timeout = 0s
        dsn_advertise_hosts = *
        {{(certificate is null ? "tls_advertise_hosts =" : $"""
        tls_advertise_hosts = *
        tls_certificate = {certificate.CertificateFile}
        tls_privatekey = {certificate.KeyFile}
        """)}}
        {{string.Join('\n', mainLines)}}
        begin acl
        check_rcpt:
          require message = relay not permitted
                  domains = +local_domains
          require verify = recipient
          accept
        begin routers
        mailboxes:
          driver = accept
          domains = +local_domains
          local_parts = kate : chris : postmaster
          transport = maildir
          cannot_route_message = Unknown user
        begin transports
        maildir:
          driver = appendfile
          directory = {{folder.PathOf("mail")}}/$local_part_data@$domain_data
          maildir_format
          user = {{User}}
          group = {{User}}

        """);
}
