// Where the user's data lives, and what the diagnostic log says when it cannot be opened.
using TelnetSmtp.App.Hosting;
using Xunit;

namespace TelnetSmtp.Tests.Hosting;

public class SettingsTests
{
    [Fact]
    public void The_folders_are_those_of_XDG()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "XDG folders are for Linux");
        var settings = Settings.Of(name => name switch { "XDG_CONFIG_HOME" => "/etc/mine", "XDG_STATE_HOME" => "/var/mine", "XDG_DATA_HOME" => "/usr/mine", _ => null });
        Assert.Equal(new Settings("/etc/mine/telnetsmtp", "/var/mine/telnetsmtp") { Data = "/usr/mine/telnetsmtp" }, settings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("relative/folder")]
    public void Nothing_is_read_from_the_current_directory(string? value)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "XDG folders are for Linux");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.Equal(new Settings(Path.Join(home, ".config/telnetsmtp"), Path.Join(home, ".local/state/telnetsmtp")) { Data = Path.Join(home, ".local/share/telnetsmtp") }, Settings.Of(_ => value));
    }

    [Fact]
    public void A_diagnostic_log_that_cannot_be_written_says_why()
    {
        Assert.Null(Logging.TryOpen("/no/such/folder/x.log", out var failure));
        Assert.Equal("there is no such directory", failure?.En);
    }

    [Theory]
    [InlineData("--diagnostics a.log mail", "a.log")]
    [InlineData("mail --diagnostics=a.log", "a.log")]
    [InlineData("mail", null)]
    [InlineData("--diagnostics", null)]
    public void The_file_is_known_before_the_command_line_is_parsed(string line, string? file) => Assert.Equal(file, Logging.FileOf(line.Split(' ')));
}
