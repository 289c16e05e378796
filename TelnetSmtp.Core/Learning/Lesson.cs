// A lesson: what is to be done step by step, how it is recognised, and what is said of it, as data. Immutable; read from JSON by LessonReader, played by
// LessonMachine. Refuses to act. The schema for editors is samples/lessons/lesson.schema.json. Defaults stand behind the getters, because the JSON source
// generator passes over initializers of init-only properties.
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

/// <summary>One lesson.</summary>
public sealed record Lesson
{
    /// <summary>The JSON schema's address, for editors; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Short name: lower-case letters, digits, hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>A few words for lists.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What is learnt here, in a sentence or two.</summary>
    public required LocalizedText About { get; init; }

    /// <summary>Its place in the list; lessons without one stand last.</summary>
    public int Order { get => field == 0 ? int.MaxValue : field; init; }

    /// <summary>The practice server's scenario: the name of a built-in one, a file beside the lesson's, or the scenario itself. Undefined: the default one.</summary>
    public JsonElement Scenario { get; init; }

    /// <summary>A saved session that is read instead of a live one, line by line, in any format that `annotate` reads. Null: a live session.</summary>
    public IReadOnlyList<string>? Log { get; init; }

    public required IReadOnlyList<LessonStep> Steps { get; init; }

    /// <summary>What to try in free play, when all steps are done.</summary>
    public LocalizedText? Afterwards { get; init; }

    /// <summary>Whether a saved session is read: nothing can be typed to its server.</summary>
    [JsonIgnore]
    public bool HasLog => Log is not null;

    /// <summary>The built-in lessons, in the order in which they are best learnt.</summary>
    [JsonIgnore]
    public static IReadOnlyList<Lesson> BuiltIn => LessonReader.BuiltIn;

    /// <summary>The lesson in a file's text.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="LessonException">It is none; the message names file, line and mistake.</exception>
    public static Lesson Read(ReadOnlySpan<byte> json, string source) => LessonReader.Read(json, source);
}

/// <summary>One step: one thing to do.</summary>
public sealed record LessonStep
{
    /// <summary>What to do, as an order or a question.</summary>
    public required LocalizedText Task { get; init; }

    /// <summary>Two hints, the second saying more; the third is made of <see cref="Answer"/>.</summary>
    public required IReadOnlyList<LocalizedText> Hints { get; init; }

    /// <summary>The lines to type that do it; for a question empty.</summary>
    public IReadOnlyList<string> Answer { get => field ?? []; init; }

    /// <summary>How it is seen that the step is done; null for a question.</summary>
    public LessonExpectation? Expect { get; init; }

    /// <summary>A question's answers; empty where something is to be done.</summary>
    public IReadOnlyList<LessonChoice> Choices { get => field ?? []; init; }

    /// <summary>What has been seen when the step is done: what the server said, and why.</summary>
    public required LocalizedText Done { get; init; }

    /// <summary>Mistakes that this step invites, first match wins.</summary>
    public IReadOnlyList<LessonMistake> Mistakes { get => field ?? []; init; }

    /// <summary>The lines that bring a new connection to where this step begins.</summary>
    public IReadOnlyList<string> Setup { get => field ?? []; init; }

    /// <summary>Whether the step begins at the prompt, without a connection.</summary>
    public bool Offline { get; init; }

    [JsonIgnore]
    public bool IsQuestion => Choices.Count > 0;

    /// <summary>Whether a line of the session is to be pointed at.</summary>
    [JsonIgnore]
    public bool IsPointing => Expect?.Point is not null;
}

/// <summary>One answer of a question.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Say">Why it is right or wrong.</param>
/// <param name="Right">Whether it is the right one; one of a question's answers is.</param>
public sealed record LessonChoice(LocalizedText Text, LocalizedText Say, bool Right = false);

/// <summary>A mistake that is expected.</summary>
/// <param name="When">What it looks like.</param>
/// <param name="Say">What is said of it.</param>
/// <param name="Example">Lines that make it.</param>
public sealed record LessonMistake(LessonExpectation When, LocalizedText Say, IReadOnlyList<string> Example);

/// <summary>What happens outside of the dialogue and can be asked for.</summary>
public enum LessonFact : byte
{
    None,
    /// <summary>`set localecho` is on.</summary>
    LocalEcho,
    /// <summary>A log is being written.</summary>
    Logging,
    /// <summary>A connection stands.</summary>
    Connected,
    /// <summary>An attempt to connect failed.</summary>
    ConnectFailed,
    /// <summary>A connection ended.</summary>
    Disconnected,
}

/// <summary>What an exchange, a line or an event must be. Everything that is given must hold; patterns have <c>*</c> and <c>?</c> and no letter case.</summary>
public sealed record LessonExpectation
{
    /// <summary>The command; CONNECT for the greeting, <c>.</c> for the end of the message, <c>?</c> for what is no command.</summary>
    public string? Command { get; init; }

    /// <summary>The address of MAIL or RCPT, without brackets.</summary>
    public string? Path { get; init; }

    /// <summary>Parameters that must be there: <c>SIZE</c> with any value, <c>NOTIFY=SUCCESS,FAILURE</c> with these values in any order.</summary>
    public IReadOnlyList<string> Parameters { get => field ?? []; init; }

    /// <summary>A pattern for all that stands behind the verb.</summary>
    public string? Argument { get; init; }

    /// <summary>How the reply begins: <c>2</c>, <c>250</c>, <c>550 5.1.1</c>. Null: any that is no error.</summary>
    public string? Reply { get; init; }

    /// <summary>Whether the command went before the reply to the one before had come (RFC 2920).</summary>
    public bool? Early { get; init; }

    /// <summary>A pattern for a line of the message; no reply is waited for.</summary>
    public string? Content { get; init; }

    /// <summary>Something outside of the dialogue.</summary>
    public LessonFact Client { get; init; }

    /// <summary>A pattern for the line of the session that is to be pointed at.</summary>
    public string? Point { get; init; }
}
