// Every transcript, played whole, cut at every point and byte by byte: the same facts beside each line, the same state and summary at the end.
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class SmtpDialogueTests
{
    public static TheoryData<string> Names => [.. ServerTranscripts.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_line_is_known_for_what_it_is(string name)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        Assert.Equal(transcript.Expected, transcript.Play());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_split_of_the_bytes_gives_the_same(string name)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        var expected = transcript.PlayBytes((block, _) => [block]);
        Assert.Equal(transcript.Expected, expected);
        var state = transcript.StateInWords;
        var lengths = transcript.BlockLengths();
        for (var cutBlock = 0; cutBlock < lengths.Count; cutBlock++)
            for (var cut = 1; cut < lengths[cutBlock]; cut++)
            {
                var (at, where) = (cut, cutBlock);
                Assert.Equal(expected, transcript.PlayBytes((block, number) => number == where ? [block[..at], block[at..]] : [block]));
                Assert.Equal(state, transcript.StateInWords);
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Byte_by_byte_gives_the_same(string name)
    {
        var transcript = new Transcript(ServerTranscripts.All[name]);
        var expected = transcript.PlayBytes((block, _) => [block]);
        var state = transcript.StateInWords;
        Assert.Equal(expected, transcript.PlayBytes((block, _) => block.Select(b => new[] { b })));
        Assert.Equal(state, transcript.StateInWords);
    }
}
