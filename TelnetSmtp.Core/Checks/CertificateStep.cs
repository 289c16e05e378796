// Judges a server's certificate. On port 25 a certificate that nobody trusts loses no mail (RFC 7435: senders encrypt as well as they can), so it is a warning
// there; clients on 465 and 587 refuse it (RFC 8314 4), so there it is a failure. Refuses to shake hands itself.
using System.Collections.Immutable;
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

internal static class CertificateStep
{
    public static readonly LocalizedText Title = new("Examine the certificate", "Zertifikat prüfen");

    /// <summary>Certificates that end sooner are told of: the usual renewal is thirty days before the end.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private static readonly ImmutableArray<(CertificateProblems Problem, LocalizedText Words, LocalizedText Remedy)> Table =
    [
        (CertificateProblems.Expired, new("It has expired.", "Es ist abgelaufen."),
            new("Renew the certificate and have the server load it.", "Das Zertifikat erneuern und vom Server laden lassen.")),
        (CertificateProblems.NotYetValid, new("It is not valid yet.", "Es ist noch nicht gültig."),
            new("Check the clocks of both machines.", "Die Uhren beider Rechner prüfen.")),
        (CertificateProblems.WrongName, new("It is for other names than the host's.", "Es gilt für andere Namen als den des Hosts."),
            new("Get a certificate with the name that the MX record names, or name in MX a host that the certificate has.",
                "Ein Zertifikat mit dem Namen aus dem MX-Eintrag besorgen oder im MX einen Host nennen, der im Zertifikat steht.")),
        (CertificateProblems.SelfSigned, new("It is self-signed.", "Es ist selbst signiert."),
            new("Get a certificate from a public authority, or publish its key with DANE (TLSA).", "Ein Zertifikat einer öffentlichen Stelle besorgen oder seinen Schlüssel mit DANE (TLSA) veröffentlichen.")),
        (CertificateProblems.IncompleteChain, new("The chain is incomplete: the server does not send the certificate in between.",
            "Die Kette ist unvollständig: Der Server sendet das Zwischenzertifikat nicht."),
            new("Install the full chain (fullchain.pem) on the server.", "Auf dem Server die ganze Kette (fullchain.pem) einrichten.")),
        (CertificateProblems.UntrustedRoot, new("Its root is not trusted here.", "Seiner Wurzel wird hier nicht vertraut."),
            new("Get a certificate from a public authority, or install the root on the machines that must trust it.",
                "Ein Zertifikat einer öffentlichen Stelle besorgen oder die Wurzel auf den Rechnern einrichten, die ihr vertrauen müssen.")),
        (CertificateProblems.Other, new("It is not trusted:", "Ihm wird nicht vertraut:"), new("See the system's words above.", "Siehe die Worte des Systems oben.")),
    ];

    /// <summary>The step.</summary>
    /// <param name="certificate">What the server sent; null for nothing.</param>
    /// <param name="port">Decides how strictly.</param>
    /// <param name="now">The time to judge by.</param>
    public static CheckStep Of(CertificateFacts? certificate, int port, DateTimeOffset now)
    {
        var bad = port is 465 or 587 ? Verdict.Fail : Verdict.Warn;
        if (certificate is null)
        {
            return new CheckStep(StepId.Certificate, Title, bad, new LocalizedText("The server sent no certificate.", "Der Server hat kein Zertifikat gesendet."))
            {
                Remedies = [new("Set up a certificate on the server.", "Auf dem Server ein Zertifikat einrichten.")],
            };
        }
        var problems = Table.Where(row => certificate.Problems.HasFlag(row.Problem)).ToArray();
        var step = new CheckStep(StepId.Certificate, Title, problems.Length > 0 ? bad : Verdict.Pass, problems.Select(p => p.Words).Joined()
            .Then(LocalizedTexts.Same(certificate.Problems.HasFlag(CertificateProblems.Other) ? string.Join(" ", certificate.Statements) : "")).Then(Facts(certificate)))
        {
            Remedies = [.. problems.Select(p => p.Remedy)],
        };
        if (problems.Length > 0 || certificate.Until - now >= Soon)
            return step;
        return step with
        {
            Verdict = Verdict.Warn,
            Detail = new LocalizedText("It expires within two weeks.", "Es läuft in weniger als zwei Wochen ab.").Then(step.Detail),
            Remedies = [Table[0].Remedy],
        };
    }

    /// <summary>The step where DANE vouches for the certificate: what else is wrong with it then matters to nobody who heeds DANE (RFC 7672 3.1.1), and to
    /// others on port 25 it never did.</summary>
    public static CheckStep Vouched(CheckStep step) => step.Verdict != Verdict.Warn ? step : step with
    {
        Verdict = Verdict.Pass,
        Detail = step.Detail.Then(new LocalizedText("DANE vouches for it.", "DANE bürgt dafür.")),
        Remedies = [],
    };

    private static LocalizedText Facts(CertificateFacts c)
    {
        var names = c.Names.IsEmpty ? c.Subject : string.Join(", ", c.Names);
        var chain = string.Join(" ← ", c.Chain);
        return new($"Names: {names}. Issued by {c.Issuer}, valid from {Day(c.From)} to {Day(c.Until)}, key {c.Key}. Chain: {chain}.",
            $"Namen: {names}. Ausgestellt von {c.Issuer}, gültig vom {Day(c.From)} bis {Day(c.Until)}, Schlüssel {c.Key}. Kette: {chain}.");
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
