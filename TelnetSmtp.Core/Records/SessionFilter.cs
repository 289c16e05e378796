// What is searched for in a list of sessions: words that all have to hold. `550` and `5xx` are reply codes, anything else is text in peer, names, addresses
// and the first error, in either letter case (ASCII). Pure. Refuses to search message content: it is not kept.
using System.Text;

namespace TelnetSmtp.Core.Records;

/// <summary>The filter; <c>default</c> lets everything pass.</summary>
public readonly struct SessionFilter : IEquatable<SessionFilter>
{
    private readonly byte[][]? _words;
    private readonly (short From, short To)[]? _codes;

    private SessionFilter(string text, bool errorsOnly, byte[][] words, (short, short)[] codes) => (Text, ErrorsOnly, _words, _codes) = (text, errorsOnly, words, codes);

    /// <summary>As typed.</summary>
    public string Text { get; } = "";

    /// <summary>Only sessions with a refusal.</summary>
    public bool ErrorsOnly { get; }

    /// <summary>Whether everything passes.</summary>
    public bool IsEmpty => !ErrorsOnly && (_words?.Length ?? 0) == 0 && (_codes?.Length ?? 0) == 0;

    /// <summary>Reads what was typed.</summary>
    public static SessionFilter Of(string text, bool errorsOnly)
    {
        var words = new List<byte[]>();
        var codes = new List<(short, short)>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Codes(word) is { } range) codes.Add(range);
            else words.Add(Encoding.UTF8.GetBytes(word.ToLowerInvariant()));
        }
        return new SessionFilter(text, errorsOnly, [.. words], [.. codes]);
    }

    public bool Equals(SessionFilter other) => ErrorsOnly == other.ErrorsOnly && (Text ?? "") == (other.Text ?? "");

    public override bool Equals(object? obj) => obj is SessionFilter other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Text, ErrorsOnly);

    public static bool operator ==(SessionFilter left, SessionFilter right) => left.Equals(right);

    public static bool operator !=(SessionFilter left, SessionFilter right) => !left.Equals(right);

    /// <summary>Whether a session passes.</summary>
    /// <param name="errors">How many refusals it has.</param>
    /// <param name="codes">The reply codes that were seen in it.</param>
    /// <param name="text">What of it may be searched.</param>
    internal bool Passes(int errors, ReadOnlySpan<short> codes, ReadOnlySpan<byte> text)
    {
        if (ErrorsOnly && errors == 0) return false;
        foreach (var (from, to) in _codes ?? [])
            if (!AnyBetween(codes, from, to))
                return false;
        foreach (var word in _words ?? [])
            if (!Contains(text, word))
                return false;
        return true;
    }

    private static (short From, short To)? Codes(string word) => word switch
    {
        [>= '2' and <= '5' and var first, >= '0' and <= '9' and var second, >= '0' and <= '9' and var third] => Only((first - '0') * 100 + (second - '0') * 10 + (third - '0')),
        [>= '2' and <= '5' and var first, >= '0' and <= '9' and var second, 'x' or 'X'] => ((short, short))((first - '0') * 100 + (second - '0') * 10, (first - '0') * 100 + (second - '0') * 10 + 9),
        [>= '2' and <= '5' and var first, 'x' or 'X', 'x' or 'X'] => ((short, short))((first - '0') * 100, (first - '0') * 100 + 99),
        _ => null,
    };

    private static (short From, short To) Only(int code) => ((short)code, (short)code);

    private static bool AnyBetween(ReadOnlySpan<short> codes, short from, short to)
    {
        foreach (var code in codes)
            if (code >= from && code <= to)
                return true;
        return false;
    }

    private static bool Contains(ReadOnlySpan<byte> text, byte[] word)
    {
        var first = word[0];
        var upper = Upper(first);
        while (text.IndexOfAny(first, upper) is >= 0 and var at)
        {
            text = text[at..];
            if (text.Length < word.Length) return false;
            var i = 1;
            while (i < word.Length && (text[i] == word[i] || text[i] == Upper(word[i]))) i++;
            if (i == word.Length) return true;
            text = text[1..];
        }
        return false;
    }

    private static byte Upper(byte octet) => octet is >= (byte)'a' and <= (byte)'z' ? (byte)(octet - 32) : octet;
}
