// Holds that the name server of the tests answers for its zones, over UDP and TCP.
using System.Globalization;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class BindServerTests
{
    [Fact]
    public async Task Answers_for_its_zones()
    {
        await using var server = await BindServer.StartAsync();
        Assert.Equal("10 mail1.fabrikam.com.\n20 mail2.fabrikam.com.\n", await DigAsync(server, "fabrikam.com", "mx"));
        Assert.Equal("192.168.1.10\n", await DigAsync(server, "mail1.fabrikam.com", "a", "+tcp"));
        Assert.Equal("mail1.fabrikam.com.\n", await DigAsync(server, "-x", "192.168.1.10"));
        Assert.Equal("0 .\n", await DigAsync(server, "nomail.fabrikam.com", "mx"));
    }

    [Fact]
    public async Task Takes_zones_of_the_tests_own()
    {
        await using var server = await BindServer.StartAsync(new Dictionary<string, string> { ["contoso.com"] = "@ MX 5 mx.contoso.com.\nmx A 127.0.0.1" });
        Assert.Equal("5 mx.contoso.com.\n", await DigAsync(server, "contoso.com", "mx"));
    }

    private static async Task<string> DigAsync(BindServer server, params string[] question)
    {
        var result = await ChildProcess.RunAsync(Peer.Require("dig", "dnsutils"),
            ["@127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "+short", "+norecurse", .. question]);
        Assert.Equal(0, result.ExitCode);
        return string.Join('\n', result.Output.Split('\n').Order(StringComparer.Ordinal)).TrimStart('\n') + "\n";
    }
}
