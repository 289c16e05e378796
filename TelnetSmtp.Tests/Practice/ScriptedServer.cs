// A practice server driven line by line, so that a test reads like a transcript. Time stands still unless it is moved; waits are noted, not waited.
using System.Net;
using System.Text;
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

internal sealed class ScriptedServer
{
    private readonly PracticeServer _server;

    public ScriptedServer(string scenario, DateTimeOffset? at = null, string client = "127.0.0.1", PracticeStore? store = null, bool tls = false)
        : this(Scenario.BuiltIn(scenario), at, client, store, tls)
    {
    }

    public ScriptedServer(Scenario scenario, DateTimeOffset? at = null, string client = "127.0.0.1", PracticeStore? store = null, bool tls = false)
    {
        Now = at ?? new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        Store = store ?? new PracticeStore(Now, seed: 7);
        _server = new PracticeServer(scenario, Store, IPAddress.Parse(client), tls);
    }

    public PracticeStore Store { get; }

    public DateTimeOffset Now { get; set; }

    public PracticeState State => _server.State;

    public bool Closed { get; private set; }

    public bool Dropped { get; private set; }

    /// <summary>Whether the machine asked for a handshake, and whether that is to fail.</summary>
    public bool? HandshakeFails { get; private set; }

    public TimeSpan Waited { get; private set; }

    /// <summary>All that was sent, raw.</summary>
    public StringBuilder Sent { get; } = new();

    public IReadOnlyList<string> Open() => Take(_server.Open(Now));

    public void Opens(params string[] expected) => Assert.Equal(expected, Open());

    /// <summary>Sends a line and gives the reply's lines.</summary>
    public IReadOnlyList<string> Say(string line) => SayRaw(line + "\r\n");

    public IReadOnlyList<string> SayRaw(string text) => SayRaw(Encoding.UTF8.GetBytes(text));

    public IReadOnlyList<string> SayRaw(byte[] octets)
    {
        _server.Receive(octets);
        var lines = new List<string>();
        while (_server.Next(Now) is { } actions)
            lines.AddRange(Take(actions));
        return lines;
    }

    /// <summary>Sends a line and expects exactly these reply lines.</summary>
    public void Line(string line, params string[] expected) => Assert.Equal(expected, Say(line));

    /// <summary>EHLO, MAIL from chris@contoso.com.</summary>
    public ScriptedServer Begin()
    {
        Open();
        Say("EHLO contoso.com");
        Assert.StartsWith("250", Assert.Single(Say("MAIL FROM:<chris@contoso.com>")), StringComparison.Ordinal);
        return this;
    }

    public IReadOnlyList<string> TimeOut() => Take(_server.TimedOut(Now));

    public void TlsStarts()
    {
        Assert.Equal(false, HandshakeFails);
        HandshakeFails = null;
        _server.TlsStarted();
    }

    public void Leave() => _server.Leave();

    private string[] Take(IReadOnlyList<PracticeAction> actions)
    {
        var text = new StringBuilder();
        foreach (var action in actions)
        {
            Assert.False(Closed || Dropped, "nothing follows hanging up");
            switch (action)
            {
                case PracticeAction.Send send:
                    text.Append(Encoding.UTF8.GetString(send.Bytes.Span));
                    break;
                case PracticeAction.Wait wait:
                    Waited += wait.Time;
                    break;
                case PracticeAction.StartTls start:
                    HandshakeFails = start.Fail;
                    break;
                case PracticeAction.Close:
                    Closed = true;
                    break;
                case PracticeAction.Drop:
                    Dropped = true;
                    break;
            }
        }
        Sent.Append(text);
        return text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
