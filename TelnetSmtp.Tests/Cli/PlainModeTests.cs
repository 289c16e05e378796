// `telnetsmtp --plain` as a process against a server on loopback: what it sends and when, what it prints where, and how it ends.
using System.Globalization;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public class PlainModeTests
{
    private static readonly KeyValuePair<string, string?>[] English = [new("LC_ALL", "C"), new("LANG", null)];

    private const string Script = "EHLO contoso.com\nMAIL FROM:<chris@contoso.com>\nRCPT TO:<nobody@fabrikam.com>\nRCPT TO:<kate@fabrikam.com>\nDATA\n"
        + "Subject: Test from Contoso\n\n550 not a reply\n.\nQUIT\n";

    private static Task<ProcessResult> Run(string input, params string[] arguments) => TestApp.RunAsync(arguments, input, English);

    private static string PortOf(LoopbackServer server) => server.Port.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_script_is_sent_line_by_line_and_each_reply_is_explained()
    {
        await using var server = new LoopbackServer();
        var result = await Run(Script, "127.0.0.1", PortOf(server));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Script.Replace("\n", "\r\n", StringComparison.Ordinal), string.Concat(server.Received));
        Assert.False(server.Pipelined);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
        [
            "220 mail1.fabrikam.com ESMTP", "250-mail1.fabrikam.com Hello", "250-PIPELINING", "250 DSN", "250 2.1.0 Sender OK", "550 5.1.1 User unknown",
            "250 2.1.5 Recipient OK", "354 Start mail input; end with <CRLF>.<CRLF>", "250 2.6.0 Queued mail for delivery",
            "221 2.0.0 Service closing transmission channel",
        ], lines.Where(line => !line.StartsWith("  # ", StringComparison.Ordinal)));
        // Under each server line at least one line of explanation, and no other kind of line.
        for (var i = 0; i < lines.Length - 1; i++)
            Assert.True(lines[i].StartsWith("  # ", StringComparison.Ordinal) || lines[i + 1].StartsWith("  # ", StringComparison.Ordinal), lines[i]);
        Assert.StartsWith("  # ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_leaves_the_explanations_out()
    {
        await using var server = new LoopbackServer();
        var result = await Run("QUIT\n", "--plain", "--quiet", "127.0.0.1", PortOf(server));
        Assert.Equal("220 mail1.fabrikam.com ESMTP\n221 2.0.0 Service closing transmission channel\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task No_wait_sends_without_waiting_and_still_hears_every_reply()
    {
        await using var server = new LoopbackServer();
        var result = await Run(Script, "--no-wait", "--quiet", "127.0.0.1", PortOf(server));
        Assert.Equal(Script.Replace("\n", "\r\n", StringComparison.Ordinal), string.Concat(server.Received));
        Assert.True(server.Pipelined);
        Assert.EndsWith("221 2.0.0 Service closing transmission channel\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Input_that_ends_without_QUIT_ends_the_session_once_it_is_answered()
    {
        await using var server = new LoopbackServer();
        var result = await Run("EHLO contoso.com\n", "--quiet", "127.0.0.1", PortOf(server));
        Assert.EndsWith("250 DSN\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Input_that_ends_inside_a_message_is_a_failure()
    {
        await using var server = new LoopbackServer();
        var result = await Run("EHLO c\nMAIL FROM:<a@b>\nRCPT TO:<kate@f>\nDATA\nSubject: x\n", "--quiet", "127.0.0.1", PortOf(server));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("telnetsmtp: Standard input ended inside the message", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_host_the_prompt_reads_standard_input_and_the_session_between_open_and_QUIT()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopbackServer();
        var log = folder.PathOf("TelnetTest.txt");
        var result = await Run($"set localecho\nset logfile {log}\nOPEN 127.0.0.1 {server.Port}\nEHLO contoso.com\nQUIT\nst\nexit\nquit\n", "--quiet");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.StartsWith("Welcome to Microsoft Telnet Client\n\nEscape Character is 'CTRL+]'\n\nMicrosoft Telnet> set localecho\nLocal echo on\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n220 mail1.fabrikam.com ESMTP\n250-mail1.fabrikam.com Hello\n250-PIPELINING\n250 DSN\n221 2.0.0 Service closing transmission channel\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Connection to host lost.\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("Microsoft Telnet> st\nNot Connected\nMicrosoft Telnet> exit\nInvalid Command. type ?/help for help\nMicrosoft Telnet> quit\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(["EHLO contoso.com\r\n", "QUIT\r\n"], server.Received);
        Assert.Contains("220 mail1.fabrikam.com ESMTP\r\nEHLO contoso.com\r\n250-mail1.fabrikam.com Hello\r\n", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_port_is_said_with_its_cause()
    {
        var result = await Run("", "127.0.0.1", FreePort.Next().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Matches(@"^Connecting To 127\.0\.0\.1\.\.\.Could not open connection to the host, on port \d+: Connect failed\n  # connection refused: ", result.Error);
    }

    [Fact]
    public async Task An_unknown_host_is_said_in_the_language_asked_for()
    {
        var result = await Run("", "--lang", "de", "no-such-host.invalid", "25");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Verbindungsaufbau zu no-such-host.invalid...Es konnte keine Verbindung mit dem Host hergestellt werden, auf Port 25: Verbinden fehlgeschlagen\n",
            result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_up_at_once_ends_the_program()
    {
        await using var server = new LoopbackServer([], hangUp: true);
        var result = await Run("EHLO contoso.com\n", "127.0.0.1", PortOf(server));
        Assert.Contains("Connection to host lost.", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Garbage_from_the_server_reaches_no_terminal_as_control_characters()
    {
        await using var server = new LoopbackServer([.. Enumerable.Range(0, 240).Select(i => (byte)i), (byte)'\r', (byte)'\n', .. "220 \x1b]0;x\x07 hi\r\n"u8], hangUp: true);
        var result = await Run("", "127.0.0.1", PortOf(server));
        Assert.NotEqual("", result.Output);
        Assert.DoesNotContain(result.Output, c => char.IsControl(c) && c is not ('\n' or '\t'));
    }

    [Fact]
    public async Task A_log_that_cannot_be_opened_is_said_and_the_session_goes_on()
    {
        await using var server = new LoopbackServer();
        var result = await Run("QUIT\n", "-f", "/no/such/folder/log.txt", "--quiet", "127.0.0.1", PortOf(server));
        Assert.Equal("Cannot write log file /no/such/folder/log.txt: there is no such directory. The session goes on without it; choose another with set logfile FILE.",
            result.Error.Split('\n')[0]);
        Assert.Contains("221", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_killed_program_leaves_the_whole_log()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopbackServer();
        var log = folder.PathOf("log.txt");
        await using var app = TestApp.Start(["-f", log, "127.0.0.1", PortOf(server)], English);
        await app.Input.WriteAsync("EHLO contoso.com\n");
        await app.Input.FlushAsync(TestContext.Current.CancellationToken);
        await app.WaitForAsync("250 DSN");
        app.Send(Signal.Kill);
        await app.ExitAsync();
        Assert.Equal("220 mail1.fabrikam.com ESMTP\r\nEHLO contoso.com\r\n250-mail1.fabrikam.com Hello\r\n250-PIPELINING\r\n250 DSN\r\n",
            await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Diagnostics_go_to_their_file_and_hold_nothing_of_the_session()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopbackServer();
        var file = folder.PathOf("diagnostics.log");
        var result = await Run("VRFY c2VjcmV0\nQUIT\n", "--diagnostics", file, "127.0.0.1", PortOf(server));
        Assert.Equal(0, result.ExitCode);
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("Connected to 127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fabrikam", text, StringComparison.Ordinal);
    }
}
