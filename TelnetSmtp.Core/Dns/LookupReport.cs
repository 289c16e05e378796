// One look-up as the command line prints it: nslookup's form, or one JSON document. Pure; what is asked, and of whom, is the caller's matter.
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Dns;

/// <summary>A finished look-up.</summary>
/// <param name="Name">What was asked for, search suffix included.</param>
/// <param name="Type">The type asked for.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Route">The mail route where MX was asked for, else null.</param>
/// <param name="Elapsed">How long it all took.</param>
public sealed record LookupReport(DomainName Name, RecordType Type, DnsAnswer Answer, MailRoute? Route, TimeSpan Elapsed)
{
    /// <summary>A report on a mail route.</summary>
    public static LookupReport Of(MailRoute route) => new(route.Name, RecordType.Mx, route.Answer, route, route.Elapsed);

    /// <summary>Whether what was asked for exists. A null MX does: the domain has said that it takes no mail.</summary>
    public bool Found => Route is null ? Answer.Outcome == DnsOutcome.Answered : Route.Kind != MailRouteKind.None;

    /// <summary>Why, and what to do, where the answer alone does not say it; null where it does.</summary>
    public DnsOutcomeText? Explanation =>
        Route is { Kind: MailRouteKind.Null or MailRouteKind.None } route ? DnsOutcomeText.Of(route.Kind, Answer.Outcome)
        : Answer.Outcome == DnsOutcome.Answered || Found ? null : DnsOutcomeText.Of(Answer.Outcome);

    /// <summary>The answer in nslookup's form, with remarks in <paramref name="language"/>; where nothing was found, only who was asked.</summary>
    public string Text(Language language)
    {
        var head = Answer.Server is { } server ? NslookupText.Server("Server", null, server) : "";
        if (!Found)
            return head;
        if (Route is { Kind: MailRouteKind.Implicit, Exchangers: [var self] })
        {
            var remark = new LocalizedText("no MX record: mail goes to the domain's own address (RFC 5321 5.1)",
                "kein MX-Eintrag: E-Mail geht an die eigene Adresse der Domäne (RFC 5321 5.1)");
            return head + NslookupText.Host(self.Host, self.Addresses, [], Answer.Header.Authoritative) + $"  # {remark.In(language)}\n";
        }
        if (Type is RecordType.A or RecordType.Aaaa)
        {
            var aliases = Answer.Aliases;
            return head + NslookupText.Host(aliases is [.., var last] ? last.Target : Answer.Name, [.. Answer.Addresses], [.. aliases.Select(a => a.Name)],
                Answer.Header.Authoritative);
        }
        var text = head + NslookupText.Records(Answer, Route is null ? [] : Hosts(Route));
        return Explanation is { } why ? text + $"  # {why.Meaning.In(language)}\n" : text;
    }

    /// <summary>One line that says what failed, why, and what to do; empty where nothing did.</summary>
    public string Problem(Language language)
    {
        if (Found || Explanation is not { } why)
            return "";
        var server = Answer.Server is { } endpoint ? NslookupText.Address(endpoint) : null;
        var what = NslookupText.Failure(Answer, server, Name.Typed, Type.LongName()).TrimEnd('\n');
        return string.Join(' ', [$"{what}.", why.Meaning.In(language), .. why.Remedies.Select(r => r.In(language))]);
    }

    /// <summary>One JSON document, indented; its fields are part of the command line's contract.</summary>
    public string Json() => JsonSerializer.Serialize(
        new LookupDocument(
            Name.Typed,
            Type.Name(),
            Answer.Status,
            Route is null ? null : Route.Kind.ToString().ToLowerInvariant(),
            Route is not null ? [.. Route.Exchangers.Select(e => LookupRecord.Of(e))] : [.. Answer.Answers.Where(IsAskedFor).Select(LookupRecord.Of)],
            Answer.Server is { } server ? NslookupText.Address(server) : null,
            (long)Elapsed.TotalMilliseconds),
        LookupJson.Relaxed.LookupDocument);

    private bool IsAskedFor(DnsRecord record) => record.Type == Type || Type == RecordType.Any;

    private static IEnumerable<DnsRecord> Hosts(MailRoute route) => route.Exchangers.OrderBy(e => e.Preference).DistinctBy(e => e.Host)
        .SelectMany(e => e.Addresses.Select(a => new DnsRecord.Host(e.Host, RecordTypes.OfAddress(a), 0, a)));
}

/// <summary>The JSON of a look-up. Kind is mx, implicit, null or none where MX was asked for, and null otherwise.</summary>
internal sealed record LookupDocument(string Domain, string Type, string Status, string? Kind, IReadOnlyList<LookupRecord> Records, string? Server, long Ms);

/// <summary>One record: preference, exchange and addresses of an exchanger, or name, ttl and value of any other record.</summary>
internal sealed record LookupRecord(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Preference,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Exchange,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Addresses,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Ttl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value)
{
    public static LookupRecord Of(MailExchanger exchanger) =>
        new(exchanger.Preference, exchanger.Host, [.. exchanger.Addresses.Select(a => a.ToString())], null, null, null);

    public static LookupRecord Of(DnsRecord record) => new(null, null, null, record.Name, record.Ttl, record switch
    {
        DnsRecord.Host host => host.Value.ToString(),
        DnsRecord.Mx mx => string.Create(CultureInfo.InvariantCulture, $"{mx.Preference} {mx.Exchange}"),
        DnsRecord.Pointer pointer => pointer.Target,
        DnsRecord.Txt txt => txt.Joined,
        DnsRecord.Soa soa => string.Create(CultureInfo.InvariantCulture, $"{soa.Primary} {soa.Responsible} {soa.Serial} {soa.Refresh} {soa.Retry} {soa.Expire} {soa.Minimum}"),
        DnsRecord.Tlsa tlsa => string.Create(CultureInfo.InvariantCulture, $"{tlsa.Usage} {tlsa.Selector} {tlsa.MatchingType} {Convert.ToHexString(tlsa.Association.AsSpan())}"),
        DnsRecord.Other other => other.Text,
        _ => "",
    });
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LookupDocument))]
internal sealed partial class LookupJson : JsonSerializerContext
{
    /// <summary>Umlauts stay as they are: the output is UTF-8 and never stands in HTML.</summary>
    public static LookupJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
