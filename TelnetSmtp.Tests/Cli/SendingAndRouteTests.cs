// Message files and ways of connecting from the command line: plain mode sends a file and goes on, the log that it writes is read again, and every option
// that cannot be is one line on standard error.
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Tests.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class SendingAndRouteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plain_mode_sends_files_and_the_log_reads_well()
    {
        _folder.Write("letter.eml", "Subject: a\n\n.\nend\n");
        await using var server = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var port = $"{server.EndPoint.Port}";
        const string envelope = "MAIL FROM:<chris@contoso.com>\nRCPT TO:<kate@fabrikam.com>\n\u001d\n";
        var result = await RunAsync(["--plain", "-f", "log.txt", "127.0.0.1", port],
            $"EHLO contoso.com\n{envelope}bdat letter.eml\n{envelope}send letter.eml\n{envelope}send test\nQUIT\n");
        Assert.Equal((0, "bdat letter.eml\nsend letter.eml\nsend test\nConnection to host lost.\n"), (result.ExitCode, result.Error));
        Assert.Equal(3, result.Output.Split('\n').Count(line => line.StartsWith("250 2.6.0 <", StringComparison.Ordinal)));
        Assert.Contains("221 2.0.0", result.Output, StringComparison.Ordinal);
        var annotated = await RunAsync(["annotate", "log.txt"]);
        Assert.Equal(0, annotated.ExitCode);
        Assert.DoesNotContain("No command was waiting", annotated.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("out of step", annotated.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--source", "mail1", "'mail1' is no address to connect from")]
    [InlineData("--socks", "p:0,chris,secret", "'p:0,chris' is no SOCKS proxy")]
    [InlineData("--proxy", "v3", "'v3' is no PROXY header")]
    [InlineData("-4", "-6", "-4 and -6 exclude each other")]
    public async Task What_cannot_be_is_one_line(string option, string value, string said)
    {
        var result = await RunAsync([option, value, "127.0.0.1", "25"]);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("telnetsmtp: " + said, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_that_leads_nowhere_is_told_and_the_exit_code_is_1()
    {
        using var closed = SmtpPeer.ClosedPort(out var port);
        var result = await RunAsync(["--plain", "--socks", $"127.0.0.1:{port}", "mail1.fabrikam.invalid", "25"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"The SOCKS proxy 127.0.0.1:{port} cannot be reached: nothing listens on its port.", result.Error, StringComparison.Ordinal);
        Assert.Contains("no way to the server", result.Error, StringComparison.Ordinal);
        var german = await RunAsync(["--lang", "de", "--plain", "-6", "127.0.0.1", "25"]);
        Assert.Contains("hat keine IPv6-Adresse", german.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_reach_the_socket()
    {
        using var peer = new SmtpPeer();
        using var proxy = new TestSocksProxy(peer.Port) { Wants = "chris:word" };
        var running = RunAsync(["--plain", "-4", "--source", "127.0.0.1", "--socks", $"127.0.0.1:{proxy.Port},chris", "--proxy", "v1,192.0.2.7:5000,192.0.2.1:25", "mail1.invalid", "25"], "QUIT\n",
            new("TELNETSMTP_SOCKS_PASSWORD", "word"));
        await peer.Accept();
        await peer.Hears("PROXY TCP4 192.0.2.7 192.0.2.1 5000 25\r\n");
        await peer.Says("220 x\r\n");
        await peer.Hears("QUIT\r\n");
        await peer.Says("221 bye\r\n");
        peer.HangsUp();
        Assert.Contains("221 bye", (await running).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "unix:/path")]
    [InlineData("de", "unix:/Pfad")]
    public async Task Help_names_them(string language, string host)
    {
        var help = (await RunAsync(["--lang", language, "--help"])).Output;
        foreach (var option in (string[])["-4", "-6", "--source <ADDR[:PORT]>", "--socks <HOST:PORT[,USER[,PASSWORD]]>", "--proxy <v1|v2[,CLIENT[,SERVER]]>", "--lmtp", host])
            Assert.Contains(option, help, StringComparison.Ordinal);
    }

    private Task<ProcessResult> RunAsync(string[] arguments, string input = "", KeyValuePair<string, string?>? variable = null) =>
        ChildProcess.RunAsync(TestApp.Path, arguments[0] == "--lang" ? arguments : ["--lang", "en", .. arguments], input, variable is { } set ? [set] : null, _folder.Root);
}
