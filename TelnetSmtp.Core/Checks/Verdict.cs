// The verdict of a step of the inbound test, and how the verdicts of its parts make one. Values only.
namespace TelnetSmtp.Core.Checks;

/// <summary>How a step ended, in rising order of what it means for its parent.</summary>
public enum Verdict : byte
{
    /// <summary>It did not take place; the detail says why. Means nothing for its parent.</summary>
    Skip,
    /// <summary>As it should be.</summary>
    Pass,
    /// <summary>Mail gets through, but something should be put right.</summary>
    Warn,
    /// <summary>Mail does not get through, or the server does what it must not.</summary>
    Fail,
    /// <summary>Under way; never in a finished report.</summary>
    Running,
}

/// <summary>Verdicts together.</summary>
public static class Verdicts
{
    /// <summary>The worst one; <see cref="Verdict.Skip"/> where there is none. While a part runs, so does the whole.</summary>
    public static Verdict Worst(this IEnumerable<CheckStep> steps) => steps.Select(step => step.Verdict).DefaultIfEmpty(Verdict.Skip).Max();

    /// <summary>The name in JSON: <c>pass</c>, <c>warn</c>, <c>fail</c>, <c>skip</c>; <c>running</c> in a report that is not finished.</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Warn => "warn",
        Verdict.Fail => "fail",
        Verdict.Skip => "skip",
        _ => "running",
    };
}
