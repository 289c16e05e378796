// Unicode's normal form KC (UAX #15): compatibility forms taken apart, marks put in order, letters and marks put together. The runtime's own comes from the
// system's libicu, which costs half of a start, is not on every machine, and is needed for nothing but a password with an accent and a domain in its own
// script. The table is read when first asked for. Refuses to judge what may stand in a text: half a surrogate pair goes through as it is.
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Languages;

/// <summary>Normalisation, of Unicode 14.0.</summary>
public static class NormalForm
{
    /// <summary>A text grows to at most so many times its length, in UTF-16 units (U+FDFA, UAX #15).</summary>
    public const int Growth = 18;

    // Hangul is computed (Unicode 3.12): leading consonants, vowels, trailing consonants, syllables.
    private const int LBase = 0x1100, VBase = 0x1161, TBase = 0x11A7, SBase = 0xAC00, LCount = 19, VCount = 21, TCount = 28, SCount = LCount * VCount * TCount;

    private static readonly Lazy<Tables> Data = new(Read);

    /// <summary>The form KC of <paramref name="text"/>.</summary>
    public static string Kc(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var form = new char[text.Length * Growth];
        return new string(form, 0, Kc(text, form));
    }

    /// <summary>Writes the form KC of <paramref name="text"/> and leaves no other copy of it in memory.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="form">Room for <see cref="Growth"/> times its length.</param>
    /// <returns>Characters written.</returns>
    public static int Kc(ReadOnlySpan<char> text, Span<char> form)
    {
        var scalars = new int[text.Length * Growth];
        try
        {
            var tables = Data.Value;
            var count = Compose(scalars.AsSpan(0, Decompose(text, scalars, tables)), tables);
            var written = 0;
            foreach (var scalar in scalars.AsSpan(0, count))
                if (scalar < 0x10000) form[written++] = (char)scalar;
                else written += new Rune(scalar).EncodeToUtf16(form[written..]);
            return written;
        }
        finally
        {
            scalars.AsSpan().Clear();
        }
    }

    private static int Decompose(ReadOnlySpan<char> text, int[] scalars, Tables tables)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            int scalar = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) scalar = char.ConvertToUtf32(text[i], text[++i]);
            if (scalar - SBase is >= 0 and < SCount and var syllable)
            {
                Add(LBase + syllable / (VCount * TCount));
                Add(VBase + syllable % (VCount * TCount) / TCount);
                if (syllable % TCount != 0) Add(TBase + syllable % TCount);
            }
            else if (tables.Parts.TryGetValue(scalar, out var parts))
                foreach (var part in parts)
                    Add(part);
            else Add(scalar);
        }
        return count;

        // In canonical order: behind whatever has no higher class, up to the last that has none (UAX #15, D109).
        void Add(int scalar)
        {
            var at = count++;
            if (tables.ClassOf(scalar) is > 0 and var rank)
                for (; at > 0 && tables.ClassOf(scalars[at - 1]) > rank; at--)
                    scalars[at] = scalars[at - 1];
            scalars[at] = scalar;
        }
    }

    private static int Compose(Span<int> scalars, Tables tables)
    {
        int count = 0, starter = -1, before = 0; // before: the class of what stands last
        foreach (var scalar in scalars)
        {
            var rank = tables.ClassOf(scalar);
            // Blocked by what stands between and has its class or a higher one (D115).
            if (starter >= 0 && (before < rank || starter == count - 1) && Pair(scalars[starter], scalar, tables) is { } whole)
            {
                scalars[starter] = whole;
                continue;
            }
            if (rank == 0) starter = count;
            before = rank;
            scalars[count++] = scalar;
        }
        return count;
    }

    private static int? Pair(int first, int second, Tables tables)
    {
        if (first - LBase is >= 0 and < LCount and var l && second - VBase is >= 0 and < VCount and var v) return SBase + (l * VCount + v) * TCount;
        if (first - SBase is >= 0 and < SCount and var s && s % TCount == 0 && second - TBase is > 0 and < TCount and var t) return SBase + s + t;
        return tables.Wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static Tables Read()
    {
        var assembly = typeof(NormalForm).Assembly;
        using var stream = assembly.GetManifestResourceStream("Languages.Data.unicode-14.txt") ?? throw new InvalidOperationException("The table of Unicode's decompositions is not in the assembly.");
        using var reader = new StreamReader(stream);
        Dictionary<int, int[]> parts = [];
        Dictionary<(int, int), int> wholes = [];
        Dictionary<int, byte> classes = [];
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            if (line.Split('=') is [var range, var value])
            {
                var ends = range.Split("..");
                for (var scalar = Hex(ends[0]); scalar <= Hex(ends[1]); scalar++) classes[scalar] = byte.Parse(value, CultureInfo.InvariantCulture);
                continue;
            }
            var fields = line.Split(';');
            int[] into = [.. fields[1].TrimStart('<').Split(' ').Select(Hex)];
            parts[Hex(fields[0])] = into;
            if (fields[1][0] != '<') wholes[(into[0], into[1])] = Hex(fields[0]);
        }
        return new Tables(parts.ToFrozenDictionary(pair => pair.Key, pair => Whole(pair.Key).ToArray()), wholes.ToFrozenDictionary(), classes.ToFrozenDictionary());

        // The table has one step; a part may have parts itself.
        IEnumerable<int> Whole(int scalar) => parts.TryGetValue(scalar, out var into) ? into.SelectMany(Whole) : [scalar];
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(FrozenDictionary<int, int[]> Parts, FrozenDictionary<(int, int), int> Wholes, FrozenDictionary<int, byte> Classes)
    {
        public int ClassOf(int scalar) => scalar < 0x300 ? 0 : Classes.GetValueOrDefault(scalar);
    }
}
