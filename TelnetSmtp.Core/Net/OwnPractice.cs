// The client's own practice server: at most one, in this process and on loopback. In a lesson it stands under its host's name and mail's ports, so that
// `open mail1.fabrikam.com 25` reaches it as the procedure has it. Refuses to connect.
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Core.Net;

internal sealed class OwnPractice(ClientContext context) : IAsyncDisposable
{
    /// <summary>SMTP and submission (RFC 5321 4.5.4.2, RFC 6409 3.1).</summary>
    private const int MailPort = 25, SubmissionPort = 587;

    private PracticeListener? _listener;
    private string? _name;

    /// <summary>Starts a server in place of the one before.</summary>
    /// <param name="scenario">What it plays.</param>
    /// <param name="named">Whether it is to be reached under its host's name.</param>
    /// <returns>Host and port as the user names them.</returns>
    public (string Host, int Port) Start(Scenario scenario, bool named)
    {
        var before = _listener;
        _listener = PracticeListener.Start(scenario, time: context.Time, logger: context.Logger);
        _name = named ? scenario.Host : null;
        if (before is not null) _ = before.DisposeAsync().AsTask();
        return named ? (scenario.Host, MailPort) : (_listener.EndPoint.Address.ToString(), _listener.EndPoint.Port);
    }

    /// <summary>Where a connection to <paramref name="host"/> goes: the lesson's host never leaves this machine, whatever the port.</summary>
    public (string Host, int Port) Place(string host, int port) =>
        _name is null || !host.TrimEnd('.').Equals(_name, StringComparison.OrdinalIgnoreCase) ? (host, port)
        : (_listener!.EndPoint.Address.ToString(), port is MailPort or SubmissionPort ? _listener.EndPoint.Port : port);

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null) await _listener.DisposeAsync().ConfigureAwait(false);
    }
}
