// `set` and `unset`: the options that are on or off as a table, those with a value each by name. Pure: settings and words in, a PromptResult out.
// What Windows has and this client cannot have a meaning for (ntlm, codeset) is said in one line and changes nothing.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Changes settings by the prompt's words.</summary>
public static class PromptOptions
{
    private sealed record Switch(string Name, Func<ClientSettings, bool, ClientSettings> Change, LocalizedText On, LocalizedText Off);

    /// <summary><c>local_echo</c> is how Windows 2000 spelt it, and how old instructions still do.</summary>
    private static readonly Switch[] Switches =
    [
        new("localecho", (s, on) => s with { LocalEcho = on }, PromptText.LocalEchoOn, PromptText.LocalEchoOff),
        new("local_echo", (s, on) => s with { LocalEcho = on }, PromptText.LocalEchoOn, PromptText.LocalEchoOff),
        new("crlf", (s, on) => s with { CrLf = on }, PromptText.NewLineMode, PromptText.LineFeedMode),
        new("bsasdel", (s, on) => s with { BsAsDel = on }, PromptText.BackspaceAsDelete, PromptText.BackspaceAsBackspace),
        new("delasbs", (s, on) => s with { DelAsBs = on }, PromptText.DeleteAsBackspace, PromptText.DeleteAsDelete),
        new("lineedit", (s, on) => s with { LineEdit = on }, PromptText.LineEditOn, PromptText.LineEditOff),
        new("lmtp", (s, on) => s with { Lmtp = on }, RouteText.LmtpOn, RouteText.LmtpOff),
        new("timing", (s, on) => s with { Timing = on }, PromptText.TimingOn, PromptText.TimingOff),
        new("masking", (s, on) => s with { Masking = on }, PromptText.MaskingOn, PromptText.MaskingOff),
    ];

    /// <summary>`set WORDS`.</summary>
    public static PromptResult Set(string words, ClientSettings settings)
    {
        var (name, value) = PromptWords.Split(words);
        name = name.ToLowerInvariant();
        var language = settings.Language;
        if (Array.Find(Switches, s => s.Name == name) is { } found)
            return Switched(found, true, value, settings);
        if (RouteOptions.Set(name, PromptWords.Unquote(value), settings) is { } route)
            return route;
        return name switch
        {
            "?" => new(PromptHelp.Set.In(language) + PromptHelp.SetAdditions.In(language), settings),
            "escape" => SetEscape(value, settings),
            "logfile" => SetLogFile(PromptWords.Unquote(value), settings),
            "logging" => value.Length > 0 ? new(PromptText.TakesNoValue(name, language), settings) : SetLogging(settings),
            "record" => SetRecord(PromptWords.Unquote(value), settings),
            "mode" => SetMode(value, settings),
            "term" => SetTerm(value, settings),
            "tls" => PromptTls.Set(value, settings),
            "lang" => SetLanguage(value, settings),
            "ntlm" => new(PromptText.NtlmMeaningless.In(language), settings),
            "codeset" => new(PromptText.CodesetMeaningless.In(language), settings),
            _ => new(PromptText.InvalidSet.In(language), settings),
        };
    }

    /// <summary>`unset WORDS`.</summary>
    public static PromptResult Unset(string words, ClientSettings settings)
    {
        var (name, value) = PromptWords.Split(words);
        name = name.ToLowerInvariant();
        var language = settings.Language;
        if (Array.Find(Switches, s => s.Name == name) is { } found)
            return Switched(found, false, value, settings);
        if (RouteOptions.Unset(name, settings) is { } route)
            return route;
        return name switch
        {
            "?" => new(PromptHelp.Unset.In(language) + PromptHelp.UnsetAdditions.In(language), settings),
            "escape" => new(PromptText.NoEscape.In(language), settings with { Escape = null }),
            "tls" => PromptTls.Unset(value, settings),
            "logging" => new(PromptText.LoggingOff.In(language), settings with { Logging = false }, new PromptAction.StopLog()),
            "record" => settings.RecordFile is null ? new(RecordTexts.NotRecording.In(language), settings)
                : new(RecordTexts.Off.In(language), settings with { RecordFile = null }, new PromptAction.StopRecord()),
            "ntlm" => new(PromptText.NtlmMeaningless.In(language), settings),
            "codeset" => new(PromptText.CodesetMeaningless.In(language), settings),
            _ => new(PromptText.InvalidUnset.In(language), settings),
        };
    }

    /// <summary>`set localecho off` must not turn it on: a value is refused rather than passed over.</summary>
    private static PromptResult Switched(Switch found, bool on, string value, ClientSettings settings) => value.Length > 0
        ? new(PromptText.TakesNoValue(found.Name, settings.Language), settings)
        : new((on ? found.On : found.Off).In(settings.Language), found.Change(settings, on));

    private static PromptResult SetEscape(string value, ClientSettings settings)
    {
        if (ReadEscape(value) is not { } escape)
            return new(PromptText.ValueNeeded("escape", "x | ^x | CTRL+x", settings.Language), settings);
        return new(PromptText.EscapeLine(escape, settings.Language), settings with { Escape = escape });
    }

    /// <summary>The character meant by <c>x</c>, <c>^x</c>, <c>CTRL+x</c> or a control code typed as such; null where it is none of them.</summary>
    public static char? ReadEscape(string value)
    {
        var control = value switch
        {
            ['^', var c] => c,
            _ when value.Length == 6 && value.StartsWith("ctrl+", StringComparison.OrdinalIgnoreCase) => value[5],
            _ when value.Length == 6 && value.StartsWith("strg+", StringComparison.OrdinalIgnoreCase) => value[5],
            _ => '\0',
        };
        if (control != '\0')
            return char.ToUpperInvariant(control) is var upper and >= '@' and <= '_' ? (char)(upper & 0x1F) : control == '?' ? '\x7F' : null;
        return value.Length == 1 ? value[0] : null;
    }

    /// <summary>"Logging begins automatically when you set this option": what is said then, the one who opens the file says.</summary>
    private static PromptResult SetLogFile(string file, ClientSettings settings) => file.Length == 0
        ? new(PromptText.ValueNeeded("logfile", "FILE", settings.Language), settings)
        : new("", settings with { LogFile = file, Logging = true }, new PromptAction.StartLog(file));

    private static PromptResult SetLogging(ClientSettings settings) => settings.LogFile is { } file
        ? new("", settings with { Logging = true }, new PromptAction.StartLog(file))
        : new(PromptText.LoggingWithoutFile.In(settings.Language), settings);

    private static PromptResult SetRecord(string file, ClientSettings settings) => file.Length == 0
        ? new(PromptText.ValueNeeded("record", "FILE", settings.Language), settings)
        : new("", settings with { RecordFile = file }, new PromptAction.StartRecord(file));

    private static PromptResult SetMode(string value, ClientSettings settings)
    {
        bool? stream = value.ToLowerInvariant() switch { "console" => false, "stream" => true, _ => null };
        if (stream is not { } mode)
            return new(PromptText.ValueNeeded("mode", "console | stream", settings.Language), settings);
        var changed = settings with { StreamMode = mode };
        return new(PromptText.CurrentMode(changed), changed);
    }

    private static PromptResult SetTerm(string value, ClientSettings settings)
    {
        if (ReadTerm(value) is not { } term)
            return new(PromptText.ValueNeeded("term", "ansi | vt100 | vt52 | vtnt", settings.Language), settings);
        var changed = settings with { Term = term };
        return new(PromptText.PreferredTerm(changed), changed);
    }

    /// <summary>The terminal type named, in any letter case; null where there is none.</summary>
    public static TerminalType? ReadTerm(string value) => value.ToLowerInvariant() switch
    {
        "ansi" => TerminalType.Ansi,
        "vt100" => TerminalType.Vt100,
        "vt52" => TerminalType.Vt52,
        "vtnt" => TerminalType.Vtnt,
        _ => null,
    };

    private static PromptResult SetLanguage(string value, ClientSettings settings)
    {
        if (ReadLanguage(value) is not { } language)
            return new(PromptText.ValueNeeded("lang", "en | de", settings.Language), settings);
        return new(PromptText.LanguageChosen.In(language), settings with { Language = language });
    }

    /// <summary>The language named by <c>en</c>, <c>de</c>, its name, or a locale such as <c>de_DE.UTF-8</c>; null where there is none.</summary>
    public static Language? ReadLanguage(string value) => value.ToLowerInvariant().Split('_', '-', '.', '@')[0] switch
    {
        "en" or "english" => Language.English,
        "de" or "german" or "deutsch" => Language.German,
        _ => null,
    };
}
