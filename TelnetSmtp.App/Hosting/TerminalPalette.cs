// The 256 colours of a terminal and the way from a colour to the sequence that asks for it. Refuses to know what is coloured.
// ECMA-48 8.3.117 (SGR 30–37, 39, 40–47, 49), ISO 8613-6 (38, 48), aixterm (90–97, 100–107).
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Hosting;

/// <summary>Colours as terminals number them.</summary>
internal static class TerminalPalette
{
    private const int Base = 16, Cube = 216, Steps = 6;

    private static readonly uint[] BaseColours =
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    private static readonly int[] CubeLevels = [0, 95, 135, 175, 215, 255];

    private static readonly Color[] Colours = BuildColours();

    private static readonly FrozenDictionary<Color, int> BaseIndices =
        Enumerable.Range(0, Base).ToFrozenDictionary(i => Colours[i], i => i);

    /// <summary>Palette entry <paramref name="index"/> as xterm sets it out of the box.</summary>
    public static Color At(byte index) => Colours[index];

    /// <summary>The whole SGR sequence for <paramref name="attribute"/>, beginning with a reset so that it depends on nothing before it.</summary>
    public static string Sequence(in Attribute attribute, ColorCapabilityLevel level)
    {
        var s = new StringBuilder("\e[0");
        AppendStyle(s, attribute.Style);
        if (level != ColorCapabilityLevel.NoColor)
        {
            AppendColour(s, attribute.Foreground, level, 0);
            AppendColour(s, attribute.Background, level, 10);
        }
        return s.Append('m').ToString();
    }

    private static void AppendStyle(StringBuilder s, TextStyle style)
    {
        ReadOnlySpan<(TextStyle, char)> codes =
        [
            (TextStyle.Bold, '1'), (TextStyle.Faint, '2'), (TextStyle.Italic, '3'), (TextStyle.Underline, '4'), (TextStyle.Blink, '5'),
            (TextStyle.Reverse, '7'), (TextStyle.Strikethrough, '9'),
        ];
        foreach (var (flag, code) in codes)
            if ((style & flag) != 0)
                s.Append(';').Append(code);
    }

    /// <param name="s">Where to append.</param>
    /// <param name="colour">Alpha 0 is the terminal's own colour, which the reset has already set.</param>
    /// <param name="level">What the terminal can do.</param>
    /// <param name="offset">0 for the foreground, 10 for the background.</param>
    private static void AppendColour(StringBuilder s, Color colour, ColorCapabilityLevel level, int offset)
    {
        if (colour.A == 0) return;
        // An exact base colour goes out by its number, so that the user's own colour scheme holds.
        if (BaseIndices.TryGetValue(colour, out var index) || (level == ColorCapabilityLevel.Colors16 && (index = Nearest(colour, 0, Base)) >= 0))
            s.Append(';').Append((index < 8 ? 30 + index : 82 + index) + offset);
        else if (level == ColorCapabilityLevel.Colors256)
            s.Append(';').Append(38 + offset).Append(";5;").Append(Nearest(colour, Base, 256));
        else
            s.Append(CultureInfo.InvariantCulture, $";{38 + offset};2;{colour.R};{colour.G};{colour.B}");
    }

    private static int Nearest(Color colour, int from, int to)
    {
        int best = from, least = int.MaxValue;
        for (var i = from; i < to; i++)
        {
            int r = Colours[i].R - colour.R, g = Colours[i].G - colour.G, b = Colours[i].B - colour.B;
            var distance = r * r + g * g + b * b;
            if (distance >= least) continue;
            (best, least) = (i, distance);
        }
        return best;
    }

    private static Color[] BuildColours()
    {
        var all = new Color[256];
        for (var i = 0; i < Base; i++)
            all[i] = new Color((byte)(BaseColours[i] >> 16), (byte)(BaseColours[i] >> 8), (byte)BaseColours[i]);
        for (var i = 0; i < Cube; i++)
            all[Base + i] = new Color(CubeLevels[i / (Steps * Steps)], CubeLevels[i / Steps % Steps], CubeLevels[i % Steps]);
        for (var i = Base + Cube; i < all.Length; i++)
        {
            var grey = 8 + (i - Base - Cube) * 10;
            all[i] = new Color(grey, grey, grey);
        }
        return all;
    }
}
