// Holds the sending of large messages and the ways of connecting against real programs: Postfix by DATA and BDAT, its PROXY protocol and XCLIENT, an LMTP
// server over TCP and over a Unix socket, a SOCKS5 proxy. What arrives is compared octet by octet.
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class SendingPeerTests : IDisposable
{
    private const int Large = 25 * 1024 * 1024;

    private static readonly PostfixOptions AnySize = new() { MainLines = ["message_size_limit = 0", "virtual_mailbox_limit = 0"] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("send file", " doubled]")]
    [InlineData("bdat", "[large.eml: octets ")]
    public async Task Twenty_five_megabytes_arrive_octet_by_octet(string command, string said)
    {
        await using var server = await PostfixServer.StartAsync(AnySize);
        await using var driver = new ClientDriver(rows: 60);
        var message = LargeMessage();
        Assert.True(Encoding.UTF8.GetByteCount(message) >= Large);
        _folder.Write("large.eml", message);
        await AtRecipientsAsync(driver, $"127.0.0.1 {server.Port}");
        driver.Types($"\u001D{command} {_folder.PathOf("large.eml")}\r");
        await driver.Until(() => driver.Client.Snapshot.Session!.Dialogue.QueueId is not null, "the queue number");
        Assert.Contains(said, driver.Screen, StringComparison.Ordinal);
        var arrived = await server.WaitForMailAsync("kate@fabrikam.com");
        var from = arrived.IndexOf("\nFrom: ", StringComparison.Ordinal) + 1;
        var same = message.AsSpan().CommonPrefixLength(arrived.AsSpan(from));
        Assert.True(same == message.Length && from + same == arrived.Length,
            $"They differ from {same} of {message.Length} on; sent: {Excerpt(message, same)}; arrived: {Excerpt(arrived, from + same)}");
    }

    [Theory]
    [InlineData("v1,192.0.2.7:5000,192.0.2.1:25")]
    [InlineData("v2,192.0.2.7:5000,192.0.2.1:25")]
    public async Task Postfix_takes_the_client_from_the_PROXY_header(string proxy)
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { MainLines = ["smtpd_upstream_proxy_protocol = haproxy"] });
        await using var driver = new ClientDriver();
        driver.Types($"set proxy {proxy}\r");
        await SendTestAsync(driver, $"127.0.0.1 {server.Port}");
        Assert.Contains("[192.0.2.7])", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_header_Postfix_does_not_greet()
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { MainLines = ["smtpd_upstream_proxy_protocol = haproxy", "smtpd_upstream_proxy_timeout = 1s"] });
        await using var driver = new ClientDriver();
        driver.Types($"open 127.0.0.1 {server.Port}\r");
        await driver.Until(() => driver.Client.Snapshot.Session?.End is not null || driver.Screen.Contains("421", StringComparison.Ordinal), "the end");
        Assert.DoesNotContain("220 ", driver.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task XCLIENT_by_hand_makes_another_client_of_us()
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { MainLines = ["smtpd_authorized_xclient_hosts = 127.0.0.1"] });
        await using var driver = new ClientDriver(rows: 50);
        await OpenAsync(driver, $"127.0.0.1 {server.Port}");
        await SaysAsync(driver, "EHLO contoso.com");
        await SaysAsync(driver, "XCLIENT NAME=spike.contoso.com ADDR=192.0.2.8");
        await driver.Until(() => driver.Client.Snapshot.Session!.Dialogue.Phase == DialoguePhase.Hello, "the greeting anew");
        await EnvelopeAsync(driver, "EHLO");
        driver.Types("\u001Dsend test\r");
        await driver.Until(() => driver.Client.Snapshot.Session!.Dialogue.QueueId is not null, "the queue number");
        Assert.Contains("(spike.contoso.com [192.0.2.8])", await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LMTP_over_TCP_and_over_a_Unix_socket(bool unix)
    {
        var program = Peer.Require("smtp-sink", "postfix");
        var port = FreePort.Next();
        await using var sink = ChildProcess.Start(program, ["-L", "-u", "root", unix ? "unix:" + _folder.PathOf("lmtp") : $"inet:127.0.0.1:{port}", "10"]);
        await Deadline.ForAsync("smtp-sink to listen", async _ => unix ? File.Exists(_folder.PathOf("lmtp")) ? sink : null : await LineClient.AcceptsAsync(port) ? sink : null, () => sink.Error);
        await using var driver = new ClientDriver(new ClientSettings { Lmtp = true });
        await OpenAsync(driver, unix ? "unix:" + _folder.PathOf("lmtp") : $"127.0.0.1 {port}");
        await EnvelopeAsync(driver, "LHLO", "kate@fabrikam.com", "chris@contoso.com");
        driver.Types("\u001Dsend test\r");
        await driver.Until(() => driver.Client.Snapshot.Session!.Summary.Verdict == TransactionVerdict.Accepted, "a reply for each recipient");
        Assert.Equal([250, 250], driver.Client.Snapshot.Session!.Summary.Recipients.Select(recipient => (int)recipient.DeliveryCode));
    }

    [Fact]
    public async Task Through_a_real_SOCKS_proxy_with_a_user()
    {
        var program = Peer.Require("microsocks", "microsocks");
        var port = FreePort.Next();
        await using var server = await PostfixServer.StartAsync();
        await using var proxy = ChildProcess.Start(program, ["-i", "127.0.0.1", "-p", $"{port}", "-u", "chris", "-P", "word"]);
        await Deadline.ForAsync("microsocks to listen", async _ => await LineClient.AcceptsAsync(port) ? proxy : null, () => proxy.Error);
        await using var driver = new ClientDriver();
        driver.Types($"set socks 127.0.0.1:{port},chris,wrong\ropen 127.0.0.1 {server.Port}\r");
        await driver.Shows("refused user name or password");
        driver.Types($"set socks 127.0.0.1:{port},chris,word\r");
        await SendTestAsync(driver, $"127.0.0.1 {server.Port}");
        await server.WaitForMailAsync("kate@fabrikam.com");
    }

    private static async Task SendTestAsync(ClientDriver driver, string server)
    {
        await AtRecipientsAsync(driver, server);
        driver.Types("\u001Dsend test\r");
        await driver.Until(() => driver.Client.Snapshot.Session!.Dialogue.QueueId is not null, "the queue number");
    }

    private static async Task AtRecipientsAsync(ClientDriver driver, string server)
    {
        await OpenAsync(driver, server);
        await EnvelopeAsync(driver, "EHLO");
    }

    private static async Task OpenAsync(ClientDriver driver, string server)
    {
        driver.Types($"open {server}\r");
        await driver.Shows("220 ");
    }

    private static async Task EnvelopeAsync(ClientDriver driver, string hello, params string[] recipients)
    {
        await SaysAsync(driver, $"{hello} contoso.com");
        await SaysAsync(driver, "MAIL FROM:<chris@contoso.com>");
        foreach (var recipient in recipients.DefaultIfEmpty("kate@fabrikam.com")) await SaysAsync(driver, $"RCPT TO:<{recipient}>");
    }

    private static async Task SaysAsync(ClientDriver driver, string line)
    {
        var lines = driver.Client.Snapshot.Session!.Annotations.Count;
        driver.Types(line + "\r");
        await driver.Until(() => driver.Client.Snapshot.Session!.Annotations.Count > lines + 1 && driver.Client.Snapshot.Session.Dialogue.Unanswered.IsEmpty, $"the reply to {line}");
    }

    private static string Excerpt(string text, int at) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 60)].ReplaceLineEndings("\\n");

    /// <summary>Text with what is hard about it: dots at line starts, lone dots, empty lines, lines that look like replies, umlauts, the longest lines.</summary>
    private static string LargeMessage()
    {
        var (random, text) = (new Random(20261124), new StringBuilder(
            // With these Postfix has no header to add.
            "From: chris@contoso.com\nTo: kate@fabrikam.com\nSubject: large\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <1@contoso.com>\n\n"));
        while (text.Length < Large)
            text.Append(random.Next(12) switch
            {
                0 => ".",
                1 => "..",
                2 => "." + new string('d', random.Next(80)),
                3 => "",
                4 => "250 no reply",
                5 => "Grüße, ümläute",
                6 => new string('x', 998),
                _ => new string((char)('a' + random.Next(26)), random.Next(78)),
            }).Append('\n');
        return text.ToString();
    }
}
