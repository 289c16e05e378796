// A real BIND on a free loopback port, run from a temporary folder and ended with the tests: one `named` that is master of the test zones and does not
// recurse, one that only forwards to it. The system's own service is never touched. Where `named` is absent the tests are skipped with that reason,
// unless TELNETSMTP_PEERS=required.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Core.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Dns;

/// <summary>Both servers, shared by the tests of a class.</summary>
public sealed class NamedServer : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly List<Process> _processes = [];
    private string _folder = "";

    /// <summary>Master of the zones below; refuses recursion.</summary>
    public IPEndPoint Authoritative { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Asks the other on the client's behalf: its answers are not authoritative.</summary>
    public IPEndPoint Resolver { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Settings that ask the master.</summary>
    public DnsSettings Settings
    {
        get
        {
            if (Environment.GetEnvironmentVariable("TELNETSMTP_PEERS") != "required")
                Assert.SkipWhen(_processes.Count == 0, "named (bind9) is not installed");
            Assert.True(_processes.Count > 0, "named (bind9) is required and not installed");
            return new DnsSettings { Servers = [Authoritative], Timeout = TimeSpan.FromSeconds(10) };
        }
    }

    public async ValueTask InitializeAsync()
    {
        var named = new[] { "/usr/sbin/named", "/usr/bin/named", "/usr/local/sbin/named" }.FirstOrDefault(File.Exists);
        if (named is null)
            return;
        _folder = Directory.CreateTempSubdirectory("named").FullName;
        foreach (var (zone, text) in Zones)
            await File.WriteAllTextAsync(Path.Combine(_folder, zone + ".zone"), "$TTL 3600\n@ SOA ns1.fabrikam.com. hostmaster.fabrikam.com. 7 28800 7200 604800 600\n@ NS ns1.fabrikam.com.\n" + text);

        var zones = string.Concat(Zones.Keys.Append("broken.test").Select(z => $"zone \"{z}\" {{ type master; file \"{z}.zone\"; }};\n"));
        Authoritative = await StartAsync(named, "master", "recursion no; max-records-per-type 0;", zones);
        Resolver = await StartAsync(named, "resolver", string.Create(CultureInfo.InvariantCulture,
            $"recursion yes; dnssec-validation no; empty-zones-enable no; forward only; forwarders {{ 127.0.0.1 port {Authoritative.Port}; }};"), "");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await EndAsync(process);
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string> Zones { get; } = new()
    {
        ["fabrikam.com"] = """
            @ MX 20 mail2
            @ MX 10 mail1
            @ TXT "v=spf1 mx -all"
            @ TXT "part one, " "part two"
            ns1 A 127.0.0.1
            mail1 A 192.168.1.10
            mail2 A 192.168.1.20
            www CNAME mail1
            dual A 192.0.2.1
            dual AAAA 2001:db8::1
            partners MX 10 mail.partners
            mail.partners A 192.0.2.99
            _25._tcp.mail1 TLSA 3 1 1 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF

            """,
        ["implicit.test"] = "@ A 192.0.2.7\n@ AAAA 2001:db8::7\n",
        ["null.test"] = "@ MX 0 .\n@ A 192.0.2.8\n",
        ["silent.test"] = "@ TXT \"no mail, no host\"\n",
        ["dead.test"] = "@ MX 10 nohost.dead.test.\n@ MX 20 mail1.fabrikam.com.\n@ A 192.0.2.9\n",
        ["equal.test"] = string.Concat(Enumerable.Range(1, 5).Select(i => $"@ MX 10 m{i}\nm{i} A 192.0.2.{i}\n")) + "@ MX 5 first\nfirst A 192.0.2.100\n",
        ["hundreds.test"] = string.Concat(Enumerable.Range(0, 200).Select(i => $"@ MX {i} mail{i}.a-rather-long-name-for-an-exchanger\n"))
            + "*.a-rather-long-name-for-an-exchanger A 192.0.2.50\n",
        ["alias.test"] = "www CNAME fabrikam.com.\nloop1 CNAME loop2\nloop2 CNAME loop1\n@ MX 10 mx\nmx CNAME mail1.fabrikam.com.\n",
        ["xn--mller-kva.test"] = "@ MX 10 mail1.fabrikam.com.\n",
        ["127.in-addr.arpa"] = "1.0.0 PTR ns1.fabrikam.com.\n",
        ["168.192.in-addr.arpa"] = "10.1 PTR mail1.fabrikam.com.\n",
    };

    /// <summary>Starts one and waits until it says that it runs; another port where the chosen one was taken meanwhile.</summary>
    private async Task<IPEndPoint> StartAsync(string named, string name, string options, string zones)
    {
        var log = new StringBuilder();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var port = FreePort();
            var file = Path.Combine(_folder, name + ".conf");
            await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture,
                $"options {{ directory \"{_folder}\"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; pid-file none; lock-file none; session-keyfile \"{_folder}/{name}.key\"; {options} }};\ncontrols {{ }};\n{zones}"));
            var process = Process.Start(new ProcessStartInfo(named, ["-g", "-n", "1", "-c", file]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            _processes.Add(process);
            using var limit = new CancellationTokenSource(StartLimit);
            var runs = false;
            var taken = false;
            while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                log.AppendLine(line);
                taken |= line.Contains("address in use", StringComparison.Ordinal);
                runs = line.EndsWith(" running", StringComparison.Ordinal);
                if (runs || taken)
                    break;
            }
            if (runs && !taken)
            {
                // Its log must be read on, or it blocks on a full pipe; the reading ends with the process.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new IPEndPoint(IPAddress.Loopback, port);
            }
            await EndAsync(process);
            _processes.Remove(process);
        }
        throw new InvalidOperationException($"named does not start:\n{log}");
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)tcp.LocalEndPoint!).Port;
    }
}
