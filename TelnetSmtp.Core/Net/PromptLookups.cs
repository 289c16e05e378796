// `nslookup` and `mx` at the `Microsoft Telnet>` prompt: asks in the background, prints on the client's thread, and remembers the exchangers listed last,
// so that `open 1` finds them. Belongs to the client's thread but for the asking. Refuses to decide who has the keys: it says Busy and Open, no more.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>Whom the prompt asks.</summary>
/// <param name="Transport">Asks; made when first needed.</param>
/// <param name="Settings">The servers, read anew for each nslookup.</param>
public sealed record PromptDns(Func<IDnsTransport> Transport, Func<DnsSettings> Settings);

/// <summary>The look-ups of one prompt.</summary>
/// <param name="dns">Whom to ask.</param>
/// <param name="time">Measures.</param>
/// <param name="post">Brings work to the client's thread.</param>
/// <param name="print">Prints; lines ended by LF.</param>
/// <param name="answered">Called on the client's thread when a look-up is over and printed.</param>
internal sealed class PromptLookups(PromptDns dns, TimeProvider time, Action<Action> post, Action<string> print, Action answered) : IDisposable
{
    /// <summary>Exchangers listed and numbered; a domain with more is shown its first ones and told so.</summary>
    public const int ListLimit = 50;

    /// <summary>SMTP between servers (RFC 5321 4.5.4.2).</summary>
    private const int MailPort = 25;

    private static readonly LocalizedText Heading = new("{0} takes its mail at:\n", "{0} nimmt E-Mail an bei:\n");
    private static readonly LocalizedText Row = new("{0,4}  {1}, preference {2}: {3}\n", "{0,4}  {1}, Präferenz {2}: {3}\n");
    private static readonly LocalizedText NoAddress = new("no address", "keine Adresse");
    private static readonly LocalizedText Implicit = new("There is no MX record: mail goes to the domain's own address (RFC 5321 5.1).\n",
        "Es gibt keinen MX-Eintrag: E-Mail geht an die eigene Adresse der Domäne (RFC 5321 5.1).\n");
    private static readonly LocalizedText More = new("      … and {0} more\n", "      … und {0} weitere\n");
    private static readonly LocalizedText HowToOpen = new("open 1 connects to the first on port 25.\n", "open 1 verbindet mit dem ersten auf Port 25.\n");
    private static readonly LocalizedText Cancelled = new("The look-up was cancelled.\n", "Die Abfrage wurde abgebrochen.\n");

    private readonly Lazy<IDnsTransport> _transport = new(dns.Transport);
    private ImmutableArray<MailExchanger> _listed = [];
    private NslookupInterpreter? _nslookup;
    private CancellationTokenSource? _asking;

    /// <summary>The `> ` prompt. The line editor is its own: nslookup's history is not the client's.</summary>
    public PromptConsole Console { get; } = new(NslookupInterpreter.Prompt, new LineEditor());

    /// <summary>Whether an answer is awaited.</summary>
    public bool Busy => _asking is not null;

    /// <summary>Whether nslookup's own prompt is open.</summary>
    public bool Open => _nslookup is not null;

    /// <summary>`nslookup [DOMAIN]`: one look-up, or the interactive one.</summary>
    public void Nslookup(string? domain, Language language)
    {
        var nslookup = new NslookupInterpreter(_transport.Value, dns.Settings(), language);
        if (domain is null)
            _nslookup = nslookup;
        Ask(async cancel => Words(domain is null
            ? await nslookup.StartAsync(cancel).ConfigureAwait(false)
            : await nslookup.LineAsync(domain, cancel).ConfigureAwait(false), language), language);
    }

    /// <summary>One line at nslookup's prompt.</summary>
    public void Line(string line, Language language)
    {
        var nslookup = _nslookup!;
        Ask(async cancel =>
        {
            var step = await nslookup.LineAsync(line, cancel).ConfigureAwait(false);
            if (step.Exit)
                post(() => _nslookup = null);
            return Words(step, language);
        }, language);
    }

    /// <summary>`mx DOMAIN`.</summary>
    public void MailExchangers(string domain, Language language)
    {
        _listed = [];
        if (!DomainName.TryParse(domain, out var name, out var problem))
        {
            print(problem.In(language) + "\n");
            return;
        }
        Ask(async cancel =>
        {
            var route = await new MailExchangers(_transport.Value, time, Random.Shared).FindAsync(name, dns.Settings(), cancel).ConfigureAwait(false);
            post(() => _listed = route.Exchangers);
            return Words(route, language);
        }, language);
    }

    /// <summary>Host and port that `open` means: a number of the last list is that exchanger, on the mail port where none was typed (Windows' default is
    /// no port of an exchanger); all else is as typed.</summary>
    public (string Host, int Port) Meant(string host, int port) =>
        int.TryParse(host, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Math.Min(_listed.Length, ListLimit)
            ? (_listed[number - 1].Host, port == PromptInterpreter.DefaultPort ? MailPort : port)
            : (host, port);

    /// <summary>Ends the wait for an answer.</summary>
    public void Cancel() => _asking?.Cancel();

    public void Dispose() => _asking?.Cancel();

    private void Ask(Func<CancellationToken, Task<string>> question, Language language)
    {
        var asking = _asking = new CancellationTokenSource();
        _ = Background.RunAsync(() => Task.Run(async () =>
        {
            string text;
            try
            {
                text = await question(asking.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                text = Cancelled.In(language);
            }
            post(() =>
            {
                _asking = null;
                asking.Dispose();
                print(text);
                answered();
            });
        }), post);
    }

    /// <summary>nslookup's text, and below a failure what it means, on lines that begin with `  # ` as everywhere in plain text.</summary>
    private static string Words(in NslookupStep step, Language language)
    {
        if (step.Outcome == DnsOutcome.Answered)
            return step.Text;
        var why = DnsOutcomeText.Of(step.Outcome);
        return step.Text + string.Concat(why.Remedies.Prepend(why.Meaning).Select(remark => $"  # {remark.In(language)}\n"));
    }

    private static string Words(MailRoute route, Language language)
    {
        if (route.Kind is MailRouteKind.Null or MailRouteKind.None)
        {
            var why = DnsOutcomeText.Of(route.Kind, route.Answer.Outcome);
            return $"{route.Name.Typed}: {why.Meaning.In(language)}\n" + string.Concat(why.Remedies.Select(remedy => $"  # {remedy.In(language)}\n"));
        }
        var text = new StringBuilder(Filled(Heading, language, route.Name.Typed));
        foreach (var (index, exchanger) in route.Exchangers.Take(ListLimit).Index())
            text.Append(Filled(Row, language, index + 1, exchanger.Host, exchanger.Preference,
                exchanger.Addresses.IsEmpty ? NoAddress.In(language) : string.Join(", ", exchanger.Addresses)));
        if (route.Exchangers.Length > ListLimit)
            text.Append(Filled(More, language, route.Exchangers.Length - ListLimit));
        if (route.Kind == MailRouteKind.Implicit)
            text.Append(Implicit.In(language));
        return text.Append(HowToOpen.In(language)).ToString();
    }

    private static string Filled(LocalizedText text, Language language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
