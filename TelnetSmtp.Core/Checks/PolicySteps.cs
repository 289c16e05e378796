// What DNS publishes about a domain's mail beside the route: SPF (RFC 7208), DMARC (RFC 7489), MTA-STS (RFC 8461) with its
// policy host. Shown, not judged: none of them is required of a receiver. Two SPF records are an error all the same (RFC 7208 4.5).
using System.Collections.Immutable;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>The published policies.</summary>
internal sealed class PolicySteps(IDnsTransport dns, DnsSettings settings)
{
    /// <summary>The domain's policies, as parts of the MX step; MTA-STS last.</summary>
    public async Task<ImmutableArray<CheckStep>> OfDomainAsync(string domain, CancellationToken cancel) =>
    [
        .. await Task.WhenAll(
            TextAsync("SPF", domain, "v=spf1", cancel),
            TextAsync("DMARC", $"_dmarc.{domain}", "v=DMARC1", cancel),
            TextAsync("MTA-STS", $"_mta-sts.{domain}", "v=STSv1", cancel)).ConfigureAwait(false),
    ];

    private async Task<CheckStep> TextAsync(string policy, string name, string version, CancellationToken cancel)
    {
        var answer = await dns.AskAsync(name, RecordType.Txt, settings, cancel).ConfigureAwait(false);
        var records = answer.Answers.OfType<DnsRecord.Txt>().Select(t => t.Joined)
            .Where(t => t.StartsWith(version, StringComparison.OrdinalIgnoreCase) && (t.Length == version.Length || t[version.Length] is ' ' or ';')).ToArray();
        var step = new CheckStep(StepId.Mx, LocalizedTexts.Same(policy), records.Length == 0 ? Verdict.Skip : Verdict.Pass,
            records.Length == 0 ? None(name) : LocalizedTexts.Same($"{name}: {string.Join(" | ", records)}"))
        { Elapsed = answer.Elapsed };
        return records.Length < 2 ? step : step with
        {
            Verdict = Verdict.Warn,
            Detail = new LocalizedText("More than one record: receivers must treat that as an error.", "Mehr als ein Eintrag: Empfänger müssen das als Fehler behandeln.").Then(step.Detail),
            Remedies = [new($"Leave one {policy} record.", $"Nur einen {policy}-Eintrag stehen lassen.")],
        };
    }

    internal static LocalizedText None(string name) => new($"{name}: nothing is published.", $"{name}: Es ist nichts veröffentlicht.");
}
