// Drives a Client as a user interface does: presses keys, pumps when woken, reads the screen. Waits by being woken, never by sleeping.
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Dns;
using TelnetSmtp.Tests.Session;
using Xunit;

namespace TelnetSmtp.Tests.Net;

internal sealed class ClientDriver : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _woken = new(0);

    public ClientDriver(ClientSettings? settings = null, int columns = 120, int rows = 24, IDnsTransport? dns = null, TimeProvider? time = null, IMailNetwork? network = null)
    {
        Client = new Client(settings ?? new ClientSettings(),
            new ClientContext(time ?? TimeProvider.System, NullLogger.Instance, (code, _) => $"explained {code}\n")
            {
                Dns = new PromptDns(() => dns ?? new ScriptedDns(), () => new DnsSettings { Servers = [new IPEndPoint(IPAddress.Parse("192.0.2.53"), 53)] }),
                Network = () => network ?? new MailNetwork(TimeProvider.System, NullLogger.Instance),
            }, columns, rows)
        {
            Changed = () => _woken.Release(),
        };
    }

    public Client Client { get; }

    public string Screen => string.Join('\n', Client.Snapshot.Screen.Lines.Select(SessionTranscript.Text)).TrimEnd('\n');

    public ClientDriver Types(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Client.Press(rune.Value switch
            {
                '\r' => new KeyStroke(KeyCode.Enter),
                '\e' => new KeyStroke(KeyCode.Escape),
                '\u001D' => KeyStroke.Of(']', KeyModifiers.Control),
                _ => new KeyStroke(KeyCode.Character, rune),
            });
        return this;
    }

    /// <summary>Opens <paramref name="peer"/> at the prompt and pumps until its greeting is shown.</summary>
    public async Task Connects(SmtpPeer peer, string greeting)
    {
        Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await peer.Says($"{greeting}\r\n");
        await Shows(greeting);
    }

    /// <summary>Pumps until the screen shows <paramref name="text"/>.</summary>
    public Task Shows(string text) => Until(() => Screen.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Pumps until <paramref name="condition"/> holds.</summary>
    public async Task Until(Func<bool> condition, string what)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (true)
        {
            Client.Pump();
            if (condition()) return;
            try
            {
                await _woken.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"never came: {what}; the screen was:\n{Screen}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _woken.Dispose();
    }
}
