// The inbound test as a person sees it: `check` at the prompt and from the menu, the tree beside its dialogue, Esc, the line that stays.
using TelnetSmtp.Tests.Checks;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed class CheckScreenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Check_at_the_prompt_shows_the_tree_each_node_its_dialogue_and_Esc_returns()
    {
        await using var server = new CheckedServer { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "250 2.1.5 Ok" : null };
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync($"check 127.0.0.1:{server.Port} kate@fabrikam.com");
        await screen.WaitForAsync("R again");
        var rows = await screen.SettleAsync();
        Assert.StartsWith($" ✗ 127.0.0.1:{server.Port}: failed", rows[0], StringComparison.Ordinal);

        // The first that failed is chosen: its dialogue beside it, its finding below.
        Assert.Contains(rows, row => row.Contains("Foreign recipient", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("→ RCPT TO:<relay-test@example.com>", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("the server is an open relay", StringComparison.Ordinal));
        await screen.SendKeysAsync("Home", "Down", "Down", "Down", "Down");
        await screen.WaitForAsync("the greeting's dialogue", shown => shown.Any(row => row.Contains("← 220 mail1.fabrikam.com ESMTP", StringComparison.Ordinal)));
        await screen.ResizeAsync(80, 24);
        await screen.WaitForAsync("tree and dialogue one above the other", shown => shown.Length <= 24 && shown.Any(row => row.StartsWith('│') && row.Contains("Wait for the greeting", StringComparison.Ordinal))
            && shown.Any(row => row.Contains("← 220 mail1.fabrikam.com ESMTP", StringComparison.Ordinal)));
        await screen.ResizeAsync(140, 40);
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("  ✗ Test 127.0.0.1: Try to relay to a foreign domain");
        Assert.Empty(server.Messages);
        await screen.SendLineAsync("quit");
        Assert.Equal(0, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task A_slow_greeting_is_seen_to_be_waited_for_and_Esc_ends_the_wait()
    {
        await using var server = new CheckedServer { Delay = new TaskCompletionSource().Task };
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendLineAsync($"check 127.0.0.1:{server.Port}");
        await screen.WaitForAsync("Wait for the greeting … 2 s");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync("Stopped before it was done.");
        await screen.SendKeysAsync("Escape");
        await screen.WaitForAsync(ClientScreen.Prompt);
    }

    [Fact]
    public async Task The_menu_asks_what_to_check_and_says_what_is_wrong_with_the_answer()
    {
        await using var server = new CheckedServer();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.SendKeysAsync("F9", "Right");
        await screen.WaitForAsync("Check a domain");
        await screen.SendKeysAsync("Enter");
        await screen.WaitForAsync("Domain or host:");
        await screen.SendLineAsync("http://fabrikam.com/");
        await screen.WaitForAsync("is a URL, not a domain.");
        await screen.SendKeysAsync([.. Enumerable.Repeat("BSpace", "http://fabrikam.com/".Length)]);
        await screen.SendLineAsync($"127.0.0.1:{server.Port}");
        await screen.WaitForAsync("R again");
        Assert.DoesNotContain("DATA", server.Heard);
    }
}
