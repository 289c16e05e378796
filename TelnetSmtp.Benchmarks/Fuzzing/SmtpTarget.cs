// Targets smtp and smtp-words: a dialogue of any octets, or of SMTP's own words in any order, through LineSplitter, SmtpDialogue, ReplyDecoder and CommandAdvice
// in both languages, in one piece and in two. Rules: the same lines and facts at any cut, the facts agree with one another, memory is under its caps, and each
// line has words in both languages.
// Input: options, cut (two octets), the dialogue, in which octets 1 to 5 say what is not text: the client speaks, the server speaks, TLS, the end, a new connection.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class SmtpTarget
{
    public const byte Client = 1, Server = 2, Tls = 3, End = 4, Connection = 5;

    private const byte FirstWord = 128;

    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var options = reader.Octet();
        var cut = reader.Cut();
        Compare(reader.Rest, cut, options);
    }

    /// <summary>Octets from 128 on are words, the rest is as it is.</summary>
    public static void RunWords(byte[] input)
    {
        var reader = new FuzzInput(input);
        var options = reader.Octet();
        var place = reader.Octet() << 8 | reader.Octet();
        var dialogue = Spelled(reader.Rest);
        Compare(dialogue, place % (dialogue.Length + 1), options);
    }

    private static byte[] Spelled(ReadOnlySpan<byte> words)
    {
        var dialogue = new List<byte>(words.Length * 8);
        foreach (var octet in words)
            if (octet < FirstWord)
                dialogue.Add(octet);
            else
                dialogue.AddRange(FuzzTokens.Words[(octet - FirstWord) % FuzzTokens.Words.Count]);
        return [.. dialogue];
    }

    private static void Compare(ReadOnlySpan<byte> dialogue, int cut, byte options)
    {
        var whole = new Play(options, explain: true);
        whole.Push(dialogue);
        var pieces = new Play(options, explain: false);
        pieces.Push(dialogue[..cut]);
        pieces.Push(dialogue[cut..]);
        FuzzRule.Same(whole.Finish(), pieces.Finish(), "the dialogue");
    }

    /// <summary>One reading of a dialogue.</summary>
    private sealed class Play
    {
        private static readonly CommandAdvice[] Advice = [new(FuzzRule.Catalogue, Language.English), new(FuzzRule.Catalogue, Language.German)];

        private readonly ReplyDecoder[] _decoders = [new(FuzzRule.Catalogue, Language.English), new(FuzzRule.Catalogue, Language.German)];
        private readonly SmtpDialogue _dialogue = new();
        private readonly LineSplitter _clientLines = new(), _serverLines = new();
        private readonly StringBuilder _facts = new();
        private readonly bool _explain;
        private DateTimeOffset _now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        private byte _speaker = Server;

        public Play(byte options, bool explain)
        {
            _explain = explain;
            _dialogue.ExpectsLmtp = (options & 1) != 0;
            if ((options & 2) == 0)
                _dialogue.Connected(_now);
        }

        public void Push(ReadOnlySpan<byte> dialogue)
        {
            while (!dialogue.IsEmpty)
            {
                var mark = dialogue.IndexOfAnyInRange(Client, Connection);
                Say(mark < 0 ? dialogue : dialogue[..mark]);
                if (mark < 0)
                    return;
                Happen(dialogue[mark]);
                dialogue = dialogue[(mark + 1)..];
            }
        }

        public string Finish()
        {
            var lines = new Lines(this);
            if (_speaker == Client)
                _clientLines.Finish(ref lines);
            else
                _serverLines.Finish(ref lines);
            CheckState();
            var state = _dialogue.State;
            return _facts.Append(CultureInfo.InvariantCulture, $"{state.Phase} {state.ServerName} {state.Software} {state.Tls} {state.Authenticated} {state.ReversePath} {state.QueueId} ")
                .AppendJoin(' ', state.Unanswered).Append(" next ").AppendJoin(' ', state.Next).Append(" to ").AppendJoin(' ', state.Recipients).ToString();
        }

        private void Say(ReadOnlySpan<byte> text)
        {
            var lines = new Lines(this);
            if (_speaker != Client)
            {
                _serverLines.Push(text, ref lines);
                return;
            }
            _clientLines.Push(text, ref lines);
        }

        private void Happen(byte mark)
        {
            _now = _now.AddSeconds(1);
            switch (mark)
            {
                case Client or Server:
                    _speaker = mark;
                    break;
                case Tls:
                    _dialogue.TlsStarted(_now);
                    break;
                case End:
                    _dialogue.Closed(_now);
                    break;
                default:
                    _dialogue.Connected(_now);
                    break;
            }
        }

        private void Line(ReadOnlySpan<byte> text, LineEnding ending)
        {
            _now = _now.AddSeconds(1);
            DialogueLine line;
            if (_speaker == Client)
            {
                var awaited = _dialogue.Awaited;
                if (_explain)
                    Advise(text, awaited);
                line = _dialogue.ClientLine(_now, text, ending, _clientLines.CutOctets);
                CheckClient(line, awaited, text);
                _clientLines.OctetsDue = _dialogue.ContentOctetsDue;
            }
            else
            {
                line = _dialogue.ServerLine(_now, text, ending);
                CheckServer(line, text);
            }
            _facts.Append(line.ToString()).Append(Convert.ToHexString(text)).Append('\n');
            CheckState();
            if (_explain)
                Explain(line, text);
        }

        private void Advise(ReadOnlySpan<byte> text, Speaker awaited)
        {
            var typed = Encoding.UTF8.GetString(text);
            foreach (var advice in Advice)
                if (advice.For(typed, _dialogue.State, awaited) is { } said)
                    FuzzRule.Holds(said.MarkStart >= 0 && said.MarkLength >= 0 && said.MarkStart + said.MarkLength <= said.Syntax.Length && said.Remarks.All(remark => remark.Length > 0), "advice has words");
        }

        private void Explain(in DialogueLine line, ReadOnlySpan<byte> text)
        {
            foreach (var decoder in _decoders)
            {
                var explanation = decoder.Explain(line, text, _dialogue.State);
                FuzzRule.Holds(explanation.Meaning.Length > 0 && explanation.Text.Length > 0, "an explanation has words");
                FuzzRule.Holds(explanation.Remarks.All(remark => remark.Length > 0) && explanation.Causes.All(cause => cause.Length > 0) && explanation.Remedies.All(remedy => remedy.Length > 0), "no remark, cause or remedy is empty");
                var annotation = decoder.Annotate(line, text);
                FuzzRule.Holds(annotation.Length > 0 == line.Speaker is not (Speaker.Content or Speaker.Note), "an annotation has words");
                FuzzRule.Holds(decoder.Annotate(line, text) == annotation, "an annotation stays as it is");
            }
        }

        private static void CheckServer(in DialogueLine line, ReadOnlySpan<byte> text)
        {
            FuzzRule.Holds(line.Speaker == Speaker.Server && line.TextStart >= 0 && line.TextStart <= text.Length, "a server's line");
            FuzzRule.Holds(line.Code == 0 == line.Oddities.HasFlag(LineOddities.NotAReply) && line.Code == 0 == (line.Position == ReplyPosition.None), "no code, no reply");
            FuzzRule.Holds(line.Code == 0 || line.Verb != SmtpVerb.None || line.Code == 421 || line.Oddities.HasFlag(LineOddities.Unsolicited), "a reply answers something");
            FuzzRule.Holds((!line.Enhanced.IsNone && line.Enhanced.Class != line.Code / 100) == line.Oddities.HasFlag(LineOddities.EnhancedMismatch), "two classes");
        }

        private static void CheckClient(in DialogueLine line, Speaker awaited, ReadOnlySpan<byte> text)
        {
            FuzzRule.Holds(line is { Code: 0, TextStart: 0, Position: ReplyPosition.None } && line.Enhanced.IsNone, "a client's line has no code");
            FuzzRule.Holds((awaited == Speaker.Content && line.Verb != SmtpVerb.DataEnd) == (line.Speaker == Speaker.Content), "content is content");
            var secret = SecretMask.SecretStart(awaited, text) >= 0 || awaited == Speaker.Credential && text.IsEmpty;
            FuzzRule.Holds(secret == (line.Speaker == Speaker.Credential), "what the mask hides is a credential, and nothing else is");
        }

        private void CheckState()
        {
            var state = _dialogue.State;
            FuzzRule.Holds(ReferenceEquals(state, _dialogue.State), "an unchanged state is the same object");
            FuzzRule.Holds(state.Unanswered.Length <= CommandQueue.MaxEntries && !state.Unanswered.Contains(SmtpVerb.None), "the queue is under its cap");
            FuzzRule.Holds(_dialogue.ContentOctetsDue >= 0);
            FuzzRule.Holds(state.Phase != DialoguePhase.Content || _dialogue.Awaited == Speaker.Content, "content is awaited");
            FuzzRule.Holds(state.ReversePath is null || state.Phase != DialoguePhase.Ready, "no sender where no transaction is open");
            var summary = _dialogue.Summary(_now);
            FuzzRule.Holds(summary.RecipientsAccepted + summary.RecipientsRefused <= summary.RecipientsNamed, "no more answers than recipients");
            FuzzRule.Holds(summary.Times.All(time => time.Elapsed is null || time.Elapsed >= TimeSpan.Zero), "no answer before its question");
        }

        private readonly struct Lines(Play play) : ILineHandler
        {
            public void Line(ReadOnlySpan<byte> text, LineEnding ending) => play.Line(text, ending);
        }
    }
}
