// The standard streams as the system has them: a terminal's line editing and echo stay the terminal's own (the runtime's console stream edits and echoes by
// itself, which no secret may pass, and its output begins by switching the terminal's cursor keys and keypad to what no shell expects), and a closed descriptor
// is an input that has ended or an output that nobody reads. Refuses to buffer.
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TelnetSmtp.App.Hosting;

internal static class StandardStreams
{
    /// <summary>Standard input; empty where the program was started without one.</summary>
    public static Stream Input() => OperatingSystem.IsWindows() ? Console.OpenStandardInput()
        : Posix.IsInherited(Posix.StandardInput) ? new FileStream(new SafeFileHandle(Posix.StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0)
        : Stream.Null;

    /// <summary>The same for readers of lines: without a line end, whatever comes would have to be kept.</summary>
    public static Stream InputLines() => new CappedLines(Input());

    /// <summary>Standard output.</summary>
    /// <remarks>A write to a pipe that nobody reads any more is lost without a word, as everywhere; any other failure is an <see cref="IOException"/>.</remarks>
    public static Stream Output() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : ToDescriptor(Posix.StandardOutput);

    /// <summary>Standard error; failures as with <see cref="Output"/>.</summary>
    public static Stream Error() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : ToDescriptor(Posix.StandardError);

    private static Stream ToDescriptor(int descriptor) => Posix.IsInherited(descriptor) ? new DescriptorStream(descriptor) : Stream.Null;

    /// <summary>Writes where the descriptor stands: a FileStream would keep a position of its own, and overwrite what others append to the same file.</summary>
    private sealed class DescriptorStream(int descriptor) : OneWayStream
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Posix.WriteAll(descriptor, buffer) is not (0 or Posix.BrokenPipe) and var error) throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
