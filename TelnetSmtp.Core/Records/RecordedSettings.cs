// A client's settings as one line of a timed record: the names that `set` knows, of those that are on, and name=value for the rest. A table, read in both
// directions. Refuses the log's file name, which is nobody's business but the writer's.
using System.Globalization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Records;

/// <summary>Writes and reads the line.</summary>
internal static class RecordedSettings
{
    private static readonly (string Name, Func<ClientSettings, bool> Get, Func<ClientSettings, ClientSettings> Set)[] Switches =
    [
        ("localecho", s => s.LocalEcho, s => s with { LocalEcho = true }), ("crlf", s => s.CrLf, s => s with { CrLf = true }),
        ("bsasdel", s => s.BsAsDel, s => s with { BsAsDel = true }), ("delasbs", s => s.DelAsBs, s => s with { DelAsBs = true }),
        ("stream", s => s.StreamMode, s => s with { StreamMode = true }), ("lineedit", s => s.LineEdit, s => s with { LineEdit = true }),
        ("timing", s => s.Timing, s => s with { Timing = true }), ("masking", s => s.Masking, s => s with { Masking = true }),
    ];

    public static string Write(ClientSettings settings)
    {
        List<string> words = [.. Switches.Where(known => known.Get(settings)).Select(known => known.Name), $"lang={(settings.Language == Language.German ? "de" : "en")}"];
        if (settings.Escape is { } escape)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"escape={(int)escape}"));
        if (settings.Term is { } term)
            words.Add($"term={term}");
        return string.Join(' ', words);
    }

    /// <summary>What is not understood, as of a later version, changes nothing.</summary>
    public static ClientSettings Read(string line)
    {
        var settings = new ClientSettings { CrLf = false, Masking = false, Escape = null };
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, "");
            settings = name switch
            {
                "lang" => settings with { Language = PromptOptions.ReadLanguage(value) ?? settings.Language },
                "term" => settings with { Term = PromptOptions.ReadTerm(value) },
                "escape" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var code) => settings with { Escape = (char)code },
                _ => Array.Find(Switches, known => known.Name == name) is { Set: { } set } ? set(settings) : settings,
            };
        }
        return settings;
    }
}
