// nslookup's `set` options: values, their names and abbreviations as a table, and how `set all` lists them. Pure; refuses unknown words in one line.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Dns;

/// <summary>The options of one nslookup; immutable, changed by <see cref="TrySet"/>.</summary>
public sealed record NslookupOptions
{
    private const int TimeoutLimit = 300, RetryLimit = 20;

    /// <summary>The type asked for; null means addresses of both families, as Windows' <c>A+AAAA</c>.</summary>
    public RecordType? Type { get; init; }

    public bool Debug { get; init; }

    public bool D2 { get; init; }

    public bool DefName { get; init; } = true;

    public bool Search { get; init; } = true;

    public bool Recurse { get; init; } = true;

    /// <summary>Ask over TCP ("virtual circuit").</summary>
    public bool Vc { get; init; }

    public int Port { get; init; } = ServerAddress.DefaultPort;

    /// <summary>Seconds for the first try.</summary>
    public int Timeout { get; init; } = 2;

    /// <summary>Tries after the first.</summary>
    public int Retry { get; init; } = 1;

    public string Root { get; init; } = "A.ROOT-SERVERS.NET.";

    /// <summary>The search list; its first entry is the default domain.</summary>
    public ImmutableArray<string> SearchList { get; init; } = [];

    private static readonly (string Name, int Shortest, Func<NslookupOptions, bool, NslookupOptions> Set)[] Switches =
    [
        ("debug", 3, (o, on) => o with { Debug = on }),
        ("d2", 2, (o, on) => o with { D2 = on, Debug = on || o.Debug }),
        ("defname", 3, (o, on) => o with { DefName = on }),
        ("search", 3, (o, on) => o with { Search = on }),
        ("recurse", 3, (o, on) => o with { Recurse = on }),
        ("vc", 1, (o, on) => o with { Vc = on }),
    ];

    private static readonly (string Name, int Shortest, Func<NslookupOptions, string, NslookupOptions?> Set)[] Values =
    [
        ("type", 2, SetType),
        ("querytype", 1, SetType),
        ("port", 2, (o, v) => Number(v, 1, ushort.MaxValue) is { } n ? o with { Port = n } : null),
        ("timeout", 2, (o, v) => Number(v, 1, TimeoutLimit) is { } n ? o with { Timeout = n } : null),
        ("retry", 3, (o, v) => Number(v, 0, RetryLimit) is { } n ? o with { Retry = n } : null),
        ("root", 2, (o, v) => DomainName.TryParse(v, out _, out _) ? o with { Root = v } : null),
        ("domain", 2, (o, v) => v.Length == 0 ? o with { SearchList = [] } : Names([v]) is { } names ? o with { SearchList = names } : null),
        ("srchlist", 5, (o, v) => Names(v.Split('/')) is { } names ? o with { SearchList = names } : null),
        ("class", 2, (o, v) => string.Equals(v, "IN", StringComparison.OrdinalIgnoreCase) ? o : null),
    ];

    /// <summary>Obeys one `set` argument other than `all`.</summary>
    /// <param name="argument"><c>type=mx</c>, <c>debug</c>, <c>nodebug</c> …; blanks around = do no harm.</param>
    /// <param name="options">The options after it.</param>
    /// <param name="problem">One line where it was refused, empty otherwise.</param>
    public bool TrySet(string argument, out NslookupOptions options, out string problem)
    {
        problem = "";
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var word = (equals < 0 ? argument : argument[..equals]).Trim();
        if (equals >= 0)
        {
            var value = argument[(equals + 1)..].Trim();
            foreach (var (name, shortest, set) in Values)
            {
                if (!Abbreviates(word, name, shortest))
                    continue;
                options = set(this, value) ?? this;
                if (set(this, value) is not null)
                    return true;
                problem = name is "type" or "querytype"
                    ? $"unknown query type: {value} (known: {string.Join(", ", RecordTypes.Names)})"
                    : $"*** Invalid value for {name}: {value}";
                return false;
            }
        }
        else
        {
            foreach (var (name, shortest, set) in Switches)
            {
                var off = word.StartsWith("no", StringComparison.OrdinalIgnoreCase) && Abbreviates(word[2..], name, shortest);
                if (!off && !Abbreviates(word, name, shortest))
                    continue;
                options = set(this, !off);
                return true;
            }
        }
        options = this;
        problem = $"*** Invalid option: {argument}";
        return false;
    }

    /// <summary>The settings for asking, from the options and the servers.</summary>
    internal DnsSettings Apply(DnsSettings settings, DomainName name)
    {
        ImmutableArray<string> suffixes = name.Dots > 0
            ? Search ? SearchList : []
            : DefName ? Search ? SearchList : [.. SearchList.Take(1)] : [];
        return Apply(settings) with { Suffixes = suffixes };
    }

    /// <summary>The same for names that take no suffix.</summary>
    internal DnsSettings Apply(DnsSettings settings) => settings with
    {
        Suffixes = [],
        Recursion = Recurse,
        Tcp = Vc,
        Timeout = TimeSpan.FromSeconds(Timeout),
        Tries = Retry + 1,
    };

    /// <summary>All options, as `set all` lists them.</summary>
    public string List()
    {
        var text = new StringBuilder("Set options:\n");
        foreach (var line in (ReadOnlySpan<string>)
        [
            No("debug", Debug), No("defname", DefName), No("search", Search), No("recurse", Recurse), No("d2", D2), No("vc", Vc),
            string.Create(CultureInfo.InvariantCulture, $"port={Port}"), $"type={Type?.Name() ?? "A+AAAA"}", "class=IN",
            string.Create(CultureInfo.InvariantCulture, $"timeout={Timeout}"), string.Create(CultureInfo.InvariantCulture, $"retry={Retry}"),
            $"root={Root}", $"domain={SearchList.FirstOrDefault("")}", $"srchlist={string.Join('/', SearchList)}",
        ])
            text.Append("  ").Append(line).Append('\n');
        return text.Append('\n').ToString();
    }

    private static string No(string name, bool on) => on ? name : "no" + name;

    private static bool Abbreviates(string word, string name, int shortest) =>
        word.Length >= shortest && name.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static NslookupOptions? SetType(NslookupOptions options, string value) =>
        string.Equals(value, "A+AAAA", StringComparison.OrdinalIgnoreCase) ? options with { Type = null }
        : RecordTypes.TryParse(value, out var type) ? options with { Type = type } : null;

    private static int? Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n : null;

    private static ImmutableArray<string>? Names(string[] names) =>
        names.Length <= DnsSettings.SuffixLimit && Array.TrueForAll(names, n => DomainName.TryParse(n, out _, out _))
            ? [.. names.Select(n => n.TrimEnd('.'))] : null;
}
