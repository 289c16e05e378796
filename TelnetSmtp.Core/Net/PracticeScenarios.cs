// The scenario that a user named: a built-in one, or a file, opened here because the practice room touches no files. Refuses to read JSON itself.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.Core.Net;

/// <summary>Scenarios by name or path.</summary>
public static class PracticeScenarios
{
    /// <summary>A scenario file is text typed by hand; a megabyte is a hundred times the largest.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>The built-in scenario or the file called <paramref name="nameOrPath"/>; the default scenario where it is null. A built-in name wins
    /// over a file in the current directory; what ends in <c>.json</c> or holds a slash is a path.</summary>
    /// <exception cref="ScenarioException">There is none, or it cannot be read.</exception>
    public static Scenario Named(string? nameOrPath)
    {
        var name = nameOrPath ?? Scenario.Default;
        var isPath = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.AsSpan().ContainsAny('/', '\\');
        return isPath || (!Scenario.BuiltInNames.Contains(name, StringComparer.OrdinalIgnoreCase) && File.Exists(name)) ? Load(name) : Scenario.BuiltIn(name);
    }

    /// <summary>The scenario in the file <paramref name="path"/>.</summary>
    /// <exception cref="ScenarioException">It cannot be read, or is none; the message names file, line and mistake.</exception>
    public static Scenario Load(string path)
    {
        try
        {
            return FileOpening.ReadAll(path, LargestFile) is { } json
                ? Scenario.Read(json, path)
                : throw new ScenarioException(new LocalizedText($"{path}: larger than {LargestFile} octets; this is no scenario file.",
                    $"{path}: größer als {LargestFile} Oktette; das ist keine Szenariodatei."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ScenarioException(FileOpening.Unreadable(path, e), e);
        }
    }
}
