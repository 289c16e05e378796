// STARTTLS and AUTH by hand in the whole program against real servers: the panel tells of certificate and sign-in, mail arrives, and nowhere among the
// files that the program wrote stands a secret.
using System.Text;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class SignInAndTlsTests : IDisposable
{
    private const string User = "chris@contoso.com", Password = "Kennwort-4711-geheim";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("login")]
    [InlineData("cram-md5")]
    [InlineData("scram-sha-256")]
    public async Task Postfix_takes_a_sign_in_by_hand_under_TLS(string mechanism)
    {
        await using var server = await SaslPostfix.StartAsync(User, Password);
        await using var screen = await ClientScreen.StartAsync(["--diagnostics", "diagnostics.txt"], _folder.Root);
        await screen.CommandAsync("set logfile TelnetTest.txt", "TelnetTest.txt");
        await screen.OpenAsync(server.Port);
        await screen.SaysAsync("EHLO contoso.com", "250-STARTTLS", "STARTTLS: encryption can be switched on");
        await screen.WaitForAsync("250 CHUNKING");
        await screen.SaysAsync("STARTTLS", "220 2.0.0 Ready to start TLS", "✓ 220 2.0.0 TLS may begin now");
        await screen.ExplainsAsync("=== TLSv1.3, TLS_", "! TLSv1.3; certificate not trusted: self-signed");
        await screen.WaitForAsync("EHLO comes again");
        await screen.SaysAsync("EHLO contoso.com", "250-AUTH ", "AUTH: sign in by");
        await screen.WaitForAsync("Offered only under TLS: AUTH ");
        await screen.SendKeysAsync("C-a");
        await screen.WaitForAsync("Mechanism:");
        await screen.SendKeysAsync("BTab", "C-a");
        await screen.SendTextAsync(mechanism);
        await screen.SendKeysAsync("Tab");
        await screen.SendLineAsync(User);
        await screen.WaitForAsync("Password for ");
        await screen.SendLineAsync(Password);
        await screen.ExplainsAsync("235 2.7.0 Authentication successful", "✓ 235 2.7.0");
        // Signed in, it may relay nowhere still, but a letter begins with R and none is eaten.
        await screen.SaysAsync("RSET", "250 2.0.0 Ok", "✓ 250 2.0.0");
        await EndAsync(screen);
        AssertNoSecret();
        var log = await File.ReadAllTextAsync(_folder.PathOf("TelnetTest.txt"), TestContext.Current.CancellationToken);
        Assert.Contains("220 2.0.0 Ready to start TLS\r\n=== TLSv1.3, TLS_", log, StringComparison.Ordinal);
        Assert.Contains($"AUTH {mechanism.ToUpperInvariant()}", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_explained()
    {
        await using var server = await SaslPostfix.StartAsync(User, Password);
        await using var screen = await ClientScreen.StartAsync([], _folder.Root);
        await UnderTlsAsync(screen, server.Port);
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync("Welcome to Microsoft Telnet Client");
        await screen.CommandAsync($"auth scram-sha-256 {User}", "Password for ");
        await screen.SendLineAsync("wrong");
        await screen.ExplainsAsync("535 5.7.8 ", "✗ 535 5.7.8");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("cram-md5")]
    public async Task Exim_takes_a_sign_in_by_hand_under_TLS(string mechanism)
    {
        await using var server = await EximServer.StartAsync(startTls: true, mainLines:
        [
            "begin authenticators",
            "plain:", "  driver = plaintext", "  public_name = PLAIN", "  server_prompts = :", $"  server_condition = ${{if and {{{{eq{{$auth2}}{{{User}}}}}{{eq{{$auth3}}{{{Password}}}}}}}}}", "  server_set_id = $auth2",
            "cram:", "  driver = cram_md5", "  public_name = CRAM-MD5", $"  server_secret = ${{if eq{{$auth1}}{{{User}}}{{{Password}}}fail}}", "  server_set_id = $auth1",
        ]);
        await using var screen = await ClientScreen.StartAsync(["--diagnostics", "diagnostics.txt"], _folder.Root);
        await screen.CommandAsync("set logfile TelnetTest.txt", "TelnetTest.txt");
        await UnderTlsAsync(screen, server.Port);
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync("Welcome to Microsoft Telnet Client");
        await screen.CommandAsync($"auth {mechanism} {User}", "Password for ");
        await screen.SendLineAsync(Password);
        await screen.ExplainsAsync("235 Authentication succeeded", "✓ 235");
        await EndAsync(screen);
        AssertNoSecret();
    }

    [Fact]
    public async Task Without_TLS_there_is_a_warning_and_shown_lines_reach_no_file()
    {
        await using var screen = await TmuxScreen.StartAppAsync(["--lang", "en", "--diagnostics", "diagnostics.txt", "-f", "log.txt", "practice"], environment: [new("HOME", _folder.Root)], folder: _folder.Root);
        await screen.WaitForAsync("220 ");
        await screen.CommandAsync("EHLO contoso.com", "250 XRDST");
        await screen.SendKeysAsync("C-]");
        await screen.WaitForAsync("Welcome to Microsoft Telnet Client");
        await screen.CommandAsync($"auth plain {User} show", "WARNING: the connection is not encrypted");
        await screen.WaitForAsync("Password for ");
        await screen.SendLineAsync(Password);
        await screen.WaitForAsync("AUTH PLAIN " + Base64($"\0{User}\0{Password}")[..40]);
        await screen.CommandAsync("auth gssapi chris", "GSSAPI is explained, not done");
        await EndAsync(screen, "quit");
        AssertNoSecret();
    }

    [Fact]
    public async Task A_session_under_TLS_replays_from_its_log_marked_as_such()
    {
        await using var server = await SaslPostfix.StartAsync(User, Password, implicitTls: true);
        await using (var screen = await ClientScreen.StartAsync([], _folder.Root))
        {
            await screen.CommandAsync("set logfile TelnetTest.txt", "TelnetTest.txt");
            await screen.CommandAsync($"open 127.0.0.1 {server.Port} tls", "220 ");
            await screen.CommandAsync("EHLO contoso.com", "250 CHUNKING");
            await EndAsync(screen);
        }
        var result = await ChildProcess.RunAsync(TestApp.Path, ["annotate", _folder.PathOf("TelnetTest.txt"), "--json"]);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"who\":\"note\"", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.Contains("\"tls\":true", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("220 mail1.fabrikam.com ESMTP", StringComparison.Ordinal));
    }

    private static async Task UnderTlsAsync(TmuxScreen screen, int port)
    {
        await screen.OpenAsync(port);
        await screen.CommandAsync("EHLO contoso.com", "250-STARTTLS");
        await screen.SendLineAsync("STARTTLS");
        await screen.WaitForAsync("=== TLSv1.3, TLS_");
        await screen.CommandAsync("EHLO contoso.com", "250-AUTH ");
        await screen.WaitForAsync("the last line of the second EHLO's reply",
            rows => ClientScreen.TerminalRows(rows).SkipWhile(row => !row.Contains("=== TLSv1.3", StringComparison.Ordinal)).Any(row => row.StartsWith("250 ", StringComparison.Ordinal)));
    }

    private static async Task EndAsync(TmuxScreen screen, string command = "")
    {
        if (command.Length == 0)
        {
            await screen.SendLineAsync("QUIT");
            await screen.WaitForAsync("Connection to host lost.");
        }
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    /// <summary>Everything below the program's home: log, diagnostics, settings, history, whatever there is.</summary>
    private void AssertNoSecret()
    {
        var files = Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories).ToArray();
        Assert.NotEmpty(files);
        // As typed, as PLAIN, LOGIN and a careless escape would write it; the middle of base64 depends on where it begins.
        string[] secrets = [Password, Base64(Password), Base64($"\0{User}\0{Password}"), .. Enumerable.Range(0, 3).Select(i => Base64(new string('x', i) + Password)[4..20]), Uri.EscapeDataString(Password), Convert.ToHexString(Encoding.UTF8.GetBytes(Password))];
        foreach (var file in files)
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            foreach (var secret in secrets)
                Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{Path.GetRelativePath(_folder.Root, file)} holds {secret}");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
