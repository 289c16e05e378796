// Target practice: octets of a client through PracticeServer, under any built-in scenario, in one piece and in pieces. Rules: the same said at any cut; replies
// keep the form of RFC 5321 4.2.1 wherever the scenario does not break it on purpose.
// Input: scenario, size of a piece, the octets.
using System.Net;
using System.Text;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class PracticeTarget
{
    private const string OddOnPurpose = "odd-replies";

    private static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var name = ScenarioReader.BuiltInNames[reader.Octet() % ScenarioReader.BuiltInNames.Count];
        var scenario = Scenario.BuiltIn(name) with { StrictPipelining = false };
        var piece = 1 + reader.Octet();
        var whole = Play(scenario, reader.Rest, Math.Max(1, reader.Rest.Length));
        FuzzRule.Same(whole, Play(scenario, reader.Rest, piece), "what the server says");
        if (name != OddOnPurpose)
            FuzzRule.Holds(whole.Split("\r\n")[..^1].All(IsReply), "a reply begins with three digits");
    }

    /// <summary>What the server says to <paramref name="octets"/>, until a handshake: what was plaintext behind it is gone, which depends on the cut.</summary>
    public static string Play(Scenario scenario, ReadOnlySpan<byte> octets, int piece)
    {
        var server = new PracticeServer(scenario, new PracticeStore(At, 5), IPAddress.Loopback);
        var said = new StringBuilder();
        Note(said, server.Open(At));
        while (!octets.IsEmpty && server.State is not (PracticeState.Handshake or PracticeState.Closed))
        {
            var part = octets[..Math.Min(piece, octets.Length)];
            octets = octets[part.Length..];
            server.Receive(part);
            while (server.State is not (PracticeState.Handshake or PracticeState.Closed) && server.Next(At) is { } actions)
                Note(said, actions);
        }
        return said.ToString();
    }

    private static void Note(StringBuilder said, IReadOnlyList<PracticeAction> actions)
    {
        foreach (var action in actions)
            if (action is PracticeAction.Send send)
                said.Append(Encoding.UTF8.GetString(send.Bytes.Span));
    }

    private static bool IsReply(string line) => line is [>= '2' and <= '5', >= '0' and <= '9', >= '0' and <= '9'] or [>= '2' and <= '5', >= '0' and <= '9', >= '0' and <= '9', ' ' or '-', ..];
}
