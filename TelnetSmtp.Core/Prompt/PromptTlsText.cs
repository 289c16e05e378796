// What the prompt says of TLS settings. Texts only; whole lines end in LF.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Sentences about `set tls`.</summary>
public static class PromptTlsText
{
    /// <summary>`set tls ?`.</summary>
    public static LocalizedText Options { get; } = new(
        """
        tls verify x    x is none (problems are only shown), chain or full
        tls min x       x is the oldest TLS version, 1.2 or 1.3
        tls max x       x is the newest TLS version, 1.2 or 1.3
        tls name x      x is the name to ask for (SNI) and to find in the certificate
        tls cert x      x is the client's certificate with its key (PEM or PFX file)
        tls ca x        x is a PEM file: trust its authorities, not the system's
        unset tls x     back to the usual value; unset tls: of all

        """.ReplaceLineEndings("\n"),
        """
        tls verify x    x ist none (Mängel werden nur gezeigt), chain oder full
        tls min x       x ist die älteste TLS-Version, 1.2 oder 1.3
        tls max x       x ist die neueste TLS-Version, 1.2 oder 1.3
        tls name x      x ist der verlangte Name (SNI), auch im Zertifikat
        tls cert x      x ist das Client-Zertifikat mit Schlüssel (PEM, PFX)
        tls ca x        x ist eine PEM-Datei: ihren Stellen wird vertraut
        unset tls x     zurück zum üblichen Wert; unset tls: alle

        """.ReplaceLineEndings("\n"));

    /// <summary>How it stands: one line, and one for each file and name.</summary>
    public static string Display(TlsSettings tls, Language language)
    {
        var text = new StringBuilder(Format(Line("TLS {0} to {1}; certificates: {2}", "TLS {0} bis {1}; Zertifikate: {2}"), language,
            Name(tls.Minimum), Name(tls.Maximum), Way(tls.Verify).In(language)));
        if (tls.ServerName is { } name)
            text.Append(Format(Line("TLS server name {0}", "TLS-Servername {0}"), language, PromptText.Quoted(name)));
        if (tls.CertificateFile is { } certificate)
            text.Append(Format(Line("TLS client certificate {0}", "TLS-Client-Zertifikat {0}"), language, PromptText.Quoted(certificate)));
        if (tls.AuthorityFile is { } authorities)
            text.Append(Format(Line("TLS authorities of {0} alone are trusted", "Vertraut wird allein den TLS-Stellen aus {0}"), language, PromptText.Quoted(authorities)));
        return text.ToString();
    }

    public static string Unknown(string option, Language language) => Format(Line(
        "'{0}' is no TLS option. Type set tls ? for a list.", "'{0}' ist keine TLS-Option. set tls ? zeigt eine Liste."), language, PromptText.Quoted(option));

    public static string Wrong(string option, string value, string values, Language language) => Format(Line(
        "'{0}' is no value of tls {1}. Type: set tls {1} {2}", "'{0}' ist kein Wert von tls {1}. Geben Sie ein: set tls {1} {2}"), language,
        PromptText.Quoted(value), option, values);

    public static string Withdrawn(string version, Language language) => Format(Line(
        "'{0}' is withdrawn (RFC 8996) and not spoken here. Take 1.2 or 1.3.", "'{0}' ist zurückgezogen (RFC 8996) und wird hier nicht gesprochen. Nehmen Sie 1.2 oder 1.3."),
        language, PromptText.Quoted(version));

    /// <summary>For a least version above the greatest.</summary>
    public static string Crossed(TlsSettings tls, Language language) => Format(Line(
        "No version is left: min {0} is above max {1}. Change the other one first.", "So bleibt keine Version: min {0} liegt über max {1}. Ändern Sie zuerst die andere."),
        language, Name(tls.Minimum), Name(tls.Maximum));

    /// <summary>For a file that is no use; <paramref name="reason"/> in a few words.</summary>
    public static string FileFailed(string file, LocalizedText reason, Language language) => Format(Line(
        "Cannot use {0}: {1}. Nothing was changed.", "{0} ist nicht verwendbar: {1}. Nichts wurde geändert."), language, PromptText.Quoted(file), reason.In(language));

    /// <summary>The question, without a line end: what is typed behind it is not shown.</summary>
    public static string AskPassword(string file, Language language) => Format(new LocalizedText(
        "Password of {0} (not shown, Esc cancels): ", "Kennwort von {0} (wird nicht gezeigt, Esc bricht ab): "), language, PromptText.Quoted(file));

    public static LocalizedText Unchanged { get; } = Line("Nothing was changed.", "Nichts wurde geändert.");

    /// <summary>As people write it.</summary>
    public static string Name(TlsVersion version) => version == TlsVersion.Tls12 ? "1.2" : "1.3";

    private static LocalizedText Way(TlsVerification verification) => verification switch
    {
        TlsVerification.Full => new("chain and name must be trusted", "Kette und Name müssen stimmen"),
        TlsVerification.Chain => new("the chain must be trusted", "die Kette muss vertraut sein"),
        _ => new("problems are shown, the session goes on", "Mängel werden gezeigt, die Sitzung geht weiter"),
    };

    private static LocalizedText Line(string en, string de) => new(en + "\n", de + "\n");

    private static string Format(LocalizedText text, Language language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text.In(language), values);
}
