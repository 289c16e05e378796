// DANE for SMTP (RFC 7672): the TLSA records of a host's port, whether DNSSEC vouches for them, and whether they fit the certificate that the server sent.
// Refuses to validate DNSSEC itself: it believes the name server's AD bit, as most mail servers do, and says so where that bit is missing.
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>What DANE says.</summary>
/// <param name="Step">A part of the certificate step.</param>
/// <param name="Vouches">Whether DNSSEC and a record vouch for the server's own certificate, whoever else does not.</param>
internal sealed record DaneFindings(CheckStep Step, bool Vouches);

/// <summary>Checks TLSA records.</summary>
internal sealed class DaneStep(IDnsTransport dns, DnsSettings settings)
{
    private static readonly LocalizedText Title = new("DANE (TLSA records)", "DANE (TLSA-Einträge)");

    private static readonly LocalizedText Publish = new("Publish a record for the certificate in use before the server changes it (3 1 1 with the key's SHA-256 digest), and remove old ones.",
        "Einen Eintrag für das verwendete Zertifikat veröffentlichen, bevor der Server es wechselt (3 1 1 mit dem SHA-256-Wert des Schlüssels), und alte entfernen.");

    private static readonly LocalizedText Sign = new("Sign the zone with DNSSEC, or ask a validating name server: --dns SERVER.",
        "Die Zone mit DNSSEC signieren oder einen prüfenden Namensserver fragen: --dns SERVER.");

    /// <summary>Asks for the records and holds them against <paramref name="certificate"/>, null where none was seen.</summary>
    public async Task<DaneFindings> CheckAsync(string host, int port, CertificateFacts? certificate, CancellationToken cancel)
    {
        var name = $"_{port}._tcp.{host}";
        var answer = await dns.AskAsync(name, RecordType.Tlsa, settings with { DnsSec = true }, cancel).ConfigureAwait(false);
        var records = answer.Answers.OfType<DnsRecord.Tlsa>().ToArray();
        var step = new CheckStep(StepId.Certificate, Title, Verdict.Skip, PolicySteps.None(name)) { Elapsed = answer.Elapsed };
        if (records.Length == 0)
        {
            // RFC 7672 2.1: to a sender that heeds DANE a broken answer is no answer, and it waits.
            return new(answer.IsDefinite ? step : step with
            {
                Verdict = Verdict.Warn,
                Detail = new LocalizedText($"{name}: senders that heed DANE put mail off while this lasts.", $"{name}: Absender, die DANE beachten, stellen E-Mail zurück, solange das so ist.")
                    .Then(DnsOutcomeText.Of(answer.Outcome).Meaning),
                Remedies = [.. DnsOutcomeText.Of(answer.Outcome).Remedies],
            }, false);
        }
        var secure = answer.Header.AuthenticData;
        var outcome = certificate is null ? TlsaOutcome.Mismatch : TlsaMatch.Of(records, certificate);
        var listed = string.Join(", ", records.Select(r => $"{r.Usage} {r.Selector} {r.MatchingType} {Convert.ToHexString(r.Association.AsSpan())}"));
        var detail = LocalizedTexts.Same($"{name}: {listed}.")
            .Then(secure
                ? new LocalizedText("The name server vouches for them (DNSSEC).", "Der Namensserver bürgt für sie (DNSSEC).")
                : new LocalizedText("The name server does not vouch for them (DNSSEC); senders ignore them then.", "Der Namensserver bürgt nicht für sie (DNSSEC); Absender beachten sie dann nicht."))
            .Then(Words(outcome));
        var fits = outcome is TlsaOutcome.Server or TlsaOutcome.Authority;
        return new(step with
        {
            Detail = detail,
            Verdict = fits ? secure ? Verdict.Pass : Verdict.Warn : secure && outcome is not TlsaOutcome.Unusable ? Verdict.Fail : Verdict.Warn,
            Remedies = [.. fits ? [] : (LocalizedText[])[Publish], .. secure ? [] : (LocalizedText[])[Sign]],
        }, secure && fits);
    }

    private static LocalizedText Words(TlsaOutcome outcome) => outcome switch
    {
        TlsaOutcome.Unusable => new("None of them is fit for SMTP (RFC 7672 3.1: usage 2 or 3): senders encrypt and trust anybody.",
            "Keiner davon taugt für SMTP (RFC 7672 3.1: Verwendung 2 oder 3): Absender verschlüsseln und vertrauen jedem."),
        TlsaOutcome.Server => new("One fits the server's certificate.", "Einer passt zum Zertifikat des Servers."),
        TlsaOutcome.Authority => new("One fits an authority above the server's certificate.", "Einer passt zu einer Zertifizierungsstelle über dem Zertifikat des Servers."),
        TlsaOutcome.AuthorityOnly => new("One fits an authority above the certificate, but the certificate is for other names or out of date.",
            "Einer passt zu einer Zertifizierungsstelle über dem Zertifikat, aber das Zertifikat gilt für andere Namen oder ist nicht gültig."),
        _ => new("None fits the certificate that the server sends: senders that heed DANE do not deliver.",
            "Keiner passt zu dem Zertifikat, das der Server sendet: Absender, die DANE beachten, stellen nicht zu."),
    };
}
