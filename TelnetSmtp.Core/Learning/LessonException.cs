// Why a lesson cannot be had: one line, in both languages. Refuses to know how it is shown.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

/// <summary>A lesson cannot be had: what, where (file and line), why.</summary>
public sealed class LessonException : Exception
{
    public LessonException()
        : this("")
    {
    }

    public LessonException(string message)
        : this(new LocalizedText(message, message))
    {
    }

    public LessonException(string message, Exception innerException)
        : this(new LocalizedText(message, message), innerException)
    {
    }

    internal LessonException(LocalizedText text, Exception? cause = null)
        : base(text.En, cause) => Text = text;

    /// <summary>The message in both languages; <see cref="Exception.Message"/> is the English one.</summary>
    public LocalizedText Text { get; }
}
