// The facts of one connection that every part of the practice server reads: who the client is, what was offered, who signed in; and the voice to answer
// in. Refuses to know commands.
using System.Globalization;
using System.Net;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

internal sealed class PracticeSession(Scenario scenario, PracticeStore store, IPAddress client, bool tls)
{
    private readonly PracticeVoice _voice = PracticeVoice.Named(scenario.Voice);
    private readonly Dictionary<string, string> _offers = new(StringComparer.OrdinalIgnoreCase);

    public Scenario Scenario => scenario;

    public PracticeStore Store => store;

    public PracticeMailboxes Mailboxes { get; } = new(scenario);

    public IPAddress Client { get; } = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;

    public PracticeState State { get; set; } = PracticeState.Greeted;

    public bool Tls { get; private set; } = tls;

    public string Helo { get; private set; } = "";

    /// <summary>Whether EHLO, not HELO, was said last.</summary>
    public bool Extended { get; private set; }

    /// <summary>Who signed in; null: nobody.</summary>
    public string? User { get; set; }

    public DateTimeOffset Now { get; set; }

    /// <summary>Mechanisms that AUTH offers as things stand.</summary>
    public IReadOnlyList<string> Mechanisms => scenario.Auth.Mechanisms(Tls);

    /// <summary>Whether EHLO offered <paramref name="keyword"/>.</summary>
    public bool Offers(string keyword) => _offers.ContainsKey(keyword);

    /// <summary>The keyword lines as EHLO says them now.</summary>
    public IReadOnlyList<string> Extensions()
    {
        var values = Values();
        return [.. (scenario.Extensions ?? _voice.Extensions).Where(Applies).Select(line => PracticeReply.Fill(line, values))];
    }

    public void Introduce(string helo, bool extended)
    {
        (Helo, Extended) = (helo, extended);
        _offers.Clear();
        if (extended)
            foreach (var line in Extensions())
                _offers[line.Split(' ')[0]] = line;
    }

    /// <summary>TLS stands: everything learned before is forgotten (RFC 3207 4.2).</summary>
    public void BeginTls()
    {
        Tls = true;
        User = null;
        State = PracticeState.Greeted;
        Introduce("", extended: false);
    }

    /// <summary>The reply that says <paramref name="phrase"/> in this scenario's voice.</summary>
    public PracticeReply Say(Phrase phrase, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var all = Values();
        foreach (var (name, value) in values)
            all[name] = value;
        return PracticeReply.From(_voice.Template(phrase), all);
    }

    /// <summary>The text of a phrase that has no code of its own.</summary>
    public string Text(Phrase phrase) => PracticeReply.Fill(_voice.Template(phrase), Values());

    /// <summary>A reply that the scenario words itself.</summary>
    public PracticeReply Say(ScenarioReply reply)
    {
        var values = Values();
        return new(reply.Code, [.. reply.Lines.Select(line => PracticeReply.Fill(line, values))]);
    }

    private bool Applies(string line) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "STARTTLS" or "X-ANONYMOUSTLS" => !Tls && scenario.Tls.IsOffered,
        "AUTH" => Mechanisms.Count > 0,
        _ => true,
    };

    private Dictionary<string, string> Values() => new(StringComparer.Ordinal)
    {
        ["host"] = scenario.Host,
        ["client"] = Client.ToString(),
        ["helo"] = Helo,
        ["date"] = Date(Now),
        ["unixTime"] = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["id"] = store.NewId(),
        ["size"] = scenario.Limits.Message.ToString(CultureInfo.InvariantCulture),
        ["auth"] = string.Join(' ', Mechanisms),
        ["expected"] = PracticeStates.ExpectedNames(State),
        ["commands"] = string.Join(' ', PracticeStates.Expected(PracticeState.Recipients).Concat([SmtpVerb.Mail]).Select(verb => verb.Name())),
    };

    /// <summary>A date as in the seed's greeting: <c>Fri, 5 Aug 2016 16:24:41 -0700</c> (RFC 5322 3.3).</summary>
    private static string Date(DateTimeOffset at)
    {
        var zone = at.Offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{at:ddd, d MMM yyyy HH:mm:ss} {zone}{at.Offset:hhmm}");
    }
}
