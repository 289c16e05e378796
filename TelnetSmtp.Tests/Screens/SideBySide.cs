// One program twice: in the client's terminal pane over a real telnetd, and straight in a terminal of the pane's size. The same keys go to both, and what
// they show is compared cell row by cell row. Refuses to compare at one moment: it waits until both are alike, or says how they differ.
using System.Text;
using TelnetSmtp.Tests.Peers;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Screens;

/// <summary>Two terminals with the same program.</summary>
internal sealed class SideBySide : IAsyncDisposable
{
    private readonly TelnetdServer server;
    private readonly TmuxScreen direct;

    private SideBySide(TelnetdServer server, TmuxScreen client, TmuxScreen direct) => (this.server, Client, this.direct) = (server, client, direct);

    /// <summary>The client.</summary>
    public TmuxScreen Client { get; }

    /// <summary>Starts both.</summary>
    /// <param name="command">A line for /bin/sh.</param>
    /// <param name="folder">Working folder and home of both.</param>
    public static async Task<SideBySide> StartAsync(string command, TemporaryFolder folder)
    {
        // A program that looks at its window's size once begins when the server knows it.
        var script = $"cd '{folder.Root}'; export HOME='{folder.Root}' TERM=xterm-256color LANG=C.UTF-8 LC_ALL=C.UTF-8; "
            + $"until [ \"$(stty size)\" = '{TerminalPane.Rows} {TerminalPane.Columns}' ]; do sleep 0.05; done; {command}";
        var server = TelnetdServer.Start(script);
        TmuxScreen? client = null;
        try
        {
            client = await TerminalPane.ConnectAsync(server.Port, folder.Root);
            return new SideBySide(server, client, await TmuxScreen.StartAsync(["/bin/sh", "-c", script], TerminalPane.Columns, TerminalPane.Rows));
        }
        catch
        {
            if (client is not null)
                await client.DisposeAsync();
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Presses the same keys in both, named as tmux names them.</summary>
    public Task KeysAsync(params string[] keys) => Task.WhenAll(Client.SendKeysAsync(keys), direct.SendKeysAsync(keys));

    /// <summary>Types the same characters in both.</summary>
    public Task TextAsync(string text) => Task.WhenAll(Client.SendTextAsync(text), direct.SendTextAsync(text));

    /// <summary>Clicks in both on the cell where <paramref name="text"/> begins.</summary>
    public async Task ClickAsync(string text)
    {
        var rows = await direct.CaptureAsync();
        var row = Array.FindIndex(rows, line => line.Contains(text, StringComparison.Ordinal));
        var column = rows[row].IndexOf(text, StringComparison.Ordinal);
        var inWindow = TerminalPane.InWindow((column, row));
        await Task.WhenAll(Client.ClickAsync(inWindow.Column + 1, inWindow.Row + 1), direct.ClickAsync(column + 1, row + 1));
    }

    /// <summary>Waits until both show <paramref name="awaited"/> and the same text in every row, with the cursor in the same cell.</summary>
    public Task AlikeAsync(string awaited) => AlikeAsync(awaited, row => row, withCursor: true);

    /// <summary>The same, once <paramref name="mask"/> has taken from each row what differs from moment to moment; the cursor is not looked at.</summary>
    public Task AlikeAsync(string awaited, Func<string, string> mask) => AlikeAsync(awaited, mask, withCursor: false);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await direct.DisposeAsync();
        await server.DisposeAsync();
    }

    private async Task AlikeAsync(string awaited, Func<string, string> mask, bool withCursor)
    {
        var seen = "";
        await Deadline.ForAsync($"\"{awaited}\" in both terminals, and both alike", async _ =>
        {
            string[] ours = [.. TerminalPane.Of(await Client.CaptureAsync()).Select(mask)];
            string[] theirs = [.. (await direct.CaptureAsync()).Select(mask)];
            var (cursor, reference) = (TerminalPane.Of(await Client.CursorAsync()), await direct.CursorAsync());
            seen = Differences(ours, theirs) + $"cursor {cursor}, in xterm's place {reference}";
            var alike = TerminalPane.Trimmed(ours).SequenceEqual(TerminalPane.Trimmed(theirs)) && (!withCursor || cursor == reference);
            return alike && theirs.Any(row => row.Contains(awaited, StringComparison.Ordinal)) ? seen : null;
        }, () => seen);
    }

    private static string Differences(string[] ours, string[] theirs)
    {
        var text = new StringBuilder();
        for (var row = 0; row < Math.Max(ours.Length, theirs.Length); row++)
        {
            var (mine, other) = (ours.ElementAtOrDefault(row) ?? "", theirs.ElementAtOrDefault(row) ?? "");
            text.Append(mine == other ? $"{row,2}  {mine}\n" : $"{row,2} +{mine}\n   -{other}\n");
        }
        return text.ToString();
    }
}
