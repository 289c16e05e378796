// What the client says in Windows telnet's voice, to the letter, and that every sentence has its twin in the other language.
using System.Reflection;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using Xunit;

namespace TelnetSmtp.Tests.Prompt;

public class PromptTextTests
{
    [Fact]
    public void The_banner_is_that_of_Windows() =>
        Assert.Equal("Welcome to Microsoft Telnet Client\n\nEscape Character is 'CTRL+]'\n\n", PromptText.Banner(new ClientSettings()));

    [Fact]
    public void Connecting_and_its_failure_stand_on_one_line() => Assert.Equal(
        "Connecting To mail1.fabrikam.com...Could not open connection to the host, on port 25: Connect failed\n",
        PromptText.ConnectingTo("mail1.fabrikam.com", Language.English) + PromptText.ConnectFailed(25, Language.English));

    [Fact]
    public void Connecting_and_its_failure_in_German() => Assert.Equal(
        "Verbindungsaufbau zu mail1.fabrikam.com...Es konnte keine Verbindung mit dem Host hergestellt werden, auf Port 25: Verbinden fehlgeschlagen\n",
        PromptText.ConnectingTo("mail1.fabrikam.com", Language.German) + PromptText.ConnectFailed(25, Language.German));

    [Fact]
    public void The_end_of_a_connection()
    {
        Assert.Equal("Connection to host lost.\n", PromptText.ConnectionLost.En);
        Assert.Equal("Press any key to continue...", PromptText.PressAnyKey.En);
    }

    [Theory]
    [InlineData('\x1d', "CTRL+]")]
    [InlineData('\x01', "CTRL+A")]
    [InlineData('\x00', "CTRL+@")]
    [InlineData('\x7f', "CTRL+?")]
    [InlineData('x', "x")]
    public void Escape_characters_are_named_as_pressed(char escape, string name) => Assert.Equal(name, PromptText.EscapeName(escape));

    [Fact]
    public void A_log_that_fails_is_one_line() => Assert.Equal(
        "Cannot write log file /x/a.txt: there is no such directory. The session goes on without it; choose another with set logfile FILE.\n",
        PromptText.LogFailed("/x/a.txt", new("there is no such directory", "dieses Verzeichnis gibt es nicht"), Language.English));

    [Theory]
    [InlineData(PromptText.MaxQuoted, false)]
    [InlineData(PromptText.MaxQuoted + 1, true)]
    public void A_persons_own_words_are_cut_at_the_cap(int length, bool cut)
    {
        var quoted = PromptText.Quoted(new string('x', length));
        Assert.Equal(PromptText.MaxQuoted, quoted.Length);
        Assert.Equal(cut, quoted.EndsWith('…'));
    }

    [Theory]
    [InlineData(typeof(PromptText))]
    [InlineData(typeof(PromptHelp))]
    public void Every_text_has_its_twin_with_as_many_lines(Type texts)
    {
        var properties = texts.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(LocalizedText)).ToList();
        Assert.NotEmpty(properties);
        foreach (var property in properties)
        {
            var text = (LocalizedText)property.GetValue(null)!;
            Assert.False(string.IsNullOrWhiteSpace(text.En), property.Name);
            Assert.NotEqual(text.En, text.De);
            Assert.Equal(text.En.Count(c => c == '\n'), text.De.Count(c => c == '\n'));
        }
    }
}
