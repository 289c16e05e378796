// Where a lesson stands at one moment: immutable, the screen's only source.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

/// <summary>What is thought of the newest thing that was done.</summary>
public enum LessonVerdict : byte
{
    /// <summary>The step is done.</summary>
    Right,
    /// <summary>It is not what was asked for, and the server refused it or it is a wrong answer.</summary>
    Wrong,
    /// <summary>It is not what was asked for, but no harm is done.</summary>
    Aside,
}

/// <summary>The judgement.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Text">What is to be said.</param>
public sealed record LessonJudgement(LessonVerdict Verdict, LocalizedText Text);

/// <summary>A lesson under way.</summary>
/// <param name="Lesson">Which.</param>
/// <param name="Step">The step to be done, from 0; the number of steps where all are done.</param>
/// <param name="Hints">Hints asked for in this step, 0 to 3.</param>
/// <param name="Judgement">Of the newest thing that was done; null where nothing was.</param>
/// <param name="Connected">Whether a connection stands.</param>
public sealed record LessonView(Lesson Lesson, int Step, int Hints, LessonJudgement? Judgement, bool Connected)
{
    /// <summary>Hints that a step has.</summary>
    public const int MostHints = LessonCheck.OwnHints + 1;

    /// <summary>Whether all is done: free play.</summary>
    public bool Finished => Step >= Lesson.Steps.Count;

    /// <summary>The step to be done; null in free play.</summary>
    public LessonStep? Current => Finished ? null : Lesson.Steps[Step];

    /// <summary>Whether the connection that the step needs is gone.</summary>
    public bool Lost => Current is { Offline: false } && !Connected && !Lesson.HasLog;
}
