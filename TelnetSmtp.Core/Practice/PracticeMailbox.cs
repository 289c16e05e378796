// The mailboxes of a scenario and how each takes mail. Values and their look-up; refuses to hold messages (see PracticeStore).
namespace TelnetSmtp.Core.Practice;

/// <summary>How a mailbox takes mail.</summary>
public enum MailboxState : byte
{
    /// <summary>It takes mail.</summary>
    Open,
    /// <summary>It is over its quota: refused.</summary>
    Full,
    /// <summary>It is switched off: refused.</summary>
    Disabled,
    /// <summary>It moved to <see cref="PracticeMailbox.ForwardTo"/> and mail is passed on: 251.</summary>
    Forwards,
    /// <summary>It moved to <see cref="PracticeMailbox.ForwardTo"/> and mail is refused: 551.</summary>
    Moved,
    /// <summary>It is taken at RCPT and fails later: a report of failure (RFC 3464) follows.</summary>
    Bounces,
    /// <summary>It is taken at RCPT and delivered late: a report of delay where NOTIFY asked for one.</summary>
    Delayed,
}

/// <summary>One mailbox or list.</summary>
public sealed record PracticeMailbox
{
    public required string Address { get; init; }

    /// <summary>The person's or list's name, for VRFY.</summary>
    public string? Name { get; init; }

    public MailboxState State { get; init; }

    /// <summary>Where it moved to.</summary>
    public string? ForwardTo { get; init; }

    /// <summary>The members, if it is a list (EXPN).</summary>
    public IReadOnlyList<string> Members { get => field ?? []; init; }

    /// <summary>Octets that fit in; 0: any number. What was stored counts.</summary>
    public long Quota { get; init; }

    /// <summary>The largest message that it takes; 0: any.</summary>
    public long MessageLimit { get; init; }
}

/// <summary>The look-up.</summary>
internal sealed class PracticeMailboxes(Scenario scenario)
{
    private readonly Dictionary<string, PracticeMailbox> _byAddress = scenario.Mailboxes.ToDictionary(box => box.Address, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _domains = new(scenario.Domains, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether mail for <paramref name="address"/> ends here. An address without domain is postmaster's (RFC 5321 4.5.1).</summary>
    public bool IsLocal(PracticeAddress address) => address.Domain.Length == 0 || _domains.Contains(address.Domain) || IsOwnName(address.Domain);

    /// <summary>The mailbox of a local address; null: there is none. Postmaster exists always (RFC 5321 4.5.1).</summary>
    public PracticeMailbox? Find(PracticeAddress address)
    {
        var full = address.Domain.Length == 0 || IsOwnName(address.Domain) ? $"{address.LocalPart}@{scenario.Domains[0]}" : address.ToString();
        if (_byAddress.TryGetValue(full, out var box))
            return box;
        return scenario.CatchAll || address.LocalPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase) ? new PracticeMailbox { Address = full } : null;
    }

    /// <summary>Mailboxes that a VRFY or EXPN argument means: a whole address, a local-part or a part of a name.</summary>
    public IReadOnlyList<PracticeMailbox> Search(string text)
    {
        if (_byAddress.TryGetValue(text, out var exact))
            return [exact];
        var byLocalPart = scenario.Mailboxes.Where(box => box.Address.StartsWith(text + "@", StringComparison.OrdinalIgnoreCase)).ToArray();
        return byLocalPart.Length > 0 ? byLocalPart
            : [.. scenario.Mailboxes.Where(box => box.Name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true)];
    }

    private bool IsOwnName(string domain) => domain.Equals(scenario.Host, StringComparison.OrdinalIgnoreCase);
}
