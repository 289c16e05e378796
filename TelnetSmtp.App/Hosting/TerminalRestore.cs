// Gives the terminal back whatever ends the program: a signal, an exception on any thread, a UI thread that hangs. Also stops and continues with the
// shell (SIGTSTP, SIGCONT). Refuses to print inside the alternate screen, where nobody would see it.
using System.Runtime.InteropServices;
using System.Text;
using Terminal.Gui.App;

namespace TelnetSmtp.App.Hosting;

/// <summary>Guards the terminal from its making to its disposal. Make it before the application: it remembers the line discipline.</summary>
internal sealed class TerminalRestore : IDisposable
{
    /// <summary>How long the UI thread has to end after a signal.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>Ends synchronised output, mouse, paste and keypad modes and kitty's keys, leaves the alternate screen, shows the cursor in its own shape.</summary>
    internal const string ResetSequence =
        $"\e[?2026l\e[<u\e[?1003l\e[?1015l\e[?1006l\e[?2004l{KeypadSequence}\e[0m\e[?1049l\e[?25h\e[0 q";

    /// <summary>The cursor keys and the keypad as a shell expects them (DECCKM, DECKPNM): the runtime's console switches them and never back.</summary>
    private const string KeypadSequence = "\e[?1l\e>";

    private const string EnterSequence = "\e[?1049h\e[2J\e[?1003h\e[?1015h\e[?1006h\e[?2004h";

    private readonly FrameOutput _output;
    private readonly Action _wake;
    private readonly Action<Exception> _failed;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly byte[]? _settings;
    private byte[]? _rawSettings;
    private Timer? _deadline;
    private int _code;
    private volatile bool _endWanted, _stopWanted, _continued, _done;

    public TerminalRestore(FrameOutput output, Action wake, Action<Exception> failed)
    {
        _output = output;
        _wake = wake;
        _failed = failed;
        if (!OperatingSystem.IsWindows()) _settings = Posix.TerminalSettings(Posix.StandardInput);
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        OnEnd(PosixSignal.SIGINT, 2);
        OnEnd(PosixSignal.SIGTERM, 15);
        if (OperatingSystem.IsWindows()) return;
        OnEnd(PosixSignal.SIGHUP, 1);
        OnEnd(PosixSignal.SIGQUIT, 3);
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
        {
            context.Cancel = true;
            _stopWanted = true;
            _wake();
        }));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ =>
        {
            _continued = true;
            _wake();
        }));
    }

    /// <summary>128 and the signal that ended the program; null where none did.</summary>
    public int? ExitCode => _endWanted ? _code : null;

    /// <summary>The terminal was closed: nobody will press a key any more.</summary>
    public void TerminalGone() => End(128 + 1);

    /// <summary>Does on the UI thread what signals asked for.</summary>
    /// <param name="app">The application.</param>
    /// <param name="end">Ends all windows.</param>
    public void Serve(IApplication app, Action end)
    {
        if (_rawSettings is null && _settings is not null) _rawSettings = Posix.TerminalSettings(Posix.StandardInput);
        if (_endWanted) end();
        if (_stopWanted) Stop(app);
        if (!_continued) return;
        _continued = false;
        Enter(app);
    }

    /// <summary>The terminal has been given back in order.</summary>
    public void Done()
    {
        _done = true;
        _deadline?.Dispose();
        if (!OperatingSystem.IsWindows() && Posix.IsTerminal(Posix.StandardOutput)) Posix.WriteAll(Posix.StandardOutput, Encoding.ASCII.GetBytes(KeypadSequence));
        // The library keeps all of the line discipline but the speeds; this puts back every octet.
        if (_settings is not null) Posix.RestoreTerminalSettings(Posix.StandardInput, _settings);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        foreach (var registration in _signals) registration.Dispose();
        _deadline?.Dispose();
    }

    private void OnEnd(PosixSignal signal, int number) => _signals.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        End(128 + number);
    }));

    private void End(int code)
    {
        if (_endWanted) return;
        _code = code;
        _endWanted = true;
        _deadline = new Timer(_ => GiveUp(code), null, Deadline, System.Threading.Timeout.InfiniteTimeSpan);
        _wake();
    }

    /// <summary>The UI thread hangs, or another thread has crashed: restores the terminal from here and ends at once.</summary>
    private void GiveUp(int code)
    {
        if (_done) return;
        Leave();
        if (OperatingSystem.IsWindows()) Environment.Exit(code);
        else Posix.ExitNow(code);
    }

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e)
    {
        if (_done || e.ExceptionObject is not Exception exception) return;
        Leave();
        _failed(exception);
        GiveUp(FullScreen.Failed);
    }

    private void Leave()
    {
        _output.Mute();
        if (OperatingSystem.IsWindows())
        {
            Console.Out.Write(ResetSequence);
            return;
        }
        if (!Posix.IsTerminal(Posix.StandardOutput)) return;
        Posix.WriteAll(Posix.StandardOutput, Encoding.ASCII.GetBytes(ResetSequence));
        if (_settings is not null) Posix.RestoreTerminalSettings(Posix.StandardInput, _settings);
    }

    /// <summary>SIGTSTP: the shell gets its screen and its line discipline, and this process stops here until SIGCONT.</summary>
    private void Stop(IApplication app)
    {
        _stopWanted = false;
        if (_settings is null) return;
        Posix.WriteAll(Posix.StandardOutput, Encoding.ASCII.GetBytes(ResetSequence));
        Posix.RestoreTerminalSettings(Posix.StandardInput, _settings);
        Posix.StopSelf();
        _continued = false;
        Enter(app);
    }

    /// <summary>Takes the screen and the raw line discipline again: the shell may have changed both, whoever sent the signals.</summary>
    private void Enter(IApplication app)
    {
        if (!Posix.IsTerminal(Posix.StandardOutput)) return;
        if (_rawSettings is not null) Posix.RestoreTerminalSettings(Posix.StandardInput, _rawSettings);
        Posix.WriteAll(Posix.StandardOutput, Encoding.ASCII.GetBytes(EnterSequence));
        _output.Forget();
        app.ClearScreenNextIteration = true;
    }
}
