// `serve`: what it prints, in both languages, and its exit codes.
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("serve --list", 0, "exchange ", "")]
    [InlineData("serve nonsense", 2, "", "There is no built-in scenario \"nonsense\". Built in are: exchange,")]
    [InlineData("serve ./missing.json", 2, "", "./missing.json: cannot be read: ")]
    [InlineData("serve --bind here", 2, "", "\"here\" is no IP address;")]
    [InlineData("serve --port 65536", 2, "", "65536 is no port;")]
    [InlineData("serve --bind 192.0.2.1 --port 0", 1, "", "192.0.2.1 is no address of this machine.")]
    [InlineData("serve --port 0 --maildir /dev/null/x", 2, "", "The Maildir cannot be made: ")]
    public async Task Answers(string line, int code, string output, string error)
    {
        var (actual, said, complained) = await InvokeAsync(line, Language.English);
        Assert.Equal(code, actual);
        Assert.StartsWith(output, said, StringComparison.Ordinal);
        Assert.StartsWith(error, complained, StringComparison.Ordinal);
        Assert.True(code == 0 || complained.TrimEnd().Split('\n').Length == 1, complained);
        if (code != 0)
            Assert.NotEqual(complained, (await InvokeAsync(line, Language.German)).Error);
    }

    [Fact]
    public async Task A_taken_port_offers_another()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var (code, _, error) = await InvokeAsync($"serve --port {listener.EndPoint.Port}", Language.German);
        Assert.Equal(1, code);
        Assert.Matches($@"^Port {listener.EndPoint.Port} auf 127\.0\.0\.1 ist belegt\. Port \d+ ist frei: --port \d+ anfügen\.", error);
    }

    [Theory]
    [InlineData("127.0.0.1", @"^listening on 127\.0\.0\.1:\d+\s*$", false)]
    [InlineData("0.0.0.0", @"^listening on 0\.0\.0\.0:\d+\s*$", true)]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2025", Justification = "The writers are in memory, and nothing disposes of them.")]
    public async Task Listens_until_it_is_interrupted_and_warns_beyond_loopback(string bind, string expected, bool warns)
    {
        using var stop = new CancellationTokenSource();
        var (output, error) = (new StringWriter(), new StringWriter());
        var serving = ServeCommand.RunAsync(new ServeOptions("greylisting", bind, 0), Language.English, output, error, null, stop.Token);
        Assert.False(serving.IsCompleted);
        Assert.Matches(expected, output.ToString());
        await stop.CancelAsync();
        Assert.Equal(130, await serving);
        Assert.Equal(warns, error.ToString().StartsWith("Warning: ", StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Output, string Error)> InvokeAsync(string line, Language language)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new System.CommandLine.RootCommand { ServeCommand.Create(() => language) };
        var code = await root.Parse(line).InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
