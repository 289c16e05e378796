// A real BIND of the test's own: zones from text, a free loopback port for UDP and TCP, in the foreground as our child.
// Refuses to ask anybody else: it answers for its own zones only.
using System.Globalization;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Peers;

/// <summary>A running name server.</summary>
public sealed class BindServer : IAsyncDisposable
{
    /// <summary>fabrikam.com as Microsoft's procedure shows it, and the odd cases: a null MX (RFC 7505), an implicit one, a name with no mail at all.</summary>
    public static IReadOnlyDictionary<string, string> UsualZones { get; } = new Dictionary<string, string>
    {
        ["fabrikam.com"] = """
            @ MX 10 mail1
            @ MX 20 mail2
            @ A 192.168.1.1
            @ TXT "v=spf1 mx -all"
            mail1 A 192.168.1.10
            mail1 AAAA fd00::10
            mail2 A 192.168.1.20
            nomail MX 0 .
            implicit A 192.168.1.30
            alias CNAME mail1
            onlytext TXT "nothing that takes mail"
            """,
        ["1.168.192.in-addr.arpa"] = "10 PTR mail1.fabrikam.com.",
    };

    private readonly TemporaryFolder folder = new();
    private ChildProcess? named;

    private BindServer()
    {
    }

    /// <summary>The loopback port, UDP and TCP.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="zones">Domain → records, as in a zone file, without SOA and NS; null for <see cref="UsualZones"/>.</param>
    /// <param name="optionLines">More lines for the options block of named.conf.</param>
    /// <param name="signed">The zone that it signs with a key of its own (DNSSEC); null for none.</param>
    public static Task<BindServer> StartAsync(IReadOnlyDictionary<string, string>? zones = null, IReadOnlyList<string>? optionLines = null, string? signed = null) =>
        RunAsync(server => server.Configuration(zones ?? UsualZones, optionLines ?? [], signed));

    /// <summary>Starts a server that answers for others and validates: it asks <paramref name="source"/> for one zone and trusts that zone's key.</summary>
    /// <param name="zone">The signed zone.</param>
    /// <param name="source">Who has it.</param>
    /// <param name="key">Its key: flags, protocol, algorithm and the key in base64, as a DNSKEY record has them.</param>
    public static Task<BindServer> ValidateAsync(string zone, BindServer source, (string Flags, string Protocol, string Algorithm, string Key) key) =>
        RunAsync(server => server.Validation(zone, source.Port, key));

    private static async Task<BindServer> RunAsync(Func<BindServer, string> configure)
    {
        var program = Peer.Require("named", "bind9");
        var server = new BindServer();
        try
        {
            var configuration = server.folder.Write("named.conf", configure(server));
            server.named = ChildProcess.Start(program, ["-c", configuration, "-g", "-n", "1"]);
            await Deadline.ForAsync("BIND to answer", async _ => server.named.HasExited
                ? throw new InvalidOperationException($"BIND ended at once: {server.named.Error}")
                : await LineClient.AcceptsAsync(server.Port) && server.named.Error.Contains("running", StringComparison.Ordinal) ? server : null, () => server.named.Error);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (named is not null)
        {
            await named.KillTreeAsync();
            await named.DisposeAsync();
        }

        folder.Dispose();
    }

    /// <summary>The options that say where it lives and listens.</summary>
    private string Place => string.Create(CultureInfo.InvariantCulture,
        $$"""directory "{{folder.Root}}"; pid-file none; session-keyfile none; listen-on port {{Port}} { 127.0.0.1; }; listen-on-v6 { none; };""");

    private string Validation(string zone, int source, (string Flags, string Protocol, string Algorithm, string Key) key) => string.Create(CultureInfo.InvariantCulture, $$"""
        options {
            {{Place}}
            recursion yes;
            dnssec-validation yes;
            empty-zones-enable no;
        };
        controls { };
        trust-anchors { "{{zone}}" static-key {{key.Flags}} {{key.Protocol}} {{key.Algorithm}} "{{key.Key}}"; };
        zone "{{zone}}" { type forward; forward only; forwarders { 127.0.0.1 port {{source}}; }; };

        """);

    private string Configuration(IReadOnlyDictionary<string, string> zones, IReadOnlyList<string> optionLines, string? signed)
    {
        foreach (var (domain, records) in zones)
        {
            folder.Write($"{domain}.zone", $"""
                $TTL 300
                @ SOA ns.{domain}. postmaster.{domain}. 1 3600 600 86400 300
                @ NS ns.{domain}.
                ns A 127.0.0.1
                {records}

                """);
        }

        return string.Create(CultureInfo.InvariantCulture, $$"""
            options {
                {{Place}}
                recursion no;
                dnssec-validation no;
                notify no;
                empty-zones-enable no;
                {{string.Join('\n', optionLines)}}
            };
            controls { };

            """) + string.Concat(zones.Keys.Select(domain =>
                $"zone \"{domain}\" {{ type primary; file \"{domain}.zone\";{(domain == signed ? " dnssec-policy default; inline-signing yes;" : "")} }};\n"));
    }
}
