// Target dns: what stands in resolv.conf, what is typed at nslookup, what a name server answers, and names. Rules: caps are kept; a name is a name or refused in
// one line, and stays what it is when it is read again; what is printed is whole lines without control characters; JSON is JSON.
// Input: which of them, what the server answers, then the text.
using System.Net;
using System.Text;
using System.Text.Json;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class DnsTarget
{
    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var which = reader.Octet() % 3;
        var answers = reader.Octet();
        var text = Encoding.UTF8.GetString(reader.Rest);
        switch (which)
        {
            case 0:
                ResolverFile(text.Split('\n'));
                break;
            case 1:
                foreach (var word in text.Split('\n'))
                    Name(word);
                break;
            default:
                Nslookup(text, answers);
                break;
        }
    }

    private static void ResolverFile(string[] lines)
    {
        FuzzRule.Holds(SystemDns.ServersOf(lines).Length <= SystemDns.ServerLimit, "three servers count");
        var suffixes = SystemDns.SuffixesOf(lines);
        FuzzRule.Holds(suffixes.Length <= DnsSettings.SuffixLimit, "six suffixes count");
        FuzzRule.Holds(suffixes.All(suffix => DomainName.TryParse(suffix, out _, out _)), "a suffix is a name");
    }

    private static void Name(string typed)
    {
        if (ServerAddress.TryParse(typed, out var server, out var noServer))
            FuzzRule.Holds(server.Host.Length > 0 && server.Port is > 0 and <= ushort.MaxValue, "a server has host and port");
        else
            IsLine(noServer);
        if (!DomainName.TryParse(typed, out var name, out var problem))
        {
            IsLine(problem);
            return;
        }
        FuzzRule.Holds(name.Ascii.Length <= DomainName.NameLimit && Ascii.IsValid(name.Ascii), "a name keeps within DNS");
        FuzzRule.Holds(name.Ascii.Length == 0 || name.Ascii.Split('.').All(label => label.Length is > 0 and <= DomainName.LabelLimit), "a label keeps within DNS");
        if (name.Ascii.Length > 0)
            FuzzRule.Holds(DomainName.TryParse(name.Ascii, out var again, out _) && again.Ascii == name.Ascii, "a name that is asked for is a name");
    }

    private static void IsLine(LocalizedText text) =>
        FuzzRule.Holds(text.En.Length > 0 && text.De.Length > 0 && !text.En.Any(char.IsControl) && !text.De.Any(char.IsControl), "a problem is told in one line");

    private static void Nslookup(string text, byte answers)
    {
        var server = new IPEndPoint(IPAddress.Parse("192.0.2.53"), 53);
        var settings = new DnsSettings { Servers = [server], Suffixes = (answers & 1) != 0 ? ["contoso.com", "example"] : [] };
        var transport = new Answers([.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Printable)], server, answers);
        var language = (answers & 2) != 0 ? Language.German : Language.English;
        var nslookup = new NslookupInterpreter(transport, settings, language);
        Whole(Done(nslookup.StartAsync(default)).Text);
        foreach (var line in text.Split('\n'))
        {
            var step = Done(nslookup.LineAsync(string.Concat(line.Where(c => !char.IsControl(c))), default));
            Whole(step.Text);
            if (step.Exit)
                break;
        }
        Report(transport, settings, text, language);
    }

    private static void Report(Answers transport, DnsSettings settings, string text, Language language)
    {
        if (!DomainName.TryParse(text.Split('\n')[0], out var name, out _))
            return;
        var report = LookupReport.Of(Done(new MailExchangers(transport, TimeProvider.System, new Random(1)).FindAsync(name, settings, default)));
        Whole(report.Text(language));
        FuzzRule.Holds(report.Found == (report.Problem(language).Length == 0), "what was not found is told why");
        using var json = JsonDocument.Parse(report.Json());
    }

    private static void Whole(string text) =>
        FuzzRule.Holds(text.Length == 0 || text[^1] == '\n' && !text.Any(c => char.IsControl(c) && c != '\n'), "whole lines without control characters are printed");

    private static T Done<T>(Task<T> task)
    {
        FuzzRule.Holds(task.IsCompleted, "nothing is waited for");
        return task.GetAwaiter().GetResult();
    }

    private static string Printable(string word) => string.Concat(word.Where(c => c is > ' ' and < '\x7F')) is { Length: > 0 } text ? text : ".";

    /// <summary>A name server that answers with the words of the input.</summary>
    private sealed class Answers(string[] words, IPEndPoint server, byte answers) : IDnsTransport
    {
        private int _asked;

        public Task<DnsAnswer> AskAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation)
        {
            var turn = _asked++;
            var outcome = (DnsOutcome)(((answers >> 2) + turn * (answers & 4)) % 13);
            var answer = new DnsAnswer(name.TrimEnd('.'), type, outcome, outcome == DnsOutcome.NoServer ? null : settings.Servers.FirstOrDefault() ?? server, TimeSpan.FromMilliseconds(turn))
            {
                Header = new DnsHeader(turn, outcome == DnsOutcome.Answered ? 0 : 3, (turn & 1) != 0, true, (turn & 2) != 0, false),
                Attempts = [new DnsAttempt(server, outcome)],
                Detail = "",
            };
            if (outcome != DnsOutcome.Answered)
                return Task.FromResult(answer);
            return Task.FromResult(answer with
            {
                Answers = [Alias(name, turn), Record(name, type, turn), Record(name, type, turn + 1)],
                Authorities = [Record(name, RecordType.Ns, turn), Record(name, RecordType.Soa, turn)],
                Additionals = [Record(Word(turn), RecordType.A, turn), Record(Word(turn), RecordType.Aaaa, turn)],
            });
        }

        private string Word(int at) => words.Length == 0 ? "mail1.fabrikam.com" : words[at % words.Length];

        private DnsRecord.Pointer Alias(string name, int turn) => new(name, RecordType.Cname, turn, Word(turn));

        private DnsRecord Record(string name, RecordType type, int turn) => type switch
        {
            RecordType.A => new DnsRecord.Host(name, type, turn, new IPAddress([192, 0, 2, (byte)turn])),
            RecordType.Aaaa => new DnsRecord.Host(name, type, turn, IPAddress.IPv6Loopback),
            RecordType.Mx => new DnsRecord.Mx(name, turn, turn % 3, Word(turn)),
            RecordType.Soa => new DnsRecord.Soa(name, turn, Word(turn), Word(turn + 1), uint.MaxValue, (uint)turn, uint.MaxValue, 0, 86400),
            RecordType.Txt => new DnsRecord.Txt(name, turn, [Word(turn), "\u001b[31m\u0007\n", ""]),
            RecordType.Tlsa => new DnsRecord.Tlsa(name, turn, 3, 1, 1, [.. Encoding.UTF8.GetBytes(Word(turn))]),
            RecordType.Any => new DnsRecord.Other(name, (RecordType)turn, turn, Word(turn)),
            _ => new DnsRecord.Pointer(name, type, turn, Word(turn)),
        };
    }
}
