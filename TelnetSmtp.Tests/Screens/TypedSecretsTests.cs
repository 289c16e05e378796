// Secrets typed on a real terminal where no full screen hides them: plain mode and the questions before the start turn the terminal's own echo off, and on again.
using TelnetSmtp.Tests.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class TypedSecretsTests : IDisposable
{
    private const string Password = "Kennwort-4711-geheim";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plain_mode_does_not_let_the_terminal_echo_a_password()
    {
        using var server = new SmtpPeer();
        await using var screen = await ShellAsync($"{TestApp.Path} --plain --lang en 127.0.0.1 {server.Port}; echo over");
        await server.Accept();
        await server.Says("220 mail1.fabrikam.com ESMTP\r\n");
        await screen.WaitForAsync("220 mail1");
        await screen.SendLineAsync("AUTH LOGIN");
        await server.Hears("AUTH LOGIN\r\n");
        await server.Says("334 VXNlcm5hbWU6\r\n");
        // The question stands there, so the echo is off.
        await screen.WaitForAsync("334 VXNlcm5hbWU6");
        await screen.SendLineAsync("Y2hyaXM=");
        await server.Hears("Y2hyaXM=\r\n");
        await server.Says("334 UGFzc3dvcmQ6\r\n");
        await screen.WaitForAsync("334 UGFzc3dvcmQ6");
        await screen.SendLineAsync(Password);
        await server.Hears(Password + "\r\n");
        await server.Says("235 2.7.0 Accepted\r\n");
        await screen.WaitForAsync("235 2.7.0");
        // What is no secret is echoed as before.
        await screen.SendLineAsync("QUIT");
        await screen.WaitForAsync("QUIT");
        await server.Hears("QUIT\r\n");
        await server.Says("221 2.0.0 Bye\r\n");
        var rows = await screen.WaitForAsync("over");
        Assert.Contains(rows, row => row == "AUTH LOGIN");
        Assert.DoesNotContain(rows, row => row.Contains(Password, StringComparison.Ordinal) || row.Contains("Y2hyaXM=", StringComparison.Ordinal));
        await AssertEchoesAsync(screen);
    }

    [Fact]
    public async Task Nor_at_the_prompt_in_plain_mode()
    {
        await using var screen = await ShellAsync($"{TestApp.Path} --plain --lang en; echo over");
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.SendLineAsync($"set tls cert {Protected()}");
        await screen.WaitForAsync("(not shown, Esc cancels):");
        await screen.SendLineAsync(Password);
        await screen.WaitForAsync("TLS client certificate");
        await QuitsUnseenAsync(screen);
    }

    [Fact]
    public async Task A_protected_certificate_is_opened_before_the_screen_begins()
    {
        var file = Protected();
        await using var screen = await ShellAsync($"{TestApp.Path} --lang en --tls-cert {file}; echo over");
        await screen.WaitForAsync("(not shown):");
        await screen.SendLineAsync(Password);
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.CommandAsync("set tls ?", "TLS client certificate");
        await QuitsUnseenAsync(screen);
    }

    [Fact]
    public async Task Without_a_terminal_the_password_comes_from_the_environment()
    {
        var file = Protected();
        var asked = await TestApp.RunAsync(["--plain", "--tls-cert", file], "quit\n", [new("LC_ALL", "C")]);
        Assert.Equal(2, asked.ExitCode);
        Assert.Equal($"telnetsmtp: {file} is protected by a password. Start in a terminal to be asked for it, or set TELNETSMTP_TLS_PASSWORD.\n", asked.Error);
        var wrong = await TestApp.RunAsync(["--plain", "--tls-cert", file], "quit\n", [new("LC_ALL", "C"), new("TELNETSMTP_TLS_PASSWORD", "wrong")]);
        Assert.Equal((2, $"telnetsmtp: Cannot use {file}: the password does not fit.\n"), (wrong.ExitCode, wrong.Error));
        var right = await TestApp.RunAsync(["--plain", "--tls-cert", file], "set tls ?\nquit\n", [new("LC_ALL", "C"), new("TELNETSMTP_TLS_PASSWORD", Password)]);
        Assert.Equal(0, right.ExitCode);
        Assert.Contains($"TLS client certificate {file}", right.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_465_speaks_TLS_by_itself()
    {
        Peer.RequireRoot("A network of the test's own");
        var script = _folder.Write("start", $"""
            {Peer.Require("ip", "iproute2")} link set lo up
            {TestApp.Path} serve --port 465 --tls >served.txt 2>&1 &
            until grep -q 465 served.txt; do sleep 0.1; done
            exec {TestApp.Path} --lang en

            """);
        await using var screen = await TmuxScreen.StartAsync([Peer.Require("unshare", "util-linux"), "--net", "--pid", "--fork", "sh", script],
            environment: [new("HOME", _folder.Root)], folder: _folder.Root);
        await screen.WaitForAsync(ClientScreen.Prompt);
        await screen.CommandAsync("open 127.0.0.1 465", "=== TLSv1.3, TLS_");
        await screen.WaitForAsync("220 ");
        await screen.SendLineAsync("QUIT");
        await screen.WaitForAsync("Connection to host lost.");
        // Asked not to, it waits for a greeting in plaintext, and the panel says what the silence means.
        await screen.CommandAsync("open 127.0.0.1 465 plain", "No greeting: does this port expect TLS at once?");
    }

    /// <summary>A shell with a terminal of its own, which goes on after the program.</summary>
    private Task<TmuxScreen> ShellAsync(string command) => TmuxScreen.StartAsync(["sh", "-c", command + "; exec sh -i"], environment: [new("HOME", _folder.Root), new("LC_ALL", "C.UTF-8"), new("PS1", "$ ")], folder: _folder.Root);

    /// <summary>Quits; the password was never seen, and the terminal echoes again.</summary>
    private static async Task QuitsUnseenAsync(TmuxScreen screen)
    {
        await screen.SendLineAsync("quit");
        var rows = await screen.WaitForAsync("over");
        Assert.DoesNotContain(rows, row => row.Contains(Password, StringComparison.Ordinal));
        await AssertEchoesAsync(screen);
    }

    private static async Task AssertEchoesAsync(TmuxScreen screen)
    {
        await screen.SendLineAsync("stty -a");
        await screen.WaitForAsync("the terminal's settings", rows => rows.Any(row => row.Contains(" echo ", StringComparison.Ordinal)));
        await screen.SendLineAsync("exit");
    }

    private string Protected()
    {
        using var authority = new TestAuthority();
        using var own = authority.Issue("chris.contoso.com");
        return _folder.Write("own.pem", TestAuthority.ProtectedPem(own, Password));
    }
}
