// Holds what is said around sending, in a real terminal against real servers: advice before Enter and none after, a keyword that was not offered flagged
// before it goes out, and the summary as the server has it.
using System.Text.RegularExpressions;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

public sealed partial class AdviceTests : IDisposable
{
    private const string Likely = "Most likely answer";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Against_Postfix_advice_comes_before_Enter_and_the_summary_is_right()
    {
        await using var server = await PostfixServer.StartAsync();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.CommandAsync("set timing", "Timing on");
        await screen.OpenAsync(server.Port);
        await AdvisedAsync(screen, "EHLO contoso.com", "EHLO: who you are; asks for extensions", "250 CHUNKING");
        await AdvisedAsync(screen, "STARTTLS", "! STARTTLS was not offered in the EHLO reply.", "502 5.5.1");
        await AdvisedAsync(screen, "MAIL FROM:<chris@contoso.com> BY=120;R", "! BY needs DELIVERBY, which the EHLO reply did not offer", "555 5.5.4");
        await SendMessageAsync(screen, "550 5.1.1 <nobody@", "250 2.1.5 Ok", "354 End", "250 2.0.0 Ok: queued as ");
        var id = QueueId().Match(string.Join('\n', await screen.CaptureAsync())).Groups[1].Value;
        Assert.Matches(TimeAtEnd(), ClientScreen.Annotation(await screen.SettleAsync(), "250 2.0.0 Ok"));
        await SummarisedAsync(screen, [$"Queue id {id}", "✗ nobody@fabrikam.com: 550 5.1.1", "✓ kate@fabrikam.com: 250 2.1.5", "(Postfix)"]);
        Assert.Contains(id, await server.WaitForMailAsync("kate@fabrikam.com"), StringComparison.Ordinal);
        await FarewellAsync(screen);
    }

    [Fact]
    public async Task The_summary_changes_while_it_is_open()
    {
        // The server takes its time for the message: the summary is open before the reply comes.
        var scenario = folder.PathOf("slow.json");
        await File.WriteAllTextAsync(scenario, """{ "name": "slow", "title": { "en": "Slow", "de": "Langsam" }, "rules": [{ "when": { "command": "NOOP" }, "delayMs": 3000 }] }""", TestContext.Current.CancellationToken);
        await using var screen = await TmuxScreen.StartAppAsync(["--lang", "en", "practice", scenario], 140, 40, [new("HOME", folder.Root)], folder.Root);
        await screen.WaitForAsync("220 ");
        await screen.SendLineAsync("NOOP");
        await screen.SendKeysAsync("F2");
        await screen.WaitForAsync("the summary before the reply", rows => Has(rows, "Summary: ") && !Has(rows, "NOOP: 3."));
        await screen.WaitForAsync("the reply's time in it", rows => Has(rows, "Summary: ") && Has(rows, "NOOP: 3."));

        static bool Has(string[] rows, string text) => rows.Any(row => row.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Against_Exim_too()
    {
        await using var server = await EximServer.StartAsync();
        await using var screen = await ClientScreen.StartAsync([], folder.Root);
        await screen.OpenAsync(server.Port);
        await AdvisedAsync(screen, "EHLO contoso.com", "EHLO: who you are; asks for extensions", "250 HELP");
        await AdvisedAsync(screen, "MAIL FROM:<chris@contoso.com> BY=120;R", "! BY needs DELIVERBY, which the EHLO reply did not offer", "501 ");
        await SendMessageAsync(screen, "550 Unknown user", "250 Accepted", "354 Enter", "250 OK id=");
        var id = EximId().Match(string.Join('\n', await screen.CaptureAsync())).Groups[1].Value;
        await SummarisedAsync(screen, [$"Queue id {id}", "✗ nobody@fabrikam.com: 550", "✓ kate@fabrikam.com: 250", "(Exim"]);
        await FarewellAsync(screen);
    }

    /// <summary>Types a line, waits for what is said of it before Enter, and holds that it is gone when the answer is there.</summary>
    private static async Task AdvisedAsync(TmuxScreen screen, string line, string advice, string answer)
    {
        await screen.SendTextAsync(line);
        await screen.WaitForAsync($"\"{advice}\" and the likely answer", rows => Has(rows, advice) && Has(rows, Likely));
        Assert.DoesNotContain(ClientScreen.TerminalRows(await screen.CaptureAsync()), row => row.StartsWith(answer, StringComparison.Ordinal));
        await screen.SendKeysAsync("Enter");
        await screen.WaitForAsync($"\"{answer}\" and no advice any more", rows =>
            ClientScreen.TerminalRows(rows).Any(row => row.StartsWith(answer, StringComparison.Ordinal)) && !Has(rows, Likely));
    }

    private static async Task SendMessageAsync(TmuxScreen screen, string refused, string accepted, string go, string taken)
    {
        await screen.CommandAsync("MAIL FROM:<chris@contoso.com>", "→ MAIL");
        await screen.WaitForAsync("next: RCPT");
        await screen.CommandAsync("RCPT TO:<nobody@fabrikam.com>", refused);
        await screen.CommandAsync("RCPT TO:<kate@fabrikam.com>", accepted);
        await screen.CommandAsync("DATA", go);
        foreach (var line in (string[])["Subject: x", "", "Hello"])
            await screen.SendLineAsync(line);
        await screen.CommandAsync(".", taken);
    }

    private static async Task SummarisedAsync(TmuxScreen screen, string[] facts)
    {
        await screen.SendKeysAsync("F2");
        string[] all =
        [
            "Summary: 127.0.0.1:", "The server took the message, but for 1 of 2", "From chris@contoso.com", "21 octets in 3 lines", "Client contoso.com",
            "Plaintext", "RCPT 2: ", "→ 550 (limit 5 min)", "(limit 10 min)", .. facts,
        ];
        var rows = await screen.WaitForAsync($"the summary with {string.Join(", ", all)}", rows => all.All(fact => Has(rows, fact)));
        // One at most: where every reply came in the same instant there is no slowest.
        Assert.InRange(rows.Count(row => row.Contains("◄ slowest", StringComparison.Ordinal)), 0, 1);
        await screen.SendKeysAsync("F2");
        await screen.WaitForAsync("no summary any more", rows => !Has(rows, "Summary: "));
    }

    private static async Task FarewellAsync(TmuxScreen screen)
    {
        await screen.SendLineAsync("QUIT");
        var rows = await screen.WaitForAsync("Connection to host lost.");
        Assert.Contains("The server took the message, but for 1 of 2 recipients only.", rows[^1], StringComparison.Ordinal);
    }

    private static bool Has(string[] rows, string text) => rows.Any(row => row.Contains(text, StringComparison.Ordinal));

    [GeneratedRegex("queued as ([0-9A-Za-z]+)")]
    private static partial Regex QueueId();

    [GeneratedRegex("250 OK id=([0-9A-Za-z-]+)")]
    private static partial Regex EximId();

    [GeneratedRegex(@" (<1|\d+) ms$|\d s$")]
    private static partial Regex TimeAtEnd();
}
