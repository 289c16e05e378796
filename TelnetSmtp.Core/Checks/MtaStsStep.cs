// MTA-STS (RFC 8461): the record that announces a policy, the host that must have it, the policy itself, and whether the exchangers are those that it names.
// A part of the mail route. Refuses to keep a policy, and to follow redirects (3.3 forbids them).
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>Checks MTA-STS.</summary>
internal sealed class MtaStsStep(IDnsTransport dns, IMailNetwork network, DnsSettings settings)
{
    private static readonly LocalizedText Serve = new("Serve the policy at that address over HTTPS, with a trusted certificate for the host's name and without a redirect, or remove the TXT record.",
        "Die Richtlinie unter dieser Adresse über HTTPS bereitstellen, mit einem vertrauten Zertifikat für den Hostnamen und ohne Umleitung, oder den TXT-Eintrag entfernen.");

    /// <summary>Adds host and policy to the step of the TXT record, where there is one.</summary>
    /// <param name="record">The step of the record.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="exchangers">Its exchangers' names.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<CheckStep> CheckAsync(CheckStep record, string domain, ImmutableArray<string> exchangers, CancellationToken cancel)
    {
        if (record.Verdict == Verdict.Skip)
            return record;
        var host = $"mta-sts.{domain}";
        var v4 = await dns.AskAsync(host, RecordType.A, settings, cancel).ConfigureAwait(false);
        var v6 = await dns.AskAsync(host, RecordType.Aaaa, settings, cancel).ConfigureAwait(false);
        ImmutableArray<IPAddress> addresses = [.. v4.Addresses, .. v6.Addresses];
        var found = new CheckStep(StepId.Mx, new LocalizedText("Policy host", "Richtlinienhost"), Verdict.Pass, LocalizedTexts.Same($"{host}: {string.Join(", ", addresses)}.")) { Elapsed = v4.Elapsed };
        if (addresses.IsEmpty)
        {
            return record.With([found with
            {
                Verdict = Verdict.Warn,
                Detail = new LocalizedText($"{host} has no address, so that nobody can read the policy.", $"{host} hat keine Adresse; niemand kann die Richtlinie lesen.").Then(DnsOutcomeText.Of(v4.Outcome).Meaning),
                Remedies = [Serve],
            }]);
        }
        return record.With([found, await PolicyAsync(host, addresses, exchangers, cancel).ConfigureAwait(false)]);
    }

    private async Task<CheckStep> PolicyAsync(string host, ImmutableArray<IPAddress> addresses, ImmutableArray<string> exchangers, CancellationToken cancel)
    {
        var url = $"https://{host}/.well-known/mta-sts.txt";
        var step = new CheckStep(StepId.Mx, new LocalizedText("Policy", "Richtlinie"), Verdict.Warn, LocalizedTexts.Nothing);
        var fetched = await network.FetchAsync(new Uri(url), addresses, MtaStsPolicy.SizeLimit, cancel).ConfigureAwait(false);
        if (fetched.Text is null)
            return step with { Detail = new LocalizedText($"{url} cannot be read: {fetched.Failure}.", $"{url} lässt sich nicht lesen: {fetched.Failure}."), Remedies = [Serve] };
        if (MtaStsPolicy.Parse(fetched.Text) is not { } policy)
        {
            return step with
            {
                Detail = new LocalizedText($"{url} is no valid policy; senders ignore it.", $"{url} ist keine gültige Richtlinie; Absender beachten sie nicht."),
                Remedies = [new("Write version: STSv1, mode, max_age and one mx line for each exchanger (RFC 8461 3.2).", "version: STSv1, mode, max_age und je Mailserver eine mx-Zeile schreiben (RFC 8461 3.2).")],
            };
        }
        var mode = policy.Mode switch { MtaStsMode.Enforce => "enforce", MtaStsMode.Testing => "testing", _ => "none" };
        var told = LocalizedTexts.Same(string.Create(CultureInfo.InvariantCulture, $"mode {mode}, max_age {policy.MaxAge.TotalSeconds:0}, mx {string.Join(", ", policy.Hosts)}."));
        var strangers = policy.Mode == MtaStsMode.None ? [] : exchangers.Where(exchanger => !policy.Names(exchanger)).ToArray();
        return strangers.Length == 0 ? step with { Verdict = Verdict.Pass, Detail = told } : step with
        {
            Verdict = policy.Mode == MtaStsMode.Enforce ? Verdict.Fail : Verdict.Warn,
            Detail = told.Then(new LocalizedText($"It does not name {string.Join(", ", strangers)}: senders that heed it do not deliver there.",
                $"{string.Join(", ", strangers)} steht nicht darin: Absender, die sie beachten, stellen dorthin nicht zu.")),
            Remedies = [new("Add the missing exchangers to the policy, then change the id in the TXT record.", "Die fehlenden Mailserver in die Richtlinie aufnehmen, dann die id im TXT-Eintrag ändern.")],
        };
    }
}
