// Holds the encoder of message files: line ends become CR LF whatever they were, dots are doubled for DATA and only there, any split of the file gives
// the same wire, and the survey foretells the size.
using System.Buffers;
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public class MessageEncoderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\nb\n", "a\r\nb\r\n")]
    [InlineData("a\r\nb\r\n", "a\r\nb\r\n")]
    [InlineData("a\rb\r", "a\r\nb\r\n")]
    [InlineData("\n\n", "\r\n\r\n")]
    [InlineData("\r\r\n\n", "\r\n\r\n\r\n")]
    [InlineData(".", "..\r\n")]
    [InlineData(".\n..\n.a\nb.\n", "..\r\n...\r\n..a\r\nb.\r\n")]
    [InlineData("a\r.b", "a\r\n..b\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n")]
    public void A_file_on_the_wire_split_at_every_point(string file, string wire)
    {
        for (var split = 0; split <= file.Length; split++)
            Assert.Equal(wire, Encode(stuffing: true, file[..split], file[split..]));
    }

    [Fact]
    public void Chunks_keep_their_dots_as_they_are() => Assert.Equal(".\r\n..a\r\n", Encode(stuffing: false, ".\n..a\n"));

    [Fact]
    public void What_comes_out_of_a_server_is_the_file_again() => File("\n", "\r\n", ".", "..", "a", "ü", "\n.\n", "\r\n.\r\n").Sample(file =>
    {
        var received = Encode(stuffing: true, file).Split("\r\n")[..^1].Select(line => line.StartsWith('.') ? line[1..] : line);
        var expected = file.ReplaceLineEndings("\n");
        if (expected.Length > 0 && !expected.EndsWith('\n')) expected += "\n";
        Assert.Equal(expected, string.Concat(received.Select(line => line + "\n")));
    });

    [Fact]
    public void The_survey_foretells_what_the_encoder_counts() => File("\n", "\r\n", "\r", ".", "a", "ü", "aaaaaaaaaa").Sample(file =>
    {
        var (encoder, wire, survey) = (new MessageEncoder(stuffing: true), new ArrayBufferWriter<byte>(), new MessageSurvey());
        var octets = Encoding.UTF8.GetBytes(file);
        foreach (var octet in octets)
        {
            encoder.Push([octet], wire);
            survey.Push([octet]);
        }
        encoder.Finish(wire);
        var figures = survey.Finish();
        Assert.Equal((encoder.Octets, encoder.Lines), (figures.Octets, figures.Lines));
        Assert.Equal(wire.WrittenCount - encoder.DotLines, figures.Octets);
        Assert.Equal(file.Contains('ü', StringComparison.Ordinal), figures.EightBit);
        Assert.Equal(file.ReplaceLineEndings("\n").Split('\n').Max(Encoding.UTF8.GetByteCount), figures.LongestLine);
    });

    private static Gen<string> File(params string[] pieces) => Gen.Int[0, pieces.Length - 1].List[0, 60].Select(chosen => string.Concat(chosen.Select(piece => pieces[piece])));

    private static string Encode(bool stuffing, params string[] portions)
    {
        var (encoder, wire) = (new MessageEncoder(stuffing), new ArrayBufferWriter<byte>());
        foreach (var portion in portions) encoder.Push(Encoding.UTF8.GetBytes(portion), wire);
        encoder.Finish(wire);
        return Encoding.UTF8.GetString(wire.WrittenSpan);
    }
}
