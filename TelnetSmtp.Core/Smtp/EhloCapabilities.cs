// The keywords of an EHLO reply with their parameters (RFC 5321 4.1.1.1). Facts only; what a keyword means is in the catalogue.
using System.Collections.Immutable;

namespace TelnetSmtp.Core.Smtp;

/// <summary>One keyword line.</summary>
/// <param name="Keyword">Upper case.</param>
/// <param name="Parameters">As sent, without the keyword; empty where there are none.</param>
public sealed record EhloKeyword(string Keyword, string Parameters);

/// <summary>All that one EHLO offered, in the server's order.</summary>
public sealed record EhloCapabilities(ImmutableArray<EhloKeyword> Keywords)
{
    public bool Offers(string keyword) => Find(keyword) is not null;

    public EhloKeyword? Find(string keyword)
    {
        foreach (var k in Keywords)
            if (string.Equals(k.Keyword, keyword, StringComparison.OrdinalIgnoreCase))
                return k;
        return null;
    }
}
