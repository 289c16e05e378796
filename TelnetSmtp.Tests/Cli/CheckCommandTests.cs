// `check` as people and programs use it: the tree, the JSON to the letter, exit codes, and every way to be misunderstood.
using System.Text.Json;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Tests.Checks;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class CheckCommandTests
{
    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(Language language, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var context = new CliContext(language, false, TextReader.Null, output, error)
        {
            RunPlain = (_, _, _) => Task.FromResult(0),
            RunFullScreen = (_, _, _) => Task.FromResult(0),
        };
        var exit = await CommandLine.RunAsync(["check", .. args], context);
        return (exit, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task The_tree_has_a_line_for_each_step_with_symbol_and_detail()
    {
        await using var server = new CheckedServer();
        var (exit, output, error) = await RunAsync(Language.English, $"127.0.0.1:{server.Port}", "--to", "kate@fabrikam.com");
        Assert.Equal((0, ""), (exit, error));
        Assert.StartsWith($"! 127.0.0.1:{server.Port}: mail gets through; something should be put right\n├─ – Look the domain's mail exchangers up (MX)", output, StringComparison.Ordinal);
        Assert.Contains("   ├─ ! Encrypt with STARTTLS", output, StringComparison.Ordinal);
        Assert.Contains("   │    → Set up a certificate and switch STARTTLS on", output, StringComparison.Ordinal);
        Assert.Contains("   └─ – Send a message\n        No message was sent; --send sends one.\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", output, StringComparison.Ordinal);
        Assert.DoesNotContain("C: EHLO", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialogue_is_shown_where_it_is_asked_for()
    {
        await using var server = new CheckedServer();
        var (_, output, _) = await RunAsync(Language.English, $"127.0.0.1:{server.Port}", "--dialogue", "--helo", "contoso.com", "--from", "chris@contoso.com");
        Assert.Contains("S: 220 mail1.fabrikam.com ESMTP\n", output, StringComparison.Ordinal);
        Assert.Contains("C: EHLO contoso.com\n", output, StringComparison.Ordinal);
        Assert.Contains("C: MAIL FROM:<chris@contoso.com>\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_promised_shape_and_ids()
    {
        await using var server = new CheckedServer();
        var (exit, output, _) = await RunAsync(Language.German, $"127.0.0.1:{server.Port}", "--json", "--to", "kate@fabrikam.com");
        Assert.Equal(0, exit);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        Assert.Equal(["target", "verdict", "steps"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("warn", root.GetProperty("verdict").GetString());
        Assert.Equal(["mx", "exchanger"], Ids(root));
        var host = root.GetProperty("steps")[1];
        Assert.Equal(["id", "title", "verdict", "detail", "remedies", "ms", "steps"], host.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["address", "connect", "banner", "ehlo", "tls", "certificate", "mail", "rcpt", "relay", "message"], Ids(host));
        Assert.Contains("prüfen", host.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Contains("ü", output, StringComparison.Ordinal);
        Assert.Equal(1, output.Count(c => c == '\n'));

        static IEnumerable<string?> Ids(JsonElement node) => node.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_failed_check_exits_with_1()
    {
        await using var server = new CheckedServer { Greeting = "554 5.7.1 No" };
        var (exit, output, _) = await RunAsync(Language.English, $"127.0.0.1:{server.Port}");
        Assert.Equal(1, exit);
        Assert.StartsWith("✗ ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_server_do_not_steer_the_terminal()
    {
        await using var server = new CheckedServer { Greeting = "554 \e]0;x\u0007" };
        var (_, output, _) = await RunAsync(Language.English, $"127.0.0.1:{server.Port}", "--dialogue");
        Assert.DoesNotContain('\e', output);
        Assert.DoesNotContain('\u0007', output);
    }

    [Theory]
    [InlineData("No domain was given", "")]
    [InlineData("is a URL, not a domain", "http://fabrikam.com/")]
    [InlineData("is a mail address", "kate@fabrikam.com")]
    [InlineData("has a space in it", "fabrikam com")]
    [InlineData("“0” is no port", "fabrikam.com:0")]
    [InlineData("is no mail address", "fabrikam.com", "--to", "kate")]
    [InlineData("is no mail address", "fabrikam.com", "--from", "a b@c.d")]
    [InlineData("is no name for EHLO", "fabrikam.com", "--helo", "a b")]
    [InlineData("is no waiting time", "fabrikam.com", "--patience", "0")]
    [InlineData("is no waiting time", "fabrikam.com", "--patience", "601")]
    [InlineData("--send needs a recipient", "fabrikam.com:25", "--send")]
    [InlineData("is no port", "fabrikam.com", "--dns", "192.0.2.1:0")]
    [InlineData("TARGET")]
    public async Task Wrong_usage_gets_one_clear_line_and_exits_with_2(string expected, params string[] args)
    {
        var (exit, output, error) = await RunAsync(Language.English, args);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }
}
