// Our normal form KC beside the runtime's, which asks libicu: the same for each character that has one and for texts made of them, and the examples of UAX #15
// and RFC 4013. The runtime's is there in tests; the program does without it.
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Languages;

public sealed class NormalFormTests
{
    private const int FormsInUnicode14 = 4866;

    private static readonly string[] Characters =
        [.. Enumerable.Range(0, 0x110000).Where(scalar => scalar is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32).Where(text => NormalForm.Kc(text) != text)];

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u212B", "\u00C5")] // ANGSTROM SIGN
    [InlineData("\u2126", "\u03A9")] // OHM SIGN
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u1E9B\u0323", "\u1E69")] // UAX #15, figure 6
    [InlineData("\u1E0A\u0323", "\u1E0C\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\uFB01", "fi")]
    [InlineData("2\u2075", "25")]
    [InlineData("\u00AA\u2168", "aIX")] // RFC 4013 3
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")]
    [InlineData("\uD55C\uAE00", "\uD55C\uAE00")]
    [InlineData("\u0344", "\u0308\u0301")] // excluded from composition
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")] // NormalizationTest.txt, part 1
    [InlineData("\uD83D\uDE00\uD835\uDC00", "\uD83D\uDE00A")]
    [InlineData("\uD800e\u0301\uDC00", "\uD800\u00E9\uDC00")] // halves of pairs go through
    [InlineData("\u0301", "\u0301")]
    [InlineData("", "")]
    public void Examples(string text, string form) => Assert.Equal(form, NormalForm.Kc(text));

    [Fact]
    public void Each_character_has_the_form_that_the_runtime_gives()
    {
        RequireRuntimes();
        // A form never changes (UAX #15, stability); what a later Unicode adds, this table does not know.
        Assert.Equal(FormsInUnicode14, Characters.Length);
        Assert.Empty(Characters.Where(text => NormalForm.Kc(text) != text.Normalize(NormalizationForm.FormKC)).Select(text => $"U+{char.ConvertToUtf32(text, 0):X4}"));
    }

    [Fact]
    public void Texts_have_the_form_that_the_runtime_gives()
    {
        RequireRuntimes();
        // What meets in a text: characters with forms and what they are made of, marks of every kind, Hangul's parts and syllables.
        string[] made = [.. Characters.Select(text => text.Normalize(NormalizationForm.FormD)).SelectMany(text => text.EnumerateRunes()).Select(rune => rune.ToString()).Distinct()];
        var mark = Gen.OneOf(Gen.Int[0x300, 0x36F], Gen.Int[0x591, 0x5BD], Gen.OneOf(0x93C, 0x94D, 0x3099, 0x1D165, 0x0F71, 0x0F72, 0x0F74)).Select(char.ConvertFromUtf32);
        var hangul = Gen.OneOf(Gen.Int[0x1100, 0x11FF], Gen.Int[0xAC00, 0xD7A3]).Select(char.ConvertFromUtf32);
        var letter = Gen.OneOf(Gen.Int[0, Characters.Length - 1].Select(i => Characters[i]), Gen.Int[0, made.Length - 1].Select(i => made[i]), Gen.Int['A', 'z'].Select(char.ConvertFromUtf32));
        Gen.OneOf(mark, hangul, letter, letter).Array[0, 12].Select(string.Concat).Sample(text => NormalForm.Kc(text) == text.Normalize(NormalizationForm.FormKC), iter: 20_000);
    }

    private static void RequireRuntimes()
    {
        if ("e\u0301".Normalize() != "\u00E9") Assert.Skip("The runtime's normal forms are switched off on this machine (no libicu).");
    }
}
