// What a TLS handshake agreed on and whether the certificate would be trusted, in plain words: one line for the panel, sections for the details. Pure.
// Refuses to judge: which problems there are is settled when they come here.
using System.Collections.Immutable;
using System.Globalization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.App.Text;

/// <summary>A heading and its lines.</summary>
internal sealed record TlsSection(string Heading, IReadOnlyList<string> Lines);

/// <summary>Words for <see cref="TlsFacts"/>.</summary>
/// <param name="language">The language.</param>
internal sealed class TlsText(Language language)
{
    /// <summary>Names shown of one certificate: some bear dozens.</summary>
    private const int NamesShown = 8;

    private readonly UiText _words = new("Tls", language);

    /// <summary>One line: the version, and what is wrong with the certificate.</summary>
    public string Summary(TlsFacts facts) => facts.Problems.Count == 0
        ? _words.Format("Trusted", facts.Protocol)
        : _words.Format("NotTrusted", facts.Protocol, string.Join(", ", facts.Problems.Select(p => Problem(p, "Short"))));

    /// <summary>Whether the certificate would be trusted, and why not; one sentence a line.</summary>
    public IReadOnlyList<string> Verdict(TlsFacts facts) => facts.Problems.Count == 0
        ? [_words.Format("WouldTrust", facts.ServerName)]
        : [_words["WouldNotTrust"], .. facts.Problems.Select(p => Filled(p, facts)), .. Words(facts)];

    /// <summary>What to do about it.</summary>
    public IReadOnlyList<string> Remedies(TlsFacts facts) => [.. facts.Problems.Select(p => Problem(p, "Remedy")).Where(r => r.Length > 0).Distinct()];

    /// <summary>What comes next.</summary>
    public string Next => _words["Next"];

    /// <summary>The heading over the verdict.</summary>
    public string TrustHeading => _words["Trust"];

    /// <summary>The heading over what to do.</summary>
    public string RemediesHeading => _words["Remedies"];

    /// <summary>Version, cipher, ALPN; the certificate with its names, dates, key and chain.</summary>
    public IReadOnlyList<TlsSection> Sections(TlsFacts facts)
    {
        List<string> link = [];
        if (facts.Protocol.Length > 0) link.Add(_words.Format("Agreed", facts.Protocol, facts.Cipher));
        if (facts.Protocol.Length > 0) link.Add(facts.Alpn is { } alpn ? _words.Format("Alpn", alpn) : _words["NoAlpn"]);
        if (facts.ShownToServer is { } own) link.Add(_words.Format("OwnCertificate", own));
        List<TlsSection> sections = link.Count == 0 ? [] : [new TlsSection(_words["Link"], link)];
        if (facts.Certificate is { } c)
            sections.Add(new TlsSection(_words["Certificate"],
            [
                _words.Format("Names", c.Names.IsDefaultOrEmpty ? c.Subject : Listed(c.Names)),
                _words.Format("Issuer", c.Issuer),
                _words.Format("Valid", Day(c.From), Day(c.Until), Left(c, facts.At)),
                _words.Format("Key", c.Key, c.Signature),
                _words.Format("Chain", string.Join(" ← ", c.Chain)),
                _words.Format("Fingerprint", c.Fingerprint),
            ]));
        return sections;
    }

    private string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? _words.Format("More", names.Count - NamesShown) : "");

    private string Left(ServerCertificate c, DateTimeOffset at)
    {
        if (at == default) return "";
        var days = (int)Math.Floor((c.Until - at).TotalDays);
        return c.Until < at ? _words.Format("Ago", (int)Math.Floor((at - c.Until).TotalDays)) : c.From > at ? _words["Later"] : _words.Format("Left", days);
    }

    private string Filled(string problem, TlsFacts facts) => string.Format(CultureInfo.InvariantCulture, Problem(problem, "Text"), facts.ServerName,
        facts.Certificate is { } c ? Day(c.Until) : "", facts.Certificate is { } b ? Day(b.From) : "");

    /// <summary>The system's own words, where ours do not say enough.</summary>
    private static ImmutableArray<string> Words(TlsFacts facts) =>
        facts.Problems.Contains(nameof(TrustProblem.Other)) && !facts.Statements.IsDefaultOrEmpty ? facts.Statements : [];

    /// <summary>Another tool's words for a problem stay as they are.</summary>
    private string Problem(string name, string form) => Enum.TryParse<TrustProblem>(name, out var problem) ? _words[$"{problem}{form}"] : form == "Remedy" ? "" : name;

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
