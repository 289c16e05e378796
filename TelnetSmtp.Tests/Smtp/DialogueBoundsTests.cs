// Every cap of the dialogue machine, at the cap and one past it; a flood of replies allocates nothing.
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class DialogueBoundsTests
{
    private readonly SmtpDialogue _dialogue = new();

    [Theory]
    [InlineData(SmtpDialogue.MaxKeywords, SmtpDialogue.MaxKeywords)]
    [InlineData(SmtpDialogue.MaxKeywords + 1, SmtpDialogue.MaxKeywords)]
    public void Keywords(int sent, int kept)
    {
        C("EHLO x");
        S("250-mx");
        for (var i = 1; i <= sent; i++)
            S($"250{(i == sent ? ' ' : '-')}X{i}");
        Assert.Equal(kept, _dialogue.State.Capabilities!.Keywords.Length);
        Assert.Empty(_dialogue.State.Unanswered);
    }

    [Theory]
    [InlineData(MailTransaction.MaxRecipients, MailTransaction.MaxRecipients)]
    [InlineData(MailTransaction.MaxRecipients + 1, MailTransaction.MaxRecipients)]
    public void Recipients(int sent, int kept)
    {
        C("MAIL FROM:<a@b>");
        S("250 ok");
        var last = default(DialogueLine);
        for (var i = 1; i <= sent; i++)
        {
            C($"RCPT TO:<u{i}@d>");
            last = S("250 ok");
        }
        Assert.Equal(kept, _dialogue.State.Recipients.Length);
        Assert.All(_dialogue.State.Recipients, r => Assert.True(r.Accepted));
        Assert.Equal(sent, last.Ordinal);
        var summary = _dialogue.Summary(Transcript.Start);
        Assert.Equal((kept, sent, sent), (summary.Recipients.Length, summary.RecipientsNamed, summary.RecipientsAccepted));
    }

    [Theory]
    [InlineData(CommandQueue.MaxEntries, SmtpVerb.Noop)]
    [InlineData(CommandQueue.MaxEntries + 1, SmtpVerb.Unknown)]
    [InlineData(CommandQueue.MaxEntries + 50, SmtpVerb.Unknown)]
    public void Commands_that_wait(int sent, SmtpVerb last)
    {
        for (var i = 0; i < sent; i++)
            C("NOOP");
        Assert.Equal(CommandQueue.MaxEntries, _dialogue.State.Unanswered.Length);
        var line = default(DialogueLine);
        for (var i = 0; i < sent; i++)
            line = S("250 ok");
        Assert.Equal((last, LineOddities.None), (line.Verb, line.Oddities));
        Assert.Equal(LineOddities.Unsolicited, S("250 ok").Oddities);
    }

    [Theory]
    [InlineData(ReplyTimes.MaxKept, ReplyTimes.MaxKept)]
    [InlineData(ReplyTimes.MaxKept + 1, ReplyTimes.MaxKept)]
    public void Times(int replies, int kept)
    {
        for (var i = 1; i <= replies; i++)
        {
            _dialogue.ClientLine(Transcript.Start, "NOOP"u8, LineEnding.CrLf);
            _dialogue.ServerLine(Transcript.Start.AddSeconds(i), "250 ok"u8, LineEnding.CrLf);
        }
        var summary = _dialogue.Summary(Transcript.Start);
        Assert.Equal(kept, summary.Times.Length);
        Assert.Equal(TimeSpan.FromSeconds(replies), summary.Slowest!.Value.Elapsed);
    }

    [Theory]
    [InlineData(SmtpDialogue.MaxTextKept, SmtpDialogue.MaxTextKept)]
    [InlineData(SmtpDialogue.MaxTextKept + 1, SmtpDialogue.MaxTextKept)]
    public void Texts(int length, int kept)
    {
        var word = new string('x', length);
        _dialogue.Connected(Transcript.Start);
        S($"220 {word} ESMTP");
        C($"EHLO {word}");
        S("250-mx", $"250 X {word}");
        C($"MAIL FROM:<{word}>");
        S("250 ok");
        C($"RCPT TO:<{word}>");
        Assert.Equal(kept, _dialogue.State.ServerName.Length);
        Assert.Equal(kept, _dialogue.State.Capabilities!.Keywords[0].Parameters.Length);
        Assert.Equal(kept, _dialogue.State.ReversePath!.Length);
        Assert.Equal(kept, _dialogue.State.Recipients[0].ForwardPath.Length);
        Assert.Equal(kept, _dialogue.Summary(Transcript.Start).ClientName!.Length);
    }

    [Theory]
    [InlineData("NOOP ", 505, LineOddities.None)]
    [InlineData("NOOP ", 506, LineOddities.TooLong)]
    [InlineData("AUTH PLAIN ", 12275, LineOddities.None)]
    [InlineData("AUTH PLAIN ", 12276, LineOddities.TooLong)]
    public void Command_lines_of_the_rfc_s_length(string start, int more, LineOddities oddities) => Assert.Equal(oddities, C(start + new string('x', more)).Oddities);

    [Fact]
    public void Offered_extensions_lengthen_the_line()
    {
        var mail = "MAIL FROM:<a@b>".PadRight(510 + 26, 'x');
        Assert.Equal(LineOddities.TooLong, C(mail).Oddities);
        S("250 ok");
        C("EHLO x");
        S("250-mx", "250 SIZE");
        Assert.Equal(LineOddities.None, C(mail).Oddities);
        S("250 ok");
        Assert.Equal(LineOddities.TooLong, C(mail + "x").Oddities);
    }

    [Theory]
    [InlineData(506, LineOddities.None)]
    [InlineData(507, LineOddities.TooLong)]
    public void Reply_lines_of_the_rfc_s_length(int more, LineOddities oddities)
    {
        C("NOOP");
        Assert.Equal(oddities, S("250 " + new string('x', more)).Oddities);
    }

    [Theory]
    [InlineData("", 998, 0, LineOddities.None)]
    [InlineData("", 999, 0, LineOddities.TooLong)]
    [InlineData(".", 998, 0, LineOddities.None)]
    [InlineData(".", 999, 0, LineOddities.TooLong)]
    [InlineData("", 998, 1, LineOddities.TooLong)]
    public void Text_lines_of_the_rfc_s_length(string start, int more, long cut, LineOddities oddities)
    {
        C("DATA");
        S("354 go");
        Assert.Equal(oddities, _dialogue.ClientLine(Transcript.Start, Encoding.ASCII.GetBytes(start + new string('x', more)), LineEnding.CrLf, cut).Oddities);
    }

    [Fact]
    public void A_line_sent_blindly_past_the_cap_still_finds_the_end_of_the_message()
    {
        C("MAIL FROM:<a@b>");
        S("250 ok");
        C("DATA");
        for (var i = 0; i < CommandQueue.MaxEntries; i++)
            C(i % 2 == 0 ? "HELP" : "NOOP");
        C(".", "QUIT");
        S("354 go");
        Assert.Equal(SmtpVerb.DataEnd, S("250 ok").Verb);
        Assert.Equal(SmtpVerb.Quit, S("221 bye").Verb);
    }

    [Fact]
    public void A_flood_of_replies_allocates_nothing()
    {
        _dialogue.Connected(Transcript.Start);
        S("220 mx ESMTP");
        byte[][] lines = ["250 2.1.5 nobody asked"u8.ToArray(), "250-first"u8.ToArray(), "250 last"u8.ToArray(), "junk"u8.ToArray(), "421 4.4.2 bye"u8.ToArray()];
        FloodOfReplies(lines, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FloodOfReplies(lines, 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void FloodOfReplies(byte[][] lines, int times)
    {
        for (var i = 0; i < times; i++)
            foreach (var line in lines)
            {
                _dialogue.ServerLine(Transcript.Start, line, LineEnding.CrLf);
                _ = _dialogue.State;
            }
    }

    private DialogueLine S(params string[] lines)
    {
        var line = default(DialogueLine);
        foreach (var text in lines)
            line = _dialogue.ServerLine(Transcript.Start, Encoding.ASCII.GetBytes(text), LineEnding.CrLf);
        return line;
    }

    private DialogueLine C(params string[] lines)
    {
        var line = default(DialogueLine);
        foreach (var text in lines)
            line = _dialogue.ClientLine(Transcript.Start, Encoding.ASCII.GetBytes(text), LineEnding.CrLf);
        return line;
    }
}
