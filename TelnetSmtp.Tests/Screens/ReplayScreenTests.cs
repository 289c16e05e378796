// A replay as a person sees and drives it, in a real terminal: play, pause, step, back, jump to an error, another size while it plays, the list of sessions, the
// prompt's command, and what is wrong with a file in one line.
using TelnetSmtp.Core.Session;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class ReplayScreenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Sample(string name) => Repository.PathOf("samples", "sessions", name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_plays_pauses_steps_goes_back_and_finds_the_error()
    {
        // Without times the pace is steady: nothing here depends on the clock.
        await using var screen = await StartAsync("swaks.txt");
        await screen.WaitForAsync("▶ playing");
        await screen.SendKeysAsync("Space");
        await screen.WaitForAsync("‖ paused");
        await screen.SendKeysAsync("Home");
        await screen.WaitForAsync("step 0 of 26");
        for (var i = 0; i < 3; i++) await screen.SendKeysAsync("Right");
        await screen.WaitForAsync("step 3 of 26");
        await screen.ExplainsAsync("220 mx.fabrikam.com", "220 Service ready");
        await CheckAsync(screen, "step");
        await screen.SendKeysAsync("e");
        await screen.ExplainsAsync("550 5.1.1", "no such mailbox");
        await CheckAsync(screen, "error");
        await screen.SendKeysAsync("e");
        await screen.WaitForAsync("no refusal behind this place");
        await screen.SendKeysAsync("Left");
        await screen.WaitForAsync("step 14 of 26");
        Assert.DoesNotContain(await screen.CaptureAsync(), row => row.Contains("550 5.1.1", StringComparison.Ordinal));
        await screen.SendKeysAsync("F2");
        await screen.WaitForAsync("Summary: 192.0.2.10:25");
        Assert.DoesNotContain(await screen.CaptureAsync(), row => row.Contains("ms →", StringComparison.Ordinal));
        await EscapeAsync(screen, "Summary: ");
        await screen.SendKeysAsync("End");
        await screen.WaitForAsync("■ end");
        await screen.SendKeysAsync("q");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task Another_size_while_it_plays_and_by_hand()
    {
        await using var screen = await StartAsync("swaks.txt");
        await screen.WaitForAsync("220 mx.fabrikam.com");
        await screen.ResizeAsync(80, 24);
        await screen.WaitForAsync("the narrow layout, still playing", rows => rows.Any(row => row.Contains("▶ playing", StringComparison.Ordinal) && row.Contains("F1 keys", StringComparison.Ordinal)));
        await screen.WaitForAsync("550 5.1.1");
        await screen.SendKeysAsync("h");
        await screen.WaitForAsync("‖ by hand");
        await screen.SendKeysAsync("Home", "Space", "Space");
        await screen.WaitForAsync("step 2 of 26");
        await screen.SendKeysAsync("e");
        await screen.WaitForAsync("step 15 of 26");
        await CheckAsync(screen, "narrow");
        await screen.ResizeAsync(50, 12);
        await screen.WaitForAsync("no such mailbox (Postfix)");
        await screen.SendKeysAsync("Escape");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task Several_sessions_are_listed_filtered_and_played()
    {
        await using var screen = await StartAsync("exchange-receive.log");
        await screen.WaitForAsync("2 sessions");
        await CheckAsync(screen, "list");
        await screen.SendTextAsync("550");
        await screen.WaitForAsync("1 of 2 sessions");
        await screen.SendKeysAsync("Enter");
        await screen.WaitForAsync("session 2 of 2");
        await screen.SendKeysAsync("e");
        await screen.ExplainsAsync("550 5.1.10", "no such mailbox");
        await screen.SendKeysAsync("F1");
        await screen.WaitForAsync("Keys of a replay");
        await EscapeAsync(screen, "Keys of a replay");
        await screen.SendKeysAsync("q");
        await screen.WaitForAsync("1 of 2 sessions");
        await EscapeAsync(screen, "1 of 2 sessions");
        await screen.SendKeysAsync("Tab");
        await screen.WaitForAsync("only those with a refusal");
        await EscapeAsync(screen, "only those with a refusal");
        await screen.SendKeysAsync("Escape");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task The_prompt_plays_a_file_and_says_what_is_wrong_with_another()
    {
        File.Copy(Sample("swaks.txt"), _folder.PathOf("s.txt"));
        await using var screen = await ClientScreen.StartAsync([], _folder.Root);
        await screen.CommandAsync("replay nothing.txt", "There is no file nothing.txt.");
        await screen.CommandAsync("replay", "The file is missing.");
        await screen.CommandAsync("replay s.txt", "Replay · s.txt");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("the prompt again", rows => rows.Any(row => row.Contains("Microsoft Telnet>", StringComparison.Ordinal)));
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task Our_own_timed_record_shows_the_typing_and_TLS_again()
    {
        var record = _folder.PathOf("s.cast");
        var life = new Records.RecordedLife().Server("220 mail1.fabrikam.com ESMTP\r\n").Types("EHLX\bO contoso.com\r").Server("250-mail1.fabrikam.com\r\n250 STARTTLS\r\n").Types("STARTTLS\r").Server("220 2.0.0 go\r\n")
            .Happens(at => new SessionInput.TlsStarted(at, new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mail1.fabrikam.com", []))).Types("QUIT\r").Server("221 2.0.0 Bye\r\n")
            .Happens(at => new SessionInput.Ended(at, new SessionEnd(SessionEndKind.ClosedByServer)));
        await File.WriteAllBytesAsync(record, life.Record, TestContext.Current.CancellationToken);
        await using var screen = await TmuxScreen.StartAppAsync(["--lang", "en", "replay", record], 140, 40, [new("HOME", _folder.Root)], _folder.Root);
        await screen.WaitForAsync("mail1.fabrikam.com:25");
        await screen.SendKeysAsync("h", "End");
        await screen.WaitForAsync("■ end");
        await CheckAsync(screen, "own");
        await screen.SendKeysAsync("q");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task In_German()
    {
        await using var screen = await TmuxScreen.StartAppAsync(["--lang", "de", "replay", Sample("exchange-receive.log")], 140, 40, [new("HOME", _folder.Root)], _folder.Root);
        await screen.WaitForAsync("2 Sitzungen");
        await screen.SendKeysAsync("Down", "Enter");
        await screen.WaitForAsync("Sitzung 2 von 2");
        await screen.SendKeysAsync("Home", "e");
        await screen.WaitForAsync("‖ angehalten");
        await CheckAsync(screen, "german");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\u0001\u0002\u0003\u0004\u0000\u0001\u0002", "is no text but binary data")]
    [InlineData("Dear colleague,\nthe server is down.\n", "holds no SMTP session")]
    public async Task What_cannot_be_played_is_said_in_one_line(string content, string message)
    {
        var file = _folder.PathOf("record");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        await IsSaidAsync(file, message);
    }

    [Fact]
    public async Task So_is_a_file_that_is_missing_a_folder_and_one_huge_line()
    {
        var huge = _folder.PathOf("huge");
        await File.WriteAllTextAsync(huge, new string('a', 3 << 20), TestContext.Current.CancellationToken);
        await IsSaidAsync(huge, "line 1");
        await IsSaidAsync(_folder.PathOf("missing"), "There is no file");
        await IsSaidAsync(_folder.Root, "is a directory");
    }

    private async Task IsSaidAsync(string file, string message)
    {
        await using var screen = await TmuxScreen.StartAppAsync(["--lang", "en", "replay", file], 140, 40, [new("HOME", _folder.Root)], _folder.Root);
        var rows = await screen.WaitForAsync(message);
        Assert.Equal(2, await screen.ExitCodeAsync());
        Assert.StartsWith("telnetsmtp: ", rows[0], StringComparison.Ordinal);
    }

    /// <summary>Presses Esc and waits until what it ends is gone: a key that came at once behind it would be taken for one with Alt.</summary>
    private static async Task EscapeAsync(TmuxScreen screen, string ended)
    {
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync($"no \"{ended}\"", rows => !rows.Any(row => row.Contains(ended, StringComparison.Ordinal)));
    }

    private Task<TmuxScreen> StartAsync(string sample) =>
        TmuxScreen.StartAppAsync(["--lang", "en", "replay", Sample(sample)], 140, 40, [new("HOME", _folder.Root)], _folder.Root);

    private static async Task CheckAsync(TmuxScreen screen, string name) => GoldenFile.Check($"Replay/{name}", string.Join('\n', await screen.SettleAsync()));
}
