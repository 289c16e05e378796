// nslookup's output as text, in the form of Windows' nslookup; pure. One line differs on purpose: an MX record reads as in Microsoft's procedure for
// testing SMTP with Telnet, `fabrikam.com mx preference=10, mail exchanger = mail1.fabrikam.com`, so that whoever follows the procedure sees the output
// printed there. (Windows itself writes `fabrikam.com<TAB>MX preference = 10, mail exchanger = …`.) Never translated: it is the look of a known tool.
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TelnetSmtp.Core.Dns;

/// <summary>Renders answers. Every text ends in LF.</summary>
public static class NslookupText
{
    /// <summary>What stands for a server whose name is not known.</summary>
    public const string UnknownServer = "UnKnown";

    /// <summary>The two lines that name a server, and the blank one behind.</summary>
    /// <param name="label"><c>Server</c>, or <c>Default Server</c> where it was just chosen.</param>
    /// <param name="name">Its name, null where that is not known.</param>
    /// <param name="server">Its address.</param>
    public static string Server(string label, string? name, IPEndPoint server) =>
        $"{label}:  {name ?? UnknownServer}\nAddress:  {Address(server)}\n\n";

    /// <summary>An endpoint: the address alone where the port is 53.</summary>
    public static string Address(IPEndPoint server) => server.Port == ServerAddress.DefaultPort ? server.Address.ToString() : server.ToString();

    /// <summary>Records of an answer, a line each, MX in order of preference; behind them the addresses that came along.</summary>
    public static string Records(DnsAnswer answer, IEnumerable<DnsRecord> alongside)
    {
        var text = new StringBuilder(Heading(answer));
        var records = answer.Type == RecordType.Any
            ? answer.Answers
            : [.. answer.Answers.Where(r => r.Type == answer.Type || r.Type == RecordType.Cname)];
        foreach (var record in records.Where(r => r is not DnsRecord.Mx).Concat(records.OfType<DnsRecord.Mx>().OrderBy(r => r.Preference)))
            text.Append(Line(record)).Append('\n');
        foreach (var record in alongside)
            text.Append(Line(record)).Append('\n');
        return text.ToString();
    }

    /// <summary>Name and addresses of a host, IPv6 first, and the names under which it was asked for.</summary>
    public static string Host(string name, IReadOnlyList<IPAddress> addresses, IReadOnlyList<string> aliases, bool authoritative)
    {
        var text = new StringBuilder(authoritative ? "" : NonAuthoritative);
        text.Append(CultureInfo.InvariantCulture, $"Name:    {name}\n");
        var ordered = addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6 ? 0 : 1).Select(a => a.ToString()).ToArray();
        List(text, ordered.Length > 1 ? "Addresses" : "Address", ordered);
        List(text, "Aliases", aliases);
        return text.Append('\n').ToString();
    }

    /// <summary>The line for a question that failed.</summary>
    /// <param name="answer">Which and how.</param>
    /// <param name="server">The server's name, null where that is not known.</param>
    /// <param name="name">The name as the user typed it.</param>
    /// <param name="what">The type in words, where no record of it exists.</param>
    public static string Failure(DnsAnswer answer, string? server, string name, string what) => answer.Outcome switch
    {
        DnsOutcome.NoServer => "*** Default servers are not available\n",
        DnsOutcome.NoData => $"*** No {what} records available for {name}\n",
        DnsOutcome.TimedOut => $"*** Request to {server ?? UnknownServer} timed-out\n",
        _ => $"*** {server ?? UnknownServer} can't find {name}: {Words(answer.Outcome)}\n",
    };

    /// <summary>One block for each question that was not answered in time.</summary>
    public static string Timeouts(DnsAnswer answer, TimeSpan timeout)
    {
        var seconds = timeout.TotalSeconds;
        var block = string.Create(CultureInfo.InvariantCulture, $"DNS request timed out.\n    timeout was {seconds} {(seconds == 1 ? "second" : "seconds")}.\n");
        return string.Concat(Enumerable.Repeat(block, answer.Attempts.Count(a => a.Outcome == DnsOutcome.TimedOut)));
    }

    /// <summary>What happened, in nslookup's few words.</summary>
    public static string Words(DnsOutcome outcome) => outcome switch
    {
        DnsOutcome.NonexistentDomain => "Non-existent domain",
        DnsOutcome.ServerFailure => "Server failed",
        DnsOutcome.Refused => "Query refused",
        DnsOutcome.FormatError => "Format error",
        DnsOutcome.NotImplemented => "Not implemented",
        DnsOutcome.Referral => "No information",
        DnsOutcome.TimedOut => "Timed out",
        DnsOutcome.Unreachable => "No response from server",
        _ => "Unspecified error",
    };

    /// <summary>The whole message, as `set debug` shows it.</summary>
    public static string Debug(DnsAnswer answer)
    {
        var header = answer.Header;
        List<string> flags = ["response"];
        if (header.Authoritative)
            flags.Add("auth. answer");
        if (header.RecursionDesired)
            flags.Add("want recursion");
        if (header.RecursionAvailable)
            flags.Add("recursion avail.");
        var text = new StringBuilder("------------\nGot answer:\n    HEADER:\n");
        text.Append(CultureInfo.InvariantCulture, $"        opcode = QUERY, id = {header.Id}, rcode = {answer.Status}\n");
        text.Append(CultureInfo.InvariantCulture, $"        header flags:  {string.Join(", ", flags)}\n");
        text.Append(CultureInfo.InvariantCulture, $"        questions = 1,  answers = {answer.Answers.Length},  authority records = {answer.Authorities.Length},  ")
            .Append(CultureInfo.InvariantCulture, $"additional = {answer.Additionals.Length}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"    QUESTIONS:\n        {answer.Name}, type = {answer.Type.Name()}, class = IN\n");
        Section(text, "ANSWERS", answer.Answers);
        Section(text, "AUTHORITY RECORDS", answer.Authorities);
        Section(text, "ADDITIONAL RECORDS", answer.Additionals);
        return text.Append("\n------------\n").ToString();
    }

    /// <summary>One record as a line (an SOA or a text as several, without the last LF).</summary>
    public static string Line(DnsRecord record) => record is DnsRecord.Soa
        ? $"{record.Name}\n{Value(record, "        ")}"
        : $"{record.Name} {Value(record, "        ")}";

    private const string NonAuthoritative = "Non-authoritative answer:\n";

    private static string Heading(DnsAnswer answer) => answer.Header.Authoritative ? "" : NonAuthoritative;

    private static string Value(DnsRecord record, string indent) => record switch
    {
        DnsRecord.Mx mx => string.Create(CultureInfo.InvariantCulture, $"mx preference={mx.Preference}, mail exchanger = {(mx.Exchange == "." ? "(root)" : mx.Exchange)}"),
        DnsRecord.Host { Type: RecordType.Aaaa } host => $"AAAA IPv6 address = {host.Value}",
        DnsRecord.Host host => $"internet address = {host.Value}",
        DnsRecord.Pointer { Type: RecordType.Cname } alias => $"canonical name = {alias.Target}",
        DnsRecord.Pointer { Type: RecordType.Ns } server => $"nameserver = {server.Target}",
        DnsRecord.Pointer pointer => $"name = {pointer.Target}",
        DnsRecord.Txt txt => $"text =\n\n{string.Join('\n', txt.Strings.Select(s => $"{indent}\"{Visible(s)}\""))}",
        DnsRecord.Soa soa => string.Create(CultureInfo.InvariantCulture, $"{indent}primary name server = {soa.Primary}\n{indent}responsible mail addr = {soa.Responsible}\n{indent}serial  = {soa.Serial}\n")
            + string.Create(CultureInfo.InvariantCulture, $"{indent}refresh = {Duration(soa.Refresh)}\n{indent}retry   = {Duration(soa.Retry)}\n{indent}expire  = {Duration(soa.Expire)}\n")
            + $"{indent}default TTL = {Duration(soa.Minimum)}",
        DnsRecord.Tlsa tlsa => string.Create(CultureInfo.InvariantCulture, $"tlsa = {tlsa.Usage} {tlsa.Selector} {tlsa.MatchingType} {Convert.ToHexString(tlsa.Association.AsSpan())}"),
        DnsRecord.Other other => $"{other.Type.Name()} = {Visible(other.Text)}",
        _ => "",
    };

    private static void Section(StringBuilder text, string title, ImmutableArray<DnsRecord> records)
    {
        if (records.IsEmpty)
            return;
        text.Append(CultureInfo.InvariantCulture, $"    {title}:\n");
        foreach (var record in records)
        {
            text.Append(CultureInfo.InvariantCulture, $"    ->  {record.Name}\n        {Value(record, "        ").TrimStart()}\n");
            text.Append(CultureInfo.InvariantCulture, $"        ttl = {Duration((uint)Math.Max(0, record.Ttl))}\n");
        }
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        for (var i = 0; i < items.Count; i++)
            text.Append(i == 0 ? $"{title}:  " : "          ").Append(items[i]).Append('\n');
    }

    /// <summary>Seconds, and the same in days, hours, minutes: <c>3600 (1 hour)</c>.</summary>
    private static string Duration(uint seconds)
    {
        List<string> parts = [];
        var rest = seconds;
        foreach (var (unit, length) in new (string, uint)[] { ("day", 86400), ("hour", 3600), ("min", 60), ("sec", 1) })
        {
            if (rest / length is > 0 and var count)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}"));
            rest %= length;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{seconds} ({(parts.Count == 0 ? "0 secs" : string.Join(' ', parts))})");
    }

    /// <summary>Text from DNS without control characters: nothing a zone holds may drive the terminal.</summary>
    private static string Visible(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\{(int)c:D3}" : c.ToString())) : text;
}
