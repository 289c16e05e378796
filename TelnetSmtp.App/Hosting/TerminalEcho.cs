// Turns the terminal's own echo off while a secret is typed line by line, as getpass does, and on again. Refuses to touch anything else of the line
// discipline: Ctrl+C, backspace and the line end stay the terminal's.
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TelnetSmtp.App.Hosting;

/// <summary>The echo while it is off; disposing turns it on again, once.</summary>
internal sealed partial class TerminalEcho : IDisposable
{
    private readonly Action _restore;
    private int _restored;

    private TerminalEcho(Action restore) => _restore = restore;

    /// <summary>Turns it off.</summary>
    /// <returns>Null where standard input is no terminal, and nothing was done.</returns>
    public static TerminalEcho? Off() => OperatingSystem.IsWindows() ? OffByConsoleMode() : OffByTermios();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _restored, 1) == 0) _restore();
    }

    /// <summary>POSIX.1-2017 11.2.5: ECHO and ECHONL of c_lflag, the fourth field.</summary>
    private static TerminalEcho? OffByTermios()
    {
        if (Posix.TerminalSettings(Posix.StandardInput) is not { } usual) return null;
        var hidden = (byte[])usual.Clone();
        // Each field has 8 octets on macOS, 4 on Linux; ECHO is 8 on both.
        var (offset, echo) = OperatingSystem.IsMacOS() ? (3 * sizeof(ulong), 0x08u | 0x10u) : (3 * sizeof(uint), 0x08u | 0x40u);
        var local = hidden.AsSpan(offset);
        BinaryPrimitives.WriteUInt32LittleEndian(local, BinaryPrimitives.ReadUInt32LittleEndian(local) & ~echo);
        return Posix.RestoreTerminalSettings(Posix.StandardInput, hidden) ? new TerminalEcho(() => Posix.RestoreTerminalSettings(Posix.StandardInput, usual)) : null;
    }

    private static TerminalEcho? OffByConsoleMode()
    {
        const int standardInput = -10; // STD_INPUT_HANDLE
        const uint echoInput = 4; // ENABLE_ECHO_INPUT
        var console = GetStdHandle(standardInput);
        return GetConsoleMode(console, out var usual) && SetConsoleMode(console, usual & ~echoInput) ? new TerminalEcho(() => SetConsoleMode(console, usual)) : null;
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint console, uint mode);
}
