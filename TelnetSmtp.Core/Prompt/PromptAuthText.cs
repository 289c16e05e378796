// What the prompt says of `auth`, the mechanisms that are explained and not done included. Texts only; whole lines end in LF.
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Sentences about signing in.</summary>
public static class PromptAuthText
{
    /// <summary>`auth` and `auth ?`.</summary>
    public static LocalizedText Usage { get; } = new(
        """
        auth MECHANISM USER             sign in; the password is asked for and never shown
        auth MECHANISM USER show        show the lines to type instead of sending them

        MECHANISM is plain, login, cram-md5, xoauth2 (asks for a token) or scram-sha-256.
        auth gssapi, auth ntlm and so on say why they are not done here.

        """.ReplaceLineEndings("\n"),
        """
        auth VERFAHREN BENUTZER         anmelden; das Kennwort wird erfragt und nie gezeigt
        auth VERFAHREN BENUTZER show    die einzugebenden Zeilen zeigen statt sie zu senden

        VERFAHREN ist plain, login, cram-md5, xoauth2 (fragt nach einem Token) oder scram-sha-256.
        auth gssapi, auth ntlm und so weiter sagen, warum sie hier nicht ausgeführt werden.

        """.ReplaceLineEndings("\n"));

    private static readonly Dictionary<string, LocalizedText> Reasons = new()
    {
        ["GSSAPI"] = Line(
            "GSSAPI is explained, not done: it carries Kerberos tickets of the service smtp/HOST, binary and made by the system (kinit), in three or more steps. Test it with: swaks or a mail program on a machine of that realm.",
            "GSSAPI wird erklärt, nicht ausgeführt: Es überträgt Kerberos-Tickets des Dienstes smtp/HOST, binär und vom System erzeugt (kinit), in drei oder mehr Schritten. Testen Sie es mit swaks oder einem Mailprogramm auf einem Rechner dieses Realms."),
        ["NTLM"] = Line(
            "NTLM is explained, not done: three binary messages (NEGOTIATE, CHALLENGE, AUTHENTICATE) with answers computed from the Windows password. After AUTH NTLM a challenge can be read here: its 334 is explained, with domain and server name.",
            "NTLM wird erklärt, nicht ausgeführt: drei binäre Nachrichten (NEGOTIATE, CHALLENGE, AUTHENTICATE) mit Antworten, die aus dem Windows-Kennwort errechnet werden. Nach AUTH NTLM lässt sich die Aufgabe hier lesen: Ihre 334 wird mit Domäne und Servernamen erklärt."),
        ["DIGEST-MD5"] = Line(
            "DIGEST-MD5 is explained, not done: RFC 6331 moved it to historic. Take scram-sha-256, or plain under TLS.",
            "DIGEST-MD5 wird erklärt, nicht ausgeführt: RFC 6331 hat es für überholt erklärt. Nehmen Sie scram-sha-256 oder plain unter TLS."),
        ["EXTERNAL"] = Line(
            "EXTERNAL needs no password: the proof is the TLS client certificate (set tls cert FILE, before STARTTLS). Then type: AUTH EXTERNAL =",
            "EXTERNAL braucht kein Kennwort: Der Nachweis ist das TLS-Client-Zertifikat (set tls cert DATEI, vor STARTTLS). Geben Sie dann ein: AUTH EXTERNAL ="),
        ["ANONYMOUS"] = Line("ANONYMOUS needs no password. Type: AUTH ANONYMOUS =", "ANONYMOUS braucht kein Kennwort. Geben Sie ein: AUTH ANONYMOUS ="),
    };

    /// <summary>For a mechanism that is none of ours: why, and what to take.</summary>
    public static string NotDone(string mechanism, Language language) => Reasons.TryGetValue(mechanism, out var reason)
        ? reason.In(language)
        : Format(Line("'{0}' is not done here. Take plain, login, cram-md5, xoauth2 or scram-sha-256: auth MECHANISM USER",
            "'{0}' wird hier nicht ausgeführt. Nehmen Sie plain, login, cram-md5, xoauth2 oder scram-sha-256: auth VERFAHREN BENUTZER"), language, PromptText.Quoted(mechanism));

    public static string UserMissing(string mechanism, Language language) =>
        Format(Line("The user name is missing. Type: auth {0} USER", "Der Benutzername fehlt. Geben Sie ein: auth {0} BENUTZER"), language, PromptText.Quoted(mechanism));

    /// <summary>A password behind the user would stand on the screen and in the history: it is refused.</summary>
    public static string TooManyWords(string mechanism, Language language) => Format(Line(
        "Too many words: the password is asked for, never typed here. Type: auth {0} USER", "Zu viele Wörter: Das Kennwort wird erfragt, nie hier eingegeben. Geben Sie ein: auth {0} BENUTZER"),
        language, PromptText.Quoted(mechanism));

    /// <summary>The question, without a line end: what is typed behind it is not shown.</summary>
    public static string AskSecret(string user, bool token, Language language) => Format(token
        ? new LocalizedText("Token for {0} (not shown, Esc cancels): ", "Token für {0} (wird nicht gezeigt, Esc bricht ab): ")
        : new LocalizedText("Password for {0} (not shown, Esc cancels): ", "Kennwort für {0} (wird nicht gezeigt, Esc bricht ab): "), language, PromptText.Quoted(user));

    public static LocalizedText Cancelled { get; } = Line("Nothing was sent.", "Nichts wurde gesendet.");

    public static LocalizedText SecretTooLong { get; } = Line("That is too long; nothing was sent.", "Das ist zu lang; nichts wurde gesendet.");

    /// <summary>The secret itself goes over a link that is not encrypted.</summary>
    public static LocalizedText NotEncrypted { get; } = Line(
        "WARNING: the connection is not encrypted: whoever is on the way can read the password. STARTTLS first.",
        "WARNUNG: Die Verbindung ist nicht verschlüsselt: Wer auf dem Weg sitzt, kann das Kennwort lesen. Zuerst STARTTLS.");

    /// <summary>Not the secret, but what it can be guessed from goes over a link that is not encrypted.</summary>
    public static LocalizedText Guessable { get; } = Line(
        "WARNING: the connection is not encrypted: whoever reads the exchange can guess the password offline.",
        "WARNUNG: Die Verbindung ist nicht verschlüsselt: Wer den Austausch mitliest, kann das Kennwort in Ruhe erraten.");

    public static string NotOffered(string mechanism, string offered, Language language) => offered.Length == 0
        ? Format(Line("Note: EHLO has offered no AUTH here.", "Hinweis: EHLO hat hier kein AUTH angeboten."), language)
        : Format(Line("Note: {0} is not offered; the server offers {1}.", "Hinweis: {0} wird nicht angeboten; der Server bietet {1} an."), language, mechanism, PromptText.Quoted(offered));

    public static LocalizedText Busy { get; } = Line("A sign-in or a message is under way. End it first (* cancels a sign-in).",
        "Eine Anmeldung oder eine Nachricht ist im Gang. Beenden Sie sie zuerst (* bricht eine Anmeldung ab).");

    public static LocalizedText ReplyAwaited { get; } = Line("The server has not answered the last command in full yet. Repeat this after its reply.",
        "Der Server hat den letzten Befehl noch nicht vollständig beantwortet. Wiederholen Sie dies nach seiner Antwort.");

    public static LocalizedText NoSmtp { get; } = Line("This is no SMTP session.", "Das ist keine SMTP-Sitzung.");

    /// <summary>Before the lines that are shown to be typed.</summary>
    public static LocalizedText TypeThese { get; } = Line("Type these lines, each after the server's answer; they hold the password:",
        "Geben Sie diese Zeilen ein, jede nach der Antwort des Servers; sie enthalten das Kennwort:");

    /// <summary>CRAM-MD5 without a challenge to answer.</summary>
    public static LocalizedText ChallengeFirst { get; } = Line("Type AUTH CRAM-MD5 in the session first: the answer is computed from the server's challenge. Then come back and repeat this.",
        "Geben Sie zuerst in der Sitzung AUTH CRAM-MD5 ein: Die Antwort errechnet sich aus der Aufgabe des Servers. Kommen Sie dann zurück und wiederholen Sie dies.");

    /// <summary>SCRAM cannot be typed.</summary>
    public static LocalizedText NotTypable { get; } = Line("SCRAM-SHA-256 cannot be typed: each answer is computed from the server's within the exchange. Leave out show to have it sent.",
        "SCRAM-SHA-256 lässt sich nicht eintippen: Jede Antwort errechnet sich im Austausch aus der des Servers. Lassen Sie show weg, um es senden zu lassen.");

    private static LocalizedText Line(string en, string de) => new(en + "\n", de + "\n");

    private static string Format(LocalizedText text, Language language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
