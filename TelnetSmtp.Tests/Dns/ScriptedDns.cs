// DNS as a table: what a server would say, without one. Names that it does not hold do not exist.
using TelnetSmtp.Core.Dns;

namespace TelnetSmtp.Tests.Dns;

internal sealed class ScriptedDns : IDnsTransport
{
    private readonly Dictionary<(string Name, RecordType Type), DnsAnswer> _answers = [];

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    public List<DnsSettings> AskedWith { get; } = [];

    public ScriptedDns Holds(string name, RecordType type, params DnsRecord[] records)
    {
        _answers[(name, type)] = new DnsAnswer(name, type, DnsOutcome.Answered, null, TimeSpan.Zero)
        {
            Answers = [.. records],
            Header = new DnsHeader(7, 0, true, true, true, false),
        };
        return this;
    }

    /// <summary>The same, vouched for by DNSSEC.</summary>
    public ScriptedDns Signs(string name, RecordType type, params DnsRecord[] records)
    {
        Holds(name, type, records);
        var answer = _answers[(name, type)];
        _answers[(name, type)] = answer with { Header = answer.Header with { AuthenticData = true } };
        return this;
    }

    public ScriptedDns Ends(string name, RecordType type, DnsOutcome outcome)
    {
        _answers[(name, type)] = new DnsAnswer(name, type, outcome, null, TimeSpan.Zero);
        return this;
    }

    public Task<DnsAnswer> AskAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation)
    {
        Asked.Add($"{name} {type.Name()}");
        AskedWith.Add(settings);
        var answer = _answers.GetValueOrDefault((name, type))
            ?? new DnsAnswer(name, type, _answers.Keys.Any(k => k.Name == name) ? DnsOutcome.NoData : DnsOutcome.NonexistentDomain, null, TimeSpan.Zero);
        if (settings.Servers.IsEmpty)
            return Task.FromResult(answer);
        var server = settings.Servers[0];
        return Task.FromResult(answer with
        {
            Server = server,
            Attempts = [.. Enumerable.Repeat(new DnsAttempt(server, answer.Outcome), settings.Tries)],
        });
    }
}
