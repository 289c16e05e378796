// The window under attack: no sequence of a server's reaches the user's terminal, whatever kind of session it is; any size and any storm of sizes is drawn.
using System.Text;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class HostileScreenTests
{
    public static TheoryData<string> Attacks => [.. EscapeAttacks.All.Keys];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Nothing_but_cells_reaches_the_terminal(string attack)
    {
        var text = EscapeAttacks.All[attack];
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text), EscapeAttacks.Raw(text)])
        {
            // A reply; a terminal session (telnet negotiated); a stranger that speaks neither.
            foreach (var opening in (byte[][])[[.. "220 mail\r\n250 <"u8], [255, 251, 3, .. "login: <"u8], [.. "hello\r\n<"u8]])
            {
                using var app = new HeadlessApp(new ScriptedClient().Connect(), 140, 40);
                app.Client.Receive([.. opening, .. bytes, .. ">\r\n550 5.1.1 after\r\n"u8]);
                EscapeAttacks.AssertCellsOnly(app.Draw(), attack);
                app.Client.Receive([.. bytes, .. "\r\nmore\r\n"u8]);
                EscapeAttacks.AssertCellsOnly(app.Draw(), attack);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void A_reply_shows_what_it_holds_and_the_next_one_is_understood(string attack)
    {
        using var app = new HeadlessApp(new ScriptedClient().Connect(), 140, 40);
        app.Client.Receive([.. "220 mail\r\n250 <"u8, .. Encoding.UTF8.GetBytes(EscapeAttacks.All[attack]), .. ">\r\n550 5.1.1 after\r\n"u8]);
        app.Draw();
        Assert.Contains("550 5.1.1 after", app.Text, StringComparison.Ordinal);
        Assert.Equal(550, app.Client.Snapshot.Session!.Annotations[^1].Line.Code);
        Assert.Contains("250 <", app.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 200)]
    [InlineData(500, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(500, 200)]
    public void Any_size_is_drawn_and_the_way_back_leads_to_the_same_screen(int columns, int rows)
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 140, 40);
        app.Draw();
        var before = app.Text;
        app.Resize(columns, rows);
        Assert.Equal(rows, app.App.Driver!.Rows);
        app.Resize(140, 40);
        Assert.Equal(before, app.Text);
    }

    [Fact]
    public void A_storm_of_sizes_ends_with_the_screen_of_the_last_one()
    {
        using var calm = new HeadlessApp(ScriptedClient.Dialogue(), 100, 30);
        calm.Draw();
        using var app = new HeadlessApp(ScriptedClient.Dialogue(), 100, 30);
        var dice = new Random(1);
        for (var i = 0; i < 150; i++)
        {
            app.App.Driver!.SetScreenSize(dice.Next(1, 200), dice.Next(1, 70));
            if (i % 3 != 0) app.Draw();
        }
        app.Resize(100, 30);
        Assert.Equal(calm.Text, app.Text);
    }
}
