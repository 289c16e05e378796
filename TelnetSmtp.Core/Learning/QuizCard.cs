// What the quiz can ask, one card a question: values only. A card carries the right choice and the wrong ones that are plausible beside it, nearest first;
// which of them are shown is drawn anew each time (QuizQuestion). Refuses to know the learner.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Learning;

/// <summary>The kind of question.</summary>
public enum QuizKind : byte
{
    /// <summary>From a code to its meaning.</summary>
    CodeToMeaning,
    /// <summary>From a meaning to its code.</summary>
    MeaningToCode,
    /// <summary>From a server's line to its cause and the next step.</summary>
    LineToRemedy,
    /// <summary>From a transcript to the line that the server refused.</summary>
    FaultyLine,
}

/// <summary>One answer to choose from.</summary>
/// <param name="Key">What it stands for: a code, the name of a known text's topic, the number of a line. No two choices of a question share it.</param>
/// <param name="Text">What is shown; protocol text is the same in both languages.</param>
/// <param name="Next">The next step that goes with it, on a line of its own; null for none.</param>
public sealed record QuizChoice(string Key, LocalizedText Text, LocalizedText? Next = null);

/// <summary>The reply that a card is about, for the decoder to explain.</summary>
/// <param name="Code">Reply code; 0 where only the enhanced code is known.</param>
/// <param name="Enhanced">Enhanced code; <c>default</c> for none.</param>
/// <param name="After">The command that it answers; <see cref="SmtpVerb.None"/> where that does not matter.</param>
/// <param name="Words">The server's words; empty for none.</param>
public readonly record struct QuizReply(int Code, EnhancedStatus Enhanced, SmtpVerb After, string Words)
{
    /// <summary>The first digit: 2, 3, 4 or 5.</summary>
    public int Digit => Code == 0 ? Enhanced.Class : Code / 100;
}

/// <summary>One card.</summary>
/// <param name="Id">Stable name, unique; the learner's progress is kept under it.</param>
/// <param name="Subject">What it is about: cards of one subject give each other's answers away, so they are not asked one right after the other.</param>
/// <param name="Kind">The kind of question.</param>
/// <param name="Level">When it comes in: 0 is asked first of all.</param>
/// <param name="Prompt">What is asked about, line by line; protocol text is the same in both languages.</param>
/// <param name="Reply">The reply that it is about.</param>
/// <param name="Right">The right choice.</param>
/// <param name="Wrong">Wrong choices, the most plausible first: those of one inner list are equally plausible.</param>
/// <param name="Why">Why it is so, beyond what the decoder says; null for nothing.</param>
public sealed record QuizCard(string Id, string Subject, QuizKind Kind, int Level, IReadOnlyList<LocalizedText> Prompt, QuizReply Reply, QuizChoice Right,
    IReadOnlyList<IReadOnlyList<QuizChoice>> Wrong, LocalizedList? Why = null);
