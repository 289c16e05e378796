// A dialogue as text, with the expected facts beside each line, and the ways to play it: line by line, or as bytes in any portions.
//
//   S: 250 2.1.0 Ok            => MAIL 250 2.1.0     a line of the server: the command that it answers, code, enhanced code, oddities
//   C: MAIL FROM:<a@b.test>    => MAIL               a line of the client: its verb
//   C: Subject: test           => content            message data; `credential AUTH` is an answer to a challenge
//   S: 550 5.1.1 No            => RCPT#2 550 5.1.1   the second RCPT; `-` is no command; a multi-line reply ends with `...` while lines follow
//   C/lf: text                                       the line ends by LF alone; /cr by CR alone; /none not at all (the end of a chunk, or of the stream)
//   -- tls, -- connected, -- closed                  what else happens
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Tests.Smtp;

internal sealed class Transcript
{
    internal static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private const string Arrow = " => ";

    private readonly List<(string Mark, byte[] Text, LineEnding Ending)> _lines = [];
    private readonly List<string> _expected = [];

    internal Transcript(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal))
            {
                _lines.Add((line.Trim(), [], LineEnding.None));
                _expected.Add(line.Trim());
                continue;
            }
            var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            var said = arrow < 0 ? line : line[..arrow];
            var colon = said.IndexOf(':', StringComparison.Ordinal);
            var mark = said[..colon];
            var words = said.Length > colon + 2 ? said[(colon + 2)..].TrimEnd(' ') : "";
            _lines.Add((mark, Unescape(words), Ending(mark)));
            _expected.Add($"{mark}: {words}{Arrow}{(arrow < 0 ? "" : line[(arrow + Arrow.Length)..].Trim())}");
        }
    }

    internal string Expected => string.Join('\n', _expected);

    internal SmtpDialogue Dialogue { get; private set; } = new();

    /// <summary>The state after the last line, in words.</summary>
    internal string StateInWords => InWords(Dialogue);

    /// <summary>Plays line by line and gives the transcript with the facts that came out. Line n comes n seconds after the start.</summary>
    internal string Play()
    {
        Dialogue = new SmtpDialogue();
        var played = new List<string>();
        var at = Start;
        foreach (var (mark, text, ending) in _lines)
        {
            at = at.AddSeconds(1);
            if (mark[0] == '-')
                played.Add(Happen(mark, at));
            else
                played.Add($"{mark}: {Escape(text)}{Arrow}{Facts(mark[0] == 'S' ? Dialogue.ServerLine(at, text, ending) : Dialogue.ClientLine(at, text, ending))}");
        }
        return string.Join('\n', played);
    }

    /// <summary>Plays as bytes: each run of one side's lines is one block, handed over in the portions that <paramref name="portions"/> cuts it into.</summary>
    internal string PlayBytes(Func<byte[], int, IEnumerable<byte[]>> portions)
    {
        Dialogue = new SmtpDialogue();
        var played = new List<string>();
        var clock = new Clock();
        var server = (Splitter: new LineSplitter(), Handler: new Handler(Dialogue, true, played, clock, null));
        var clientSplitter = new LineSplitter();
        var client = (Splitter: clientSplitter, Handler: new Handler(Dialogue, false, played, clock, clientSplitter));
        var number = 0;
        for (var i = 0; i < _lines.Count;)
        {
            if (_lines[i].Mark[0] == '-')
            {
                played.Add(Happen(_lines[i++].Mark, clock.Next()));
                continue;
            }
            var side = _lines[i].Mark[0];
            var block = new List<byte>();
            for (; i < _lines.Count && _lines[i].Mark[0] == side; i++)
                block.AddRange([.. _lines[i].Text, .. LineEnd(_lines[i].Ending)]);
            var (splitter, handler) = side == 'S' ? server : client;
            foreach (var portion in portions([.. block], number))
                splitter.Push(portion, ref handler);
            number++;
        }
        server.Splitter.Finish(ref server.Handler);
        client.Splitter.Finish(ref client.Handler);
        return string.Join('\n', played);
    }

    /// <summary>How many bytes each block has.</summary>
    internal IReadOnlyList<int> BlockLengths()
    {
        var lengths = new List<int>();
        PlayBytes((block, _) =>
        {
            lengths.Add(block.Length);
            return [block];
        });
        return lengths;
    }

    internal static string Facts(in DialogueLine line)
    {
        var verb = line.Verb switch { SmtpVerb.None => "-", SmtpVerb.Unknown => "?", _ => line.Verb.Name() };
        var facts = new StringBuilder(line.Speaker switch
        {
            Speaker.Content => "content",
            Speaker.Credential => $"credential {verb}",
            _ => verb,
        });
        if (line.Ordinal > 0)
            facts.Append(CultureInfo.InvariantCulture, $"#{line.Ordinal}");
        if (line.Code > 0)
            facts.Append(CultureInfo.InvariantCulture, $" {line.Code}");
        if (!line.Enhanced.IsNone)
            facts.Append(CultureInfo.InvariantCulture, $" {line.Enhanced}");
        if (line.Oddities != LineOddities.None)
            facts.Append(CultureInfo.InvariantCulture, $" {line.Oddities}");
        if (line.Position is ReplyPosition.First or ReplyPosition.Middle)
            facts.Append(" ...");
        return facts.ToString();
    }

    internal static string InWords(SmtpDialogue dialogue)
    {
        var state = dialogue.State;
        var summary = dialogue.Summary(Start.AddHours(1));
        var offered = state.Capabilities is null ? "nothing" : string.Join(',', state.Capabilities.Keywords.Select(k => $"{k.Keyword} {k.Parameters}".Trim()));
        var recipients = string.Join(',', summary.Recipients.Select(r => $"{r.ForwardPath} {r.Code} {r.Enhanced} {r.DeliveryCode}"));
        var times = string.Join(',', summary.Times.Select(t => $"{t.Verb}#{t.Ordinal} {t.Elapsed} {t.Code}"));
        return $"""
            {state.Phase}; next {string.Join(',', state.Next)}; waiting {string.Join(',', state.Unanswered)}; {state.ServerName} {state.Software}
            offered {offered}; tls {state.Tls}; auth {state.Authenticated}; from {state.ReversePath ?? "-"}; to {state.Recipients.Length}; queue id {state.QueueId}
            {summary.Verdict} by {summary.DecidedBy} {summary.DecidingCode} {summary.DecidingEnhanced}; {recipients}; {summary.ContentOctets} octets in {summary.ContentLines}
            {times}; slowest {summary.Slowest?.Verb}
            """;
    }

    private string Happen(string mark, DateTimeOffset at)
    {
        switch (mark)
        {
            case "-- tls":
                Dialogue.TlsStarted(at);
                break;
            case "-- connected":
                Dialogue.Connected(at);
                break;
            case "-- closed":
                Dialogue.Closed(at);
                break;
            default:
                throw new FormatException($"unknown event in a transcript: {mark}");
        }
        return mark;
    }

    private static LineEnding Ending(string mark) => mark[1..] switch
    {
        "" => LineEnding.CrLf,
        "/lf" => LineEnding.Lf,
        "/cr" => LineEnding.Cr,
        "/none" => LineEnding.None,
        _ => throw new FormatException($"unknown mark in a transcript: {mark}"),
    };

    private static byte[] LineEnd(LineEnding ending) => ending switch
    {
        LineEnding.CrLf => "\r\n"u8.ToArray(),
        LineEnding.Lf => "\n"u8.ToArray(),
        LineEnding.Cr => "\r"u8.ToArray(),
        _ => [],
    };

    private static byte[] Unescape(string words) =>
        Encoding.Latin1.GetBytes(words.Replace(@"\r", "\r", StringComparison.Ordinal).Replace(@"\0", "\0", StringComparison.Ordinal));

    private static string Escape(ReadOnlySpan<byte> text) =>
        Encoding.Latin1.GetString(text).TrimEnd(' ').Replace("\r", @"\r", StringComparison.Ordinal).Replace("\0", @"\0", StringComparison.Ordinal);

    private sealed class Clock
    {
        private int _seconds;

        internal DateTimeOffset Next() => Start.AddSeconds(++_seconds);
    }

    private struct Handler(SmtpDialogue dialogue, bool server, List<string> played, Clock clock, LineSplitter? splitter) : ILineHandler
    {
        public readonly void Line(ReadOnlySpan<byte> text, LineEnding ending)
        {
            var mark = (server ? "S" : "C") + ending switch { LineEnding.CrLf => "", LineEnding.Lf => "/lf", LineEnding.Cr => "/cr", _ => "/none" };
            var line = server ? dialogue.ServerLine(clock.Next(), text, ending) : dialogue.ClientLine(clock.Next(), text, ending, splitter!.CutOctets);
            splitter?.OctetsDue = dialogue.ContentOctetsDue;
            played.Add($"{mark}: {Escape(text)}{Arrow}{Facts(line)}");
        }
    }
}
