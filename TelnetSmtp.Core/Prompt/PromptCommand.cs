// The commands of the `Microsoft Telnet>` prompt and how far each may be shortened: Windows' own as its help lists them, ours by full name only.
// A table and its look-up; refuses to know what a command does (see PromptInterpreter).
namespace TelnetSmtp.Core.Prompt;

/// <summary>What a prompt line asks for.</summary>
public enum PromptVerb : byte
{
    Close, Display, Open, Quit, Send, Set, Status, Unset, Help, Auth,
    Nslookup, MailExchangers, Check, Explain, Practice, Learn, Quiz, Replay, Encode, Decode, Bdat,
}

/// <summary>One command.</summary>
/// <param name="Verb">Which.</param>
/// <param name="Name">Its full name, lower case.</param>
/// <param name="Shortest">Letters that are enough: Windows takes <c>sen</c> for send and <c>st</c> for status, but never <c>s</c> or <c>se</c>.</param>
public sealed record PromptCommand(PromptVerb Verb, string Name, int Shortest)
{
    /// <summary>Windows' commands in the order of its help, then the additions, which have no short form.</summary>
    public static IReadOnlyList<PromptCommand> All { get; } =
    [
        new(PromptVerb.Close, "close", 1), new(PromptVerb.Display, "display", 1), new(PromptVerb.Open, "open", 1), new(PromptVerb.Quit, "quit", 1),
        new(PromptVerb.Set, "set", 3), new(PromptVerb.Send, "send", 3), new(PromptVerb.Status, "status", 2), new(PromptVerb.Unset, "unset", 1),
        new(PromptVerb.Help, "help", 1), new(PromptVerb.Help, "?", 1),
        Addition(PromptVerb.Auth, "auth"),
        Addition(PromptVerb.Nslookup, "nslookup"), Addition(PromptVerb.MailExchangers, "mx"), Addition(PromptVerb.Check, "check"), Addition(PromptVerb.Explain, "explain"),
        Addition(PromptVerb.Bdat, "bdat"), Addition(PromptVerb.Practice, "practice"), Addition(PromptVerb.Learn, "learn"), Addition(PromptVerb.Quiz, "quiz"), Addition(PromptVerb.Replay, "replay"),
        Addition(PromptVerb.Encode, "encode"), Addition(PromptVerb.Decode, "decode"),
    ];

    /// <summary>The command that <paramref name="word"/> names in full or in short, in any letter case; null where there is none.</summary>
    public static PromptCommand? Find(ReadOnlySpan<char> word)
    {
        foreach (var command in All)
            if (word.Length >= command.Shortest && command.Name.AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return command;
        return null;
    }

    private static PromptCommand Addition(PromptVerb verb, string name) => new(verb, name, name.Length);
}
