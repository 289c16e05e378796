// SGR: from parameters to a style (ECMA-48 8.3.117; ITU T.416 13.1.8 for 38 and 48; xterm for 90–107, 21, 53). Knows styles only.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Applies SGR to a pen.</summary>
internal static class Sgr
{
    private const int Foreground = 38, Background = 48, UnderlineColour = 58;
    private const int DirectColour = 2, PaletteColour = 5;

    /// <summary>Changes <paramref name="pen"/> as the parameters say. Unknown numbers change nothing.</summary>
    public static void Apply(SequenceParameters parameters, ref GridCell pen)
    {
        if (parameters.Count == 0)
            Reset(ref pen);
        for (var i = 0; i < parameters.Count;)
        {
            var code = parameters[i];
            if (code is Foreground or Background or UnderlineColour)
            {
                i = Colour(parameters, i, ref pen);
                continue;
            }

            var next = i + 1;
            while (parameters.IsSubparameter(next))
                next++;
            if (code == 4 && next > i + 1)
                Underline(parameters[i + 1], ref pen);
            else
                Simple(code, ref pen);
            i = next;
        }
    }

    private static void Reset(ref GridCell pen)
    {
        pen.Foreground = default;
        pen.Background = default;
        pen.Attributes &= CellAttributes.Protected;
    }

    private static void Simple(int code, ref GridCell pen)
    {
        switch (code)
        {
            case 0:
                Reset(ref pen);
                break;
            case >= 30 and <= 37:
                pen.Foreground = CellColor.Palette((byte)(code - 30));
                break;
            case 39:
                pen.Foreground = default;
                break;
            case >= 40 and <= 47:
                pen.Background = CellColor.Palette((byte)(code - 40));
                break;
            case 49:
                pen.Background = default;
                break;
            case >= 90 and <= 97:
                pen.Foreground = CellColor.Palette((byte)(code - 90 + 8));
                break;
            case >= 100 and <= 107:
                pen.Background = CellColor.Palette((byte)(code - 100 + 8));
                break;
            default:
                var (set, clear) = AttributeChange(code);
                pen.Attributes = (pen.Attributes & ~clear) | set;
                break;
        }
    }

    private static (CellAttributes Set, CellAttributes Clear) AttributeChange(int code) => code switch
    {
        1 => (CellAttributes.Bold, default),
        2 => (CellAttributes.Faint, default),
        3 => (CellAttributes.Italic, default),
        4 => (CellAttributes.Underline, CellAttributes.DoubleUnderline),
        5 or 6 => (CellAttributes.Blink, default),
        7 => (CellAttributes.Inverse, default),
        8 => (CellAttributes.Invisible, default),
        9 => (CellAttributes.Strikeout, default),
        21 => (CellAttributes.DoubleUnderline, CellAttributes.Underline),
        22 => (default, CellAttributes.Bold | CellAttributes.Faint),
        23 => (default, CellAttributes.Italic),
        24 => (default, CellAttributes.Underline | CellAttributes.DoubleUnderline),
        25 => (default, CellAttributes.Blink),
        27 => (default, CellAttributes.Inverse),
        28 => (default, CellAttributes.Invisible),
        29 => (default, CellAttributes.Strikeout),
        53 => (CellAttributes.Overline, default),
        55 => (default, CellAttributes.Overline),
        _ => default,
    };

    /// <summary>4:n — 0 none, 2 double, the curly, dotted and dashed ones single.</summary>
    private static void Underline(int kind, ref GridCell pen) => Simple(kind switch { 0 => 24, 2 => 21, _ => 4 }, ref pen);

    /// <summary>38, 48, 58 in both forms: 38;5;n and 38;2;r;g;b as xterm began them, 38:5:n and 38:2:[space]:r:g:b as T.416 has them.
    /// Gives the index behind what it took.</summary>
    private static int Colour(SequenceParameters parameters, int at, ref GridCell pen)
    {
        var colons = parameters.IsSubparameter(at + 1);
        var end = at + 1;
        if (colons)
            while (parameters.IsSubparameter(end))
                end++;
        else
            end = Math.Min(parameters.Count, at + (parameters[at + 1] switch { DirectColour => 5, PaletteColour => 3, _ => 2 }));
        var first = at + 2;
        if (parameters[at + 1] == PaletteColour && end > first && parameters[first] <= 255)
        {
            Paint(parameters[at], CellColor.Palette((byte)parameters[first]), ref pen);
        }
        else if (parameters[at + 1] == DirectColour)
        {
            // With colons, a colour space (mostly left empty) stands before the three values.
            if (colons && end - first > 3)
                first++;
            if (end - first >= 3 && parameters[first] <= 255 && parameters[first + 1] <= 255 && parameters[first + 2] <= 255)
                Paint(parameters[at], CellColor.Rgb((byte)parameters[first], (byte)parameters[first + 1], (byte)parameters[first + 2]), ref pen);
        }

        return end;
    }

    private static void Paint(int code, CellColor colour, ref GridCell pen)
    {
        if (code == Foreground)
            pen.Foreground = colour;
        else if (code == Background)
            pen.Background = colour;
    }
}
