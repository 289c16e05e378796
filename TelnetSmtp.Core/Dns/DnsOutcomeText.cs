// Every way in which a look-up can fail, in words: what happened, why that usually is, what to do, in both languages. A table; nothing is looked up.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Dns;

/// <summary>The words for one outcome.</summary>
/// <param name="Meaning">What happened, as one sentence.</param>
/// <param name="Causes">Usual causes, likeliest first.</param>
/// <param name="Remedies">What to do, in that order.</param>
public sealed record DnsOutcomeText(LocalizedText Meaning, IReadOnlyList<LocalizedText> Causes, IReadOnlyList<LocalizedText> Remedies)
{
    private static readonly Dictionary<DnsOutcome, DnsOutcomeText> Table = new()
    {
        [DnsOutcome.Answered] = new(new("DNS has the answer.", "DNS hat die Antwort."), [], []),
        [DnsOutcome.NoData] = new(
            new("The name exists, but it has no record of this type.", "Den Namen gibt es, aber er hat keinen Eintrag dieses Typs."),
            [
                new("The record was never made, or it stands under another name.", "Der Eintrag wurde nie angelegt oder steht unter einem anderen Namen."),
                new("A host name was given where a domain was meant.", "Es wurde ein Hostname angegeben, wo eine Domäne gemeint war."),
            ],
            [
                new("Ask for the mail domain, the part behind the @ of an address.", "Die E-Mail-Domäne abfragen, also den Teil hinter dem @ einer Adresse."),
                new("Ask for another type: a, aaaa, txt, ns.", "Einen anderen Typ abfragen: a, aaaa, txt, ns."),
            ]),
        [DnsOutcome.NonexistentDomain] = new(
            new("There is no such name in DNS.", "Diesen Namen gibt es im DNS nicht."),
            [
                new("A typing error.", "Ein Tippfehler."),
                new("The domain was never registered, or its registration ran out.", "Die Domäne wurde nie registriert oder ihre Registrierung ist abgelaufen."),
                new("The name exists only inside a company's own network, or a search suffix was added to it.",
                    "Der Name existiert nur im Netz einer Firma, oder ein Suchsuffix wurde angehängt."),
            ],
            [
                new("Check the spelling.", "Die Schreibweise prüfen."),
                new("End the name with a dot, so that no suffix is added.", "Den Namen mit einem Punkt beenden, damit kein Suffix angehängt wird."),
                new("Ask a server that knows the zone (server NAME, --dns SERVER).", "Einen Server fragen, der die Zone kennt (server NAME, --dns SERVER)."),
            ]),
        [DnsOutcome.ServerFailure] = new(
            new("The name server could not find the answer (SERVFAIL).", "Der Namensserver konnte die Antwort nicht ermitteln (SERVFAIL)."),
            [
                new("The domain's own name servers do not answer, or their zone is broken.", "Die Namensserver der Domäne antworten nicht, oder ihre Zone ist fehlerhaft."),
                new("DNSSEC signatures of the domain are invalid or have run out.", "DNSSEC-Signaturen der Domäne sind ungültig oder abgelaufen."),
            ],
            [
                new("Ask another server (server NAME, --dns SERVER).", "Einen anderen Server fragen (server NAME, --dns SERVER)."),
                new("Tell the domain's administrator; senders keep the mail and try again.",
                    "Den Administrator der Domäne informieren; Absender behalten die E-Mail und versuchen es erneut."),
            ]),
        [DnsOutcome.Refused] = new(
            new("The name server refuses to answer this question (REFUSED).", "Der Namensserver verweigert die Antwort auf diese Frage (REFUSED)."),
            [
                new("It serves other clients or other zones only.", "Er bedient nur andere Clients oder andere Zonen."),
            ],
            [
                new("Ask the server of your own network, or the domain's own one.", "Den Server des eigenen Netzes oder den der Domäne fragen."),
                new("If it is your server: allow queries and recursion for this client.", "Ist es der eigene Server: Abfragen und Rekursion für diesen Client erlauben."),
            ]),
        [DnsOutcome.FormatError] = new(
            new("The name server did not understand the question (FORMERR).", "Der Namensserver hat die Frage nicht verstanden (FORMERR)."),
            [new("A very old server, or a device between that alters DNS.", "Ein sehr alter Server oder ein Gerät dazwischen, das DNS verändert.")],
            [new("Ask another server, or over TCP (set vc).", "Einen anderen Server fragen oder über TCP (set vc).")]),
        [DnsOutcome.NotImplemented] = new(
            new("The name server does not support this kind of question (NOTIMP).", "Der Namensserver unterstützt diese Art von Frage nicht (NOTIMP)."),
            [new("A simple server, as in routers.", "Ein einfacher Server, wie er in Routern steckt.")],
            [new("Ask another server (server NAME, --dns SERVER).", "Einen anderen Server fragen (server NAME, --dns SERVER).")]),
        [DnsOutcome.Referral] = new(
            new("The name server does not know the answer and does not ask others on our behalf; it only names them.",
                "Der Namensserver kennt die Antwort nicht und fragt nicht für uns weiter; er nennt nur andere."),
            [new("It answers for its own zones only: no recursion.", "Er antwortet nur für eigene Zonen: keine Rekursion.")],
            [new("Ask one of the servers that it names, or a resolver.", "Einen der genannten Server fragen oder einen Resolver.")]),
        [DnsOutcome.OtherError] = new(
            new("The name server answered with an unusual error code.", "Der Namensserver hat mit einem ungewöhnlichen Fehlercode geantwortet."),
            [new("A server-side rule or fault.", "Eine Regel oder ein Fehler auf dem Server.")],
            [new("Ask another server (server NAME, --dns SERVER).", "Einen anderen Server fragen (server NAME, --dns SERVER).")]),
        [DnsOutcome.TimedOut] = new(
            new("The name server did not answer in time.", "Der Namensserver hat nicht rechtzeitig geantwortet."),
            [
                new("A firewall drops DNS (port 53) on the way.", "Eine Firewall verwirft unterwegs DNS (Port 53)."),
                new("The server is down, or its address is wrong.", "Der Server ist ausgefallen oder seine Adresse ist falsch."),
                new("There is no network just now.", "Es besteht gerade keine Netzwerkverbindung."),
            ],
            [
                new("Check the network connection and the server's address.", "Netzwerkverbindung und Adresse des Servers prüfen."),
                new("Ask another server (server NAME, --dns SERVER), or wait longer (set timeout=10).",
                    "Einen anderen Server fragen (server NAME, --dns SERVER) oder länger warten (set timeout=10)."),
            ]),
        [DnsOutcome.Unreachable] = new(
            new("The name server cannot be reached: nothing listens there, or there is no way to it.",
                "Der Namensserver ist nicht erreichbar: Dort lauscht nichts, oder es führt kein Weg dorthin."),
            [
                new("No DNS service runs at this address and port.", "An dieser Adresse und diesem Port läuft kein DNS-Dienst."),
                new("There is no route to it, for example IPv6 where there is none.", "Es gibt keine Route dorthin, zum Beispiel IPv6, wo keines vorhanden ist."),
            ],
            [
                new("Check address and port of the server.", "Adresse und Port des Servers prüfen."),
                new("Ask another server (server NAME, --dns SERVER).", "Einen anderen Server fragen (server NAME, --dns SERVER)."),
            ]),
        [DnsOutcome.Malformed] = new(
            new("What came back is no valid DNS answer.", "Was zurückkam, ist keine gültige DNS-Antwort."),
            [new("Another service answers on this port, or a device between alters DNS.", "Ein anderer Dienst antwortet auf diesem Port, oder ein Gerät dazwischen verändert DNS.")],
            [new("Check the server's port, or ask another server.", "Den Port des Servers prüfen oder einen anderen Server fragen.")]),
        [DnsOutcome.NoServer] = new(
            new("This system has no name server configured.", "Auf diesem System ist kein Namensserver eingerichtet."),
            [new("There is no network, or DHCP gave no DNS server.", "Es besteht kein Netzwerk, oder DHCP hat keinen DNS-Server geliefert.")],
            [new("Name one: --dns SERVER, or server NAME in nslookup.", "Einen angeben: --dns SERVER oder server NAME in nslookup.")]),
    };

    /// <summary>The words for an outcome.</summary>
    public static DnsOutcomeText Of(DnsOutcome outcome) => Table[outcome];

    /// <summary>For a route that leads nowhere although nothing failed: null MX, or neither MX nor address.</summary>
    public static DnsOutcomeText Of(MailRouteKind kind, DnsOutcome outcome) => kind switch
    {
        MailRouteKind.Null => NullMx,
        MailRouteKind.None when outcome == DnsOutcome.NoData => NoRoute,
        _ => Of(outcome),
    };

    private static DnsOutcomeText NullMx { get; } = new(
        new("The domain says that it takes no mail (null MX, RFC 7505).", "Die Domäne erklärt, dass sie keine E-Mail annimmt (Null-MX, RFC 7505)."),
        [new("Its owner uses it for the web only, or has parked it.", "Ihr Inhaber nutzt sie nur für das Web oder hat sie geparkt.")],
        [
            new("Check the address: mail to this domain is refused with 556 5.1.10 or 550 5.7.27.",
                "Die Adresse prüfen: E-Mail an diese Domäne wird mit 556 5.1.10 oder 550 5.7.27 abgelehnt."),
        ]);

    private static DnsOutcomeText NoRoute { get; } = new(
        new("The domain has neither MX records nor an address: no mail can reach it.",
            "Die Domäne hat weder MX-Einträge noch eine Adresse: Keine E-Mail kann sie erreichen."),
        [
            new("The domain was never set up for mail.", "Die Domäne wurde nie für E-Mail eingerichtet."),
            new("A typing error led to another domain that exists.", "Ein Tippfehler führte zu einer anderen Domäne, die existiert."),
        ],
        [
            new("Check the spelling.", "Die Schreibweise prüfen."),
            new("If it is your domain: add an MX record.", "Ist es die eigene Domäne: einen MX-Eintrag anlegen."),
        ]);
}
