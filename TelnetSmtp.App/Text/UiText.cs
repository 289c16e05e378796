// Texts of one topic in one language, from the pair of resource files Topic.resx and Topic.de.resx beside this file. The culture is named, never the
// thread's own, so that two languages can be read at once. Refuses to guess: a missing key is our mistake and throws.
using System.Resources;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>Reads the texts of one topic.</summary>
/// <param name="baseName">The topic: the resource file's name without folder and ending, for example <c>Cli</c>.</param>
/// <param name="language">The language.</param>
public sealed class UiText(string baseName, Language language)
{
    private readonly ResourceManager resources = new($"TelnetSmtp.App.Text.{baseName}", typeof(UiText).Assembly);

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>The text named <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public string this[string key] => resources.GetString(key, Cultures.Of(language))
        ?? throw new KeyNotFoundException($"{baseName} has no text named {key}");

    /// <summary>The text named <paramref name="key"/> with its places {0}, {1} … filled.</summary>
    public string Format(string key, params object[] args) => string.Format(Cultures.Of(language), this[key], args);
}
