// Ctrl+A and the session's TLS: both only ask and show. What is asked goes to the prompt as a line (`auth MECHANISM USER`), which asks for the password
// itself, without echo. Refuses to take a password in a dialog.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp.Sasl;

namespace TelnetSmtp.App.Tui;

internal sealed partial class MainWindow
{
    internal void AskAndSignIn()
    {
        if (_client.Snapshot.Session is not { Phase: SessionPhase.Open, Kind: SessionKind.Smtp } session)
        {
            _note = _words["SignInNoSession"];
            return;
        }
        var offered = session.Dialogue.Capabilities?.Find("AUTH")?.Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var best = SaslMechanisms.Names.FirstOrDefault(name => offered.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? "PLAIN";
        if (SignInDialog.Ask(App!, _words, best.ToLowerInvariant(), session.Tls is not null) is { } line) Execute(line);
    }

    private void ShowTls()
    {
        if (_client.Snapshot.Session is not { } session) _note = _words["TlsNoSession"];
        else if (session.Tls is not { } tls) _note = _words["TlsNone"];
        else SummaryDialog.Show(App!, _words, $"TLS: {session.Host}:{session.Port}", TlsDetails.Of(tls, new TlsText(_words.Language)));
    }
}
