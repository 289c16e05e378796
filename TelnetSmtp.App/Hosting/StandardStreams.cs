// The standard streams as the system has them: a terminal's line editing and echo stay the terminal's own (the runtime's console stream edits and echoes by
// itself, which no secret may pass), and a closed descriptor is an input that has ended or an output that nobody reads. Refuses to buffer.
using Microsoft.Win32.SafeHandles;

namespace TelnetSmtp.App.Hosting;

internal static class StandardStreams
{
    /// <summary>Standard input; empty where the program was started without one.</summary>
    public static Stream Input() => OperatingSystem.IsWindows() ? Console.OpenStandardInput()
        : Posix.IsInherited(Posix.StandardInput) ? new FileStream(new SafeFileHandle(Posix.StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0)
        : Stream.Null;

    /// <summary>Standard output.</summary>
    public static Stream Output() => OperatingSystem.IsWindows() || Posix.IsInherited(Posix.StandardOutput) ? Console.OpenStandardOutput() : Stream.Null;

    /// <summary>Standard error.</summary>
    public static Stream Error() => OperatingSystem.IsWindows() || Posix.IsInherited(Posix.StandardError) ? Console.OpenStandardError() : Stream.Null;
}
