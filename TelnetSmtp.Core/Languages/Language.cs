// The two languages in which the product speaks to people. Protocol text is never translated, so it never passes through here.
namespace TelnetSmtp.Core.Languages;

/// <summary>A language of explanations, messages and labels.</summary>
public enum Language
{
    English,
    German,
}

/// <summary>One text in both languages.</summary>
/// <param name="En">English.</param>
/// <param name="De">German, with real umlauts.</param>
public sealed record LocalizedText(string En, string De)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.German ? De : En;

    /// <summary>The same with control characters as their pictures (U+2400 on): what a file or a person wrote stands in it, and one line stays one line.</summary>
    internal LocalizedText Visible() => new(Visible(En), Visible(De));

    private static string Visible(string text) => !text.Any(char.IsControl) ? text
        : string.Concat(text.Select(c => c switch { < ' ' => (char)('\u2400' + c), '\x7F' => '\u2421', _ => char.IsControl(c) ? '\uFFFD' : c }));
}
