// The guided inbound SMTP test: the way that a stranger's mail takes to a domain or a host, tried step by step up to the point where a message would follow.
// Finds the mail route, tests its hosts side by side in time and puts the tree together. Refuses to open sockets (IMailNetwork does) and to print.
using System.Collections.Immutable;
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Checks;

/// <summary>The test.</summary>
/// <param name="dns">Asks DNS.</param>
/// <param name="network">Connects.</param>
/// <param name="time">Measures and limits.</param>
/// <param name="catalogue">Words for replies.</param>
/// <param name="random">Shuffles equal exchangers, makes up a mailbox that cannot exist.</param>
public sealed class InboundCheck(IDnsTransport dns, IMailNetwork network, TimeProvider time, Catalogue catalogue, Random random)
{
    /// <summary>Hosts tested: senders give up long before.</summary>
    public const int ExchangerLimit = 100;

    /// <summary>Hosts tested at once.</summary>
    private const int Parallel = 20;

    /// <summary>How often the tree is shown anew while nothing else happens.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    public static readonly LocalizedText MxTitle = new("Look the domain's mail exchangers up (MX)", "Mailserver der Domäne ermitteln (MX)");

    /// <summary>Runs the test.</summary>
    /// <param name="request">What to test.</param>
    /// <param name="progress">Told of each change with the tree as it stands, on whatever thread; null: nobody.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<CheckReport> RunAsync(CheckRequest request, Action<CheckReport>? progress, CancellationToken cancel)
    {
        var target = request.Target;
        StepRecorder? route = null;
        var show = () => progress?.Invoke(new CheckReport(target.Typed, route!.Steps));
        route = new StepRecorder(time, () => show());
        route.Begin(StepId.Mx, MxTitle);

        // Waiting is to be seen as such: a greeting may take minutes.
        using var beat = progress is null ? null : time.CreateTimer(_ => Volatile.Read(ref show)(), null, Heartbeat, Heartbeat);
        var (mx, hosts, domain) = target.IsHost
            ? await HostAsync(request, cancel).ConfigureAwait(false)
            : await RouteAsync(request, cancel).ConfigureAwait(false);
        if (!target.IsHost && domain is not null)
            mx = mx.With(await PoliciesAsync(request, domain, hosts, cancel).ConfigureAwait(false));
        mx = route.End(mx);

        var recorders = new StepRecorder[hosts.Length];
        for (var i = 0; i < hosts.Length; i++)
            recorders[i] = new StepRecorder(time, () => show());
        Volatile.Write(ref show, () => progress?.Invoke(Report(target, mx, hosts, recorders)));
        var around = new CheckSurroundings(dns, network, time, random, new ReplyWords(catalogue));
        using var places = new SemaphoreSlim(Parallel);
        var elapsed = await Task.WhenAll(hosts.Select(async (host, i) =>
        {
            await places.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                var start = time.GetTimestamp();
                var check = new ExchangerCheck(around, request, host, domain, recorders[i]);
                await using var end = check.ConfigureAwait(false);
                await check.RunAsync(cancel).ConfigureAwait(false);
                return time.GetElapsedTime(start);
            }
            finally
            {
                places.Release();
            }
        })).ConfigureAwait(false);
        var report = Report(target, mx, hosts, recorders);
        return report with { Steps = [report.Steps[0], .. report.Steps.Skip(1).Zip(elapsed, (step, took) => step with { Elapsed = took })] };
    }

    private static CheckReport Report(CheckTarget target, CheckStep mx, ImmutableArray<MailExchanger> hosts, StepRecorder[] recorders) =>
        new(target.Typed, [mx, .. hosts.Select((host, i) => Exchanger(target, host, recorders[i].Steps) with { Dialogue = recorders[i].Farewell })]);

    private static CheckStep Exchanger(CheckTarget target, MailExchanger host, ImmutableArray<CheckStep> steps)
    {
        var title = target.IsHost
            ? new LocalizedText($"Test {host.Host}", $"{host.Host} prüfen")
            : new LocalizedText($"Test {host.Host} (preference {host.Preference})", $"{host.Host} prüfen (Präferenz {host.Preference})");
        var worst = steps.Worst();
        var detail = worst switch
        {
            Verdict.Fail => new LocalizedText("One or more steps failed for this host.", "Für diesen Host sind Schritte fehlgeschlagen."),
            Verdict.Warn => new LocalizedText("Mail gets through; something should be put right.", "E-Mail kommt an; etwas sollte in Ordnung gebracht werden."),
            Verdict.Running => LocalizedTexts.Nothing,
            _ => new LocalizedText("All steps passed.", "Alle Schritte bestanden."),
        };
        return new CheckStep(StepId.Exchanger, title, steps.IsEmpty ? Verdict.Running : Verdict.Skip, detail).With(steps);
    }

    /// <summary>A host stands for itself: no route is looked up.</summary>
    private async Task<(CheckStep Mx, ImmutableArray<MailExchanger> Hosts, string? Domain)> HostAsync(CheckRequest request, CancellationToken cancel)
    {
        var target = request.Target;
        var mx = new CheckStep(StepId.Mx, MxTitle, Verdict.Skip, new LocalizedText("A host was named: its mail route is not asked for.", "Es wurde ein Host genannt: Nach einem Mailweg wird nicht gefragt."));
        var domain = request.To?[(request.To.LastIndexOf('@') + 1)..];
        if (target.Address is { } address)
            return (mx, [new MailExchanger(0, target.Host, [address], DnsOutcome.Answered, [])], domain);
        if (!request.DnsOnly)
        {
            var known = await network.ResolveAsync(target.Host, cancel).ConfigureAwait(false);
            if (!known.IsEmpty)
                return (mx, [new MailExchanger(0, target.Host, known, DnsOutcome.Answered, [])], domain);
        }
        var v4 = await dns.SearchAsync(target.Name!, RecordType.A, request.Dns, cancel).ConfigureAwait(false);
        var v6 = await dns.SearchAsync(target.Name!, RecordType.Aaaa, request.Dns, cancel).ConfigureAwait(false);
        ImmutableArray<IPAddress> addresses = [.. v4.Addresses, .. v6.Addresses];
        return (mx, [new MailExchanger(0, target.Host, addresses, addresses.IsEmpty ? v4.Outcome : DnsOutcome.Answered, v4.Aliases)], domain);
    }

    private async Task<ImmutableArray<CheckStep>> PoliciesAsync(CheckRequest request, string domain, ImmutableArray<MailExchanger> hosts, CancellationToken cancel)
    {
        var published = await new PolicySteps(dns, request.Dns).OfDomainAsync(domain, cancel).ConfigureAwait(false);
        var policy = await new MtaStsStep(dns, network, request.Dns).CheckAsync(published[^1], domain, [.. hosts.Select(host => host.Host)], cancel).ConfigureAwait(false);
        return published.SetItem(published.Length - 1, policy);
    }

    private async Task<(CheckStep Mx, ImmutableArray<MailExchanger> Hosts, string? Domain)> RouteAsync(CheckRequest request, CancellationToken cancel)
    {
        var route = await new MailExchangers(dns, time, random).FindAsync(request.Target.Name!, request.Dns, cancel).ConfigureAwait(false);
        var name = route.Name.Typed;
        if (route.Kind is MailRouteKind.None or MailRouteKind.Null)
        {
            var why = DnsOutcomeText.Of(route.Kind, route.Answer.Outcome);
            return (new CheckStep(StepId.Mx, MxTitle, Verdict.Fail, LocalizedTexts.Same($"{name}:").Then(why.Meaning)) { Remedies = [.. why.Remedies] }, [], null);
        }
        ImmutableArray<MailExchanger> hosts = [.. route.Exchangers.DistinctBy(e => e.Host, StringComparer.OrdinalIgnoreCase).Take(ExchangerLimit)];
        if (route.Kind == MailRouteKind.Implicit)
        {
            return (new CheckStep(StepId.Mx, MxTitle, Verdict.Warn, new LocalizedText($"{name} has no MX record: mail goes to its own address (RFC 5321 5.1).",
                $"{name} hat keinen MX-Eintrag: E-Mail geht an die eigene Adresse (RFC 5321 5.1)."))
            {
                Remedies = [new($"Publish an MX record. If you meant the host {name} itself, give {name}:{request.Target.Port}.",
                    $"Einen MX-Eintrag veröffentlichen. War der Host {name} selbst gemeint, {name}:{request.Target.Port} angeben.")],
            }, hosts, route.Name.Ascii);
        }
        var listed = string.Join(", ", hosts.Select(e => $"{e.Preference} {e.Host}"));
        var detail = hosts.Length < route.Exchangers.Length
            ? new LocalizedText($"{route.Exchangers.Length} records; tested are {listed}.", $"{route.Exchangers.Length} Einträge; geprüft werden {listed}.")
            : LocalizedTexts.Same($"{listed}.");
        return (new CheckStep(StepId.Mx, MxTitle, Verdict.Pass, detail), hosts, route.Name.Ascii);
    }
}
