// Every pair of resource files: no text without its twin, none empty, the same places to fill. Found in the assembly, so a new topic is held to it at once.
using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Text;

public partial class UiTextTests
{
    public static TheoryData<string> Topics => [.. typeof(UiText).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
        .Select(name => name[..^".resources".Length])];

    [Theory]
    [MemberData(nameof(Topics))]
    public void Every_text_has_its_twin(string topic)
    {
        var resources = new ResourceManager(topic, typeof(UiText).Assembly);
        var english = Read(resources, CultureInfo.InvariantCulture);
        var german = Read(resources, CultureInfo.GetCultureInfo("de"));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        foreach (var (key, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            Assert.False(string.IsNullOrWhiteSpace(german[key]), key);
            Assert.Equal(Places(text), Places(german[key]));
        }
    }

    [Fact]
    public void A_text_is_read_in_the_language_asked_for_whatever_the_thread_speaks()
    {
        Assert.Equal("See telnetsmtp --help.", new UiText("Cli", Language.English)["SeeHelp"]);
        Assert.Equal("Siehe telnetsmtp --help.", new UiText("Cli", Language.German)["SeeHelp"]);
        Assert.Equal("See telnetsmtp lookup --help.", new UiText("Cli", Language.English).Format("SeeCommandHelp", "lookup"));
    }

    [Fact]
    public void A_missing_text_is_our_mistake() => Assert.Throws<KeyNotFoundException>(() => new UiText("Cli", Language.German)["NoSuchText"]);

    private static Dictionary<string, string> Read(ResourceManager resources, CultureInfo culture)
    {
        using var set = resources.GetResourceSet(culture, true, false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
