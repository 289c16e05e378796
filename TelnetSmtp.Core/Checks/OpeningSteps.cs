// The dialogue's opening: the greeting, waited for as long as RFC 5321 4.5.3.2.1 says, and EHLO with its fall-back HELO (4.1.1.1, 3.2). Facts about the name in
// the greeting are told where they can be judged.
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Checks;

/// <summary>Greeting and hello.</summary>
internal sealed class OpeningSteps(IDnsTransport dns, CheckRequest request, ReplyWords words)
{
    public static readonly LocalizedText BannerTitle = new("Wait for the greeting", "Auf die Begrüßung warten");
    public static readonly LocalizedText EhloTitle = new("Say EHLO and read what the server offers", "EHLO sagen und lesen, was der Server anbietet");

    /// <summary>From when on a greeting is called slow: many clients give up after half a minute, though RFC 5321 grants five.</summary>
    public static readonly TimeSpan SlowGreeting = TimeSpan.FromSeconds(30);

    /// <summary>Judges the greeting.</summary>
    /// <param name="reply">The greeting.</param>
    /// <param name="serverName">The name in it.</param>
    /// <param name="host">The host's name, null where an address was given.</param>
    /// <param name="remote">The address that greets.</param>
    /// <param name="reverseNames">Names behind the host's addresses.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<CheckStep> BannerAsync(CheckReply reply, string serverName, string? host, IPAddress remote, ImmutableArray<string> reverseNames, CancellationToken cancel)
    {
        if (reply.Code != 220)
            return new CheckStep(StepId.Banner, BannerTitle, Verdict.Fail, words.Meaning(reply)) { Remedies = words.Remedies(reply) };
        var step = new CheckStep(StepId.Banner, BannerTitle, Verdict.Pass, words.Meaning(reply));
        if (reply.Elapsed >= SlowGreeting)
        {
            step = step with
            {
                Verdict = Verdict.Warn,
                Detail = step.Detail.Then(new LocalizedText($"It came after {Seconds(reply.Elapsed)} s; RFC 5321 grants five minutes, but many senders do not wait that long.",
                    $"Sie kam nach {Seconds(reply.Elapsed)} s; RFC 5321 lässt fünf Minuten zu, aber viele Absender warten nicht so lange.")),
                Remedies = [new("If the delay is meant (against spammers), shorten it below 30 s; else look for slow DNS or block-list look-ups on the server.",
                    "Ist die Verzögerung gewollt (gegen Spammer), sie auf unter 30 s verkürzen; sonst auf dem Server nach langsamen DNS- oder Sperrlistenabfragen suchen.")],
            };
        }
        if (host is null || AddressSteps.IsPrivate(remote) || await IsItsNameAsync(serverName, host, remote, reverseNames, cancel).ConfigureAwait(false))
            return step;
        return step with
        {
            Verdict = Verdict.Warn,
            Detail = step.Detail.Then(new LocalizedText($"It greets as “{serverName}”, which neither is {host} nor leads to {remote}.",
                $"Er grüßt als „{serverName}“; das ist weder {host} noch führt es zu {remote}.")),
            Remedies = [.. step.Remedies, new("Set the server's own name (Postfix: myhostname; Exchange: the connector's FQDN) to one that DNS knows.",
                "Den eigenen Namen des Servers (Postfix: myhostname; Exchange: FQDN des Connectors) auf einen setzen, den das DNS kennt.")],
        };
    }

    /// <summary>Says EHLO, and HELO where that is refused.</summary>
    public async Task<(CheckStep Step, bool Ok)> EhloAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        var name = request.Helo ?? Literal(conversation.Wire.Local.Address);
        var reply = await conversation.SayAsync($"EHLO {name}", cancel).ConfigureAwait(false);
        if (reply.Accepted)
            return (new CheckStep(StepId.Ehlo, EhloTitle, Verdict.Pass, Offered(conversation.State.Capabilities)), true);
        if (reply.EndsAll)
            return (new CheckStep(StepId.Ehlo, EhloTitle, Verdict.Fail, words.Meaning(reply)) { Remedies = words.Remedies(reply) }, false);
        var old = await conversation.SayAsync($"HELO {name}", cancel).ConfigureAwait(false);
        return old.Accepted
            ? (new CheckStep(StepId.Ehlo, EhloTitle, Verdict.Warn, new LocalizedText("EHLO was refused, HELO was taken: no extensions, no TLS.",
                "EHLO wurde abgelehnt, HELO angenommen: keine Erweiterungen, kein TLS.").Then(words.Meaning(reply)))
            {
                Remedies = [new("Look for a firewall that inspects SMTP (“fixup”, “ESMTP inspection”) and switch that off, or update the server.",
                    "Nach einer Firewall suchen, die SMTP prüft („fixup“, „ESMTP inspection“), und das abschalten oder den Server aktualisieren.")],
            }, true)
            : (new CheckStep(StepId.Ehlo, EhloTitle, Verdict.Fail, words.Meaning(old)) { Remedies = words.Remedies(old) }, false);
    }

    /// <summary>An address as EHLO takes it (RFC 5321 4.1.3).</summary>
    public static string Literal(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? $"[{address.MapToIPv4()}]"
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]" : $"[{address}]";

    /// <summary>What was offered, in words.</summary>
    public static LocalizedText Offered(EhloCapabilities? capabilities) => capabilities is null or { Keywords.IsEmpty: true }
        ? new("The server offers no extensions.", "Der Server bietet keine Erweiterungen an.")
        : new($"Offered: {Listed(capabilities)}.", $"Angeboten: {Listed(capabilities)}.");

    private static string Listed(EhloCapabilities capabilities) => string.Join(", ", capabilities.Keywords.Select(k => $"{k.Keyword} {k.Parameters}".TrimEnd()));

    private async Task<bool> IsItsNameAsync(string serverName, string host, IPAddress remote, ImmutableArray<string> reverseNames, CancellationToken cancel)
    {
        if (reverseNames.Append(host).Contains(serverName, StringComparer.OrdinalIgnoreCase))
            return true;
        if (!DomainName.TryParse(serverName, out var name, out _) || name.Dots == 0)
            return false;
        var type = remote.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? RecordType.Aaaa : RecordType.A;
        return (await dns.AskAsync(name.Ascii, type, request.Dns, cancel).ConfigureAwait(false)).Addresses.Contains(remote);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
