// Target telnet: octets of a server through TelnetProtocol, in one piece and in two. Rules: the same data, the same answers, the same state; answers in
// proportion to what came; what is encoded is decoded to what it was.
// Input: options, cut (two octets), the stream.
using System.Buffers;
using System.Text;
using TelnetSmtp.Core.Telnet;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class TelnetTarget
{
    /// <summary>Octets of answers that one octet received may lead to: a STATUS SEND of six is answered with every option that is on.</summary>
    private const int MostAnswers = 16;

    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var options = reader.Octet();
        var cut = reader.Cut();
        var stream = reader.Rest;
        var (data, answers, state) = Play(stream, stream.Length, options, out var expected, out var encoded);
        var (cutData, cutAnswers, cutState) = Play(stream, cut, options, out _, out _);
        FuzzRule.Same(Convert.ToHexString(data), Convert.ToHexString(cutData), "data");
        FuzzRule.Same(Convert.ToHexString(answers), Convert.ToHexString(cutAnswers), "answers");
        FuzzRule.Same(state, cutState, "state");
        FuzzRule.Holds(data.Length <= stream.Length);
        FuzzRule.Holds(answers.Length <= stream.Length * MostAnswers + 64);
        FuzzRule.Same(Convert.ToHexString(expected), Convert.ToHexString(encoded), "what was encoded");
    }

    private static (byte[] Data, byte[] Answers, string State) Play(ReadOnlySpan<byte> stream, int cut, byte options, out byte[] expected, out byte[] encoded)
    {
        IReadOnlyList<string> names = (options & 2) != 0 ? ["VT100"] : TelnetConfiguration.WindowsTerminalTypes;
        var protocol = new TelnetProtocol(new TelnetConfiguration((options & 1) != 0 ? 23 : 25, names, (options & 4) != 0 ? "kate\u00FF\u0001" : null, 255, 65535));
        if ((options & 8) != 0)
            protocol.Synchronize();
        var sink = new Sink([]);
        var answers = new ArrayBufferWriter<byte>();
        protocol.Receive(stream[..cut], ref sink, answers);
        protocol.Receive(stream[cut..], ref sink, answers);
        protocol.Resize(80, 24, answers);
        var negotiated = protocol.Negotiated;
        var state = $"{negotiated} {protocol.RemoteEcho} {protocol.RemoteSuppressesGoAhead} {protocol.RemoteBinary} {protocol.LocalBinary}";
        if ((options & 16) != 0)
        {
            // What is held back as the beginning of a command is data once the session is known to be SMTP.
            protocol.Raw = true;
            protocol.Receive([], ref sink, answers);
        }
        expected = protocol.Raw || !negotiated || protocol.LocalBinary ? [.. sink.Octets] : WithoutNul([.. sink.Octets]);
        encoded = Back(protocol, [.. sink.Octets], negotiated);
        return ([.. sink.Octets], answers.WrittenSpan.ToArray(), state);
    }

    /// <summary>The data as the other side reads it when it is sent back to it.</summary>
    private static byte[] Back(TelnetProtocol protocol, byte[] data, bool negotiated)
    {
        var wire = new ArrayBufferWriter<byte>();
        protocol.EncodeData(data, wire);
        if (protocol.Raw || !negotiated)
            return wire.WrittenSpan.ToArray();
        var finder = new Finder([]);
        new TelnetParser { Strict = true, Binary = protocol.LocalBinary }.Parse(wire.WrittenSpan, ref finder);
        return [.. finder.Octets];
    }

    /// <summary>CR NUL is a CR in telnet's own form already: the encoder leaves it as it is, so that it comes back as CR.</summary>
    private static byte[] WithoutNul(byte[] data) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(data).Replace("\r\0", "\r", StringComparison.Ordinal));

    private readonly struct Sink(List<byte> octets) : ITelnetSink
    {
        public List<byte> Octets => octets;

        public void Data(ReadOnlySpan<byte> data) => octets.AddRange(data);
    }

    private readonly struct Finder(List<byte> octets) : ITelnetHandler
    {
        public List<byte> Octets => octets;

        public void Data(ReadOnlySpan<byte> data) => octets.AddRange(data);

        public void Command(byte command) => FuzzRule.Holds(false, "data is read as a command");

        public void Negotiation(NegotiationVerb verb, byte option) => FuzzRule.Holds(false, "data is read as a negotiation");

        public void Subnegotiation(byte option, ReadOnlySpan<byte> parameters) => FuzzRule.Holds(false, "data is read as a subnegotiation");
    }
}
