// How long the server of a lesson lets its learner wait: a person needs seconds where a test needs less. The lesson is the real one; only the numbers of its
// scenario change, in a copy of its file. Refuses to touch steps, replies and rules.
using System.Text.Json.Nodes;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Screens;

/// <summary>The waiting times of a walk.</summary>
/// <param name="Delay">Of a reply that a rule of the scenario delays.</param>
/// <param name="Greylisting">How long a greylist refuses.</param>
internal sealed record LessonPace(TimeSpan Delay, TimeSpan Greylisting)
{
    /// <summary>For who makes no mistake: just long enough for a reply to be early or a try to be too early.</summary>
    public static LessonPace Quick { get; } = new(TimeSpan.FromMilliseconds(700), TimeSpan.FromSeconds(1));

    /// <summary>For who has to be too early, also on a slow machine.</summary>
    public static LessonPace Patient { get; } = Quick with { Greylisting = TimeSpan.FromSeconds(4) };

    /// <summary>The lesson with this pace.</summary>
    /// <returns>A file in <paramref name="folder"/>; the name itself where its server makes nobody wait.</returns>
    public string Quicken(string name, TemporaryFolder folder)
    {
        var file = Directory.GetFiles(Repository.PathOf("TelnetSmtp.Core", "Learning", "Lessons"), $"*-{name}.json").Single();
        var lesson = JsonNode.Parse(File.ReadAllText(file))!;
        if (lesson["scenario"] is not JsonObject scenario) return name;
        var waits = false;
        if (scenario["greylist"] is JsonObject greylist)
        {
            greylist["seconds"] = Greylisting.TotalSeconds;
            waits = true;
        }
        foreach (var rule in scenario["rules"]?.AsArray() ?? [])
        {
            if (rule!["delayMs"] is null) continue;
            rule["delayMs"] = Delay.TotalMilliseconds;
            waits = true;
        }
        if (!waits) return name;
        var copy = folder.PathOf($"{name}.json");
        File.WriteAllText(copy, lesson.ToJsonString());
        return copy;
    }
}
