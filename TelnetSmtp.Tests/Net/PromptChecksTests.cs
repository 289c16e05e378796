// `check` at the prompt as a person types it: the tree in the snapshots, Esc, the end, and every way to be misunderstood.
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Tests.Checks;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class PromptChecksTests
{
    [Fact]
    public async Task The_tree_grows_in_the_snapshots_and_stays_until_it_is_put_away()
    {
        await using var server = new CheckedServer();
        await using var driver = new ClientDriver();
        driver.Types($"check 127.0.0.1:{server.Port} kate@fabrikam.com\r");
        Assert.Equal(ClientMode.Checking, driver.Client.Snapshot.Mode);
        Assert.False(driver.Client.Snapshot.Check!.Over);
        await driver.Until(() => driver.Client.Snapshot.Check!.Over, "the end of the test");
        Assert.Equal(Verdict.Warn, driver.Client.Snapshot.Check!.Report.Verdict);
        Assert.Contains("RCPT TO:<kate@fabrikam.com>", server.Heard);
        Assert.Empty(server.Messages);
        driver.Types("\e");
        await driver.Shows($"127.0.0.1:{server.Port}: warn\nMicrosoft Telnet>");
        Assert.Equal((ClientMode.Prompt, null), (driver.Client.Snapshot.Mode, driver.Client.Snapshot.Check));
    }

    [Fact]
    public async Task While_it_runs_the_dialogue_is_seen_and_Esc_ends_it_politely()
    {
        using var gate = new ManualResetEventSlim();
        await using var server = new CheckedServer
        {
            Answer = line =>
            {
                if (line == "MAIL FROM:<>") gate.Wait(TestContext.Current.CancellationToken);
                return null;
            },
        };
        await using var driver = new ClientDriver();
        driver.Types($"check 127.0.0.1:{server.Port}\r");
        await driver.Until(() => Running(driver)?.Dialogue.Any(line => line is { FromServer: false, Text: "MAIL FROM:<>" }) == true, "the command in the running step's dialogue");
        driver.Types("\e");
        await driver.Until(() => driver.Client.Snapshot.Check!.Over, "the end");
        gate.Set();
        var host = driver.Client.Snapshot.Check!.Report.Steps.Single(step => step.Id == StepId.Exchanger);
        Assert.Equal("Stopped before it was done.", host.Steps.Single(step => step.Id == StepId.Mail).Detail.En);
        Assert.Equal("Vor dem Ende abgebrochen.", host.Steps.Single(step => step.Id == StepId.Mail).Detail.De);
        Assert.Equal((true, Verdict.Warn), (driver.Client.Snapshot.Check!.Report.Stopped, host.Verdict));
        driver.Types("\e");
        await driver.Shows("Microsoft Telnet>");
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);

        static CheckStep? Running(ClientDriver driver) =>
            driver.Client.Snapshot.Check!.Report.Steps.SelectMany(step => step.Steps).FirstOrDefault(step => step is { Id: StepId.Mail, Verdict: Verdict.Running });
    }

    [Fact]
    public async Task R_runs_it_again()
    {
        await using var server = new CheckedServer();
        await using var driver = new ClientDriver();
        driver.Types($"check 127.0.0.1:{server.Port}\r");
        await driver.Until(() => driver.Client.Snapshot.Check!.Over, "the first end");
        var accepted = server.Accepted;
        driver.Types("r");
        Assert.False(driver.Client.Snapshot.Check!.Over);
        await driver.Until(() => driver.Client.Snapshot.Check!.Over, "the second end");
        Assert.Equal(2 * accepted, server.Accepted);
    }

    [Fact]
    public async Task What_is_typed_meanwhile_waits_for_the_prompt()
    {
        await using var server = new CheckedServer();
        await using var driver = new ClientDriver();
        driver.Types($"check 127.0.0.1:{server.Port}\r");
        driver.Client.Execute("status");
        await driver.Until(() => driver.Client.Snapshot.Check!.Over, "the end");
        driver.Types("\e");
        await driver.Shows("Not Connected");
    }

    [Theory]
    [InlineData("check", "The domain is missing. Type: check DOMAIN or check HOST:PORT")]
    [InlineData("check http://fabrikam.com/", "“http://fabrikam.com/” is a URL, not a domain. Give the host name alone: fabrikam.com.")]
    [InlineData("check kate@fabrikam.com", "“kate@fabrikam.com” is a mail address. Give the part behind the @: fabrikam.com.")]
    [InlineData("check fabrikam com", "“fabrikam com” has a space in it. Give one domain without spaces.")]
    [InlineData("check fabrikam.com:0", "“0” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 25.")]
    [InlineData("check fabrikam.com kate@", "“kate@” is no mail address. Give one like kate@fabrikam.com.")]
    [InlineData("check a b c", "Too many words. Type: check DOMAIN [RECIPIENT] or check HOST:PORT [RECIPIENT]")]
    public async Task A_mistake_gets_one_line_and_the_prompt_is_back(string line, string expected)
    {
        await using var driver = new ClientDriver();
        driver.Types(line + "\r");
        await driver.Shows($"{line}\n{expected}\nMicrosoft Telnet>");
        Assert.Null(driver.Client.Snapshot.Check);
    }

    [Fact]
    public async Task The_open_dialog_finds_a_domains_exchangers_or_says_why_not()
    {
        var dns = new Dns.ScriptedDns()
            .Holds("fabrikam.com", Core.Dns.RecordType.Mx, new Core.Dns.DnsRecord.Mx("fabrikam.com", 60, 20, "b.test"), new Core.Dns.DnsRecord.Mx("fabrikam.com", 60, 10, "a.test"))
            .Holds("null.test", Core.Dns.RecordType.Mx, new Core.Dns.DnsRecord.Mx("null.test", 60, 0, "."));
        await using var driver = new ClientDriver(dns: dns);
        var cancel = TestContext.Current.CancellationToken;
        var found = await driver.Client.FindExchangersAsync("fabrikam.com", cancel);
        Assert.Equal(["a.test", "b.test"], found.Exchangers.Select(e => e.Host));
        Assert.Null(found.Problem);
        Assert.StartsWith("The domain says that it takes no mail", (await driver.Client.FindExchangersAsync("null.test", cancel)).Problem!.En, StringComparison.Ordinal);
        Assert.StartsWith("There is no such name", (await driver.Client.FindExchangersAsync("no.test", cancel)).Problem!.En, StringComparison.Ordinal);
        Assert.StartsWith("No domain was given", (await driver.Client.FindExchangersAsync("", cancel)).Problem!.En, StringComparison.Ordinal);
    }
}
