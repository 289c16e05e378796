// Why a scenario cannot be had: one line, in both languages. Refuses to know how it is shown.
using System.Text.Json;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Practice;

/// <summary>A scenario cannot be had: what, where (file and line), why.</summary>
public sealed class ScenarioException : Exception
{
    public ScenarioException()
        : this("")
    {
    }

    public ScenarioException(string message)
        : this(new LocalizedText(message, message))
    {
    }

    public ScenarioException(string message, Exception innerException)
        : this(new LocalizedText(message, message), innerException)
    {
    }

    internal ScenarioException(LocalizedText text, Exception? cause = null)
        : base(text.En, cause) => Text = text;

    /// <summary>The message in both languages; <see cref="Exception.Message"/> is the English one.</summary>
    public LocalizedText Text { get; }
}

/// <summary>A mistake that a converter found; the serializer adds path and line to it.</summary>
internal sealed class ScenarioJsonException : JsonException
{
    public ScenarioJsonException()
        : this("")
    {
    }

    public ScenarioJsonException(string message)
        : this(new LocalizedText(message, message))
    {
    }

    public ScenarioJsonException(string message, Exception innerException)
        : base(message, innerException) => Text = new LocalizedText(message, message);

    public ScenarioJsonException(LocalizedText text)
        : base(text.En) => Text = text;

    public LocalizedText Text { get; }
}
