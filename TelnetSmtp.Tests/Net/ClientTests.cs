// The client from the prompt to the session and back, over real loopback sockets: opening, failing, losing, closing, logging, typing ahead.
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public class ClientTests
{
    [Fact]
    public async Task It_opens_at_the_prompt_under_Windows_banner()
    {
        await using var driver = new ClientDriver();
        Assert.StartsWith("Welcome to Microsoft Telnet Client\n\nEscape Character is 'CTRL+]'\n\nMicrosoft Telnet>", driver.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_leads_to_the_session_and_the_escape_character_back_to_the_prompt_and_Enter_to_the_very_same_screen()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        await driver.Connects(peer, "220 mail ESMTP");
        driver.Types("EHLO x\r");
        await peer.Hears("EHLO x\r\n");
        await peer.Says("250 mail\r\n");
        await driver.Shows("250 mail");
        var before = driver.Screen;
        driver.Types("\u001D");
        Assert.StartsWith("Welcome to Microsoft Telnet Client", driver.Screen, StringComparison.Ordinal);
        driver.Types("st\r");
        Assert.Contains("Connected to 127.0.0.1", driver.Screen, StringComparison.Ordinal);
        driver.Types("\r");
        Assert.Equal(ClientMode.Session, driver.Client.Snapshot.Mode);
        Assert.Equal(before, driver.Screen);
    }

    [Fact]
    public async Task A_closed_port_is_said_as_Windows_says_it_and_its_causes_are_at_hand()
    {
        using var closed = SmtpPeer.ClosedPort(out var port);
        await using var driver = new ClientDriver();
        driver.Types($"open 127.0.0.1 {port}\r");
        await driver.Shows($"Connecting To 127.0.0.1...Could not open connection to the host, on port {port}: Connect failed");
        Assert.Equal(SessionEndKind.Refused, driver.Client.Snapshot.Failure?.End.Kind);
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Prompt, "the prompt");
    }

    [Fact]
    public async Task An_unknown_name_is_told_apart()
    {
        await using var driver = new ClientDriver();
        driver.Types("open no-such-host.invalid 25\r");
        await driver.Shows("Could not open connection to the host, on port 25: Connect failed");
        Assert.Contains(driver.Client.Snapshot.Failure!.End.Kind, new[] { SessionEndKind.NameUnknown, SessionEndKind.NameServerFailed });
    }

    [Fact]
    public async Task A_server_that_hangs_up_at_once_is_said_and_the_prompt_is_ready()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        peer.HangsUp();
        await driver.Shows("Connection to host lost.");
        driver.Types("quit\r");
        Assert.Equal(0, driver.Client.ExitCode);
    }

    [Fact]
    public async Task After_the_session_the_prompt_goes_on_below_it_and_the_annotations_stay()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await peer.Says("220 mail\r\n221 bye\r\n");
        peer.HangsUp();
        await driver.Shows("Connection to host lost.");
        await driver.Shows("Microsoft Telnet>");
        Assert.Contains("220 mail", driver.Screen, StringComparison.Ordinal);
        Assert.True(driver.Client.Snapshot.SessionShown);
        Assert.Equal(2, driver.Client.Snapshot.Session!.Annotations.Count);
    }

    [Fact]
    public async Task A_reset_is_told_apart_from_an_orderly_end()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        await driver.Connects(peer, "220 mail");
        peer.Resets();
        await driver.Shows("Connection to host lost.");
        Assert.Equal(SessionEndKind.Reset, driver.Client.Snapshot.Session!.End!.Kind);
    }

    [Fact]
    public async Task What_is_typed_while_connecting_reaches_the_session()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\rNOOP\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        await peer.Hears("NOOP\r\n");
    }

    [Fact]
    public async Task Close_ends_the_session_and_open_may_follow()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        driver.Types("\u001Dc\r");
        await peer.HearsEnd();
        await driver.Until(() => driver.Client.Snapshot.Session?.End?.Kind == SessionEndKind.ClosedByUser, "the end");
        using var next = new SmtpPeer();
        await driver.Connects(next, "220 second");
    }

    [Fact]
    public async Task Close_and_open_may_come_in_one_breath()
    {
        using var peer = new SmtpPeer();
        using var next = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        driver.Types("\u001D");
        driver.Client.Paste($"c\ro 127.0.0.1 {next.Port}\r");
        Assert.Equal(ClientMode.Connecting, driver.Client.Snapshot.Mode);
        await peer.HearsEnd();
        await next.Accept();
        await next.Says("220 second\r\n");
        await driver.Shows("220 second");
        driver.Types("NOOP\r");
        await next.Hears("NOOP\r\n");
        Assert.Null(driver.Client.Snapshot.Session!.End);
    }

    [Fact]
    public async Task Open_in_the_moment_in_which_an_end_is_shown_and_not_yet_taken_over_waits_for_it()
    {
        using var peer = new SmtpPeer();
        using var next = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        peer.HangsUp();
        // Seen by reading alone, as another thread would: nothing is pumped, so the client has not been told.
        await Deadline.UntilAsync("the end in the snapshot", () => driver.Client.Snapshot.Session?.End is not null);
        Assert.Equal(ClientMode.Session, driver.Client.Snapshot.Mode);
        driver.Client.Execute($"o 127.0.0.1 {next.Port}");
        await next.Accept();
        await next.Says("220 second\r\n");
        await driver.Shows("220 second");
    }

    [Fact]
    public async Task The_log_is_appended_to_and_holds_the_session_exactly()
    {
        var folder = Directory.CreateTempSubdirectory("telnetsmtp-");
        try
        {
            var file = Path.Combine(folder.FullName, "log.txt");
            await File.WriteAllTextAsync(file, "before\r\n", TestContext.Current.CancellationToken);
            using var peer = new SmtpPeer();
            await using var driver = new ClientDriver();
            driver.Types($"set logfile {file}\ro 127.0.0.1 {peer.Port}\r");
            await peer.Accept();
            await peer.Says("220 mail\r\n");
            await driver.Shows("220 mail");
            driver.Types("QUIT\r");
            await peer.Hears("QUIT\r\n");
            await peer.Says("221 bye\r\n");
            await driver.Shows("221 bye");
            Assert.Equal("before\r\n220 mail\r\nQUIT\r\n221 bye\r\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_log_that_cannot_be_opened_is_said_at_once_and_nothing_else_changes()
    {
        await using var driver = new ClientDriver();
        driver.Types("set logfile /no/such/folder/log.txt\r");
        Assert.Contains("/no/such/folder/log.txt", driver.Screen, StringComparison.Ordinal);
        Assert.Null(driver.Client.Snapshot.LogFile);
        Assert.False(driver.Client.Snapshot.Settings.Logging);
        Assert.EndsWith("Microsoft Telnet>", driver.Screen.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_host_on_the_command_line_any_key_leads_on_after_the_loss()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Client.Open("127.0.0.1", peer.Port);
        await peer.Accept();
        await peer.Says("220 mail\r\n");
        peer.HangsUp();
        await driver.Shows("Press any key to continue...");
        driver.Types(" ");
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
    }

    [Fact]
    public async Task A_paste_at_the_prompt_opens_and_goes_on_in_the_session()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Client.Paste($"o 127.0.0.1 {peer.Port}\r\nEHLO x\r\nQUIT\r\n");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        await peer.Says("220 mail\r\n");
        await peer.Hears("EHLO x\r\n");
        Assert.DoesNotContain("QUIT", peer.Heard, StringComparison.Ordinal);
        await peer.Says("250 ok\r\n");
        await peer.Hears("QUIT\r\n");
    }

    [Fact]
    public async Task Keys_typed_at_once_arrive_in_order_and_whole()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i} "));
        driver.Types(text + "\r");
        await peer.Hears("199 \r\n");
        Assert.Equal(text + "\r\n", peer.Heard);
    }

    [Fact]
    public async Task An_escape_character_of_the_users_choice_is_obeyed()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver(new ClientSettings { Escape = '\x01' });
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Session, "the session");
        driver.Client.Press(KeyStroke.Of('a', KeyModifiers.Control));
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
    }

    [Fact]
    public async Task Practice_connects_to_a_server_of_our_own()
    {
        await using var driver = new ClientDriver();
        driver.Types("practice\r");
        await driver.Shows("220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready at");
        driver.Types("EHLO contoso.com\r");
        await driver.Shows("250 XRDST");
    }

    [Fact]
    public async Task A_scenario_that_is_none_is_said_and_the_prompt_is_back()
    {
        await using var driver = new ClientDriver();
        driver.Types("practice no-such-scenario\r");
        Assert.Contains("no-such-scenario", driver.Screen, StringComparison.Ordinal);
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
        Assert.EndsWith("Microsoft Telnet>", driver.Screen.TrimEnd(), StringComparison.Ordinal);
    }
}
