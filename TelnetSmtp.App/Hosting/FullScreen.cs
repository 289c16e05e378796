// Runs the full screen: settings, application, loop, window, and the terminal given back whatever happens. Refuses to print before the alternate
// screen is left: a message inside it is lost.
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Net;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace TelnetSmtp.App.Hosting;

/// <summary>The way into the full screen.</summary>
internal static class FullScreen
{
    /// <summary>What an internal error ends with.</summary>
    public const int Failed = 1;

    /// <summary>Shows <paramref name="client"/> until it is done.</summary>
    /// <param name="client">Not disposed here.</param>
    /// <param name="texts">The panel's words.</param>
    /// <param name="studies">The windows above the client's.</param>
    /// <param name="failed">Tells the user, in one line, and the diagnostic log of an exception that ended the program. Called when the alternate
    /// screen has been left, from whichever thread it happened on.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IClient client, IPanelTexts texts, Studies studies, Action<Exception> failed)
    {
        OwnSettings.Apply();
        using var loop = new EventLoop();
        using var output = new FrameOutput();
        using var restore = new TerminalRestore(output, loop.Wake, failed);
        Exception? crash = null;
        try
        {
            using var app = Make(loop, restore, output);
            Show(app, loop, client, texts, studies, restore);
        }
#pragma warning disable CA1031 // whatever it is, the terminal is given back first and then it is told, in one line
        catch (Exception e)
#pragma warning restore CA1031
        {
            crash = e;
        }
        restore.Done();
        client.Changed = null;
        if (crash is not null)
        {
            failed(crash);
            return Failed;
        }
        return restore.ExitCode ?? client.ExitCode ?? 0;
    }

    private static IApplication Make(EventLoop loop, TerminalRestore restore, FrameOutput output)
    {
        // poll(2) and termios as used here are Linux's; elsewhere the library's own input and output serve.
        if (!OperatingSystem.IsLinux()) return Stock(loop);
#pragma warning disable CA2000 // the library disposes of its input
        var app = ApplicationFactory.Create(new AnsiComponentFactory(new FastInput(loop.Wake, restore.TerminalGone), output), out var isOurs);
#pragma warning restore CA2000
        app.Init(DriverRegistry.Names.ANSI);
        if (!isOurs)
        {
            loop.Accompany(app);
            return app;
        }
        loop.Flush = output.Flush;
        loop.Drive(app);
        return app;
    }

    private static IApplication Stock(EventLoop loop)
    {
        var app = Application.Create();
        app.Init(DriverRegistry.Names.ANSI);
        loop.Accompany(app);
        return app;
    }

    private static void Show(IApplication app, EventLoop loop, IClient client, IPanelTexts texts, Studies studies, TerminalRestore restore)
    {
        // The window takes every key before the library's own bindings, which then serve dialogs only; but none may suspend behind our back.
        app.Keyboard.KeyBindings.Remove(Key.Z.WithCtrl);
        using var window = new MainWindow(client, texts) { Studies = studies };
        client.Changed = loop.Wake;
        loop.Pump = () =>
        {
            restore.Serve(app, window.EndAll);
            return window.Pump();
        };
        loop.Frame = window.TakeFrame;
        app.Run(window);
    }
}
