// Whom to ask and how. Immutable values; where the system's own servers and suffixes come from is SystemDns' matter.
using System.Collections.Immutable;
using System.Net;

namespace TelnetSmtp.Core.Dns;

/// <summary>Settings of look-ups.</summary>
public sealed record DnsSettings
{
    /// <summary>Longest search list obeyed. More than the six of the classic resolver would only multiply the questions of one typing error.</summary>
    public const int SuffixLimit = 6;

    /// <summary>Servers in the order in which they are asked; the next one only where one fails.</summary>
    public ImmutableArray<IPEndPoint> Servers { get; init; } = [];

    /// <summary>Domains tried behind a name that has no trailing dot.</summary>
    public ImmutableArray<string> Suffixes { get; init; } = [];

    /// <summary>How long one question waits; nslookup's two seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often one server is asked over UDP.</summary>
    public int Tries { get; init; } = 2;

    /// <summary>Ask over TCP only (nslookup's `set vc`).</summary>
    public bool Tcp { get; init; }

    /// <summary>Ask the server to ask others on our behalf.</summary>
    public bool Recursion { get; init; } = true;

    /// <summary>Ask for DNSSEC's proof (the DO bit), so that a validating server says whether the data is authentic.</summary>
    public bool DnsSec { get; init; }

    /// <summary>The names to ask for, in order (as resolver(5) does it): a name with a dot first as it stands, one without first with the suffixes.</summary>
    public IEnumerable<DomainName> Candidates(DomainName name)
    {
        if (name.Absolute)
            return [name];
        var suffixed = Suffixes.Take(SuffixLimit).Select(name.With).Where(n => n.Ascii.Length <= DomainName.NameLimit);
        return name.Dots > 0 ? [name, .. suffixed] : [.. suffixed, name];
    }
}

/// <summary>Puts questions to name servers.</summary>
public interface IDnsTransport
{
    /// <summary>Asks one question. Every failure is an answer with its outcome; only cancellation throws.</summary>
    /// <param name="name">A-labels; a trailing dot makes no difference here.</param>
    /// <param name="type">The type.</param>
    /// <param name="settings">Whom and how.</param>
    /// <param name="cancellation">Cancels.</param>
    Task<DnsAnswer> AskAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation);
}

/// <summary>Questions by the search list.</summary>
public static class DnsSearch
{
    /// <summary>Asks for the name's candidates in turn until one exists. Where none does, the answer is that for the name as it was typed.</summary>
    public static async Task<DnsAnswer> SearchAsync(this IDnsTransport transport, DomainName name, RecordType type, DnsSettings settings,
        CancellationToken cancellation)
    {
        DnsAnswer? asTyped = null, last = null;
        foreach (var candidate in settings.Candidates(name))
        {
            last = await transport.AskAsync(candidate.Ascii, type, settings, cancellation).ConfigureAwait(false);
            if (last.Outcome != DnsOutcome.NonexistentDomain)
                return last;
            if (candidate == name)
                asTyped = last;
        }
        return asTyped ?? last!;
    }
}
