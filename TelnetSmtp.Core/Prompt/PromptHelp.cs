// The prompt's listings: `help`, `set ?`, `unset ?`, `send ?`, in the layout of Windows' telnet client, each followed by what this client adds.
// Texts only; lines end in LF.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>The listings in both languages.</summary>
public static class PromptHelp
{
    /// <summary>`help`: Windows' own commands, exactly.</summary>
    public static LocalizedText Commands { get; } = Listing(
        """
        Commands may be abbreviated. Supported commands are:

        c    - close                    close current connection
        d    - display                  display operating parameters
        o    - open hostname [port]     connect to hostname (default port 23).
        q    - quit                     exit telnet
        set  - set                      set options (type 'set ?' for a list)
        sen  - send                     send strings to server
        st   - status                   print status information
        u    - unset                    unset options (type 'unset ?' for a list)
        ?/h  - help                     print help information
        """,
        """
        Befehle können abgekürzt werden. Unterstützte Befehle:

        c    - close                    Aktuelle Verbindung schließen
        d    - display                  Betriebsparameter anzeigen
        o    - open Hostname [Port]     Verbindung mit Host herstellen (Standardport 23)
        q    - quit                     Telnet beenden
        set  - set                      Optionen setzen ('set ?' zeigt eine Liste)
        sen  - send                     Zeichenfolgen an den Server senden
        st   - status                   Statusinformationen anzeigen
        u    - unset                    Optionen zurücksetzen ('unset ?' zeigt eine Liste)
        ?/h  - help                     Hilfe anzeigen
        """);

    /// <summary>`help`: what stands below, under its heading.</summary>
    public static LocalizedText Additions { get; } = Listing(
        """

        Beyond Windows' commands (by full name):

        open hostname port tls          connect with TLS from the first byte (465: by itself)
        auth mechanism user             sign in (plain, login, cram-md5, xoauth2, scram-sha-256)
        nslookup [domain]               ask DNS, as nslookup does
        mx domain                       list the mail servers of a domain
        check domain [recipient]        test step by step whether mail gets there (also host:port)
        explain reply                   say what a reply means (explain 550 5.1.1)
        encode text                     write text in base64, for AUTH (\0 is the NUL of AUTH PLAIN)
        decode base64                   read base64, as in 334 VXNlcm5hbWU6
        send file.eml                   send a message file (send ? tells how)
        bdat file                       send a message file in chunks (BDAT)
        practice [scenario]             connect to the built-in practice server
        learn [lesson]                  learn SMTP step by step on the practice server
        learn codes                     look up codes, keywords and commands
        quiz                            learn the codes by questions
        replay file                     play a saved session back
        """,
        """

        Über die Befehle von Windows hinaus (mit vollem Namen):

        open Hostname Port tls          mit TLS ab dem ersten Byte verbinden (465: von selbst)
        auth Verfahren Benutzer         anmelden (plain, login, cram-md5, xoauth2, scram-sha-256)
        nslookup [Domäne]               DNS befragen wie mit nslookup
        mx Domäne                       Mailserver einer Domäne auflisten
        check Domäne [Empfänger]        Schritt für Schritt prüfen, ob E-Mail ankommt (auch Host:Port)
        explain Antwort                 sagen, was eine Antwort bedeutet (explain 550 5.1.1)
        encode Text                     Text in Base64 schreiben, für AUTH (\0 ist das NUL von AUTH PLAIN)
        decode Base64                   Base64 lesen, wie in 334 VXNlcm5hbWU6
        send Datei.eml                  eine Nachrichtendatei senden (send ? sagt, wie)
        bdat Datei                      eine Nachrichtendatei in Blöcken senden (BDAT)
        practice [Szenario]             mit dem eingebauten Übungsserver verbinden
        learn [Lektion]                 SMTP Schritt für Schritt am Übungsserver lernen
        learn codes                     Codes, Schlüsselwörter und Befehle nachschlagen
        quiz                            Die Codes durch Fragen lernen
        replay Datei                    eine gespeicherte Sitzung abspielen
        """);

    /// <summary>`set ?`: Windows' own options.</summary>
    public static LocalizedText Set { get; } = Listing(
        """
        bsasdel         Backspace will be sent as delete
        crlf            New line mode - Causes return key to send CR & LF
        delasbs         Delete will be sent as backspace
        escape x        x is an escape charater to enter telnet client prompt
        localecho       Turn on localecho.
        logfile x       x is current client log file
        logging         Turn on logging
        mode x          x is console or stream
        ntlm            Turn on NTLM authentication.
        term x          x is ansi, vt100, vt52, or vtnt
        """,
        """
        bsasdel         Rücktaste wird als Entf gesendet
        crlf            Zeilenumbruchmodus - Eingabetaste sendet CR & LF
        delasbs         Entf wird als Rücktaste gesendet
        escape x        x ist das Escapezeichen, das zur Telnet-Eingabeaufforderung führt
        localecho       Lokales Echo einschalten
        logfile x       x ist die aktuelle Protokolldatei des Clients
        logging         Protokollierung einschalten
        mode x          x ist console oder stream
        ntlm            NTLM-Authentifizierung einschalten
        term x          x ist ansi, vt100, vt52 oder vtnt
        """);

    /// <summary>`set ?`: what stands below.</summary>
    public static LocalizedText SetAdditions { get; } = Listing(
        """

        Beyond Windows' options:

        lang x          x is en or de
        family x        x is 4 or 6: connect by IPv4 or IPv6 only
        lineedit        Edit the line here and send it whole at Enter
        lmtp            The server speaks LMTP: LHLO, a reply for each recipient
        masking         Show passwords as ********
        proxy x         x is v1 or v2[,client[,server]]: begin with a PROXY header
        socks x         x is host:port[,user[,password]]: connect through SOCKS5
        source x        x is address[:port]: connect from there
        record x        Record what happens, with times, to file x
        timing          Show how long each reply took
        tls x           How certificates are judged and more (type 'set tls ?')
        """,
        """

        Über die Optionen von Windows hinaus:

        lang x          x ist en oder de
        family x        x ist 4 oder 6: nur über IPv4 oder IPv6 verbinden
        lineedit        Zeile hier bearbeiten und mit der Eingabetaste ganz senden
        lmtp            Der Server spricht LMTP: LHLO, eine Antwort je Empfänger
        masking         Kennwörter als ******** zeigen
        proxy x         x ist v1 oder v2[,Client[,Server]]: mit PROXY-Kopf beginnen
        socks x         x ist Host:Port[,Benutzer[,Kennwort]]: über SOCKS5 verbinden
        source x        x ist Adresse[:Port]: von dort aus verbinden
        record x        Aufnehmen, was geschieht, mit Zeiten, in Datei x
        timing          Zeigen, wie lange jede Antwort gedauert hat
        tls x           Prüfung der Zertifikate und mehr ('set tls ?')
        """);

    /// <summary>`unset ?`: Windows' own options.</summary>
    public static LocalizedText Unset { get; } = Listing(
        """
        bsasdel         Backspace will be sent as backspace
        crlf            Line feed mode - Causes return key to send CR
        delasbs         Delete will be sent as delete
        escape          No escape character is used
        localecho       Turn off localecho.
        logging         Turn off logging
        ntlm            Turn off NTLM authentication.
        """,
        """
        bsasdel         Rücktaste wird als Rücktaste gesendet
        crlf            Zeilenvorschubmodus - Eingabetaste sendet CR
        delasbs         Entf wird als Entf gesendet
        escape          Kein Escapezeichen wird verwendet
        localecho       Lokales Echo ausschalten
        logging         Protokollierung ausschalten
        ntlm            NTLM-Authentifizierung ausschalten
        """);

    /// <summary>`unset ?`: what stands below.</summary>
    public static LocalizedText UnsetAdditions { get; } = Listing(
        """

        Beyond Windows' options:

        family          Connect by IPv4 or IPv6
        lineedit        Send each key at once
        lmtp            The server speaks SMTP
        masking         Show passwords as they are
        proxy           Begin without a PROXY header
        socks           Connect without a SOCKS proxy
        source          Connect from the address that the system chooses
        record          Stop recording
        timing          Show no times
        tls             Judge certificates as usual
        """,
        """

        Über die Optionen von Windows hinaus:

        family          Über IPv4 oder IPv6 verbinden
        lineedit        Jede Taste sofort senden
        lmtp            Der Server spricht SMTP
        masking         Kennwörter zeigen, wie sie sind
        proxy           Ohne PROXY-Kopf beginnen
        socks           Ohne SOCKS-Proxy verbinden
        source          Von der Adresse aus verbinden, die das System wählt
        record          Aufnahme beenden
        timing          Keine Zeiten zeigen
        tls             Zertifikate wie üblich prüfen
        """);

    /// <summary>`send ?`.</summary>
    public static LocalizedText Send { get; } = Listing(
        """
        ao              Abort output command
        ayt             Are you there command
        brk             Break command
        esc             Current escape character
        ip              Interrupt process command
        synch           Synch command
        string          Any other text is sent as typed
        """,
        """
        ao              Befehl: Ausgabe abbrechen
        ayt             Befehl: Bist du da?
        brk             Befehl: Break
        esc             Aktuelles Escapezeichen
        ip              Befehl: Prozess unterbrechen
        synch           Befehl: Synch
        Zeichenfolge    Jeder andere Text wird gesendet, wie er dasteht
        """);

    /// <summary>`send ?`: what stands below.</summary>
    public static LocalizedText SendAdditions { get; } = Listing(
        """

        Beyond Windows' words, in an SMTP session:

        file.eml        The message file, by DATA (begun where it is not); so is a path
        file x          x is a message file of any name
        test [subject]  A test message made here
        """,
        """

        Über die Wörter von Windows hinaus, in einer SMTP-Sitzung:

        Datei.eml       Die Nachrichtendatei, mit DATA (begonnen, wo nötig); ebenso ein Pfad
        file x          x ist eine Nachrichtendatei beliebigen Namens
        test [Betreff]  Eine hier erzeugte Testnachricht
        """);

    private static LocalizedText Listing(string en, string de) => new(en + "\n", de + "\n");
}
