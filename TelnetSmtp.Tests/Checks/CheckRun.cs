// Runs the inbound test for tests: DNS is a table, addresses of the documentation networks lead to loopback ports, and each report is looked through for what
// must hold in every one of them. Refuses to reach any other host.
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

internal sealed class CheckRun(ScriptedDns? dns = null, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Address → loopback port.</summary>
    public Dictionary<string, int> Ports { get; } = [];

    /// <summary>HTTPS address → text.</summary>
    public Dictionary<string, string> Pages { get; } = [];

    /// <summary>The newest tree that was shown while the test ran.</summary>
    public CheckReport? Latest { get; private set; }

    public static CheckRequest Request(string target, string? to = "kate@fabrikam.com")
    {
        Assert.True(CheckTarget.TryParse(target, out var parsed, out var problem), problem.En);
        return new CheckRequest(parsed) { To = to, Pace = TimeSpan.Zero, Dns = new DnsSettings { Servers = [new IPEndPoint(IPAddress.Loopback, 53)] } };
    }

    /// <summary>Tests the server by its address.</summary>
    public Task<CheckReport> OfAsync(CheckedServer server) => OfAsync(Request($"127.0.0.1:{server.Port}"));

    public async Task<CheckReport> OfAsync(CheckRequest request, IMailNetwork? network = null, CancellationToken? cancel = null)
    {
        var check = new InboundCheck(dns ?? new ScriptedDns(), network ?? new Redirected(new MailNetwork(_time, NullLogger.Instance), Ports, Pages), _time, new Catalogue(), new Random(7));
        var report = await check.RunAsync(request, latest => Latest = latest, cancel ?? TestContext.Current.CancellationToken);
        Look(report.Steps);
        return report;
    }

    /// <summary>The verdicts of a host's steps, in order: <c>address pass, connect pass …</c>.</summary>
    public static string Verdicts(CheckReport report) => string.Join(", ", report.Steps.Single(s => s.Id == StepId.Exchanger).Steps.Select(s => $"{s.Id} {s.Verdict.Name()}"));

    /// <summary>The one host's step.</summary>
    public static CheckStep Step(CheckReport report, string id) => report.Steps.Single(s => s.Id == StepId.Exchanger).Steps.Single(s => s.Id == id);

    /// <summary>In each report each node has both languages, no node is under way, and a parent is as bad as its worst part and says which it was.</summary>
    private static void Look(ImmutableArray<CheckStep> steps)
    {
        foreach (var step in steps)
        {
            Assert.NotEqual(Verdict.Running, step.Verdict);
            Assert.All(step.Remedies.Append(step.Title).Append(step.Detail), text => Assert.True(text.En.Length > 0 && text.De.Length > 0, $"{step.Id}: {text}"));
            Assert.True(step.Verdict is Verdict.Pass or Verdict.Skip || step.Remedies.Length > 0 || step.Id == StepId.Relay, $"{step.Id}: {step.Detail.En}: no remedy");
            Assert.True(step.Steps.Worst() <= step.Verdict, $"{step.Id}: better than its parts");
            if (step.Steps.Any(part => part.Verdict is Verdict.Fail) && step.Steps.First(part => part.Verdict == Verdict.Fail) is { } reason)
                Assert.Contains(reason.Detail.En, step.Detail.En, StringComparison.Ordinal);
            Look(step.Steps);
        }
    }

    private sealed class Redirected(IMailNetwork network, Dictionary<string, int> ports, Dictionary<string, string> pages) : IMailNetwork
    {
        public Task<ConnectAttempt> ConnectAsync(IPEndPoint to, CancellationToken cancel) => ports.TryGetValue(to.Address.ToString(), out var port)
            ? network.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancel)
            : IPAddress.IsLoopback(to.Address) ? network.ConnectAsync(to, cancel) : Task.FromResult(new ConnectAttempt(null, ConnectProblem.Unreachable));

        public Task<ImmutableArray<IPAddress>> ResolveAsync(string host, CancellationToken cancel) => network.ResolveAsync(host, cancel);

        public Task<FetchedText> FetchAsync(Uri address, ImmutableArray<IPAddress> hosts, int sizeLimit, CancellationToken cancel) =>
            Task.FromResult(pages.TryGetValue(address.ToString(), out var text) ? new FetchedText(text, "") : new FetchedText(null, "nobody answers"));
    }
}
