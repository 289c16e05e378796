// What changed between two runs of the inbound test: verdicts, steps that came or went, and the facts of steps whose facts should stand still (the mail route,
// addresses, capabilities, certificate). Pure. Refuses to report times, queue numbers and other words that differ each time.
using System.Collections.Immutable;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>One change.</summary>
/// <param name="Path">The titles from the host down to the step.</param>
/// <param name="Before">The step as it was; null where it is new.</param>
/// <param name="After">The step as it is; null where it is gone.</param>
public sealed record CheckChange(ImmutableArray<LocalizedText> Path, CheckStep? Before, CheckStep? After);

/// <summary>Compares reports.</summary>
public static class CheckChanges
{
    /// <summary>The changes, in the order of the tree. Of a step whose parts say it, the parts alone are told.</summary>
    public static ImmutableArray<CheckChange> Between(CheckReport before, CheckReport after)
    {
        var changes = ImmutableArray.CreateBuilder<CheckChange>();
        Compare([], before.Steps, after.Steps, changes);
        return changes.ToImmutable();
    }

    private static void Compare(ImmutableArray<LocalizedText> path, ImmutableArray<CheckStep> before, ImmutableArray<CheckStep> after, ImmutableArray<CheckChange>.Builder changes)
    {
        var old = Named(before);
        foreach (var (name, step) in Named(after))
        {
            var place = path.Add(step.Title);
            if (!old.Remove(name, out var was))
            {
                changes.Add(new CheckChange(place, null, step));
                continue;
            }
            var told = changes.Count;
            Compare(place, was.Steps, step.Steps, changes);
            if (changes.Count == told && (was.Verdict != step.Verdict || (IsSteady(step.Id) && !SameWords(was.Detail.En, step.Detail.En))))
                changes.Add(new CheckChange(place, was, step));
        }
        foreach (var gone in old.Values)
            changes.Add(new CheckChange(path.Add(gone.Title), gone, null));
    }

    /// <summary>Steps by name, those of the same name told apart by their number.</summary>
    private static OrderedDictionary<(string Title, int Number), CheckStep> Named(ImmutableArray<CheckStep> steps)
    {
        var named = new OrderedDictionary<(string, int), CheckStep>();
        foreach (var step in steps)
        {
            var number = 0;
            while (!named.TryAdd((step.Id + step.Title.En, number), step))
                number++;
        }
        return named;
    }

    private static bool IsSteady(string id) => id is StepId.Mx or StepId.Address or StepId.Ehlo or StepId.Tls or StepId.Certificate;

    /// <summary>Equal exchangers and addresses come in any order.</summary>
    private static bool SameWords(string before, string after) =>
        Words(before).SequenceEqual(Words(after), StringComparer.Ordinal);

    private static IOrderedEnumerable<string> Words(string text) => text.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
}
