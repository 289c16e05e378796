// nslookup, a line at a time: commands and names in, text in Windows' form out (see NslookupText). Asks through IDnsTransport, so it is the same machine
// at the prompt, on the command line and in tests. One thing goes beyond nslookup: exchangers whose addresses the server did not send along are asked
// for, because today's servers send none and the procedure for testing SMTP prints them. Refuses zone transfers.
using System.Collections.Immutable;
using System.Net;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Dns;

/// <summary>What one line led to.</summary>
/// <param name="Text">What to print; lines end in LF.</param>
/// <param name="Exit">Whether the user is done.</param>
/// <param name="Outcome">How the look-up ended (see <see cref="DnsOutcomeText"/>); <see cref="DnsOutcome.Answered"/> where there was none.</param>
public readonly record struct NslookupStep(string Text, bool Exit = false, DnsOutcome Outcome = DnsOutcome.Answered);

/// <summary>One nslookup session. Not thread-safe.</summary>
/// <param name="transport">Asks.</param>
/// <param name="settings">The servers and suffixes to begin with.</param>
/// <param name="language">The language of remarks on names that are none; nslookup's own words are English.</param>
public sealed class NslookupInterpreter(IDnsTransport transport, DnsSettings settings, Language language)
{
    /// <summary>Printed before each line is read.</summary>
    public const string Prompt = "> ";

    private readonly MailExchangers _exchangers = new(transport, TimeProvider.System, Random.Shared);
    private readonly Dictionary<IPEndPoint, string?> _names = [];
    private readonly DnsSettings _initial = settings;
    private DnsSettings _settings = settings;

    /// <summary>The options as they stand.</summary>
    public NslookupOptions Options { get; private set; } = new() { SearchList = settings.Suffixes };

    /// <summary>What stands before the first prompt: the default server.</summary>
    public async Task<NslookupStep> StartAsync(CancellationToken cancellation) => new(await DefaultServerAsync(cancellation).ConfigureAwait(false));

    /// <summary>Obeys one line.</summary>
    public async Task<NslookupStep> LineAsync(string line, CancellationToken cancellation)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return new NslookupStep("");
        switch (words[0].ToUpperInvariant())
        {
            case "EXIT" or "QUIT":
                return new NslookupStep("", Exit: true);
            case "HELP" or "?":
                return new NslookupStep(Help);
            case "SET":
                return await SetAsync(string.Concat(words.Skip(1)), cancellation).ConfigureAwait(false);
            case "SERVER" when words.Length > 1:
                return await ServerAsync(words[1], _settings, cancellation).ConfigureAwait(false);
            case "LSERVER" when words.Length > 1:
                return await ServerAsync(words[1], _initial, cancellation).ConfigureAwait(false);
            case "ROOT" when words.Length == 1:
                return await ServerAsync(Options.Root, _settings, cancellation).ConfigureAwait(false);
            case "LS" or "VIEW" or "FINGER" when words.Length > 1:
                return new NslookupStep($"*** {words[0]}: not supported here; ask for names one by one\n");
            default:
                return await LookUpAsync(words[0], words.Length > 1 ? words[1] : null, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<NslookupStep> SetAsync(string argument, CancellationToken cancellation)
    {
        if (string.Equals(argument, "all", StringComparison.OrdinalIgnoreCase))
            return new NslookupStep(await DefaultServerAsync(cancellation).ConfigureAwait(false) + Options.List());
        if (!Options.TrySet(argument, out var options, out var problem))
            return new NslookupStep(problem + "\n");
        if (options.Port != Options.Port)
            _settings = _settings with { Servers = [.. _settings.Servers.Select(s => new IPEndPoint(s.Address, options.Port))] };
        Options = options;
        return new NslookupStep("");
    }

    private async Task<NslookupStep> ServerAsync(string typed, DnsSettings by, CancellationToken cancellation)
    {
        var (servers, problem) = await FindServersAsync(typed, by, cancellation).ConfigureAwait(false);
        if (servers.IsEmpty)
            return new NslookupStep(problem);
        _settings = _settings with { Servers = servers };
        return new NslookupStep(await DefaultServerAsync(cancellation).ConfigureAwait(false));
    }

    private async Task<(ImmutableArray<IPEndPoint> Servers, string Problem)> FindServersAsync(string typed, DnsSettings by, CancellationToken cancellation)
    {
        if (!ServerAddress.TryParse(typed, out var server, out var problem))
            return ([], $"*** {problem.In(language)}\n");
        if (server.Port == ServerAddress.DefaultPort)
            server = server with { Port = Options.Port };
        var endpoints = await server.ResolveAsync(transport, Options.Apply(by) with { Suffixes = Options.SearchList }, cancellation).ConfigureAwait(false);
        return ([.. endpoints], $"*** Can't find address for server {typed}: {NslookupText.Words(DnsOutcome.NonexistentDomain)}\n");
    }

    private async Task<NslookupStep> LookUpAsync(string typed, string? by, CancellationToken cancellation)
    {
        var servers = _settings;
        if (by is not null)
        {
            var (found, problem) = await FindServersAsync(by, _settings, cancellation).ConfigureAwait(false);
            if (found.IsEmpty)
                return new NslookupStep(problem);
            servers = servers with { Servers = found };
        }
        if (IPAddress.TryParse(typed, out var address))
            return await ReverseAsync(address, servers, cancellation).ConfigureAwait(false);
        if (!DomainName.TryParse(typed, out var name, out var wrong))
            return new NslookupStep($"*** {wrong.In(language)}\n");
        var asking = Options.Apply(servers, name);
        return Options.Type is { } type
            ? await RecordsAsync(name, type, asking, cancellation).ConfigureAwait(false)
            : await HostAsync(name, asking, cancellation).ConfigureAwait(false);
    }

    private async Task<NslookupStep> RecordsAsync(DomainName name, RecordType type, DnsSettings asking, CancellationToken cancellation)
    {
        var answer = await transport.SearchAsync(name, type, asking, cancellation).ConfigureAwait(false);
        var (head, server) = await HeadAsync(answer, asking, cancellation).ConfigureAwait(false);
        if (answer.Outcome != DnsOutcome.Answered)
            return Failed(head, answer, server, name, type.LongName());
        var alongside = type == RecordType.Mx
            ? await ExchangerAddressesAsync(answer, asking, cancellation).ConfigureAwait(false)
            : answer.Additionals.Where(r => r is DnsRecord.Host);
        return new NslookupStep(head + NslookupText.Records(answer, alongside));
    }

    private async Task<NslookupStep> HostAsync(DomainName name, DnsSettings asking, CancellationToken cancellation)
    {
        var v4 = await transport.SearchAsync(name, RecordType.A, asking, cancellation).ConfigureAwait(false);
        if (!v4.IsDefinite || v4.Outcome == DnsOutcome.NonexistentDomain)
        {
            var (failedHead, failedServer) = await HeadAsync(v4, asking, cancellation).ConfigureAwait(false);
            return Failed(failedHead, v4, failedServer, name, "");
        }
        // The name that has the IPv4 answer (or exists without one) is the one to ask for IPv6.
        var v6 = await transport.AskAsync(v4.Name, RecordType.Aaaa, asking, cancellation).ConfigureAwait(false);
        var (head, server) = await HeadAsync(v4, asking, cancellation).ConfigureAwait(false);
        if (Options.Debug)
            head += NslookupText.Debug(v6);
        IPAddress[] addresses = [.. v4.Addresses, .. v6.Addresses];
        if (addresses.Length == 0)
            return Failed(head, v4, server, name, "address (A+AAAA)");
        var answer = v4.Outcome == DnsOutcome.Answered ? v4 : v6;
        var aliases = answer.Aliases;
        return new NslookupStep(head + NslookupText.Host(aliases is [.., var last] ? last.Target : answer.Name, addresses,
            [.. aliases.Select(a => a.Name)], answer.Header.Authoritative));
    }

    private async Task<NslookupStep> ReverseAsync(IPAddress address, DnsSettings servers, CancellationToken cancellation)
    {
        var asking = Options.Apply(servers);
        var type = Options.Type is null or RecordType.A or RecordType.Aaaa ? RecordType.Ptr : Options.Type.Value;
        var name = DomainName.ReverseOf(address);
        var answer = await transport.AskAsync(name.Ascii, type, asking, cancellation).ConfigureAwait(false);
        var (head, server) = await HeadAsync(answer, asking, cancellation).ConfigureAwait(false);
        if (answer.Outcome != DnsOutcome.Answered)
            return Failed(head, answer, server, name with { Typed = address.ToString() }, type.LongName());
        return new NslookupStep(Options.Type is null or RecordType.A or RecordType.Aaaa
            ? head + NslookupText.Host(answer.Answers.OfType<DnsRecord.Pointer>().Last().Target, [address], [], authoritative: true)
            : head + NslookupText.Records(answer, []));
    }

    private static NslookupStep Failed(string head, DnsAnswer answer, string? server, DomainName name, string what) =>
        new(head + NslookupText.Failure(answer, server, name.Typed.Length == 0 ? "." : name.Typed, what), Outcome: answer.Outcome);

    /// <summary>The exchangers' addresses, in the order of the exchangers: those that came along, and for the rest those asked for.</summary>
    private async Task<IEnumerable<DnsRecord>> ExchangerAddressesAsync(DnsAnswer answer, DnsSettings asking, CancellationToken cancellation)
    {
        var ordered = answer.Answers.OfType<DnsRecord.Mx>().Where(m => m.Exchange != ".").OrderBy(m => m.Preference)
            .DistinctBy(m => m.Exchange, StringComparer.OrdinalIgnoreCase).ToArray();
        var sent = answer.Additionals.OfType<DnsRecord.Host>().ToLookup(h => h.Name, StringComparer.OrdinalIgnoreCase);
        var asked = await _exchangers.ResolveAsync(ordered.Where(m => !sent.Contains(m.Exchange)), asking, cancellation).ConfigureAwait(false);
        var found = asked.ToDictionary(e => e.Host, e => e.Addresses, StringComparer.OrdinalIgnoreCase);
        return ordered.SelectMany(m => sent.Contains(m.Exchange)
            ? sent[m.Exchange]
            : found[m.Exchange].Select(a => new DnsRecord.Host(m.Exchange, RecordTypes.OfAddress(a), 0, a)));
    }

    /// <summary>What stands above an answer: timeouts, who answered, and the message itself where `set debug` asks for it.</summary>
    private async Task<(string Text, string? Server)> HeadAsync(DnsAnswer answer, DnsSettings asking, CancellationToken cancellation)
    {
        if (answer.Server is not { } server)
            return ("", null);
        var name = await NameOfAsync(server, cancellation).ConfigureAwait(false);
        var text = NslookupText.Server("Server", name, server) + NslookupText.Timeouts(answer, asking.Timeout);
        return (Options.Debug ? text + NslookupText.Debug(answer) : text, name);
    }

    private async Task<string> DefaultServerAsync(CancellationToken cancellation) => _settings.Servers is [var first, ..]
        ? NslookupText.Server("Default Server", await NameOfAsync(first, cancellation).ConfigureAwait(false), first)
        : "*** Default servers are not available\n";

    /// <summary>The server's name by its own word, asked once; null where it has none.</summary>
    private async Task<string?> NameOfAsync(IPEndPoint server, CancellationToken cancellation)
    {
        if (!_names.TryGetValue(server, out var name))
        {
            var asking = Options.Apply(_settings) with { Servers = [server], Tries = 1 };
            var answer = await transport.AskAsync(DomainName.ReverseOf(server.Address).Ascii, RecordType.Ptr, asking, cancellation).ConfigureAwait(false);
            name = answer.Answers.OfType<DnsRecord.Pointer>().LastOrDefault(p => p.Type == RecordType.Ptr)?.Target;
            _names.Add(server, name);
        }
        return name;
    }

    private static string Help =>
        """
        Commands (capitals stand for what you give, [] for what may be left out):
        NAME               look up the host or domain NAME
        NAME SERVER        the same, asking SERVER
        NAME.              a dot at the end: no search suffix is added
        help, ?            this list
        set OPTION         change an option:
            all                 show the options, the server and its address
            type=TYPE           record type: a, aaaa, a+aaaa, mx, txt, ptr, ns, soa, cname, tlsa, any
            querytype=TYPE, q=TYPE   the same
            [no]debug, [no]d2   show whole answers
            [no]recurse         let the server ask others
            [no]search          try the search list behind names without a dot at the end
            [no]defname         try the default domain behind names without any dot
            domain=NAME         the default domain
            srchlist=N1[/N2/…/N6]   the search list
            [no]vc              ask over TCP
            port=N              the server's port
            timeout=N           seconds to wait for an answer
            retry=N             how often to ask again
            root=NAME           the server that `root` chooses
        server NAME        make NAME the default server, looked up by the present one
        lserver NAME       the same, looked up by the first one
        root               make the root server the default server
        exit               leave

        """;
}
