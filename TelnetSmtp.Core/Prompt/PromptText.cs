// Everything the prompt and the client say in Windows telnet's voice: its sentences where it has them, our own in the same tone where it has none.
// Texts only; those that are whole lines end in LF. A person's own words are shown without control characters and cut, never raw.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>The prompt's and the client's sentences.</summary>
public static class PromptText
{
    /// <summary>The prompt itself; alike in every language.</summary>
    public const string Prompt = "Microsoft Telnet> ";

    /// <summary>Characters of a person's own words that a message repeats: enough to recognise them, little enough for one line.</summary>
    public const int MaxQuoted = 60;

    public static LocalizedText InvalidCommand { get; } = Line("Invalid Command. type ?/help for help", "Ungültiger Befehl. Geben Sie ?/help ein, um Hilfe zu erhalten.");

    public static LocalizedText InvalidSet { get; } = Line("Invalid Command. Type 'set ?' for help", "Ungültiger Befehl. Geben Sie 'set ?' ein, um Hilfe zu erhalten.");

    public static LocalizedText InvalidUnset { get; } = Line("Invalid Command. Type 'unset ?' for help", "Ungültiger Befehl. Geben Sie 'unset ?' ein, um Hilfe zu erhalten.");

    public static LocalizedText InvalidSend { get; } = Line("Invalid Command. Type 'send ?' for help", "Ungültiger Befehl. Geben Sie 'send ?' ein, um Hilfe zu erhalten.");

    public static LocalizedText NotConnected { get; } = Line("Not Connected", "Nicht verbunden");

    public static LocalizedText NeedsScreen { get; } = Line("This needs the full screen. Run: telnetsmtp learn, or telnetsmtp quiz",
        "Das braucht den ganzen Bildschirm. Starten Sie: telnetsmtp learn oder telnetsmtp quiz");

    public static LocalizedText ConnectionLost { get; } = Line("Connection to host lost.", "Verbindung zu Host verloren.");

    public static LocalizedText PressAnyKey { get; } = new("Press any key to continue...", "Drücken Sie eine beliebige Taste, um fortzufahren...");

    public static LocalizedText LocalEchoOn { get; } = Line("Local echo on", "Lokales Echo ein");

    public static LocalizedText LocalEchoOff { get; } = Line("Local echo off", "Lokales Echo aus");

    public static LocalizedText NewLineMode { get; } =
        Line("New line mode - Causes return key to send CR & LF", "Zeilenumbruchmodus - Eingabetaste sendet CR & LF");

    public static LocalizedText LineFeedMode { get; } = Line("Line feed mode - Causes return key to send CR", "Zeilenvorschubmodus - Eingabetaste sendet CR");

    public static LocalizedText BackspaceAsDelete { get; } = Line("Backspace will be sent as delete", "Rücktaste wird als Entf gesendet");

    public static LocalizedText BackspaceAsBackspace { get; } = Line("Backspace will be sent as backspace", "Rücktaste wird als Rücktaste gesendet");

    public static LocalizedText DeleteAsBackspace { get; } = Line("Delete will be sent as backspace", "Entf wird als Rücktaste gesendet");

    public static LocalizedText DeleteAsDelete { get; } = Line("Delete will be sent as delete", "Entf wird als Entf gesendet");

    public static LocalizedText NoEscape { get; } = Line("No escape character is used", "Kein Escapezeichen wird verwendet");

    public static LocalizedText LoggingOff { get; } = Line("Client logging off", "Protokollierung aus");

    public static LocalizedText LoggingWithoutFile { get; } = Line("No log file is set. Type: set logfile FILE", "Keine Protokolldatei gesetzt. Geben Sie ein: set logfile DATEI");

    public static LocalizedText LineEditOn { get; } =
        Line("Line edit on - the line is edited here and sent whole at Enter", "Zeilenbearbeitung ein - die Zeile wird hier bearbeitet und mit der Eingabetaste ganz gesendet");

    public static LocalizedText LineEditOff { get; } = Line("Line edit off - each key is sent at once", "Zeilenbearbeitung aus - jede Taste wird sofort gesendet");

    public static LocalizedText TimingOn { get; } = Line("Timing on", "Zeitanzeige ein");

    public static LocalizedText TimingOff { get; } = Line("Timing off", "Zeitanzeige aus");

    public static LocalizedText MaskingOn { get; } = Line("Masking on - passwords are shown as ********", "Maskierung ein - Kennwörter erscheinen als ********");

    public static LocalizedText MaskingOff { get; } = Line("Masking off - WARNING: passwords now appear on the screen and in logs",
        "Maskierung aus - WARNUNG: Kennwörter erscheinen jetzt auf dem Bildschirm und in Protokollen");

    public static LocalizedText LanguageChosen { get; } = Line("Explanations are in English", "Erklärungen erscheinen auf Deutsch");

    public static LocalizedText NtlmMeaningless { get; } = Line("NTLM authentication is Windows' own and has no meaning here; nothing was changed.",
        "Die NTLM-Authentifizierung gehört zu Windows und hat hier keine Bedeutung; nichts wurde geändert.");

    public static LocalizedText CodesetMeaningless { get; } = Line("Code sets of Japanese Windows have no meaning here, text is UTF-8; nothing was changed.",
        "Zeichensätze des japanischen Windows haben hier keine Bedeutung, Text ist UTF-8; nichts wurde geändert.");

    public static LocalizedText HostMissing { get; } = Line("The host name is missing. Type: open hostname [port]", "Der Hostname fehlt. Geben Sie ein: open Hostname [Port]");

    public static LocalizedText TooManyWords { get; } = Line("Too many words. Type: open hostname [port]", "Zu viele Wörter. Geben Sie ein: open Hostname [Port]");

    public static LocalizedText DomainMissing { get; } = Line("The domain is missing. Type: mx DOMAIN", "Die Domäne fehlt. Geben Sie ein: mx DOMÄNE");

    public static LocalizedText RecordMissing { get; } = Line("The file is missing. Type: replay FILE", "Die Datei fehlt. Geben Sie ein: replay DATEI");

    public static LocalizedText ReplayNeedsScreen { get; } = Line("A replay needs the full screen. Use: telnetsmtp replay FILE --plain",
        "Eine Wiedergabe braucht das Vollbild. Verwenden Sie: telnetsmtp replay DATEI --plain");

    public static LocalizedText TargetMissing { get; } = Line("The domain is missing. Type: check DOMAIN or check HOST:PORT", "Die Domäne fehlt. Geben Sie ein: check DOMÄNE oder check HOST:PORT");

    public static LocalizedText CheckTooManyWords { get; } = Line("Too many words. Type: check DOMAIN [RECIPIENT] or check HOST:PORT [RECIPIENT]",
        "Zu viele Wörter. Geben Sie ein: check DOMÄNE [EMPFÄNGER] oder check HOST:PORT [EMPFÄNGER]");

    public static LocalizedText ReplyMissing { get; } = Line("The reply is missing. Type for example: explain 550 5.1.1", "Die Antwort fehlt. Geben Sie zum Beispiel ein: explain 550 5.1.1");

    public static LocalizedText EncodeMissing { get; } = Line("The text is missing. Type: encode TEXT", "Der Text fehlt. Geben Sie ein: encode TEXT");

    public static LocalizedText DecodeMissing { get; } = Line("The base64 text is missing. Type: decode BASE64", "Der Base64-Text fehlt. Geben Sie ein: decode BASE64");

    public static LocalizedText NotBase64 { get; } = Line("This is no base64: it takes A-Z a-z 0-9 + / in groups of four, = at the end. Check that the line is whole.",
        "Das ist kein Base64: erlaubt sind A-Z a-z 0-9 + / in Vierergruppen, = am Ende. Prüfen Sie, ob die Zeile vollständig ist.");

    private static readonly LocalizedText Welcome = Line("Welcome to Microsoft Telnet Client", "Willkommen bei Microsoft Telnet Client");

    /// <summary>The banner above the first prompt, as Windows draws it at start and at each escape.</summary>
    public static string Banner(ClientSettings settings)
    {
        var language = settings.Language;
        return Welcome.In(language) + "\n" + EscapeLine(settings.Escape, language) + "\n";
    }

    /// <summary><c>Escape Character is 'CTRL+]'</c>.</summary>
    public static string EscapeLine(char? escape, Language language) => escape is { } character
        ? Format(Line("Escape Character is '{0}'", "Escapezeichen ist '{0}'"), language, EscapeName(character))
        : NoEscape.In(language);

    /// <summary><c>CTRL+]</c> for 0x1D, the character itself where it is no control code.</summary>
    public static string EscapeName(char escape) => escape switch
    {
        < ' ' => "CTRL+" + (char)(escape | 0x40),
        '\x7F' => "CTRL+?",
        _ => escape.ToString(),
    };

    /// <summary><c>Connecting To X...</c>, without a line end: the failure follows on the same line.</summary>
    public static string ConnectingTo(string host, Language language) =>
        Format(new("Connecting To {0}...", "Verbindungsaufbau zu {0}..."), language, Quoted(host));

    private static readonly LocalizedText ConnectFailedUnix = Line("Could not open connection to the host: Connect failed",
        "Es konnte keine Verbindung mit dem Host hergestellt werden: Verbinden fehlgeschlagen");

    /// <summary><c>Could not open connection to the host, on port N: Connect failed</c>.</summary>
    /// <remarks>A Unix socket has no port: 0.</remarks>
    public static string ConnectFailed(int port, Language language) => port == 0 ? ConnectFailedUnix.In(language) : Format(Line("Could not open connection to the host, on port {0}: Connect failed",
        "Es konnte keine Verbindung mit dem Host hergestellt werden, auf Port {0}: Verbinden fehlgeschlagen"), language, port);

    /// <summary><c>Connected to X</c>, for `status`.</summary>
    public static string ConnectedTo(string peer, Language language) => Format(Line("Connected to {0}", "Verbunden mit {0}"), language, Quoted(peer));

    public static string AlreadyConnected(string peer, Language language) =>
        Format(Line("Already connected to {0}. Type close first.", "Bereits verbunden mit {0}. Geben Sie zuerst close ein."), language, Quoted(peer));

    public static string SentString(string text, Language language) => Format(Line("Sent string {0}", "Zeichenfolge {0} gesendet"), language, Quoted(text));

    /// <summary>For a log that was opened, by `set logfile`, `set logging` or <c>-f</c>.</summary>
    public static string LoggingOn(string file, Language language) =>
        Format(Line("Client logging on, log file {0}", "Protokollierung ein, Protokolldatei {0}"), language, Quoted(file));

    /// <summary>For a log that cannot be opened or written; <paramref name="reason"/> in a few words, as the log writer gives it.</summary>
    public static string LogFailed(string file, LocalizedText reason, Language language) => Format(Line(
        "Cannot write log file {0}: {1}. The session goes on without it; choose another with set logfile FILE.",
        "Protokolldatei {0} lässt sich nicht schreiben: {1}. Die Sitzung läuft ohne sie weiter; wählen Sie eine andere mit set logfile DATEI."),
        language, Quoted(file), reason.In(language));

    public static string NotAPort(string text, Language language) => Format(Line(
        "'{0}' is no port. Give a number from 1 to 65535 or a service name such as smtp, submission, smtps, http, telnet or ssh.",
        "'{0}' ist kein Port. Geben Sie eine Zahl von 1 bis 65535 oder einen Dienstnamen wie smtp, submission, smtps, http, telnet oder ssh an."),
        language, Quoted(text));

    public static string SpaceBeforePort(string host, string port, Language language) => Format(Line(
        "Host and port are two words. Type: open {0} {1}", "Host und Port sind zwei Wörter. Geben Sie ein: open {0} {1}"), language, Quoted(host), Quoted(port));

    /// <summary>For `set localecho on` and the like: the option takes no value.</summary>
    public static string TakesNoValue(string option, Language language) => Format(Line(
        "{0} takes no value. Type set {0} to turn it on, unset {0} to turn it off.",
        "{0} hat keinen Wert. Geben Sie set {0} ein zum Einschalten, unset {0} zum Ausschalten."), language, option);

    /// <summary>For an option whose value is missing or none of those that it knows.</summary>
    public static string ValueNeeded(string option, string values, Language language) =>
        Format(Line("Type: set {0} {1}", "Geben Sie ein: set {0} {1}"), language, option, values);

    public static string PreferredTerm(ClientSettings settings) => Format(Line("Preferred Term Type is {0}", "Bevorzugter Terminaltyp ist {0}"), settings.Language,
        (settings.Term ?? TerminalType.Ansi).ToString().ToUpperInvariant());

    public static string CurrentMode(ClientSettings settings) =>
        Format(Line("Current mode: {0}", "Aktueller Modus: {0}"), settings.Language, settings.StreamMode ? "Stream" : "Console");

    /// <summary>`display`: Windows' lines in its order, then the settings beyond them that are on.</summary>
    public static string Display(ClientSettings settings)
    {
        var language = settings.Language;
        var text = new StringBuilder(EscapeLine(settings.Escape, language))
            .Append(Line("Won't auth(NTLM Authentication)", "Keine Anmeldung (NTLM-Authentifizierung)").In(language))
            .Append((settings.LocalEcho ? LocalEchoOn : LocalEchoOff).In(language))
            .Append((settings.CrLf ? NewLineMode : LineFeedMode).In(language))
            .Append(CurrentMode(settings))
            .Append(Line("Will term type", "Terminaltyp wird mitgeteilt").In(language))
            .Append(PreferredTerm(settings));
        if (settings.BsAsDel)
            text.Append(BackspaceAsDelete.In(language));
        if (settings.DelAsBs)
            text.Append(DeleteAsBackspace.In(language));
        if (settings is { Logging: true, LogFile: { } log })
            text.Append(LoggingOn(log, language));
        if (settings.RecordFile is { } record)
            text.Append(RecordTexts.On(record, language));
        if (settings.LineEdit)
            text.Append(LineEditOn.In(language));
        text.Append(RouteText.Display(settings));
        if (settings.Timing)
            text.Append(TimingOn.In(language));
        if (settings.Tls != new TlsSettings())
            text.Append(PromptTlsText.Display(settings.Tls, language));
        if (!settings.Masking)
            text.Append(MaskingOff.In(language));
        return text.ToString();
    }

    /// <summary>A person's own words, fit to be shown: control characters as <c>?</c>, at most <see cref="MaxQuoted"/> characters.</summary>
    public static string Quoted(string text)
    {
        var shown = text.Length <= MaxQuoted ? text : string.Concat(text.AsSpan(0, MaxQuoted - 1), "…");
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c)) : shown;
    }

    private static LocalizedText Line(string en, string de) => new(en + "\n", de + "\n");

    private static string Format(LocalizedText text, Language language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
