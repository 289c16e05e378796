// `check` as the client does it: the keys while a test is shown, and what stands at the prompt afterwards. A user interface with a screen shows the tree until
// it is put away; one without prints it when it is complete.
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    /// <inheritdoc/>
    public async Task<ExchangersFound> FindExchangersAsync(string domain, CancellationToken cancel)
    {
        if (!DomainName.TryParse(domain, out var name, out var problem))
            return new([], problem);
        try
        {
            var route = await new MailExchangers(_context.Dns.Transport(), _context.Time, Random.Shared).FindAsync(name, _context.Dns.Settings(), cancel).ConfigureAwait(false);
            return new(route.Exchangers, route.Exchangers.IsEmpty ? DnsOutcomeText.Of(route.Kind, route.Answer.Outcome).Meaning : null);
        }
        catch (OperationCanceledException)
        {
            return new([], DnsOutcomeText.Of(DnsOutcome.TimedOut).Meaning);
        }
    }

    private void StartCheck(PromptAction.Check check)
    {
        if (_checks.Start(check.Target, check.Recipient, _settings.Language) is { } problem)
            Print(problem.In(_settings.Language) + "\n");
        else
            _mode = ClientMode.Checking;
    }

    /// <summary>Esc, Ctrl+C and the escape character end a running test; once it is over they put it away, and `r` runs it again.</summary>
    private void PressInCheck(KeyStroke key)
    {
        var ends = key.Code is KeyCode.Escape || IsEscape(key) || key is { Control: true, Character.Value: 'c' };
        if (ends && _checks.Running)
            _checks.Cancel();
        else if (ends)
            PutCheckAway();
        else if (!_checks.Running && key is { Control: false, Alt: false, Character.Value: 'r' or 'R' })
            _checks.Again();
    }

    private void CheckOver()
    {
        if (Listener is not null)
            PutCheckAway();
    }

    private void PutCheckAway()
    {
        Print(_context.TellCheck(_checks.View!.Report, _settings.Language));
        _checks.Clear();
        _mode = ClientMode.Prompt;
        ShowPrompt();
        TypeAhead();
    }
}
