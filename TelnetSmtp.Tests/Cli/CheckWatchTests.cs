// `check --watch`, `--html`, `--auth`: what is repeated and when, what is printed, what is written, and where a password may come from.
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.App.Cli;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Tests.Checks;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class CheckWatchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    private CliContext Context(string input = "") => new(Language.English, false, new StringReader(input), output, error)
    {
        RunPlain = (_, _, _) => Task.FromResult(0),
        RunFullScreen = (_, _, _) => Task.FromResult(0),
    };

    [Fact]
    public async Task The_tree_is_shown_once_and_then_changes_only()
    {
        var time = new FakeTimeProvider();
        using var stop = new CancellationTokenSource();
        var runs = 0;
        var told = new List<string>();
        var watch = new CheckWatch(_ => Task.FromResult(Report(++runs is 3 ? Verdict.Fail : Verdict.Pass)), report => { told.Add($"tree {report.Verdict.Name()}"); return Task.CompletedTask; }, time);
        var watching = watch.RunAsync(TimeSpan.FromSeconds(60), (_, changes) =>
        {
            told.Add(new CheckText(Language.English, false).Changes(changes, time.GetUtcNow()));
            return Task.CompletedTask;
        }, stop.Token);
        foreach (var run in (int[])[2, 3, 4])
        {
            Assert.Equal(run - 1, runs);
            time.Advance(TimeSpan.FromSeconds(60));
            await Deadline.UntilAsync("the next run", () => runs == run && told.Count == run - 1);
        }
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(["tree pass", "2000-01-01 00:02:00 ✗ connect: passed → failed. told\n", "2000-01-01 00:03:00 ✓ connect: failed → passed. told\n"], told);

        static CheckReport Report(Verdict verdict) => new("fabrikam.com", [new CheckStep(StepId.Connect, new("connect", "connect"), verdict, new("told", "told"))]);
    }

    [Fact]
    public async Task Html_is_written_beside_what_is_printed()
    {
        await using var server = new CheckedServer();
        var file = folder.PathOf("page.html");
        Assert.Equal(0, await CommandLine.RunAsync(["check", $"127.0.0.1:{server.Port}", "--html", file, "--json"], Context()));
        using var json = JsonDocument.Parse(output.ToString());
        Assert.Equal("warn", json.RootElement.GetProperty("verdict").GetString());
        var page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains($"<title>Inbound mail test of 127.0.0.1:{server.Port}</title>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=c>EHLO [127.0.0.1]</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_told_in_one_line()
    {
        await using var server = new CheckedServer();
        Assert.Equal(2, await CommandLine.RunAsync(["check", $"127.0.0.1:{server.Port}", "--html", folder.PathOf("no", "such", "page.html")], Context()));
        Assert.Equal(1, error.ToString().Count(c => c == '\n'));
        Assert.Contains("Give another file.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_comes_from_the_environment_else_from_the_first_line_of_input()
    {
        var text = new UiText("Check", Language.English);
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal("fromEnvironment", await AskedPassword.ToSignInAsync("chris", Context("fromInput\n"), text, _ => "fromEnvironment", cancel));
        Assert.Equal("fromInput", await AskedPassword.ToSignInAsync("chris", Context("fromInput\nmore\n"), text, _ => null, cancel));
        Assert.Null(await AskedPassword.ToSignInAsync("chris", Context(), text, _ => null, cancel));
        Assert.Equal(CheckLogin.Limit, (await AskedPassword.ToSignInAsync("chris", Context(), text, _ => new string('x', CheckLogin.Limit), cancel))!.Length);
        Assert.Null(await AskedPassword.ToSignInAsync("chris", Context(), text, _ => new string('x', CheckLogin.Limit + 1), cancel));
    }

    [Fact]
    public async Task Signing_in_reads_the_password_from_input_and_prints_it_nowhere()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate, Auth = "PLAIN" };
        Assert.Equal(0, await CommandLine.RunAsync(["check", $"127.0.0.1:{server.Port}", "--auth", "chris", "--dialogue"], Context("secret\n")));
        Assert.Contains("Signed in as chris.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("C: AUTH PLAIN ********", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output.ToString() + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"9\" is no interval. Give whole seconds from 10 to 86400.", "--watch", "9")]
    [InlineData("\"1 h\" is no interval.", "--watch", "1 h")]
    [InlineData("--watch and --send do not go together", "--watch", "60", "--send")]
    [InlineData("--dnsbl: “http://bl.test” is a URL", "--dnsbl", "http://bl.test")]
    [InlineData("The user must have 1 to 1024 characters.", "--auth", "")]
    [InlineData("--auth needs a password", "--auth", "chris")]
    public async Task Wrong_usage_gets_one_clear_line_and_exits_with_2(string expected, params string[] options)
    {
        Assert.Equal(2, await CommandLine.RunAsync(["check", "fabrikam.com", .. options], Context()));
        Assert.Equal("", output.ToString());
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, error.ToString().Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(CheckRequest.BlockListLimit, true)]
    [InlineData(CheckRequest.BlockListLimit + 1, false)]
    public void As_many_block_lists_may_be_named_as_the_cap_and_not_one_more(int count, bool good) =>
        Assert.Equal(good, new CheckOptions("fabrikam.com") { BlockLists = [.. Enumerable.Repeat("bl.test", count)] }.TryRead(new UiText("Check", Language.English), out _, out _));
}
