// Telnet octets as words, so that tests read like transcripts: "IAC DO NAWS 'login:' CR NUL". Numbers are octets, quoted text is Latin-1.
using System.Buffers;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Telnet;
using Xunit;

namespace TelnetSmtp.Tests.Telnet;

internal static class TelnetTranscript
{
    private static readonly Dictionary<string, byte> Words = new(StringComparer.Ordinal)
    {
        ["IAC"] = 255,
        ["DONT"] = 254,
        ["DO"] = 253,
        ["WONT"] = 252,
        ["WILL"] = 251,
        ["SB"] = 250,
        ["GA"] = 249,
        ["EL"] = 248,
        ["EC"] = 247,
        ["AYT"] = 246,
        ["AO"] = 245,
        ["IP"] = 244,
        ["BRK"] = 243,
        ["DM"] = 242,
        ["NOP"] = 241,
        ["SE"] = 240,
        ["EOR"] = 239,
        ["BINARY"] = 0,
        ["ECHO"] = 1,
        ["SGA"] = 3,
        ["STATUS"] = 5,
        ["TM"] = 6,
        ["TTYPE"] = 24,
        ["END-OF-RECORD"] = 25,
        ["NAWS"] = 31,
        ["TSPEED"] = 32,
        ["LINEMODE"] = 34,
        ["NEW-ENVIRON"] = 39,
        ["IS"] = 0,
        ["SEND"] = 1,
        ["VAR"] = 0,
        ["VALUE"] = 1,
        ["ESC"] = 2,
        ["USERVAR"] = 3,
        ["CR"] = 13,
        ["LF"] = 10,
        ["NUL"] = 0,
    };

    /// <summary>The octets of a transcript.</summary>
    public static byte[] Octets(string transcript)
    {
        var octets = new List<byte>();
        for (var at = 0; at < transcript.Length;)
        {
            if (transcript[at] == ' ')
            {
                at++;
                continue;
            }
            if (transcript[at] == '\'')
            {
                var close = transcript.IndexOf('\'', at + 1);
                octets.AddRange(Encoding.Latin1.GetBytes(transcript[(at + 1)..close]));
                at = close + 1;
                continue;
            }
            var end = transcript.IndexOf(' ', at);
            var word = end < 0 ? transcript[at..] : transcript[at..end];
            octets.Add(Words.TryGetValue(word, out var known) ? known : byte.Parse(word, CultureInfo.InvariantCulture));
            at += word.Length;
        }
        return [.. octets];
    }
}

/// <summary>Collects application data.</summary>
internal struct CollectingSink() : ITelnetSink
{
    public ArrayBufferWriter<byte> Written { get; } = new();

    public readonly void Data(ReadOnlySpan<byte> data) => Written.Write(data);
}

/// <summary>A client, what it showed and what it answered.</summary>
internal sealed class TelnetPeer(TelnetConfiguration configuration)
{
    private CollectingSink _sink = new();

    public TelnetPeer(int port = 23, string? user = null, params string[] types)
        : this(new TelnetConfiguration(port, types.Length == 0 ? TelnetConfiguration.WindowsTerminalTypes : types, user, 80, 25))
    {
    }

    public TelnetProtocol Protocol { get; } = new(configuration);

    public ArrayBufferWriter<byte> Reply { get; } = new();

    public string Shown => Encoding.Latin1.GetString(_sink.Written.WrittenSpan);

    public void Server(ReadOnlySpan<byte> bytes) => Protocol.Receive(bytes, ref _sink, Reply);

    public void Server(string transcript) => Server(TelnetTranscript.Octets(transcript));

    /// <summary>The answers since the last call equal <paramref name="transcript"/>.</summary>
    public void Answers(string transcript)
    {
        Assert.Equal(TelnetTranscript.Octets(transcript), Reply.WrittenSpan.ToArray());
        Reply.ResetWrittenCount();
    }
}
