// One node of the inbound test's tree, in both languages at once, so that one run can be read in either. Immutable.
using System.Collections.Immutable;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>The names of steps, stable: JSON and scripts rely on them.</summary>
public static class StepId
{
    public const string Mx = "mx", Exchanger = "exchanger", Address = "address", Connect = "connect", Banner = "banner", Ehlo = "ehlo", Tls = "tls",
        Certificate = "certificate", Mail = "mail", Rcpt = "rcpt", Relay = "relay", Auth = "auth", Message = "message";
}

/// <summary>One line of the dialogue that a step was.</summary>
/// <param name="FromServer">Whether the server said it.</param>
/// <param name="Text">The line without its end.</param>
public readonly record struct CheckLine(bool FromServer, string Text)
{
    /// <summary>When it was said: the lines of a step and of its parts are one transcript in this order.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A step.</summary>
/// <param name="Id">One of <see cref="StepId"/>. A part of a step may bear the step's own name: one address of several, one way to relay.</param>
/// <param name="Title">What is tried, in a few words.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Detail">What was found, in a sentence or two, the server's words included.</param>
public sealed record CheckStep(string Id, LocalizedText Title, Verdict Verdict, LocalizedText Detail)
{
    /// <summary>What to do, in that order; empty where nothing is to be done.</summary>
    public ImmutableArray<LocalizedText> Remedies { get; init; } = [];

    /// <summary>What was said, in order, but for what its parts say.</summary>
    public ImmutableArray<CheckLine> Dialogue { get; init; } = [];

    /// <summary>What was said in this step and in all its parts, in order.</summary>
    public ImmutableArray<CheckLine> Transcript => Steps.IsEmpty ? Dialogue : [.. Dialogue.Concat(Steps.SelectMany(part => part.Transcript)).OrderBy(line => line.At)];

    public TimeSpan Elapsed { get; init; }

    public ImmutableArray<CheckStep> Steps { get; init; } = [];

    /// <summary>This step with parts: the worst of them decides where it is worse, and its own detail then says which part that was
    /// and, where it has no advice of its own, what to do there.</summary>
    public CheckStep With(ImmutableArray<CheckStep> parts)
    {
        var worst = parts.Worst();
        if (worst <= Verdict)
            return this with { Steps = parts };
        if (worst is not (Verdict.Warn or Verdict.Fail))
            return this with { Steps = parts, Verdict = worst };
        var reason = parts.First(part => part.Verdict == worst);
        return this with
        {
            Steps = parts,
            Verdict = worst,
            Detail = Detail.Then(reason.Title, ": ", reason.Detail),
            Remedies = Remedies.IsEmpty ? reason.Remedies : Remedies,
        };
    }
}

/// <summary>The whole tree.</summary>
/// <param name="Target">As it was given.</param>
/// <param name="Steps">The mail route, then each host.</param>
public sealed record CheckReport(string Target, ImmutableArray<CheckStep> Steps)
{
    public Verdict Verdict => Steps.Worst();

    /// <summary>Whether the check was ended in the middle: then a verdict that is no failure says nothing.</summary>
    public bool Stopped { get; init; }

    /// <summary>The tree of a check that was ended in the middle: what was under way is told as not done, for the reason given.</summary>
    public CheckReport Ended(LocalizedText why) => this with { Steps = Ended(Steps, why), Stopped = true };

    private static ImmutableArray<CheckStep> Ended(ImmutableArray<CheckStep> steps, LocalizedText why) =>
    [
        .. steps.Select(step => step.Verdict != Verdict.Running ? step
            : step.Steps.IsEmpty ? step with { Verdict = Verdict.Skip, Detail = why }
            : Ended(step, Ended(step.Steps, why), why)),
    ];

    /// <summary>What passed until then does not make the whole pass.</summary>
    private static CheckStep Ended(CheckStep step, ImmutableArray<CheckStep> parts, LocalizedText why)
    {
        step = step with { Verdict = Verdict.Skip, Detail = why, Steps = parts };
        return parts.Worst() >= Verdict.Warn ? step.With(parts) : step;
    }
}

/// <summary>Joins texts language by language.</summary>
internal static class LocalizedTexts
{
    public static readonly LocalizedText Nothing = new("", "");

    /// <summary>The same in both languages: protocol text, names, numbers.</summary>
    public static LocalizedText Same(string text) => new(text, text);

    public static LocalizedText Then(this LocalizedText first, LocalizedText next) =>
        first.En.Length == 0 ? next : next.En.Length == 0 ? first : new($"{first.En} {next.En}", $"{first.De} {next.De}");

    public static LocalizedText Then(this LocalizedText first, LocalizedText title, string between, LocalizedText next) =>
        first.Then(new LocalizedText(title.En + between + next.En, title.De + between + next.De));

    public static LocalizedText Joined(this IEnumerable<LocalizedText> texts) => texts.Aggregate(Nothing, Then);
}
