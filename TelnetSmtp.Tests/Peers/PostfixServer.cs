// A real Postfix of the test's own: its configuration, queue and mailboxes stand in a temporary folder, it listens on a free loopback port, and master runs
// as our child without any service manager. Refuses to relay: mail goes to the mailboxes of contoso.com and fabrikam.com or nowhere.
using System.Globalization;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Peers;

/// <summary>What the server is to offer.</summary>
public sealed record PostfixOptions
{
    /// <summary>STARTTLS with a certificate of its own, self-signed for mail1.fabrikam.com.</summary>
    public bool StartTls { get; init; }

    /// <summary>TLS from the first byte, as on port 465.</summary>
    public bool ImplicitTls { get; init; }

    /// <summary>Writes the SMTP dialogue to <see cref="PostfixServer.ReadLog"/>.</summary>
    public bool Verbose { get; init; }

    /// <summary>Cyrus SASL's smtpd.conf; null for none.</summary>
    public string? SaslConfiguration { get; init; }

    /// <summary>More lines for main.cf; they win over those before them.</summary>
    public IReadOnlyList<string> MainLines { get; init; } = [];

    /// <summary>More lines for master.cf.</summary>
    public IReadOnlyList<string> ServiceLines { get; init; } = [];
}

/// <summary>A running Postfix.</summary>
public sealed class PostfixServer : IAsyncDisposable
{
    /// <summary>The name in its greeting.</summary>
    public const string HostName = "mail1.fabrikam.com";

    /// <summary>Everybody else in the two domains is refused with 550 5.1.1.</summary>
    private static readonly string[] Mailboxes = ["kate@fabrikam.com", "kate@contoso.com", "chris@contoso.com", "postmaster@fabrikam.com", "postmaster@contoso.com"];

    // Folders of the queue that master expects, and who owns them (Postfix's own post-install table).
    private static readonly (string Name, string Group, int Mode)[] QueueFolders =
    [
        .. ((string[])["active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"])
            .Select(name => (name, "postfix", 0b111_000_000)),
        ("maildrop", "postdrop", 0b111_011_000), ("public", "postdrop", 0b111_001_000),
    ];

    // It ends by itself where a killed test run could not end it.
    private const string LifeSeconds = "900";

    private readonly TemporaryFolder folder = new();
    private ChildProcess? master;

    private PostfixServer()
    {
    }

    /// <summary>The loopback port of its SMTP server.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Its certificate; null without TLS.</summary>
    public TestCertificate? Certificate { get; private set; }

    /// <summary>Starts a server and waits until it accepts connections.</summary>
    public static async Task<PostfixServer> StartAsync(PostfixOptions? options = null)
    {
        Peer.RequireRoot("Postfix");
        var program = Peer.Require("master", "postfix");
        var server = new PostfixServer();
        try
        {
            server.Lay(options ?? new PostfixOptions());
            server.master = ChildProcess.Start(program, ["-c", server.folder.PathOf("etc"), "-d", "-e", LifeSeconds], [new("MAIL_CONFIG", server.folder.PathOf("etc"))]);
            await Deadline.ForAsync("Postfix to accept connections", async _ => server.master.HasExited
                ? throw new InvalidOperationException($"Postfix ended at once: {server.master.Error}{server.ReadLog()}")
                : await LineClient.AcceptsAsync(server.Port) ? server : null, server.ReadLog);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Its log so far.</summary>
    public string ReadLog() => File.Exists(folder.PathOf("log")) ? File.ReadAllText(folder.PathOf("log")) : "";

    /// <summary>The messages in a mailbox now, each whole, with the lines that Postfix put before it.</summary>
    public IReadOnlyList<string> ReadMail(string mailbox)
    {
        var delivered = folder.PathOf("mail", mailbox, "new");
        return Directory.Exists(delivered) ? [.. Directory.GetFiles(delivered).Order(StringComparer.Ordinal).Select(File.ReadAllText)] : [];
    }

    /// <summary>Waits until a mailbox holds a message, and gives its oldest one.</summary>
    public Task<string> WaitForMailAsync(string mailbox) =>
        Deadline.ForAsync($"a message for {mailbox}", _ => Task.FromResult(ReadMail(mailbox).Count > 0 ? ReadMail(mailbox)[0] : null), ReadLog);

    public async ValueTask DisposeAsync()
    {
        if (master is not null)
        {
            // Nothing here is worth an orderly end, which takes master a second.
            await master.KillTreeAsync();
            await master.DisposeAsync();
        }

        folder.Dispose();
    }

    private void Lay(PostfixOptions options)
    {
        if (Posix.UserNumber("postfix") is not { } postfix)
        {
            Peer.Missing("Postfix has no user \"postfix\" here: install the package postfix");
            return;
        }

        if (options.StartTls || options.ImplicitTls)
            Certificate = TestCertificate.Make(folder, HostName);

        // Postfix reads a file that changed within the last second again and again, in case it is still being written.
        foreach (var (name, text) in ((string, string)[])[("etc/main.cf", Main(options, postfix)), ("etc/master.cf", Services(options))])
            File.SetLastWriteTimeUtc(folder.Write(name, text), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
        // Debian's Postfix looks for it here and nowhere else.
        if (options.SaslConfiguration is { } sasl)
            folder.Write("etc/sasl/smtpd.conf", sasl);
        foreach (var (name, group, mode) in QueueFolders)
        {
            var path = folder.MakeFolder(Path.Combine("queue", name));
            Posix.ChangeOwner(path, postfix.User, Posix.GroupNumber(group) ?? postfix.Group);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, (UnixFileMode)mode);
        }

        folder.MakeFolder("queue/pid");
        foreach (var owned in (string[])["data", "mail"])
            Posix.ChangeOwner(folder.MakeFolder(owned), postfix.User, postfix.Group);
    }

    private string Main(PostfixOptions options, (int User, int Group) postfix) => string.Create(CultureInfo.InvariantCulture, $$"""
        compatibility_level = 3.6
        queue_directory = {{folder.PathOf("queue")}}
        data_directory = {{folder.PathOf("data")}}
        maillog_file = {{folder.PathOf("log")}}
        maillog_file_prefixes = {{folder.Root}}
        myhostname = {{HostName}}
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mydestination =
        mynetworks =
        local_recipient_maps =
        alias_maps =
        alias_database =
        virtual_mailbox_domains = contoso.com, fabrikam.com
        virtual_mailbox_maps = inline:{ {{string.Join(", ", Mailboxes.Select(mailbox => $"{{ {mailbox} = {mailbox}/ }}"))}} }
        virtual_mailbox_base = {{folder.PathOf("mail")}}
        virtual_minimum_uid = 1
        virtual_uid_maps = static:{{postfix.User}}
        virtual_gid_maps = static:{{postfix.Group}}
        default_transport = error:5.4.4 mail leaves this server never
        smtpd_sasl_auth_enable = no
        smtpd_relay_restrictions = reject_unauth_destination
        smtpd_peername_lookup = no
        smtpd_error_sleep_time = 0
        {{(Certificate is null ? "smtpd_tls_security_level = none" : $"""
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = {Certificate.CertificateFile}
        smtpd_tls_key_file = {Certificate.KeyFile}
        """)}}

        """) + string.Concat(options.MainLines.Select(line => line + "\n"));

    // service, type, private, unprivileged, chroot, wake-up, limit, command
    private string Services(PostfixOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        127.0.0.1:{Port} inet n - n - - smtpd{(options.Verbose ? " -v" : "")}{(options.ImplicitTls ? " -o smtpd_tls_wrappermode=yes" : "")}
        postlog unix-dgram n - n - 1 postlogd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache

        """) + string.Concat(options.ServiceLines.Select(line => line + "\n"));
}
