// The memory of the dialogue machine under floods from either side. Alone, because what is counted is the whole process's.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

[Collection("Alone")]
public sealed class DialogueMemoryTests
{
    private readonly SmtpDialogue _dialogue = new();

    [Theory]
    [InlineData("250 nobody asked\n250-nor this\nnor this at all\n\u0001\u0002", 'S')]
    [InlineData("MAIL FROM:<a@b>\nRCPT TO:<c@d>\nRSET\nNOOP\n\nwhat?", 'C')]
    [InlineData("AUTH LOGIN\nDATA\nHELP\nBDAT 3\nxx\nEHLO x", 'C')]
    [InlineData("C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok\nC DATA\nS 451 no\nC RSET\nS 250 ok", 'B')]
    [InlineData("C MAIL FROM:<a@b>\nS 250 ok\nC RCPT TO:<c@d>\nS 250 ok", 'B')]
    [InlineData("C EHLO x\nS 250-mx\nS 250-A\nS 250 B\nC AUTH LOGIN\nS 334 x\nC x\nS 535 no", 'B')]
    public void Floods_do_not_grow_the_memory(string lines, char who)
    {
        var each = lines.Split('\n').Select(l => (Side: who == 'B' ? l[0] : who, Text: Encoding.ASCII.GetBytes(who == 'B' ? l[2..] : l))).ToArray();
        Flood(each, 20_000);
        var before = GC.GetTotalMemory(true);
        Flood(each, 100_000);
        Assert.InRange(GC.GetTotalMemory(true) - before, long.MinValue, 1_000_000);
        GC.KeepAlive(_dialogue);
    }

    private void Flood((char Side, byte[] Text)[] lines, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (side, text) = lines[i % lines.Length];
            if (side == 'S')
                _dialogue.ServerLine(Transcript.Start, text, LineEnding.CrLf);
            else
                _dialogue.ClientLine(Transcript.Start, text, LineEnding.CrLf);
        }
        Assert.True(_dialogue.State.Unanswered.Length <= CommandQueue.MaxEntries, _dialogue.State.Unanswered.Length.ToString(CultureInfo.InvariantCulture));
    }
}
