// The words of the user interface by key, from the resx pair of one topic. Refuses to guess: a key that is missing is shown as itself, so that
// it is seen, and a test finds it. Protocol text never passes through here.
using System.Globalization;
using System.Resources;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>One topic's words in one language.</summary>
/// <param name="baseName">The resx pair's name, for example <c>Tui</c> for Text/Tui.resx and Text/Tui.de.resx.</param>
/// <param name="language">The language; the thread's culture does not matter.</param>
public sealed class UiText(string baseName, Language language)
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");

    private readonly ResourceManager _words = new($"TelnetSmtp.App.Text.{baseName}", typeof(UiText).Assembly);
    private readonly CultureInfo _culture = language == Language.German ? German : CultureInfo.InvariantCulture;

    public Language Language { get; } = language;

    /// <summary>The words behind <paramref name="key"/>.</summary>
    public string this[string key] => _words.GetString(key, _culture) ?? key;

    /// <summary>The words behind <paramref name="key"/> with {0}, {1} … filled in.</summary>
    public string Format(string key, params object[] args) => string.Format(_culture, this[key], args);
}
