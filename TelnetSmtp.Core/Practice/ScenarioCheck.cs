// What a scenario must be beyond its shape: the rules that the JSON schema cannot say. Yields each mistake with its path. Refuses to read files.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Practice;

internal static class ScenarioCheck
{
    private const int LongestWaitMs = 600_000;

    public static IEnumerable<(string Path, LocalizedText Mistake)> Mistakes(Scenario scenario)
    {
        if (scenario.Name.Length is 0 or > 40 || !scenario.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return ("name", new("a name has 1 to 40 lower-case letters, digits and hyphens",
                "ein Name hat 1 bis 40 Kleinbuchstaben, Ziffern und Bindestriche"));
        if (!PracticeAddress.IsDomain(scenario.Host))
            yield return ("host", new($"\"{scenario.Host}\" is no host name", $"„{scenario.Host}“ ist kein Hostname"));
        if (!PracticeVoice.Names.Contains(scenario.Voice))
            yield return ("voice", new($"there is no voice \"{scenario.Voice}\"; use one of {string.Join(", ", PracticeVoice.Names)}",
                $"es gibt keine Stimme „{scenario.Voice}“, sondern {string.Join(", ", PracticeVoice.Names)}"));
        if (scenario.Domains.Count == 0)
            yield return ("domains", new("at least one domain is needed", "mindestens eine Domäne ist nötig"));
        for (var i = 0; i < scenario.Domains.Count; i++)
            if (!PracticeAddress.IsDomain(scenario.Domains[i]))
                yield return ($"domains[{i}]", new($"\"{scenario.Domains[i]}\" is no domain", $"„{scenario.Domains[i]}“ ist keine Domäne"));
        foreach (var mistake in InMailboxes(scenario).Concat(InNumbers(scenario)).Concat(InRules(scenario)))
            yield return mistake;
        if (scenario.Auth.Required && scenario.Users.Count == 0)
            yield return ("auth.required", new("AUTH is required, but \"users\" is empty: nobody could ever sign in",
                "AUTH ist verlangt, aber „users“ ist leer: niemand könnte sich je anmelden"));
    }

    private static IEnumerable<(string, LocalizedText)> InMailboxes(Scenario scenario)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < scenario.Mailboxes.Count; i++)
        {
            var box = scenario.Mailboxes[i];
            if (!PracticeAddress.TryParse(box.Address, out var address) || address.Domain.Length == 0)
                yield return ($"mailboxes[{i}].address", new($"\"{box.Address}\" is no address", $"„{box.Address}“ ist keine Adresse"));
            else if (!scenario.Domains.Contains(address.Domain, StringComparer.OrdinalIgnoreCase))
                yield return ($"mailboxes[{i}].address", new($"\"{address.Domain}\" is not among \"domains\"",
                    $"„{address.Domain}“ steht nicht unter „domains“"));
            if (!seen.Add(box.Address))
                yield return ($"mailboxes[{i}].address", new($"\"{box.Address}\" stands here twice", $"„{box.Address}“ steht hier zweimal"));
            if (box.State is MailboxState.Forwards or MailboxState.Moved && box.ForwardTo is null)
                yield return ($"mailboxes[{i}].state", new("a mailbox that moved needs \"forwardTo\"",
                    "ein umgezogenes Postfach braucht „forwardTo“"));
            if (box.Quota < 0 || box.MessageLimit < 0)
                yield return ($"mailboxes[{i}]", new("quota and messageLimit are 0 (any) or octets",
                    "quota und messageLimit sind 0 (beliebig) oder Oktette"));
        }
    }

    private static IEnumerable<(string, LocalizedText)> InNumbers(Scenario scenario)
    {
        var limits = scenario.Limits;
        if (limits.CommandLine is < 512 or > 65_536)
            yield return ("limits.commandLine", new("from 512 (RFC 5321 4.5.3.1.4) to 65536", "von 512 (RFC 5321 4.5.3.1.4) bis 65536"));
        if (limits.TextLine is not 0 and < 80)
            yield return ("limits.textLine", new("0 (any) or at least 80", "0 (beliebig) oder mindestens 80"));
        if (limits.Message is < 1 or > 1L << 30)
            yield return ("limits.message", new("from 1 to 1073741824 octets", "von 1 bis 1073741824 Oktette"));
        if (limits.Recipients < 1)
            yield return ("limits.recipients", new("at least 1", "mindestens 1"));
        if (limits.Errors < 1)
            yield return ("limits.errors", new("at least 1", "mindestens 1"));
        if (limits.Connections < 1)
            yield return ("limits.connections", new("at least 1", "mindestens 1"));
        if (limits.Messages < 0)
            yield return ("limits.messages", new("0 (any) or a number of messages", "0 (beliebig) oder eine Zahl von Nachrichten"));
        if (limits.IdleSeconds is not (>= 0.1 and <= 86_400))
            yield return ("limits.idleSeconds", new("from 0.1 to 86400", "von 0.1 bis 86400"));
        if (scenario.Greylist is { } greylist && greylist.Seconds is not (>= 0 and <= 86_400))
            yield return ("greylist.seconds", new("from 0 to 86400", "von 0 bis 86400"));
        if (scenario.Rate is { } rate && (rate.Messages < 1 || rate.Seconds is not (> 0 and <= 86_400)))
            yield return ("rate", new("at least 1 message, and more than 0 seconds", "mindestens 1 Nachricht und mehr als 0 Sekunden"));
        if (scenario.Delays is { GreetingMs: < 0 or > LongestWaitMs } or { ReplyMs: < 0 or > LongestWaitMs } or { ErrorMs: < 0 or > LongestWaitMs })
            yield return ("delays", new($"from 0 to {LongestWaitMs} milliseconds", $"von 0 bis {LongestWaitMs} Millisekunden"));
    }

    private static IEnumerable<(string, LocalizedText)> InRules(Scenario scenario)
    {
        for (var i = 0; i < scenario.Rules.Count; i++)
        {
            var rule = scenario.Rules[i];
            if (rule.Reply is null && rule.DelayMs == 0 && rule.Then == RuleEnd.GoOn && rule.PieceOctets == 0 && !rule.BareLf)
                yield return ($"rules[{i}]", new("this rule does nothing; give \"reply\", \"delayMs\" or \"then\"",
                    "diese Regel tut nichts; es fehlt „reply“, „delayMs“ oder „then“"));
            if (rule.When.Probability is not (null or (>= 0 and <= 1)))
                yield return ($"rules[{i}].when.probability", new("from 0 to 1", "von 0 bis 1"));
            if (rule.DelayMs is < 0 or > LongestWaitMs || rule.PieceMs is < 0 or > LongestWaitMs || rule.PieceOctets < 0)
                yield return ($"rules[{i}]", new($"times are 0 to {LongestWaitMs} milliseconds, pieceOctets is not negative",
                    $"Zeiten sind 0 bis {LongestWaitMs} Millisekunden, pieceOctets ist nicht negativ"));
            foreach (var (name, range) in new[] { ("count", rule.When.Count), ("connection", rule.When.Connection), ("seconds", rule.When.Seconds) })
                if (range?.To < range?.From)
                    yield return ($"rules[{i}].when.{name}", new("\"to\" is less than \"from\"", "„to“ ist kleiner als „from“"));
        }
    }
}
