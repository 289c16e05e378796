// Message files through the whole client over a loopback socket: what goes on the wire, what is said of a file that cannot be sent, and a server that does
// not read: the client stays alive, holds little, says so, and lets itself be stopped.
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class SendingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_goes_from_the_prompt_and_the_session_comes_back()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        await AtRecipientsAsync(driver, peer);
        driver.Types($"\u001Dsend file {_folder.Write("a b.txt", "Subject: a\n\n.\nend")}\r");
        await BegunAsync(driver);
        await peer.Hears("DATA\r\n");
        await peer.Says("354 go\r\n");
        await peer.Hears("Subject: a\r\n\r\n..\r\nend\r\n.\r\n");
        await peer.Says("250 2.0.0 queued\r\n");
        await driver.Shows("[a b.txt: 22 octets in 4 lines sent, 1 dot doubled]\n.\n250 2.0.0 queued");
        Assert.Equal(ClientMode.Session, driver.Client.Snapshot.Mode);
    }

    [Fact]
    public async Task A_test_message_is_made_from_the_envelope()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        await AtRecipientsAsync(driver, peer);
        driver.Types("\u001Dsend test Geht’s über alles?\r");
        await BegunAsync(driver);
        await peer.Hears("DATA\r\n");
        var before = peer.Heard.Length;
        await peer.Says("354 go\r\n");
        await peer.Hears("\r\n.\r\n");
        using var message = await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(peer.Heard[before..^5])), TestContext.Current.CancellationToken);
        Assert.Equal("Geht’s über alles?", message.Subject);
        Assert.Equal(("a@contoso.com", "b@fabrikam.com"), (message.From.ToString(), message.To.ToString()));
        Assert.EndsWith("@contoso.com", message.MessageId, StringComparison.Ordinal);
        Assert.True((TimeProvider.System.GetUtcNow() - message.Date).Duration() < TimeSpan.FromMinutes(5));
        Assert.Contains("This is a test message.", message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_message_in_German_without_a_sender()
    {
        var octets = TestMessage.Make(null, DialogueState.Initial with { ReversePath = "" }, "mail1.fabrikam.com", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1)), Language.German);
        using var message = MimeMessage.Load(new MemoryStream(octets), TestContext.Current.CancellationToken);
        Assert.Equal("Testnachricht", message.Subject);
        Assert.Contains("gelöscht", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", Encoding.ASCII.GetString(octets).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(octets, octet => Assert.True(octet < 128));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_the_prompt()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        await AtRecipientsAsync(driver, peer);
        driver.Types("\u001Dsend nowhere.eml\r");
        await driver.Shows("Cannot send nowhere.eml: there is no such file.");
        driver.Types($"bdat {_folder.Root}\r");
        await driver.Shows("it is a folder.");
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Prompt, "the prompt");
    }

    [Fact]
    public async Task A_server_that_does_not_read_is_named_little_is_held_and_Esc_stops()
    {
        var time = new FakeTimeProvider();
        using var peer = new SmtpPeer();
        using var woken = new SemaphoreSlim(0);
        await using var client = new Client(new ClientSettings(), new ClientContext(time, NullLogger.Instance, (_, _) => ""), 120, 24) { Changed = () => woken.Release() };
        client.Open("127.0.0.1", peer.Port);
        await peer.Accept();
        await peer.Says("220 x\r\n");
        await UntilAsync(() => client.Snapshot.Session?.Kind == SessionKind.Smtp);
        foreach (var (line, reply) in Envelope)
        {
            client.SendLine(line, wait: false);
            await peer.Hears(line + "\r\n");
            await peer.Says(reply);
            await UntilAsync(() => client.Snapshot.Session!.Dialogue is { Unanswered.IsEmpty: true, Capabilities: not null });
        }
        const int size = 64 * 1024 * 1024;
        using (var file = File.Create(_folder.PathOf("huge.eml"))) file.SetLength(size);
        client.Execute($"send {_folder.PathOf("huge.eml")}");
        await UntilAsync(() => client.Snapshot.Session!.Transfer is not null);
        await peer.Hears("DATA\r\n");
        await peer.Says("354 go\r\n");
        await UntilAsync(() => client.Snapshot.Session!.Unsent > 0);
        await UntilAsync(() => Screen(client).Contains("the server has not read for", StringComparison.Ordinal), () => time.Advance(TimeSpan.FromSeconds(1)));
        var session = client.Snapshot.Session!;
        Assert.True(session.Unsent <= 6 * MessageSender.PortionOctets, $"{session.Unsent} octets are held");
        Assert.True(session.Transfer!.Sent < size / 2);
        client.Press(new KeyStroke(KeyCode.Escape));
        await UntilAsync(() => client.Snapshot.Session!.Transfer!.Stage == TransferStage.Stopped);

        async Task UntilAsync(Func<bool> condition, Action? meanwhile = null)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            deadline.CancelAfter(TimeSpan.FromSeconds(30));
            while (true)
            {
                client.Pump();
                if (condition()) return;
                meanwhile?.Invoke();
                await woken.WaitAsync(meanwhile is null ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(5), deadline.Token);
            }
        }
    }

    private static readonly (string Line, string Reply)[] Envelope =
        [("EHLO a", "250 x\r\n"), ("MAIL FROM:<a@contoso.com>", "250 ok\r\n"), ("RCPT TO:<b@fabrikam.com>", "250 ok\r\n")];

    private static Task BegunAsync(ClientDriver driver) => driver.Until(() => driver.Client.Snapshot.Session!.Transfer is not null, "the message's beginning");

    private static string Screen(Client client) => string.Join('\n', client.Snapshot.Screen.Lines.Select(Session.SessionTranscript.Text));

    private static async Task AtRecipientsAsync(ClientDriver driver, SmtpPeer peer)
    {
        await driver.Connects(peer, "220 x");
        foreach (var (line, reply) in Envelope)
        {
            driver.Types(line + "\r");
            await peer.Hears(line + "\r\n");
            await peer.Says(reply);
            await driver.Until(() => driver.Client.Snapshot.Session!.Dialogue is { Unanswered.IsEmpty: true, Capabilities: not null }, reply);
        }
    }
}
