// Connects to every address of a host side by side and keeps the first one, in the order of the addresses, for the dialogue; the others are greeted and
// left politely. Refuses to say anything but QUIT on them.
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>What connecting led to.</summary>
/// <param name="Step">The step.</param>
/// <param name="Wire">The connection to talk on; null where there is none.</param>
/// <param name="Others">The farewells of the other connections.</param>
internal sealed record ConnectFindings(CheckStep Step, IMailWire? Wire, Task Others);

/// <summary>Connects.</summary>
internal sealed class ConnectSteps(IMailNetwork network, ReplyWords words, TimeProvider time, TimeSpan patience)
{
    public static LocalizedText Title(int port) => new($"Connect to TCP port {port}", $"Mit TCP-Port {port} verbinden");

    public async Task<ConnectFindings> CheckAsync(ImmutableArray<IPAddress> addresses, int port, CancellationToken cancel)
    {
        var attempts = await Task.WhenAll(addresses.Select(address => AttemptAsync(new IPEndPoint(address, port), cancel))).ConfigureAwait(false);
        var wire = attempts.Select(a => a.Wire).FirstOrDefault(w => w is not null);
        var others = Task.WhenAll(attempts.Where(a => a.Wire is not null && a.Wire != wire).Select(a => LeaveAsync(a.Wire!, cancel)));
        ImmutableArray<CheckStep> parts = [.. attempts.Select(a => a.Step)];
        var reached = attempts.Count(a => a.Wire is not null);
        var detail = reached == 0
            ? new LocalizedText($"No connection to port {port}.", $"Keine Verbindung zu Port {port}.")
            : new LocalizedText($"Connected to {reached} of {parts.Length} addresses; the dialogue is held with {wire!.Remote.Address}.",
                $"Mit {reached} von {parts.Length} Adressen verbunden; der Dialog wird mit {wire.Remote.Address} geführt.");

        // One dead address of several delays mail and loses none.
        if (reached > 0)
            parts = [.. parts.Select(part => part.Verdict == Verdict.Fail ? part with { Verdict = Verdict.Warn } : part)];
        return new(new CheckStep(StepId.Connect, Title(port), Verdict.Pass, detail).With(parts), wire, others);
    }

    private async Task<(CheckStep Step, IMailWire? Wire)> AttemptAsync(IPEndPoint to, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var attempt = await network.ConnectAsync(to, cancel).ConfigureAwait(false);
        var elapsed = time.GetElapsedTime(start);
        var family = to.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";
        var title = LocalizedTexts.Same($"{family} {to.Address}");
        if (attempt.Wire is not null)
        {
            return (new CheckStep(StepId.Connect, title, Verdict.Pass, new LocalizedText($"Connected in {elapsed.TotalMilliseconds:0} ms.", $"In {elapsed.TotalMilliseconds:0} ms verbunden."))
            {
                Elapsed = elapsed,
            }, attempt.Wire);
        }
        var (meaning, remedies) = words.Of(attempt.Problem);
        var detail = attempt.Detail.Length > 0 ? new LocalizedText($"{meaning.En} ({attempt.Detail})", $"{meaning.De} ({attempt.Detail})") : meaning;
        return (new CheckStep(StepId.Connect, title, Verdict.Fail, detail) { Elapsed = elapsed, Remedies = remedies }, null);
    }

    private async Task LeaveAsync(IMailWire wire, CancellationToken cancel)
    {
        var conversation = new SmtpConversation(wire, time, patience);
        await using var end = conversation.ConfigureAwait(false);
        if ((await conversation.GreetingAsync(cancel).ConfigureAwait(false)).Fault == ReplyFault.None)
            await conversation.QuitAsync(cancel).ConfigureAwait(false);
    }
}
