// The inbound test's tree as text for the terminal and as one JSON document for programs. Pure: a report in, text out. Symbols say what colours say, for those
// who see none.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>Writes reports in one language.</summary>
/// <param name="language">The language.</param>
/// <param name="color">Whether SGR colours are written.</param>
public sealed class CheckText(Language language, bool color)
{
    private const string Branch = "├─ ", LastBranch = "└─ ", Stem = "│  ", Gap = "   ";

    // Umlauts stand as they are: the output is UTF-8 and no part of a web page.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly UiText _text = new("Check", language);

    /// <summary>The symbol of a verdict: ✓ ! ✗ – …</summary>
    public static char Symbol(Verdict verdict) => verdict switch
    {
        Verdict.Pass => '✓',
        Verdict.Warn => '!',
        Verdict.Fail => '✗',
        Verdict.Skip => '–',
        _ => '…',
    };

    /// <summary>The tree: a line a node, below it what was found and what to do; lines ended by LF.</summary>
    /// <param name="report">The report.</param>
    /// <param name="dialogue">Whether each node's dialogue is shown as well.</param>
    public string Tree(CheckReport report, bool dialogue)
    {
        var output = new StringBuilder();
        output.Append(Painted(report.Verdict, Heading(report))).Append('\n');
        for (var i = 0; i < report.Steps.Length; i++)
            Node(output, report.Steps[i], "", i == report.Steps.Length - 1, dialogue);
        return output.ToString();
    }

    /// <summary>The verdict in one line, without line end.</summary>
    public string Heading(CheckReport report) => $"{Symbol(report.Verdict)} {_text.Format("Heading", Harmless(report.Target), _text[report is { Stopped: true, Verdict: not Verdict.Fail } ? "VerdictStopped" : $"Verdict{report.Verdict}"])}";

    /// <summary>What changed, a line each: when, which step, from which verdict to which, and what was found; lines ended by LF.</summary>
    public string Changes(IReadOnlyList<CheckChange> changes, DateTimeOffset at)
    {
        var output = new StringBuilder();
        foreach (var change in changes)
        {
            var now = change.After ?? change.Before!;
            var path = string.Join(" / ", change.Path.Select(title => title.In(language)));
            var said = change switch
            {
                { After: null } => _text["ChangeGone"],
                { Before: null } => _text[$"Change{now.Verdict}"],
                { Before: { } before } when before.Verdict == now.Verdict => _text["ChangeDetail"],
                { Before: { } before } => $"{_text[$"Change{before.Verdict}"]} → {_text[$"Change{now.Verdict}"]}",
            };
            output.Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd HH:mm:ss} ").Append(Painted(now.Verdict, $"{Symbol(now.Verdict)} {path}: {said}"));
            if (change.After is not null)
                output.Append(". ").Append(Harmless(now.Detail.In(language)));
            output.Append('\n');
        }
        return output.ToString();
    }

    /// <summary>A step's own words: those that were said before its parts began, and those that were said after.</summary>
    public static (IEnumerable<CheckLine> Before, IEnumerable<CheckLine> Behind) OwnDialogue(CheckStep step)
    {
        var parts = step.Steps.SelectMany(part => part.Transcript).Select(line => line.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return (step.Dialogue.Where(line => line.At <= parts), step.Dialogue.Where(line => line.At > parts));
    }

    /// <summary>The verdict and a line a host with the steps that led to it; lines ended by LF.</summary>
    public string Brief(CheckReport report)
    {
        var output = new StringBuilder(Heading(report)).Append('\n');
        foreach (var step in report.Steps.Where(step => step.Id == StepId.Exchanger || step.Verdict >= Verdict.Warn))
        {
            var reasons = step.Verdict < Verdict.Warn ? "" : string.Join(", ", step.Steps.Where(part => part.Verdict == step.Verdict).Select(part => part.Title.In(language)));
            output.Append(CultureInfo.InvariantCulture, $"  {Symbol(step.Verdict)} {step.Title.In(language)}").Append(reasons.Length == 0 ? "" : $": {reasons}").Append('\n');
        }
        return output.ToString();
    }

    /// <summary>The advice of the step itself: a parent repeats its worst part's for programs; people read it where it belongs.</summary>
    public static ImmutableArray<LocalizedText> OwnRemedies(CheckStep step) => step.Steps.Any(part => part.Verdict >= Verdict.Warn && part.Remedies.SequenceEqual(step.Remedies)) ? [] : step.Remedies;

    /// <summary>One JSON document without line end: <c>target</c>, <c>verdict</c>, <c>steps</c>, each with <c>id</c>, <c>title</c>, <c>verdict</c>, <c>detail</c>,
    /// <c>remedies</c>, <c>ms</c>, <c>steps</c>.</summary>
    public string Json(CheckReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("target", report.Target);
            json.WriteString("verdict", report.Verdict.Name());
            Steps(json, report.Steps);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>What is under way, on one line: the host and the step that takes longest; empty where nothing is.</summary>
    public string Running(CheckReport report)
    {
        var running = report.Steps.SelectMany(host => host.Steps.IsEmpty ? [(host.Title, Step: host)] : host.Steps.Select(step => (host.Title, Step: step)))
            .Where(pair => pair.Step.Verdict == Verdict.Running).OrderByDescending(pair => pair.Step.Elapsed).FirstOrDefault();
        return running.Step is { } step ? _text.Format("Running", running.Title.In(language), step.Title.In(language), (int)step.Elapsed.TotalSeconds) : "";
    }

    private void Node(StringBuilder output, CheckStep step, string indent, bool last, bool dialogue)
    {
        var inner = indent + (last ? Gap : Stem);
        output.Append(indent).Append(last ? LastBranch : Branch)
            .Append(Painted(step.Verdict, $"{Symbol(step.Verdict)} {step.Title.In(language)}")).Append(Time(step)).Append('\n');
        Line(output, inner, step.Detail.In(language));

        foreach (var remedy in OwnRemedies(step))
            Line(output, inner, $"→ {remedy.In(language)}");

        var (before, behind) = OwnDialogue(step);
        if (dialogue)
            Lines(output, inner, before);
        for (var i = 0; i < step.Steps.Length; i++)
            Node(output, step.Steps[i], inner, i == step.Steps.Length - 1, dialogue);
        if (dialogue)
            Lines(output, inner, behind);
    }

    private static void Lines(StringBuilder output, string indent, IEnumerable<CheckLine> lines)
    {
        foreach (var line in lines)
            Line(output, indent, (line.FromServer ? "S: " : "C: ") + line.Text);
    }

    private static void Line(StringBuilder output, string indent, string text)
    {
        if (text.Length > 0)
            output.Append(indent).Append("  ").Append(Harmless(text)).Append('\n');
    }

    /// <summary>A server's words must not steer the terminal.</summary>
    public static string Harmless(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static string Time(CheckStep step) =>
        step.Elapsed == TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Math.Ceiling(step.Elapsed.TotalMilliseconds):0} ms)");

    private string Painted(Verdict verdict, string text) => !color ? text : verdict switch
    {
        Verdict.Pass => $"\e[32m{text}\e[0m",
        Verdict.Warn => $"\e[33m{text}\e[0m",
        Verdict.Fail => $"\e[31m{text}\e[0m",
        _ => $"\e[2m{text}\e[0m",
    };

    private void Steps(Utf8JsonWriter json, IEnumerable<CheckStep> steps)
    {
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("id", step.Id);
            json.WriteString("title", step.Title.In(language));
            json.WriteString("verdict", step.Verdict.Name());
            json.WriteString("detail", step.Detail.In(language));
            json.WriteStartArray("remedies");
            foreach (var remedy in step.Remedies)
                json.WriteStringValue(remedy.In(language));
            json.WriteEndArray();
            json.WriteNumber("ms", (long)step.Elapsed.TotalMilliseconds);
            Steps(json, step.Steps);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
