// A session in which nothing is explained: once telnet is negotiated the terminal has the room, its server hears of the new size, and the panel is a menu
// item away.
using System.Drawing;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.Input;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class TerminalSessionWindowTests
{
    private static readonly byte[] DoWindowSize = [255, 253, 31];

    private static HeadlessApp Negotiated(int columns, int rows, Language language = Language.English)
    {
        var app = new HeadlessApp(new ScriptedClient().Connect(), columns, rows, language);
        app.Client.Apply(new SessionInput.Received(app.Client.Now, DoWindowSize));
        app.Draw();
        app.Draw();
        return app;
    }

    [Fact]
    public void The_terminal_gets_the_room_when_telnet_is_negotiated()
    {
        using var app = Negotiated(140, 40);
        Assert.Equal(new Rectangle(0, 1, 140, 38), app.Window.Places.Terminal);
        Assert.Equal([(80, 24), (140, 38)], app.Client.Sizes);
        Assert.Contains("Terminal session with mail1.fabrikam.com:25 · plaintext", app.Rows[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("greeting", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_server_keeps_its_panel_also_one_that_has_not_greeted_yet()
    {
        using var app = new HeadlessApp(new ScriptedClient().Connect(), 140, 40);
        Assert.Contains("Waiting for the greeting", app.Text, StringComparison.Ordinal);
        app.Client.Server("220 mail1.fabrikam.com ESMTP");
        app.Draw();
        Assert.Equal(new Rectangle(1, 2, 80, 24), app.Window.Places.Terminal);
    }

    [Fact]
    public void The_menu_brings_the_panel_back_and_takes_it_away_again()
    {
        using var app = Negotiated(140, 40);
        app.Window.Do(ScreenAction.TogglePanel);
        app.Draw();
        Assert.Equal(new Rectangle(1, 2, 80, 24), app.Window.Places.Terminal);
        Assert.Contains("├ Terminal session ─", app.Text, StringComparison.Ordinal);
        app.Window.Do(ScreenAction.TogglePanel);
        app.Draw();
        Assert.Equal(new Rectangle(0, 1, 140, 38), app.Window.Places.Terminal);
    }

    [Fact]
    public void F4_is_the_servers()
    {
        using var app = Negotiated(140, 40);
        app.Press(Key.F4);
        Assert.Equal(Core.Terminal.KeyCode.F4, Assert.Single(app.Client.Pressed).Code);
    }

    [Fact]
    public void The_prompt_in_mid_session_does_not_move_the_window()
    {
        using var app = Negotiated(140, 40);
        app.Client.Mode = Core.Net.ClientMode.Prompt;
        app.Client.Touch();
        app.Draw();
        Assert.Equal([(80, 24), (140, 38)], app.Client.Sizes);
        Assert.Contains("Microsoft Telnet>", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void After_its_end_everything_stands_as_before()
    {
        using var app = Negotiated(140, 40);
        app.Client.End(SessionEndKind.ClosedByServer);
        app.Draw();
        app.Draw();
        Assert.Equal(new Rectangle(1, 2, 80, 24), app.Window.Places.Terminal);
    }

    [Theory]
    [InlineData(80, 24, Language.English, "Terminal session with mail1.fabrikam.com:25")]
    [InlineData(80, 24, Language.German, "Terminalsitzung mit mail1.fabrikam.com:25")]
    [InlineData(59, 14, Language.English, "Terminal session with mail1.fabrikam.com:…")]
    public void The_status_line_says_with_whom(int columns, int rows, Language language, string words)
    {
        using var app = Negotiated(columns, rows, language);
        Assert.Contains(words, app.Rows[^1], StringComparison.Ordinal);
    }
}
