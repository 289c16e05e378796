// Recognises what Exchange, Exchange Online, Gmail, Postfix, Exim, Sendmail and OpenSMTPD really say. Clients must act on codes alone (RFC 5321 4.2);
// people may read, and this table reads with them. Refuses to guess: a row applies where its code, enhanced code and words all fit.
using System.Globalization;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The table of known server texts, in the order in which they are tried.</summary>
public sealed class KnownTexts
{
    private readonly Pattern[] _patterns, _ofAnyCode;
    private readonly Dictionary<int, Pattern[]> _byCode;

    internal KnownTexts(KnownTextEntry[] rows)
    {
        Rows = rows;
        _patterns = [.. rows.Select(static (row, index) => new Pattern(row, index))];
        _ofAnyCode = Array.FindAll(_patterns, static pattern => pattern.Row.Codes.Length == 0);
        _byCode = rows.SelectMany(static row => row.Codes).Distinct().ToDictionary(static code => code,
            code => Array.FindAll(_patterns, pattern => pattern.Row.Codes.Length == 0 || pattern.Row.Codes.Contains(code)));
    }

    /// <summary>All rows.</summary>
    public IReadOnlyList<KnownTextEntry> Rows { get; }

    /// <summary>The first row that fits.</summary>
    /// <param name="code">Reply code, 0 where only the enhanced code is known.</param>
    /// <param name="enhanced">Enhanced code, <c>default</c> for none.</param>
    /// <param name="words">The words behind the codes.</param>
    /// <returns>Null where none fits.</returns>
    public KnownTextEntry? Find(int code, EnhancedStatus enhanced, ReadOnlySpan<char> words) =>
        IndexOf(code, enhanced, words) is >= 0 and var index ? Rows[index] : null;

    /// <summary>The index of that row in <see cref="Rows"/>, -1 for none.</summary>
    internal int IndexOf(int code, EnhancedStatus enhanced, ReadOnlySpan<char> words)
    {
        foreach (var pattern in code == 0 ? _patterns : _byCode.GetValueOrDefault(code, _ofAnyCode))
            if (pattern.Fits(enhanced, words))
                return pattern.Index;
        return -1;
    }

    private sealed class Pattern
    {
        private readonly EnhancedRange[] _enhanced;
        private readonly string[][] _texts;

        public Pattern(KnownTextEntry row, int index)
        {
            Row = row;
            Index = index;
            _enhanced = Array.ConvertAll(row.Enhanced, EnhancedRange.Parse);
            _texts = Array.ConvertAll(row.Texts, static text => text.Split('*', StringSplitOptions.RemoveEmptyEntries));
        }

        public KnownTextEntry Row { get; }

        public int Index { get; }

        /// <summary>Whether enhanced code and words fit; the code does already.</summary>
        public bool Fits(EnhancedStatus enhanced, ReadOnlySpan<char> words)
        {
            // Exim sends no enhanced codes and bounces drop them: words alone may tell. Another code than the row's says it is another matter.
            if (_enhanced.Length > 0 && (enhanced.IsNone ? _texts.Length == 0 : !Covers(enhanced)))
                return false;
            if (_texts.Length == 0)
                return _enhanced.Length > 0;
            foreach (var text in _texts)
                if (StandsIn(text, words))
                    return true;
            return false;
        }

        private bool Covers(EnhancedStatus status)
        {
            foreach (var range in _enhanced)
                if (range.Covers(status))
                    return true;
            return false;
        }

        private static bool StandsIn(string[] pieces, ReadOnlySpan<char> words)
        {
            foreach (var piece in pieces)
            {
                var at = words.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                    return false;
                words = words[(at + piece.Length)..];
            }
            return true;
        }
    }

    /// <summary><c>5.7.1</c>, or details from–to: <c>5.7.606-649</c>.</summary>
    private readonly record struct EnhancedRange(int Class, int Subject, int From, int To)
    {
        public bool Covers(EnhancedStatus status) =>
            status.Class == Class && status.Subject == Subject && status.Detail >= From && status.Detail <= To;

        public static EnhancedRange Parse(string text)
        {
            var parts = text.Split('.', '-');
            int Number(int i) => int.Parse(parts[i], CultureInfo.InvariantCulture);
            return new(Number(0), Number(1), Number(2), Number(parts.Length - 1));
        }
    }
}
