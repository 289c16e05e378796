// The client and its own practice server: at the prompt's wish, or at a lesson's, which names the server and may not want to be connected at once.
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    private readonly OwnPractice _practice;
    private Action? _afterEnd;

    /// <summary>Connections made so far: tells one session from the next.</summary>
    public int Connections { get; private set; }

    /// <summary>Connects to a practice server of our own, on a loopback port that is free.</summary>
    /// <param name="scenario">A built-in name or a file; null: the default.</param>
    public void Practice(string? scenario)
    {
        try
        {
            var (host, port) = _practice.Start(PracticeScenarios.Named(scenario), named: false);
            _anyKeyAfterSession = false;
            Connect(host, port, implicitTls: false);
        }
        catch (ScenarioException e)
        {
            Print(e.Text.In(_settings.Language) + "\n");
            return;
        }
        Touch();
    }

    /// <summary>Starts a practice server that stands under its host's name. The present session, if any, is closed first.</summary>
    /// <param name="scenario">What it plays.</param>
    /// <param name="connect">Whether to connect to it as well; else the prompt stands there.</param>
    public void Practice(Scenario scenario, bool connect)
    {
        if (_mode == ClientMode.Session) LeaveSession();
        if (_mode == ClientMode.AnyKey) ToPrompt();
        _dialing?.Cancel();
        if (_connection is { Over: false } || _dialing is not null)
        {
            _afterEnd = () => Practice(scenario, connect);
            _connection?.Close();
            return;
        }
        var (host, port) = _practice.Start(scenario, named: true);
        _anyKeyAfterSession = false;
        if (connect) Connect(host, port, implicitTls: false);
        Touch();
    }

    /// <summary>What waited for the end of a session or of an attempt to connect.</summary>
    private void GoOn()
    {
        var next = _afterEnd;
        _afterEnd = null;
        next?.Invoke();
    }
}
