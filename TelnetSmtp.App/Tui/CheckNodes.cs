// The inbound test's tree as rows: which are shown, which is chosen, which are folded. Pure. Until the user chooses, the step under way is the chosen one, and at the
// end the first of the worst. Refuses to draw.
using TelnetSmtp.Core.Checks;

namespace TelnetSmtp.App.Tui;

/// <summary>One row of the tree.</summary>
/// <param name="Step">The step.</param>
/// <param name="Path">Its place, stable while the tree grows: numbers from the root on.</param>
/// <param name="Depth">0 for the mail route and the hosts.</param>
/// <param name="Folded">Whether it has parts that are not shown.</param>
internal sealed record CheckNode(CheckStep Step, string Path, int Depth, bool Folded);

/// <summary>The rows and the choice. UI thread only.</summary>
internal sealed class CheckNodes
{
    private readonly Dictionary<string, bool> _folds = [];
    private CheckReport? _report;
    private string? _wanted;
    private string? _running;

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<CheckNode> Rows { get; private set; } = [];

    /// <summary>The chosen row's number; 0 where there is none.</summary>
    public int Chosen { get; private set; }

    public CheckNode? ChosenNode => Chosen < Rows.Count ? Rows[Chosen] : null;

    /// <summary>The row of the host, or of the mail route, that a row belongs to.</summary>
    public int HostOf(int row)
    {
        while (row > 0 && Rows[row].Depth > 0) row--;
        return row;
    }

    /// <summary>Takes a newer tree.</summary>
    public void Take(CheckReport report)
    {
        _report = report;
        Lay();
    }

    /// <summary>Forgets what the user chose and folded: another test.</summary>
    public void Reset()
    {
        _folds.Clear();
        _wanted = _running = null;
    }

    /// <summary>Chooses the row so many rows further on.</summary>
    public void Move(int rows) => Choose(Chosen + rows);

    /// <summary>Chooses a row, the nearest where there is none of that number.</summary>
    public void Choose(int row)
    {
        if (Rows.Count == 0) return;
        Chosen = Math.Clamp(row, 0, Rows.Count - 1);
        _wanted = Rows[Chosen].Path;
    }

    /// <summary>Shows or hides the chosen row's parts; hiding where there are none shown chooses the parent.</summary>
    public void Fold(bool folded)
    {
        if (ChosenNode is not { } node) return;
        _wanted = node.Path;
        if (folded && (node.Folded || node.Step.Steps.IsEmpty))
        {
            var parent = node.Path.LastIndexOf('/');
            if (parent > 0) _wanted = node.Path[..parent];
        }
        else if (!node.Step.Steps.IsEmpty)
        {
            _folds[node.Path] = folded;
        }
        Lay();
    }

    private void Lay()
    {
        var rows = new List<CheckNode>();
        for (var i = 0; i < _report!.Steps.Length; i++)
            Add(rows, _report.Steps[i], $"{i}", 0);
        Rows = rows;
        var wanted = rows.FindIndex(row => row.Path == _wanted);
        Chosen = wanted >= 0 ? wanted : Default(rows);
    }

    private void Add(List<CheckNode> rows, CheckStep step, string path, int depth)
    {
        // A host stands open, a step where a part of it has something to say.
        var open = step.Id == StepId.Exchanger || step.Steps.Any(part => part.Verdict >= Verdict.Warn);
        var folded = !step.Steps.IsEmpty && (_folds.TryGetValue(path, out var wish) ? wish : !open);
        rows.Add(new CheckNode(step, path, depth, folded));
        if (folded) return;
        for (var i = 0; i < step.Steps.Length; i++)
            Add(rows, step.Steps[i], $"{path}/{i}", depth + 1);
    }

    /// <summary>The step under way; at the end the first of the worst, and where nothing is wrong the one that was under way when the test was stopped.</summary>
    private int Default(List<CheckNode> rows)
    {
        var running = rows.FindIndex(row => row.Step is { Verdict: Verdict.Running, Steps.IsEmpty: true });
        if (running >= 0)
        {
            _running = rows[running].Path;
            return running;
        }
        var worst = rows.Select(row => row.Step.Verdict).DefaultIfEmpty().Max();
        if (worst < Verdict.Warn) return _report is { Stopped: true } ? Math.Max(0, rows.FindIndex(row => row.Path == _running)) : 0;
        return rows.FindIndex(row => row.Step.Verdict == worst && !row.Step.Steps.Any(part => part.Verdict == worst));
    }
}
