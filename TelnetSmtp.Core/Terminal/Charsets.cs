// The character sets that ESC ( … designates, as tables: ISO 2022 94- and 96-character sets and DEC's own (VT220 and VT510 manuals).
// Data and a look-up; which set is in use is CharsetState's business.
namespace TelnetSmtp.Core.Terminal;

/// <summary>A set: what stands at 20–7F. Null table: ASCII, or for <see cref="Latin1"/> its right half.</summary>
internal sealed class Charset
{
    private readonly string? _glyphs;
    private readonly int _first;
    private readonly int _offset;

    private Charset(string? glyphs = null, int first = 0x20, int offset = 0)
    {
        _glyphs = glyphs;
        _first = first;
        _offset = offset;
    }

    public static Charset Ascii { get; } = new();

    /// <summary>ISO 8859-1, right half (a 96-character set).</summary>
    public static Charset Latin1 { get; } = new(offset: 0x80) { HasAll96 = true };

    /// <summary>VT100 special graphics: line drawing at 5F–7E.</summary>
    public static Charset SpecialGraphics { get; } = new(" ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·", 0x5F);

    /// <summary>DEC supplemental graphics (VT220), 21–7E; what DEC left open is shown as Latin-1 has it.</summary>
    public static Charset Supplemental { get; } = new(
        "¡¢£¤¥¦§¤©ª«¬­®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜŸÞßàáâãäåæçèéêëìíîïðñòóôõöœøùúûüÿ", 0x21);

    /// <summary>DEC technical (VT320), 21–7E; U+FFFD where the set has nothing.</summary>
    public static Charset Technical { get; } = new(
        "⎷┌─⌠⌡│⎡⎣⎤⎦⎛⎝⎞⎠⎨⎬\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD≤≠≥∫∴∝∞÷Δ∇ΦΓ∼≃Θ×Λ⇔⇒≡ΠΨ\uFFFDΣ\uFFFD\uFFFD√ΩΞΥ⊂⊃∩∪∧∨¬αβχδεφγηιθκλ\uFFFDν∂πψρστ\uFFFDƒωξυζ←↑→↓", 0x21);

    /// <summary>Whether 20 and 7F too are characters of the set.</summary>
    public bool HasAll96 { get; private init; }

    /// <summary>What stands at <paramref name="position"/>, 20–7F.</summary>
    public int this[int position]
    {
        get
        {
            if (_glyphs is null)
                return position + _offset;
            var index = position - _first;
            return index < 0 || index >= _glyphs.Length ? position : _glyphs[index];
        }
    }

    /// <summary>The 94-character set with this final (and intermediate), null where it is unknown.</summary>
    public static Charset? Designated94(int name) => Sets94.GetValueOrDefault(name);

    /// <summary>The 96-character set with this final, null where it is unknown.</summary>
    public static Charset? Designated96(int name) => name == 'A' ? Latin1 : null;

    /// <summary>A national set (ISO 646): ASCII but for twelve places.</summary>
    private static Charset National(string differing)
    {
        const string places = "#@[\\]^_`{|}~";
        var glyphs = Enumerable.Range(0x20, 0x60).Select(i => (char)i).ToArray();
        for (var i = 0; i < places.Length; i++)
            glyphs[places[i] - 0x20] = differing[i];
        return new Charset(new string(glyphs));
    }

    private static readonly Dictionary<int, Charset> Sets94 = BuildSets94();

    private static Dictionary<int, Charset> BuildSets94()
    {
        Charset dutch = National("£¾ĳ½|^_`¨ƒ¼´"), finnish = National("#@ÄÖÅÜ_éäöåü"), french = National("£à°ç§^_`éùè¨"),
            canadian = National("#àâçêî_ôéùèû"), german = National("#§ÄÖÜ^_`äöüß"), italian = National("£§°çé^_ùàòèì"),
            norwegian = National("#ÄÆØÅÜ_äæøåü"), portuguese = National("#@ÃÇÕ^_`ãçõ~"), spanish = National("£§¡Ñ¿^_`°ñç~"),
            swedish = National("#ÉÄÖÅÜ_éäöåü"), swiss = National("ùàéçêîèôäöüû");
        return new Dictionary<int, Charset>
        {
            ['B'] = Ascii,
            ['A'] = National("£@[\\]^_`{|}~"),
            ['0'] = SpecialGraphics,
            ['2'] = SpecialGraphics,
            ['1'] = Ascii,
            ['<'] = Supplemental,
            [('%' << 8) | '5'] = Supplemental,
            ['>'] = Technical,
            ['4'] = dutch,
            ['C'] = finnish,
            ['5'] = finnish,
            ['R'] = french,
            ['f'] = french,
            ['Q'] = canadian,
            ['9'] = canadian,
            ['K'] = german,
            ['Y'] = italian,
            ['`'] = norwegian,
            ['E'] = norwegian,
            ['6'] = norwegian,
            [('%' << 8) | '6'] = portuguese,
            ['Z'] = spanish,
            ['H'] = swedish,
            ['7'] = swedish,
            ['='] = swiss,
        };
    }
}

/// <summary>The four designated sets and which of them 20–7F and A0–FF mean (ISO 2022 7.3). A value: DECSC saves it whole.</summary>
internal record struct CharsetState
{
    private Charset? _g0, _g1, _g2, _g3;
    private byte _left, _right, _single;

    /// <summary>G0, G1: ASCII; G2, G3: Latin-1; 20–7F mean G0, A0–FF mean G2.</summary>
    public static CharsetState Initial => new() { _g2 = Charset.Latin1, _g3 = Charset.Latin1, _right = 2 };

    /// <summary>Whether 20–7F print as they stand: the fast path's question.</summary>
    public readonly bool IsPlain => _single == 0 && ReferenceEquals(this[_left], Charset.Ascii);

    /// <summary>Whether 7F is a character just now, and no DEL.</summary>
    public readonly bool DeleteIsCharacter => this[_single != 0 ? _single : _left].HasAll96;

    private readonly Charset this[int set] => set switch { 0 => _g0, 1 => _g1, 2 => _g2, _ => _g3 } ?? Charset.Ascii;

    public void Designate(int set, Charset charset)
    {
        switch (set)
        {
            case 0:
                _g0 = charset;
                break;
            case 1:
                _g1 = charset;
                break;
            case 2:
                _g2 = charset;
                break;
            default:
                _g3 = charset;
                break;
        }
    }

    /// <summary>LS0, LS1, LS2, LS3.</summary>
    public void ShiftLeft(int set) => _left = (byte)set;

    /// <summary>LS1R, LS2R, LS3R.</summary>
    public void ShiftRight(int set) => _right = (byte)set;

    /// <summary>SS2, SS3: the next character only.</summary>
    public void ShiftOnce(int set) => _single = (byte)set;

    /// <summary>The scalar value that an octet of 20–7E or A0–FF means.</summary>
    public int Translate(int octet)
    {
        var set = _single != 0 ? _single : octet < 0x80 ? _left : _right;
        _single = 0;
        return this[set][octet & 0x7F];
    }
}
