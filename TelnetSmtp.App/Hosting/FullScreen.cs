// Runs the full screen: settings, application, loop, window, and the terminal given back whatever happens. Refuses to print before the alternate
// screen is left: a message inside it is lost.
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Net;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Views;

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
    /// <param name="windows">What the client's commands open above it; null for nothing.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IClient client, IPanelTexts texts, Studies studies, Action<Exception> failed, WindowQueue? windows = null)
    {
        try
        {
            return Run(wake =>
            {
                client.Changed = wake;
                return new MainWindow(client, texts) { Studies = studies };
            }, failed, windows) ?? client.ExitCode ?? 0;
        }
        finally
        {
            client.Changed = null;
        }
    }

    /// <summary>Shows the window that <paramref name="open"/> makes until it ends.</summary>
    /// <param name="open">Makes it; given what wakes the loop from any thread.</param>
    /// <param name="failed">As above.</param>
    /// <param name="windows">What is to open above it.</param>
    /// <returns>The exit code of a failure or a signal; null where it ended in order.</returns>
    public static int? Run<TWindow>(Func<Action, TWindow> open, Action<Exception> failed, WindowQueue? windows = null) where TWindow : Runnable, ILiveWindow
    {
        OwnSettings.Apply(Environment.CurrentDirectory);
        using var loop = new EventLoop();
        using var output = new FrameOutput();
        using var restore = new TerminalRestore(output, loop.Wake, failed);
        Exception? crash = null;
        try
        {
            using var app = Make(loop, restore, output);
            Show(app, loop, open, windows, restore);
        }
#pragma warning disable CA1031 // whatever it is, the terminal is given back first and then it is told, in one line
        catch (Exception e)
#pragma warning restore CA1031
        {
            crash = e;
        }
        restore.Done();
        if (crash is not null)
        {
            failed(crash);
            return Failed;
        }
        return restore.ExitCode;
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

    private static void Show<TWindow>(IApplication app, EventLoop loop, Func<Action, TWindow> open, WindowQueue? windows, TerminalRestore restore)
        where TWindow : Runnable, ILiveWindow
    {
        // The window takes every key before the library's own bindings, which then serve dialogs only; but none may suspend behind our back.
        app.Keyboard.KeyBindings.Remove(Key.Z.WithCtrl);
        using var window = open(loop.Wake);
        loop.Pump = () =>
        {
            restore.Serve(app, () => EndAll(app));
            if (windows?.Take() is { } next) app.Invoke(() => ShowAbove(app, next.Make, next.Closed));
            var changed = false;
            foreach (var live in Live(app)) changed |= live.Pump();
            return changed;
        };
        loop.Frame = () =>
        {
            foreach (var live in Live(app)) live.TakeFrame();
        };
        loop.Due = () => Live(app).Select(live => live.Due).Min();
        app.Run(window);
    }

    private static void ShowAbove(IApplication app, Func<Runnable> make, Action? closed)
    {
        using (var above = make()) app.Run(above);
        closed?.Invoke();
        foreach (var live in Live(app)) live.TakeFrame();
    }

    private static ILiveWindow[] Live(IApplication app) => [.. (app.SessionStack ?? []).Select(token => token.Runnable).OfType<ILiveWindow>()];

    private static void EndAll(IApplication app)
    {
        foreach (var token in app.SessionStack ?? [])
            if (token.Runnable is { } runnable)
                app.RequestStop(runnable);
    }
}
