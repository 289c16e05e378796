// What EHLO offers after TLS that it did not offer before, and the other way round. RFC 3207 4.2: what was learned before TLS must be forgotten;
// this is only for people to compare.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>The differences between two EHLO replies; keywords in the server's order.</summary>
/// <param name="Gained">Offered only afterwards.</param>
/// <param name="Lost">Offered only before.</param>
/// <param name="Changed">Offered both times with other parameters: as offered before and afterwards.</param>
public sealed record CapabilityChanges(ImmutableArray<EhloKeyword> Gained, ImmutableArray<EhloKeyword> Lost,
    ImmutableArray<(EhloKeyword Before, EhloKeyword After)> Changed)
{
    public bool None => Gained.IsEmpty && Lost.IsEmpty && Changed.IsEmpty;

    public static CapabilityChanges Between(EhloCapabilities before, EhloCapabilities after)
    {
        var gained = after.Keywords.Where(k => !before.Offers(k.Keyword));
        var lost = before.Keywords.Where(k => !after.Offers(k.Keyword));
        var changed = from now in after.Keywords
                      let then = before.Find(now.Keyword)
                      where then is not null && !string.Equals(then.Parameters, now.Parameters, StringComparison.OrdinalIgnoreCase)
                      select (then, now);
        return new([.. gained], [.. lost], [.. changed]);
    }

    /// <summary>The differences as sentences.</summary>
    internal IEnumerable<string> Describe(Phrases phrases)
    {
        if (None)
            yield return phrases[Phrase.TlsSame];
        if (!Gained.IsEmpty)
            yield return phrases.Fill(Phrase.TlsGained, string.Join(", ", Gained.Select(Written)));
        if (!Lost.IsEmpty)
            yield return phrases.Fill(Phrase.TlsLost, string.Join(", ", Lost.Select(Written)));
        foreach (var (before, after) in Changed)
            yield return phrases.Fill(Phrase.TlsChanged, Written(before), Written(after));
    }

    private static string Written(EhloKeyword keyword) => keyword.Parameters.Length == 0 ? keyword.Keyword : $"{keyword.Keyword} {keyword.Parameters}";
}
