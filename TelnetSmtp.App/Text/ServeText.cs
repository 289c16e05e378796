// The texts of `serve`, from ServeText.resx and its German twin. Refuses to hold a sentence itself.
using System.Globalization;
using System.Resources;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>The texts of `serve`.</summary>
internal static class ServeText
{
    private static readonly ResourceManager Resources = new("TelnetSmtp.App.Text.ServeText", typeof(ServeText).Assembly);

    /// <summary>The text called <paramref name="name"/>, its places filled with <paramref name="values"/>.</summary>
    public static string Get(string name, Language language, params ReadOnlySpan<object?> values)
    {
        var text = Resources.GetString(name, Cultures.Of(language))
            ?? throw new ArgumentException($"ServeText.resx has no {name}.", nameof(name));
        return values.IsEmpty ? text : string.Format(CultureInfo.InvariantCulture, text, values);
    }
}
