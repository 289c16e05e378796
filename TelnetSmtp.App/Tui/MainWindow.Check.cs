// The inbound test's place in the window: while one is shown it has the whole of it, and its own keys. Refuses to know its panes (see CheckPanel).
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

internal sealed partial class MainWindow
{
    private readonly CheckPanel _check = new();

    /// <summary>Whether a test is shown.</summary>
    private bool InCheck => _client.Snapshot.Mode == ClientMode.Checking;

    private void ShowCheck(ClientSnapshot snapshot)
    {
        var shown = snapshot is { Mode: ClientMode.Checking, Check: not null };
        if (shown != _check.Visible)
        {
            _check.Visible = shown;
            Arrange();
            if (!shown) _terminal.SetFocus();
        }
        if (shown) _check.Show(snapshot.Check!);
    }

    /// <summary>Keys that move about are the panel's, all others the client's.</summary>
    private bool PressInCheck(KeyStroke key)
    {
        if (!_check.Press(key)) _client.Press(key);
        Refresh();
        return true;
    }

    internal void AskAndCheck()
    {
        if (CheckDialog.Ask(App!, _words.Language) is { } line) Execute(line);
    }
}
