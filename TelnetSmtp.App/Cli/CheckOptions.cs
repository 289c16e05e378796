// The options of `check` as they were typed, and what they ask for. Each mistake is one line: what, why, what to give instead. Refuses to ask DNS and to read
// passwords.
using System.Collections.Immutable;
using System.Globalization;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;

namespace TelnetSmtp.App.Cli;

/// <summary>What was asked on the command line, as typed.</summary>
internal sealed record CheckOptions(string Target)
{
    private const int LongestPatience = 600;

    /// <summary>Seconds between two runs: below ten a server would take the watch for an attack, beyond a day nobody is watching.</summary>
    private const int ShortestWatch = 10, LongestWatch = 86400;

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Helo { get; init; }

    public string? Dns { get; init; }

    public string? Patience { get; init; }

    public bool Send { get; init; }

    public bool Json { get; init; }

    public bool Dialogue { get; init; }

    /// <summary>The file for the page; null for none.</summary>
    public string? Html { get; init; }

    public string? Watch { get; init; }

    /// <summary>The user to sign in as; null for nobody.</summary>
    public string? User { get; init; }

    public IReadOnlyList<string> BlockLists { get; init; } = [];

    /// <summary>The time between two runs; null for one run.</summary>
    public TimeSpan? Interval => Watch is { } typed && Whole(typed, ShortestWatch, LongestWatch) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>What is asked for, without DNS settings and password.</summary>
    /// <param name="text">Words.</param>
    /// <param name="request">The request.</param>
    /// <param name="problem">Otherwise what is wrong.</param>
    public bool TryRead(UiText text, out CheckRequest request, out string problem)
    {
        request = null!;
        if (!CheckTarget.TryParse(Target, out var target, out var wrong))
            return Refused(wrong.In(text.Language), out problem);

        // `<>` and the empty string are the null reverse-path.
        var from = CheckRequest.Unbracketed(From ?? "");
        if (from.Length > 0 && CheckRequest.FindProblem(from) is { } badFrom)
            return Refused(badFrom.In(text.Language), out problem);
        var to = To is null ? null : CheckRequest.Unbracketed(To);
        if (to is not null && CheckRequest.FindProblem(to) is { } badTo)
            return Refused(badTo.In(text.Language), out problem);
        if (Helo is { } helo && !CheckRequest.IsHelo(helo))
            return Refused(text.Format("BadHelo", helo), out problem);
        if (Send && to is null && target.IsHost)
            return Refused(text["NeedsTo"], out problem);
        if (User is { Length: 0 or > CheckLogin.Limit })
            return Refused(text.Format("BadUser", CheckLogin.Limit), out problem);
        if (Watch is { } watch && Interval is null)
            return Refused(text.Format("BadWatch", watch, ShortestWatch, LongestWatch), out problem);
        if (Watch is not null && Send)
            return Refused(text["WatchSends"], out problem);
        var patience = CheckRequest.UsualPatience;
        if (Patience is { } typed)
        {
            if (Whole(typed, 1, LongestPatience) is not { } seconds)
                return Refused(text.Format("BadPatience", typed), out problem);
            patience = TimeSpan.FromSeconds(seconds);
        }
        if (BlockLists.Count > CheckRequest.BlockListLimit)
            return Refused(text.Format("TooManyLists", BlockLists.Count, CheckRequest.BlockListLimit), out problem);
        var lists = ImmutableArray.CreateBuilder<DomainName>();
        foreach (var list in BlockLists)
        {
            if (!DomainName.TryParse(list, out var name, out var badList))
                return Refused($"--dnsbl: {badList.In(text.Language)}", out problem);
            lists.Add(name);
        }
        request = new CheckRequest(target) { From = from, To = to, Helo = Helo, Send = Send, Patience = patience, BlockLists = lists.ToImmutable(), Language = text.Language };
        problem = "";
        return true;
    }

    private static int? Whole(string typed, int least, int most) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static bool Refused(string why, out string problem)
    {
        problem = why;
        return false;
    }
}
