// Random and mutated dialogues: nothing throws, nothing grows, and what must hold of every line holds. Environment variable CsCheck_Time=600 runs it for ten minutes.
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class DialogueProperties
{
    private static readonly string[] Words =
    [
        "EHLO x", "HELO x", "LHLO x", "MAIL FROM:<a@b>", "MAIL FROM:<a@b> BODY=BINARYMIME", "RCPT TO:<c@d>", "RCPT TO: c@d", "DATA", ".", "..", "BDAT 5", "BDAT 0 LAST",
        "BDAT 9223372036854775807", "BDAT x", "BURL imap://x LAST", "RSET", "VRFY a", "EXPN a", "HELP", "NOOP", "QUIT", "STARTTLS", "AUTH PLAIN x", "AUTH LOGIN", "AUTH",
        "X-EXPS GSSAPI", "*", "ETRN x", "ATRN", "TURN", "XCLIENT NAME=x", "XFORWARD A=b", "SEND FROM:<a>", "", "   ", "what?", "\0\u0001\b\u007f", "Zm9v", "\rx\r",
        "220 mx ESMTP Postfix", "220-mx", "250 ok", "250-mx", "250 CHUNKING", "250-PIPELINING", "250", "250 2.1.5 ok", "354 go", "334 x", "334 ", "235 ok", "353 ok", "221 bye",
        "421 4.4.2 bye", "421", "450 4.2.0 later", "500 what", "502 no", "503 no", "550 5.1.1 no", "550 2.1.1 odd", "552-", "554 no", "999 x", "000 x", "25", "junk", "250 2.0.0 Ok: queued as 1",
    ];

    private static readonly Gen<byte[]> Line = Gen.Frequency(
        (8, Gen.OneOf(Words).Select(Encoding.Latin1.GetBytes)),
        (1, Gen.Byte.Array[0, 30]),
        (1, Gen.Select(Gen.OneOf(Words), Gen.Int[0, 20], Gen.Byte, (word, at, b) =>
        {
            var bytes = Encoding.Latin1.GetBytes(word);
            if (bytes.Length > 0)
                bytes[at % bytes.Length] = b;
            return bytes;
        })));

    private static readonly Gen<(int What, byte[] Text, LineEnding Ending)> Event = Gen.Select(Gen.Int[0, 41], Line, Gen.Enum<LineEnding>());

    [Fact]
    public void Whatever_comes_the_facts_hold_together() => Event.Array[0, 120].Sample(events =>
    {
        var dialogue = new SmtpDialogue();
        var now = Transcript.Start;
        foreach (var (what, text, ending) in events)
        {
            now = now.AddSeconds(what - 5);
            var awaited = dialogue.Awaited;
            switch (what)
            {
                case 0:
                    dialogue.Connected(now);
                    break;
                case 1:
                    dialogue.TlsStarted(now);
                    break;
                case 2:
                    dialogue.Closed(now);
                    break;
                case <= 21:
                    CheckServer(dialogue.ServerLine(now, text, ending), text);
                    break;
                default:
                    CheckClient(dialogue.ClientLine(now, text, ending), awaited, text);
                    break;
            }
            CheckState(dialogue, now);
        }
    }, iter: 1000);

    [Fact]
    public void Mutated_transcripts_are_read_alike_in_any_portions()
    {
        var transcripts = ServerTranscripts.All.Values.ToArray();
        Gen.Select(Gen.Int[0, transcripts.Length - 1], Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[0, 8], Gen.Int[1, 50]).Sample((which, mutations, portion) =>
        {
            var mutated = new Transcript(Mutate(transcripts[which], mutations));
            var whole = mutated.PlayBytes((block, _) => [block]);
            var state = mutated.StateInWords;
            Assert.Equal(whole, mutated.PlayBytes((block, _) => block.Chunk(portion)));
            Assert.Equal(state, mutated.StateInWords);
        }, iter: 300);
    }

    /// <summary>Changes bytes of what is said, not of the notation around it.</summary>
    private static string Mutate(string transcript, (int At, byte To)[] mutations)
    {
        var lines = transcript.Split('\n').Select(l => l.Trim().ToCharArray()).ToArray();
        foreach (var (at, to) in mutations)
        {
            var line = lines[at % lines.Length];
            var end = new string(line).LastIndexOf(" => ", StringComparison.Ordinal);
            if (end > 3 && line[0] is 'S' or 'C' && line[1] == ':' && to is not ((byte)'\r' or (byte)'\n' or (byte)'\\'))
                line[3 + at / lines.Length % (end - 3)] = (char)to;
        }
        return string.Join('\n', lines.Select(l => new string(l)));
    }

    private static void CheckServer(in DialogueLine line, byte[] text)
    {
        Assert.Equal(Speaker.Server, line.Speaker);
        Assert.InRange(line.TextStart, 0, text.Length);
        Assert.Equal(line.Code == 0, line.Oddities.HasFlag(LineOddities.NotAReply));
        Assert.Equal(line.Code == 0, line.Position == ReplyPosition.None);
        Assert.True(line.Code == 0 || line.Verb != SmtpVerb.None || line.Code == 421 || line.Oddities.HasFlag(LineOddities.Unsolicited));
        Assert.Equal(!line.Enhanced.IsNone && line.Enhanced.Class != line.Code / 100, line.Oddities.HasFlag(LineOddities.EnhancedMismatch));
    }

    private static void CheckClient(in DialogueLine line, Speaker awaited, byte[] text)
    {
        Assert.Equal((0, 0, ReplyPosition.None), (line.Code, line.TextStart, line.Position));
        Assert.True(line.Enhanced.IsNone);
        var ends = line.Verb is SmtpVerb.DataEnd;
        Assert.Equal(awaited == Speaker.Content && !ends, line.Speaker == Speaker.Content);
        // What the mask hides is a credential, and nothing else is.
        Assert.Equal(SecretMask.SecretStart(awaited, text) >= 0 || awaited == Speaker.Credential && text.Length == 0, line.Speaker == Speaker.Credential);
    }

    private static void CheckState(SmtpDialogue dialogue, DateTimeOffset now)
    {
        var state = dialogue.State;
        Assert.Same(state, dialogue.State);
        Assert.InRange(state.Unanswered.Length, 0, CommandQueue.MaxEntries);
        Assert.DoesNotContain(SmtpVerb.None, state.Unanswered);
        Assert.InRange(dialogue.ContentOctetsDue, 0, long.MaxValue);
        Assert.True(state.Phase != DialoguePhase.Content || dialogue.Awaited == Speaker.Content);
        Assert.True(state.ReversePath is null || state.Phase is not DialoguePhase.Ready);
        var summary = dialogue.Summary(now);
        Assert.True(Enum.IsDefined(summary.Verdict));
        Assert.True(summary.RecipientsAccepted + summary.RecipientsRefused <= summary.RecipientsNamed);
        Assert.All(summary.Times, t => Assert.True(t.Elapsed is null || t.Elapsed >= TimeSpan.Zero));
    }
}
