// What is said of the timed record at the prompt, in both languages.
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>The sentences of `set record` and `unset record`.</summary>
public static class RecordTexts
{
    public static LocalizedText Off { get; } = new("Recording off\n", "Aufnahme aus\n");

    public static LocalizedText NotRecording { get; } = new("Nothing is being recorded. Type: set record FILE\n", "Es läuft keine Aufnahme. Geben Sie ein: set record DATEI\n");

    /// <summary>For a record that was opened.</summary>
    public static string On(string file, Language language) =>
        Format(new("Recording to {0}; play it with: telnetsmtp replay {0}\n", "Aufnahme in {0}; abspielen mit: telnetsmtp replay {0}\n"), language, PromptText.Quoted(file));

    /// <summary>For a record that cannot be opened or written; <paramref name="reason"/> in a few words.</summary>
    public static string Failed(string file, LocalizedText reason, Language language) => Format(new(
        "Cannot record to {0}: {1}. The session goes on without it; choose another file with set record FILE.\n",
        "Aufnahme in {0} nicht möglich: {1}. Die Sitzung läuft ohne sie weiter; wählen Sie eine andere Datei mit set record DATEI.\n"),
        language, PromptText.Quoted(file), reason.In(language));

    private static string Format(LocalizedText text, Language language, params object[] values) => string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
