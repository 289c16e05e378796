// The mouse over a terminal session: the server's where it asked for it, in cells of its screen; with Shift, and everywhere else, the user's own.
using System.Drawing;
using System.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class MouseTests
{
    private const string DoWindowSize = "\u00ff\u00fd\u001f", AllMotion = "\e[?1003h\e[?1006h";

    public static TheoryData<MouseFlags, MouseAction?, MouseButton, KeyModifiers> Translations => new()
    {
        { MouseFlags.LeftButtonPressed, MouseAction.Press, MouseButton.Left, 0 }, { MouseFlags.MiddleButtonPressed, MouseAction.Press, MouseButton.Middle, 0 },
        { MouseFlags.RightButtonPressed | MouseFlags.Ctrl, MouseAction.Press, MouseButton.Right, KeyModifiers.Control },
        { MouseFlags.LeftButtonReleased, MouseAction.Release, MouseButton.Left, 0 }, { MouseFlags.RightButtonReleased | MouseFlags.Alt, MouseAction.Release, MouseButton.Right, KeyModifiers.Alt },
        { MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, MouseAction.Move, MouseButton.Left, 0 }, { MouseFlags.PositionReport, MouseAction.Move, MouseButton.None, 0 },
        { MouseFlags.WheeledUp, MouseAction.Press, MouseButton.WheelUp, 0 }, { MouseFlags.WheeledDown | MouseFlags.Shift, MouseAction.Press, MouseButton.WheelDown, KeyModifiers.Shift },
        { MouseFlags.LeftButtonClicked, null, MouseButton.None, 0 }, { MouseFlags.LeftButtonDoubleClicked, null, MouseButton.None, 0 },
    };

    [Theory]
    [MemberData(nameof(Translations))]
    public void What_the_library_says_is_what_the_mouse_did(MouseFlags flags, MouseAction? action, MouseButton button, KeyModifiers modifiers) =>
        Assert.Equal(action is { } done ? new MouseStroke(done, button, 7, 3, modifiers) : null, MouseTranslator.Translate(flags, 7, 3));

    [Fact]
    public void A_press_a_drag_and_a_release_reach_a_server_that_asked()
    {
        using var app = Session(AllMotion);
        Send(app, (10, 5, MouseFlags.LeftButtonPressed), (12, 6, MouseFlags.LeftButtonPressed | MouseFlags.PositionReport), (12, 6, MouseFlags.LeftButtonReleased));
        Assert.Equal([Stroke(MouseAction.Press, 10, 4), Stroke(MouseAction.Move, 12, 5), Stroke(MouseAction.Release, 12, 5)], app.Client.MouseUsed);
    }

    [Fact]
    public void A_release_outside_the_terminal_is_told_too_at_its_edge()
    {
        using var app = Session(AllMotion);
        Send(app, (10, 5, MouseFlags.LeftButtonPressed), (200, 60, MouseFlags.LeftButtonReleased), (3, 3, MouseFlags.LeftButtonPressed));
        Assert.Equal([Stroke(MouseAction.Press, 10, 4), Stroke(MouseAction.Release, 139, 37), Stroke(MouseAction.Press, 3, 2)], app.Client.MouseUsed);
    }

    [Fact]
    public void The_wheel_is_the_servers_and_the_page_stays()
    {
        using var app = Session("\e[?1000h" + string.Concat(Enumerable.Range(1, 100).Select(i => $"line {i}\r\n")));
        var before = app.Text;
        Send(app, (10, 5, MouseFlags.WheeledUp));
        Assert.Equal([new MouseStroke(MouseAction.Press, MouseButton.WheelUp, 10, 4)], app.Client.MouseUsed);
        Assert.Equal(before, app.Text);
    }

    [Fact]
    public void A_server_that_did_not_ask_hears_nothing_and_the_wheel_scrolls()
    {
        using var app = Session(string.Concat(Enumerable.Range(1, 100).Select(i => $"line {i}\r\n")));
        Assert.Equal(-1, app.RowOf("line 62 "));
        Send(app, (10, 5, MouseFlags.LeftButtonPressed), (10, 5, MouseFlags.LeftButtonReleased), (10, 5, MouseFlags.WheeledUp));
        Assert.Empty(app.Client.MouseUsed);
        Assert.NotEqual(-1, app.RowOf("line 62"));
    }

    [Fact]
    public void With_Shift_the_mouse_marks_text_for_the_user()
    {
        using var app = Session(AllMotion + "\e[Hsome text");
        Send(app, (0, 1, MouseFlags.LeftButtonPressed | MouseFlags.Shift), (4, 1, MouseFlags.LeftButtonPressed | MouseFlags.PositionReport | MouseFlags.Shift),
            (4, 1, MouseFlags.LeftButtonReleased | MouseFlags.Shift));
        Assert.Empty(app.Client.MouseUsed);
        Assert.Contains("opied", app.Rows[^1], StringComparison.Ordinal);
    }

    private static MouseStroke Stroke(MouseAction action, int column, int row) => new(action, MouseButton.Left, column, row);

    private static HeadlessApp Session(string said)
    {
        var app = new HeadlessApp(new ScriptedClient().Connect(), 140, 40);
        foreach (var piece in (string[])[DoWindowSize, said])
        {
            app.Client.Apply(new SessionInput.Received(app.Client.Now, Encoding.Latin1.GetBytes(piece)));
            app.Draw();
        }

        return app;
    }

    private static void Send(HeadlessApp app, params ReadOnlySpan<(int Column, int Row, MouseFlags Flags)> events)
    {
        foreach (var (column, row, flags) in events)
            app.App.InjectMouse(new Mouse { Flags = flags, ScreenPosition = new Point(column, row) });
        app.Draw();
    }
}
