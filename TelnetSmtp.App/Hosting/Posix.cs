// The few libc calls that the full screen needs on Unix: waiting for input, big reads, whole writes, the terminal's line discipline.
// Refuses to be called on Windows. Every call says what it returns on failure; none throws for an errno.
using System.Runtime.InteropServices;

// libc is the system's, never one beside the executable.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TelnetSmtp.App.Hosting;

/// <summary>libc, as far as a terminal program needs it (POSIX.1-2017 poll, read, write, tcgetattr).</summary>
internal static partial class Posix
{
    public const int StandardInput = 0, StandardOutput = 1, StandardError = 2;

    /// <summary>EPIPE, the same number on Linux and macOS.</summary>
    public const int BrokenPipe = 32;

    private const short PollIn = 1;
    private const int InterruptedCall = 4; // EINTR, the same number on Linux and macOS
    private const int PollTimedOut = 0;

    /// <summary>Room for `struct termios`: 60 octets on Linux, 72 on macOS.</summary>
    public const int TermiosSize = 128;

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events, Returned;
    }

    /// <summary>`struct winsize`.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows, Columns, Width, Height;
    }

    public static bool IsTerminal(int descriptor) => isatty(descriptor) == 1;

    /// <summary>Whether <paramref name="descriptor"/> is open and came from whoever started the program (POSIX.1-2017 exec: FD_CLOEXEC is not set).</summary>
    public static bool IsInherited(int descriptor)
    {
        const int getFlags = 1, closeOnExec = 1; // F_GETFD, FD_CLOEXEC: the same on Linux and macOS
        return fcntl(descriptor, getFlags) is >= 0 and var flags && (flags & closeOnExec) == 0;
    }

    /// <summary>Waits until <paramref name="descriptor"/> can be read or has been hung up.</summary>
    /// <returns>Whether a read will not block; false after <paramref name="milliseconds"/>, or when a signal came.</returns>
    public static bool WaitForInput(int descriptor, int milliseconds)
    {
        var wanted = new PollDescriptor { Descriptor = descriptor, Events = PollIn };
        return poll(ref wanted, 1, milliseconds) > PollTimedOut;
    }

    /// <returns>Octets read; 0 at the end, which includes every error but an interrupted call (-1).</returns>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        var n = read(descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        if (n >= 0) return (int)n;
        return Marshal.GetLastPInvokeError() == InterruptedCall ? -1 : 0;
    }

    /// <summary>Writes all of <paramref name="bytes"/>, waiting while the terminal or pipe does not take them.</summary>
    /// <returns>0, or the errno that ended it: a terminal that is gone, a full disk, a pipe that nobody reads (<see cref="BrokenPipe"/>).</returns>
    public static int WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        const int tryAgainLinux = 11, tryAgainMac = 35; // EAGAIN
        while (!bytes.IsEmpty)
        {
            var n = write(descriptor, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (n > 0)
            {
                bytes = bytes[(int)n..];
                continue;
            }
            var error = Marshal.GetLastPInvokeError();
            if (error is tryAgainLinux or tryAgainMac)
                Thread.Sleep(1); // somebody made the terminal non-blocking; the kernel's queue drains on its own
            else if (error != InterruptedCall)
                return error;
        }
        return 0;
    }

    /// <summary>Linux only: ioctl is variadic, and elsewhere such arguments travel in another way.</summary>
    /// <returns>How many columns the terminal says it has; null where <paramref name="descriptor"/> is no terminal or says nothing.</returns>
    public static int? Columns(int descriptor)
    {
        const nuint getSize = 0x5413; // TIOCGWINSZ
        var size = default(WindowSize);
        return ioctl(descriptor, getSize, ref size) == 0 && size.Columns > 0 ? size.Columns : null;
    }

    /// <returns>The line discipline's settings, opaque; null where <paramref name="descriptor"/> is no terminal.</returns>
    public static byte[]? TerminalSettings(int descriptor)
    {
        var settings = new byte[TermiosSize];
        return tcgetattr(descriptor, settings) == 0 ? settings : null;
    }

    /// <summary>Puts back what <see cref="TerminalSettings"/> gave, at once.</summary>
    public static bool RestoreTerminalSettings(int descriptor, byte[] settings) => tcsetattr(descriptor, 0, settings) == 0;

    /// <summary>Stops this process as the terminal's own Ctrl+Z would (the default action of SIGSTOP cannot be caught).</summary>
    public static void StopSelf()
    {
        var stop = OperatingSystem.IsMacOS() ? 17 : 19;
        _ = kill(Environment.ProcessId, stop);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, ref byte buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, ref readonly byte buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request, ref WindowSize size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int isatty(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcgetattr(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcsetattr(int descriptor, int actions, byte[] settings);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    /// <summary>Ends the process at once, whatever its threads do.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);
}
