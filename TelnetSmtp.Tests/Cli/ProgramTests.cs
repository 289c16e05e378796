// The program as a process: usage errors, help and version, and that the small commands do without the user interface's library.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public class ProgramTests
{
    private static readonly KeyValuePair<string, string?>[] English = [new("LC_ALL", "C")];

    [Theory]
    [InlineData("mail 99999")]
    [InlineData("--nonsense")]
    [InlineData("/t xterm mail")]
    [InlineData("mail 25 more words")]
    [InlineData("--diagnostics /no/such/folder/x.log mail")]
    public async Task Wrong_usage_is_one_line_on_standard_error(string line)
    {
        var result = await TestApp.RunAsync(line.Split(' '), environment: English);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Matches(@"\Atelnetsmtp: [^\n]+\n\z", result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_comes_from_the_environment()
    {
        var result = await TestApp.RunAsync(["mail", "0"], environment: [new("LC_ALL", "de_DE.UTF-8")]);
        Assert.Contains("ist kein Port; geben Sie", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Practice_in_plain_mode_gives_the_dialogue_and_its_meaning()
    {
        var result = await TestApp.RunAsync(["practice", "--plain"], input: "EHLO contoso.com\nMAIL FROM: chris@contoso.com\nRCPT TO: nobody@fabrikam.com\nQUIT\n");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("550 5.1.1 User unknown\n  # 550 5.1.1 no such mailbox\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("221 2.0.0 Service closing transmission channel\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version", @"\A\d+\.\d+\.\d+")]
    [InlineData("--help", @"Usage:")]
    [InlineData("/?", @"Usage:")]
    public async Task The_small_answers_do_without_the_user_interface(string argument, string expected)
    {
        using var folder = new TemporaryFolder();
        var source = Path.GetDirectoryName(TestApp.Path)!;
        Assert.SkipUnless(File.Exists(Path.Combine(source, "telnetsmtp.dll")), "a native binary has no libraries to leave out");
        foreach (var file in Directory.EnumerateFiles(source))
            if (Path.GetFileName(file) is var name && (name.StartsWith("telnetsmtp", StringComparison.Ordinal) || name.EndsWith(".dll", StringComparison.Ordinal))
                && !name.StartsWith("Terminal.Gui", StringComparison.Ordinal) && !name.EndsWith(".deps.json", StringComparison.Ordinal))
                File.Copy(file, folder.PathOf(name));
        var result = await ChildProcess.RunAsync(folder.PathOf(Path.GetFileName(TestApp.Path)), [argument], environment: English);
        Assert.Equal("", result.Error);
        Assert.Matches(expected, result.Output);
        Assert.Equal(0, result.ExitCode);
    }
}
