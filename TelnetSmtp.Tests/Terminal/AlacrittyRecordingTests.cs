// Alacritty's recorded sessions (alacritty_terminal/tests/ref of its repository): the bytes of each, and the screen that it ended in there. Read from
// the folder that TELNETSMTP_ALACRITTY_REF names, for they are not ours to keep; skipped without it.
using System.Globalization;
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Terminal;

public sealed class AlacrittyRecordingTests
{
    /// <summary>Where we follow xterm and DEC instead, and why. These must differ: if one does not, this list is old.</summary>
    private static readonly Dictionary<string, string> Deviations = new(StringComparer.Ordinal)
    {
        ["decaln_reset"] = "DECALN homes the cursor (DEC STD 070)",
        ["deccolm_reset"] = "DECCOLM is obeyed only where mode 40 allows it (xterm)",
        ["selective_erasure"] = "DECSCA protects from DECSED and DECSEL (VT220)",
    };

    [Fact]
    public void Recorded_sessions_end_in_the_same_text()
    {
        var folder = Environment.GetEnvironmentVariable("TELNETSMTP_ALACRITTY_REF");
        if (!Directory.Exists(folder))
            Assert.Skip("TELNETSMTP_ALACRITTY_REF names no folder; point it at alacritty_terminal/tests/ref of a copy of alacritty");
        var report = new StringBuilder();
        int same = 0, unreadable = 0;
        var wrong = new List<string>();
        foreach (var recording in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(recording);
            if (!File.Exists(Path.Combine(recording, "grid.json")))
            {
                unreadable++;
                report.AppendLine(CultureInfo.InvariantCulture, $"{name}: no grid.json in this copy");
                continue;
            }

            var (expected, actual) = Play(recording);
            var equal = expected.SequenceEqual(actual, StringComparer.Ordinal);
            same += equal ? 1 : 0;
            if (equal == Deviations.ContainsKey(name))
                wrong.Add(name);
            if (!equal)
                report.AppendLine(CultureInfo.InvariantCulture, $"{name}: {Deviations.GetValueOrDefault(name, "differs")}: {FirstDifference(expected, actual)}");
        }

        TestContext.Current.SendDiagnosticMessage($"{same} recordings end in the same text, {unreadable} without grid\n{report}");
        Assert.True(wrong.Count == 0, $"{string.Join(", ", wrong)}\n{report}");
        Assert.NotEqual(0, same);
    }

    private static (List<string> Expected, List<string> Actual) Play(string recording)
    {
        using var size = JsonDocument.Parse(File.ReadAllText(Path.Combine(recording, "size.json")));
        var terminal = new TerminalEmulator(size.RootElement.GetProperty("columns").GetInt32(), size.RootElement.GetProperty("screen_lines").GetInt32());
        terminal.Feed(File.ReadAllBytes(Path.Combine(recording, "alacritty.recording")));
        var screen = terminal.Snapshot();
        using var grid = JsonDocument.Parse(File.ReadAllText(Path.Combine(recording, "grid.json")));
        return (Expected(grid.RootElement.GetProperty("raw"), screen.Rows), [.. screen.Lines.Select(ScriptPlayer.RowText)]);
    }

    /// <summary>The store is a ring, bottom row first from <c>zero</c>.</summary>
    private static List<string> Expected(JsonElement raw, int rows)
    {
        var ring = raw.GetProperty("inner");
        var zero = raw.GetProperty("zero").GetInt32();
        return [.. Enumerable.Range(0, rows).Select(row => Row(ring[(zero + rows - 1 - row) % ring.GetArrayLength()].GetProperty("inner")))];
    }

    private static string Row(JsonElement cells)
    {
        var text = new StringBuilder();
        foreach (var cell in cells.EnumerateArray().Where(c => !c.GetProperty("flags").ToString().Contains("WIDE_CHAR_SPACER", StringComparison.Ordinal)))
        {
            text.Append(cell.GetProperty("c").GetString());
            if (cell.TryGetProperty("extra", out var extra) && extra.ValueKind == JsonValueKind.Object && extra.TryGetProperty("zerowidth", out var marks))
                foreach (var mark in marks.EnumerateArray())
                    text.Append(mark.GetString());
        }

        // Alacritty keeps a tab in the cell where it was typed.
        return text.ToString().Replace('\t', ' ').TrimEnd();
    }

    private static string FirstDifference(List<string> expected, List<string> actual)
    {
        var row = Enumerable.Range(0, expected.Count).First(r => expected[r] != actual[r]);
        return $"row {row}: \"{expected[row]}\" there, \"{actual[row]}\" here";
    }
}
