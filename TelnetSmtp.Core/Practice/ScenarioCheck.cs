// What a scenario must be beyond its shape: the rules that the JSON schema cannot say. Yields each mistake with its path. Refuses to read files.
namespace TelnetSmtp.Core.Practice;

internal static class ScenarioCheck
{
    private const int LongestWaitMs = 600_000;

    public static IEnumerable<(string Path, string Mistake)> Mistakes(Scenario scenario)
    {
        if (scenario.Name.Length is 0 or > 40 || !scenario.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return ("name", "a name has 1 to 40 lower-case letters, digits and hyphens");
        if (!PracticeAddress.IsDomain(scenario.Host))
            yield return ("host", $"\"{scenario.Host}\" is no host name");
        if (!PracticeVoice.Names.Contains(scenario.Voice))
            yield return ("voice", $"there is no voice \"{scenario.Voice}\"; use one of {string.Join(", ", PracticeVoice.Names)}");
        if (scenario.Domains.Count == 0)
            yield return ("domains", "at least one domain is needed");
        for (var i = 0; i < scenario.Domains.Count; i++)
            if (!PracticeAddress.IsDomain(scenario.Domains[i]))
                yield return ($"domains[{i}]", $"\"{scenario.Domains[i]}\" is no domain");
        foreach (var mistake in InMailboxes(scenario).Concat(InNumbers(scenario)).Concat(InRules(scenario)))
            yield return mistake;
        if (scenario.Auth.Required && scenario.Users.Count == 0)
            yield return ("auth.required", "AUTH is required, but \"users\" is empty: nobody could ever sign in");
    }

    private static IEnumerable<(string, string)> InMailboxes(Scenario scenario)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < scenario.Mailboxes.Count; i++)
        {
            var box = scenario.Mailboxes[i];
            if (!PracticeAddress.TryParse(box.Address, out var address) || address.Domain.Length == 0)
                yield return ($"mailboxes[{i}].address", $"\"{box.Address}\" is no address");
            else if (!scenario.Domains.Contains(address.Domain, StringComparer.OrdinalIgnoreCase))
                yield return ($"mailboxes[{i}].address", $"\"{address.Domain}\" is not among \"domains\"");
            if (!seen.Add(box.Address))
                yield return ($"mailboxes[{i}].address", $"\"{box.Address}\" stands here twice");
            if (box.State is MailboxState.Forwards or MailboxState.Moved && box.ForwardTo is null)
                yield return ($"mailboxes[{i}].state", "a mailbox that moved needs \"forwardTo\"");
            if (box.Quota < 0 || box.MessageLimit < 0)
                yield return ($"mailboxes[{i}]", "quota and messageLimit are 0 (any) or octets");
        }
    }

    private static IEnumerable<(string, string)> InNumbers(Scenario scenario)
    {
        var limits = scenario.Limits;
        if (limits.CommandLine is < 512 or > 65_536)
            yield return ("limits.commandLine", "from 512 (RFC 5321 4.5.3.1.4) to 65536");
        if (limits.TextLine is not 0 and < 80)
            yield return ("limits.textLine", "0 (any) or at least 80");
        if (limits.Message is < 1 or > 1L << 30)
            yield return ("limits.message", "from 1 to 1073741824 octets");
        if (limits.Recipients < 1)
            yield return ("limits.recipients", "at least 1");
        if (limits.Errors < 1)
            yield return ("limits.errors", "at least 1");
        if (limits.Connections < 1)
            yield return ("limits.connections", "at least 1");
        if (limits.Messages < 0)
            yield return ("limits.messages", "0 (any) or a number of messages");
        if (limits.IdleSeconds is not (>= 0.1 and <= 86_400))
            yield return ("limits.idleSeconds", "from 0.1 to 86400");
        if (scenario.Greylist is { } greylist && greylist.Seconds is not (>= 0 and <= 86_400))
            yield return ("greylist.seconds", "from 0 to 86400");
        if (scenario.Rate is { } rate && (rate.Messages < 1 || rate.Seconds is not (> 0 and <= 86_400)))
            yield return ("rate", "at least 1 message, and more than 0 seconds");
        if (scenario.Delays is { GreetingMs: < 0 or > LongestWaitMs } or { ReplyMs: < 0 or > LongestWaitMs } or { ErrorMs: < 0 or > LongestWaitMs })
            yield return ("delays", $"from 0 to {LongestWaitMs} milliseconds");
    }

    private static IEnumerable<(string, string)> InRules(Scenario scenario)
    {
        for (var i = 0; i < scenario.Rules.Count; i++)
        {
            var rule = scenario.Rules[i];
            if (rule.Reply is null && rule.DelayMs == 0 && rule.Then == RuleEnd.GoOn && rule.PieceOctets == 0 && !rule.BareLf)
                yield return ($"rules[{i}]", "this rule does nothing; give \"reply\", \"delayMs\" or \"then\"");
            if (rule.When.Probability is not (null or (>= 0 and <= 1)))
                yield return ($"rules[{i}].when.probability", "from 0 to 1");
            if (rule.DelayMs is < 0 or > LongestWaitMs || rule.PieceMs is < 0 or > LongestWaitMs || rule.PieceOctets < 0)
                yield return ($"rules[{i}]", $"times are 0 to {LongestWaitMs} milliseconds, pieceOctets is not negative");
            foreach (var (name, range) in new[] { ("count", rule.When.Count), ("connection", rule.When.Connection), ("seconds", rule.When.Seconds) })
                if (range?.To < range?.From)
                    yield return ($"rules[{i}].when.{name}", "\"to\" is less than \"from\"");
        }
    }
}
