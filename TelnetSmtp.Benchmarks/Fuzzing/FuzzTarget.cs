// What can be fuzzed: a table of names and what is done with an input. A target throws where the input makes the product throw or where a rule is broken that
// must hold for any input; the rules are those of the property tests. Refuses to touch files, sockets and clocks.
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.Benchmarks.Fuzzing;

/// <summary>One target.</summary>
/// <param name="Name">As the command line takes it.</param>
/// <param name="Run">Reads one input; throws where something does not hold.</param>
/// <param name="Tokens">Words of its language, which afl-fuzz puts in whole.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Run, IReadOnlyList<string> Tokens)
{
    /// <summary>Whether it is one of the few that a smoke run tries.</summary>
    public bool Main { get; init; } = true;
}

/// <summary>The table.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("telnet", TelnetTarget.Run, FuzzTokens.Telnet),
        new("ansi", TerminalTarget.Run, FuzzTokens.Terminal),
        new("smtp", SmtpTarget.Run, FuzzTokens.Smtp),
        new("smtp-words", SmtpTarget.RunWords, []),
        new("practice", PracticeTarget.Run, FuzzTokens.Smtp),
        new("session", SessionTarget.Run, [.. FuzzTokens.Smtp, .. FuzzTokens.Telnet]),
        new("records", RecordTarget.Run, FuzzTokens.Records),
        new("record-back", RecordBackTarget.Run, FuzzTokens.Smtp),
        new("replay", ReplayTarget.Run, FuzzTokens.Records),
        new("scenario", JsonTarget.Scenario, FuzzTokens.Json),
        new("lesson", JsonTarget.Lesson, FuzzTokens.Json),
        new("dns", DnsTarget.Run, FuzzTokens.Dns),
        new("prompt", PromptTarget.Run, FuzzTokens.Prompt),
        .. RecordReader.FormatNames.Select(format => new FuzzTarget($"records-{format}", input => RecordTarget.Run(input, format), FuzzTokens.Records) { Main = false }),
    ];

    public static FuzzTarget? Named(string name) => All.FirstOrDefault(target => target.Name == name);
}
