// Where the steps of a replay stand on a line of so many columns: each has one of its own as long as there is room, and the room left over shows how long the
// waits were. Pure. Refuses to draw (see TimeLineView).
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>One column of the line.</summary>
/// <param name="Step">Index of the step that stands there, of several the gravest; -1 for a wait.</param>
/// <param name="Last">Index of the last step at or before the column; -1 before the first.</param>
/// <param name="Shortened">Whether the wait there is played shorter than it was.</param>
internal readonly record struct TimeLineColumn(int Step, int Last, bool Shortened);

/// <summary>The line.</summary>
internal static class TimeLine
{
    /// <summary>The columns for <paramref name="script"/>.</summary>
    public static TimeLineColumn[] Of(ReplayScript script, int width)
    {
        var steps = script.Steps;
        var columns = new TimeLineColumn[Math.Max(0, width)];
        Array.Fill(columns, new TimeLineColumn(-1, -1, false));
        if (width <= 0 || steps.Count == 0) return columns;
        var places = new int[steps.Count];
        for (var i = 0; i < steps.Count; i++)
        {
            places[i] = Place(script, i, width);
            ref var column = ref columns[places[i]];
            if (column.Step < 0 || Weight(steps[i]) > Weight(steps[column.Step])) column = column with { Step = i };
        }
        for (int at = 0, last = -1; at < width; at++)
        {
            while (last + 1 < steps.Count && places[last + 1] <= at) last++;
            columns[at] = columns[at] with { Last = last, Shortened = columns[at].Step < 0 && last + 1 < steps.Count && steps[last + 1].Wait.Shortened };
        }
        return columns;
    }

    /// <summary>The column of a step.</summary>
    public static int Place(ReplayScript script, int step, int width)
    {
        var count = script.Steps.Count;
        if (count > width) return (int)((long)step * width / count);
        var spare = width - count;
        var length = script.Length;
        return step + (length > TimeSpan.Zero ? (int)(spare * (script.Steps[step].Due / length)) : count > 1 ? spare * step / (count - 1) : 0);
    }

    private static int Weight(in ReplayStep step) => step switch
    {
        { Class: ReplyClass.Permanent } => 5,
        { Class: ReplyClass.Transient } => 4,
        { Kind: ReplayStepKind.Reply } => 3,
        { Kind: ReplayStepKind.Note } => 1,
        _ => 2,
    };
}
