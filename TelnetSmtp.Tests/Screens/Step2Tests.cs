// Step 2 of Microsoft's procedure, typed letter for letter at the prompt, in a network of the test's own whose only name server is a real BIND on port 53. The
// system's own settings are read as on any machine: nothing is told to the program.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class Step2Tests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Typed_letter_for_letter_it_gives_the_procedures_output()
    {
        await using var screen = await StartAsync();
        foreach (var line in (string[])["nslookup", "set type=mx", "fabrikam.com."])
            await screen.SendLineAsync(line);
        await screen.WaitForAsync("mail2.fabrikam.com internet address");
        await screen.CommandAsync("exit", "> exit");
        var rows = ClientScreen.TerminalRows(await screen.SettleAsync());
        var from = Array.FindIndex(rows, row => row.StartsWith("fabrikam.com mx", StringComparison.Ordinal));
        Assert.Equal(
        [
            "fabrikam.com mx preference=10, mail exchanger = mail1.fabrikam.com",
            "fabrikam.com mx preference=20, mail exchanger = mail2.fabrikam.com",
            "mail1.fabrikam.com internet address = 192.168.1.10",
            "mail2.fabrikam.com internet address = 192.168.1.20",
            "> exit",
            "Microsoft Telnet>",
        ], rows.Skip(from).Take(6));
        Assert.Contains("> set type=mx", rows);
        Assert.Contains("> fabrikam.com.", rows);
    }

    [Fact]
    public async Task The_open_dialog_fills_in_a_domains_exchanger()
    {
        await using var screen = await StartAsync();
        await screen.SendKeysAsync("C-o");
        await screen.WaitForAsync("Mail servers");
        await screen.SendTextAsync("fabrikam.com");
        await screen.SendKeysAsync("M-m");
        await screen.WaitForAsync("10  mail1.fabrikam.com  192.168.1.10");
        await screen.WaitForAsync("the first exchanger in the field", rows => rows.Any(row => row.Contains("Host:", StringComparison.Ordinal) && row.Contains("mail1.fabrikam.com", StringComparison.Ordinal)));
        // The list takes the keys a moment after it is shown; Down beyond its end stays on the last one.
        await Deadline.ForAsync("the second exchanger in the field", async _ =>
        {
            await screen.SendKeysAsync("Down");
            var rows = await screen.CaptureAsync();
            return rows.Any(row => row.Contains("Host:", StringComparison.Ordinal) && row.Contains("mail2.fabrikam.com", StringComparison.Ordinal)) ? "" : null;
        });
    }

    /// <summary>The program in namespaces of its own: a loopback that nobody else has, and another resolv.conf. All that it started ends with it.</summary>
    private async Task<TmuxScreen> StartAsync()
    {
        Peer.RequireRoot("A network of the test's own");
        var named = Peer.Require("named", "bind9");
        var unshare = Peer.Require("unshare", "util-linux");
        var ip = Peer.Require("ip", "iproute2");
        folder.Write("fabrikam.zone", """
            $TTL 300
            @ SOA ns postmaster 1 3600 600 86400 300
            @ NS ns
            @ MX 10 mail1
            @ MX 20 mail2
            ns A 127.0.0.1
            mail1 A 192.168.1.10
            mail2 A 192.168.1.20

            """);
        folder.Write("named.conf", $$"""
            options { directory "{{folder.Root}}"; pid-file none; session-keyfile none; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; empty-zones-enable no; };
            controls { };
            zone "fabrikam.com" { type primary; file "fabrikam.zone"; };

            """);
        var script = folder.Write("start", $"""
            {ip} link set lo up && mount --bind {folder.Write("resolv.conf", "nameserver 127.0.0.1\n")} /etc/resolv.conf || exit 1
            {named} -c {folder.PathOf("named.conf")} -g -n 1 >{folder.PathOf("named.log")} 2>&1 &
            exec {TestApp.Path} --lang en

            """);
        var screen = await TmuxScreen.StartAsync([unshare, "--net", "--mount", "--pid", "--fork", "sh", script], environment: [new("HOME", folder.Root)], folder: folder.Root);
        await screen.WaitForAsync(ClientScreen.Prompt);
        await Deadline.UntilAsync("BIND to run", () => File.Exists(folder.PathOf("named.log")) && File.ReadAllText(folder.PathOf("named.log")).Contains("running", StringComparison.Ordinal),
            () => File.ReadAllText(folder.PathOf("named.log")));
        return screen;
    }
}
