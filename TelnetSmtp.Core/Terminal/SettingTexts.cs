// A style written back as the SGR parameters that make it: for DECRQSS and for printing a screen with colours. The mirror of Sgr.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Styles as SGR parameters.</summary>
internal static class SettingTexts
{
    private static readonly (CellAttributes Attribute, int Code)[] Codes =
    [
        (CellAttributes.Bold, 1), (CellAttributes.Faint, 2), (CellAttributes.Italic, 3), (CellAttributes.Underline, 4), (CellAttributes.Blink, 5),
        (CellAttributes.Inverse, 7), (CellAttributes.Invisible, 8), (CellAttributes.Strikeout, 9), (CellAttributes.DoubleUnderline, 21),
        (CellAttributes.Overline, 53),
    ];

    /// <summary>For example <c>0;1;38:5:208</c>: first 0, so that it says the whole style.</summary>
    public static string Style(in GridCell pen) => Style(pen.Style);

    /// <inheritdoc cref="Style(in GridCell)"/>
    public static string Style(CellStyle style)
    {
        var text = new StringBuilder("0");
        foreach (var (attribute, code) in Codes)
            if ((style.Attributes & attribute) != 0)
                text.Append(CultureInfo.InvariantCulture, $";{code}");
        Colour(text, style.Foreground, 30);
        Colour(text, style.Background, 40);
        return text.ToString();
    }

    private static void Colour(StringBuilder text, CellColor colour, int first)
    {
        if (colour.IsRgb)
            text.Append(CultureInfo.InvariantCulture, $";{first + 8}:2::{colour.Red}:{colour.Green}:{colour.Blue}");
        else if (colour.IsPalette && colour.Index >= 16)
            text.Append(CultureInfo.InvariantCulture, $";{first + 8}:5:{colour.Index}");
        else if (colour.IsPalette)
            text.Append(CultureInfo.InvariantCulture, $";{(colour.Index < 8 ? first + colour.Index : first + 60 + colour.Index - 8)}");
    }
}
