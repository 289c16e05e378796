// The parser's findings, for whole streams and for every split of them.
using System.Globalization;
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Telnet;
using Xunit;

namespace TelnetSmtp.Tests.Telnet;

public sealed class TelnetParserTests
{
    /// <summary>Writes findings as words; neighbouring data joins, since its pieces depend on the split.</summary>
    private struct Findings() : ITelnetHandler
    {
        private readonly StringBuilder _text = new();
        private bool _inData = false;

        public void Data(ReadOnlySpan<byte> data)
        {
            if (!_inData)
                _text.Append("[data]");
            _inData = true;
            foreach (var octet in data)
                _text.Append(octet is > 32 and < 127 ? ((char)octet).ToString() : string.Create(CultureInfo.InvariantCulture, $"<{octet}>"));
        }

        public void Command(byte command) => Add(string.Create(CultureInfo.InvariantCulture, $"[command {command}]"));

        public void Negotiation(NegotiationVerb verb, byte option) => Add(string.Create(CultureInfo.InvariantCulture, $"[{verb} {option}]"));

        public void Subnegotiation(byte option, ReadOnlySpan<byte> parameters) =>
            Add(string.Create(CultureInfo.InvariantCulture, $"[sb {option}: {Convert.ToHexString(parameters)}]"));

        public override readonly string ToString() => _text.ToString();

        private void Add(string finding)
        {
            _inData = false;
            _text.Append(finding);
        }
    }

    private static string Parse(byte[] bytes, int cut, bool strict, bool binary = false)
    {
        var parser = new TelnetParser { Strict = strict, Binary = binary };
        var findings = new Findings();
        parser.Parse(bytes.AsSpan(0, cut), ref findings);
        parser.Parse(bytes.AsSpan(cut), ref findings);
        return findings.ToString();
    }

    private static void Finds(string expected, string transcript, bool strict = true, bool binary = false)
    {
        var bytes = TelnetTranscript.Octets(transcript);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Parse(bytes, cut, strict, binary));
    }

    [Theory]
    [InlineData("'220 hello' CR LF", "[data]220<32>hello<13><10>")]
    [InlineData("'a' IAC IAC 'b'", "[data]a<255>b")]
    [InlineData("IAC IAC IAC IAC", "[data]<255><255>")]
    [InlineData("'a' CR NUL 'b'", "[data]a<13>b")]
    [InlineData("CR CR NUL NUL", "[data]<13><13><0>")]
    [InlineData("CR CR LF", "[data]<13><13><10>")]
    [InlineData("CR IAC NOP NUL", "[data]<13>[command 241][data]<0>")]
    [InlineData("'x' NUL 'y'", "[data]x<0>y")]
    [InlineData("IAC GA 'login:' IAC EOR", "[command 249][data]login:[command 239]")]
    [InlineData("IAC 17 'a'", "[command 17][data]a")]
    [InlineData("IAC SE 'a'", "[command 240][data]a")]
    [InlineData("IAC WILL ECHO IAC DO TTYPE IAC WONT 255 IAC DONT 250", "[Will 1][Do 24][Wont 255][Dont 250]")]
    [InlineData("IAC SB TTYPE SEND IAC SE 'a'", "[sb 24: 01][data]a")]
    [InlineData("IAC SB NAWS 0 IAC IAC 0 25 IAC SE", "[sb 31: 00FF0019]")]
    [InlineData("IAC SB TTYPE IAC SE", "[sb 24: ]")]
    [InlineData("IAC SB 255 7 IAC SE", "[sb 255: 07]")]
    public void A_telnet_stream_is_found_at_any_split(string transcript, string expected) => Finds(expected, transcript);

    [Theory]
    [InlineData("IAC SB TTYPE SEND IAC DO NAWS 'a'", "[Do 31][data]a")]
    [InlineData("IAC SB TTYPE SEND IAC SB TTYPE SEND IAC SE", "[sb 24: 01]")]
    [InlineData("IAC SB TTYPE SEND IAC NOP 'a'", "[command 241][data]a")]
    public void A_forgotten_SE_drops_the_subnegotiation_and_obeys_the_next_command(string transcript, string expected) => Finds(expected, transcript);

    [Theory]
    [InlineData("'na' IAC 'v' 252", "[data]na<255>v<252>")]
    [InlineData("IAC IAC", "[data]<255><255>", 1)]
    [InlineData("IAC NOP", "[data]<255><241>")]
    [InlineData("IAC SE", "[data]<255><240>")]
    [InlineData("CR NUL", "[data]<13><0>")]
    [InlineData("IAC IAC WILL ECHO", "[data]<255>[Will 1]")]
    [InlineData("IAC 'x' IAC DO TTYPE IAC IAC CR NUL", "[data]<255>x[Do 24][data]<255><13>")]
    [InlineData("IAC SB TTYPE SEND IAC SE IAC NOP", "[sb 24: 01][command 241]")]
    public void Until_something_is_negotiated_only_a_plausible_negotiation_is_telnet(string transcript, string expected, int held = 0)
    {
        var bytes = TelnetTranscript.Octets(transcript);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var parser = new TelnetParser();
            var findings = new Findings();
            parser.Parse(bytes.AsSpan(0, cut), ref findings);
            parser.Parse(bytes.AsSpan(cut), ref findings);
            if (held > 0)
                parser.Abandon(ref findings);
            Assert.Equal(expected, findings.ToString());
        }
    }

    [Fact]
    public void Binary_leaves_CR_alone_but_not_IAC() => Finds("[data]<13><0><255>[command 241]", "CR NUL IAC IAC IAC NOP", binary: true);

    [Theory]
    [InlineData(TelnetParser.SubnegotiationLimit, true)]
    [InlineData(TelnetParser.SubnegotiationLimit + 1, false)]
    public void A_subnegotiation_past_the_limit_is_skipped_whole(int length, bool kept)
    {
        byte[] bytes = [255, 250, 39, .. Enumerable.Repeat((byte)'v', length), 255, 240, (byte)'!'];
        var expected = (kept ? $"[sb 39: {string.Concat(Enumerable.Repeat("76", length))}]" : "") + "[data]!";
        Assert.Equal(expected, Parse(bytes, 0, strict: true));
        Assert.Equal(expected, Parse(bytes, 3 + length / 2, strict: true));
        Assert.Equal(expected, Parse(bytes, bytes.Length - 2, strict: true));
    }

    [Fact]
    public void A_doubled_IAC_one_past_the_limit_counts_as_well()
    {
        byte[] bytes = [255, 250, 39, .. Enumerable.Repeat((byte)'v', TelnetParser.SubnegotiationLimit), 255, 255, 255, 240];
        Assert.Equal("", Parse(bytes, 0, strict: true));
    }

    [Fact]
    public void A_synch_discards_data_up_to_the_mark_and_obeys_commands()
    {
        var parser = new TelnetParser { Strict = true, Synchronizing = true };
        var findings = new Findings();
        parser.Parse(TelnetTranscript.Octets("'stale output' IAC DO NAWS IAC IAC IAC DM 'fresh'"), ref findings);
        Assert.Equal("[Do 31][command 242][data]fresh", findings.ToString());
    }

    [Fact]
    public void A_mark_without_a_synch_is_a_mark_only() => Finds("[data]a[command 242][data]b", "'a' IAC DM 'b'");

    /// <summary>Octets in which telnet's own are frequent.</summary>
    private static readonly Gen<byte[]> Streams =
        Gen.OneOf(Gen.OneOf<byte>(255, 255, 250, 240, 251, 252, 253, 254, 13, 10, 0, 1, 24), Gen.Byte).Array[0, 60];

    [Fact]
    public void Any_octets_at_any_chunking_give_the_same_findings() =>
        Gen.Select(Streams, Gen.Int[1, 5].Array[1, 60], Gen.Bool, Gen.Bool).Sample((bytes, chunks, strict, binary) =>
        {
            var whole = Parse(bytes, bytes.Length, strict, binary);
            var parser = new TelnetParser { Strict = strict, Binary = binary };
            var findings = new Findings();
            for (int at = 0, i = 0; at < bytes.Length; i++)
            {
                var size = Math.Min(chunks[i % chunks.Length], bytes.Length - at);
                parser.Parse(bytes.AsSpan(at, size), ref findings);
                at += size;
            }
            return findings.ToString() == whole;
        }, iter: 2000);
}
