// Domains in their own script as DNS has them, and the numbers of the two languages: the same with and without libicu.
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Languages;

public sealed class InternationalNameTests
{
    [Theory]
    [InlineData("müller.example", "xn--mller-kva.example")]
    [InlineData("MÜLLER.Example", "xn--mller-kva.example")]
    [InlineData("mu\u0308ller.example", "xn--mller-kva.example")]
    [InlineData("straße.example", "xn--strae-oqa.example")] // as UTS #46 has it since registries took ß
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("ＦＡＢＲＩＫＡＭ.com", "fabrikam.com")]
    [InlineData("bücher.müller.example.", "xn--bcher-kva.xn--mller-kva.example.")]
    public void Names(string name, string ascii) => Assert.Equal(ascii, InternationalName.ToAscii(name));

    [Theory]
    [InlineData("ü..example")]
    [InlineData("ü\uD800.example")]
    [InlineData("üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü.example")]
    public void No_names(string name) => Assert.Throws<ArgumentException>(() => InternationalName.ToAscii(name));

    [Theory]
    [InlineData(Language.English, "1234.5", "1,234.50", "en")]
    [InlineData(Language.German, "1234,5", "1.234,50", "de")]
    public void Numbers(Language language, string plain, string grouped, string name)
    {
        var culture = Cultures.Of(language);
        Assert.Equal((plain, grouped, name), (1234.5.ToString("0.##", culture), 1234.5.ToString("N2", culture), culture.Name));
    }
}
