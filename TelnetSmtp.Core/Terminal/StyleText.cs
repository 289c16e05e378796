// A style written back as the SGR parameters that make it: for DECRQSS and for printing a screen with colours. The mirror of Sgr.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Styles as SGR parameters.</summary>
public static class StyleText
{
    private static readonly (CellAttributes Attribute, int Code)[] Codes =
    [
        (CellAttributes.Bold, 1), (CellAttributes.Faint, 2), (CellAttributes.Italic, 3), (CellAttributes.Underline, 4), (CellAttributes.Blink, 5),
        (CellAttributes.Inverse, 7), (CellAttributes.Invisible, 8), (CellAttributes.Strikeout, 9), (CellAttributes.DoubleUnderline, 21),
        (CellAttributes.Overline, 53),
    ];

    /// <summary>For example <c>0;1;38:5:208</c>: first 0, so that it says the whole style.</summary>
    /// <param name="style">The style; protection is no part of SGR.</param>
    /// <param name="colons">Colours past the sixteen as T.416 has them (<c>38:5:208</c>, <c>38:2::1:2:3</c>); else in the older form that more terminals
    /// know (<c>38;5;208</c>, <c>38;2;1;2;3</c>).</param>
    public static string Of(CellStyle style, bool colons = true)
    {
        var text = new StringBuilder("0");
        foreach (var (attribute, code) in Codes)
            if ((style.Attributes & attribute) != 0)
                text.Append(CultureInfo.InvariantCulture, $";{code}");
        Colour(text, style.Foreground, 30, colons);
        Colour(text, style.Background, 40, colons);
        return text.ToString();
    }

    private static void Colour(StringBuilder text, CellColor colour, int first, bool colons)
    {
        var mark = colons ? ':' : ';';
        if (colour.IsRgb)
            text.Append(CultureInfo.InvariantCulture, $";{first + 8}{mark}2{mark}{(colons ? ":" : "")}{colour.Red}{mark}{colour.Green}{mark}{colour.Blue}");
        else if (colour.IsPalette && colour.Index >= 16)
            text.Append(CultureInfo.InvariantCulture, $";{first + 8}{mark}5{mark}{colour.Index}");
        else if (colour.IsPalette)
            text.Append(CultureInfo.InvariantCulture, $";{(colour.Index < 8 ? first + colour.Index : first + 60 + colour.Index - 8)}");
    }
}
