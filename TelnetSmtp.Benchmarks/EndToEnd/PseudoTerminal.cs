// A pseudo-terminal with a program in it, measured to the microsecond: bytes in, bytes out, and what a person would see. Linux with glibc.
// The program is started by posix_spawn in a session of its own; opening the terminal there makes it the program's controlling terminal.
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TelnetSmtp.Benchmarks.EndToEnd;

/// <summary>One program in one terminal of fixed size.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    public const int Rows = 40, Columns = 120;

    private const int ReadWrite = 2, NoControllingTerminal = 0x100, CloseOnExec = 0x80000, NewSession = 0x80, SetWindowSize = 0x5414, KillSignal = 9;
    private const int ReadBytes = 1 << 16;

    private readonly int master, process;
    private readonly Thread reader;
    private readonly object gate = new();
    private readonly VisibleText visible = new(Rows, Columns);
    private bool closed;
    private long bytes;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="arguments">Arguments, one each.</param>
    public PseudoTerminal(string program, IReadOnlyList<string> arguments)
    {
        master = Check(posix_openpt(ReadWrite | NoControllingTerminal | CloseOnExec), "posix_openpt");
        Check(grantpt(master), "grantpt");
        Check(unlockpt(master), "unlockpt");
        var size = new WindowSize(Rows, Columns, 0, 0);
        Check(ioctl(master, SetWindowSize, in size), "ioctl TIOCSWINSZ");
        Started = TimeProvider.System.GetTimestamp();
        process = Spawn(program, arguments, Marshal.PtrToStringUTF8(ptsname(master))!);
        reader = new Thread(ReadAll) { IsBackground = true, Name = "terminal" };
        reader.Start();
    }

    /// <summary>When the program was started (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    public long Started { get; }

    /// <summary>When the first visible character came; 0 before that.</summary>
    public long FirstVisible { get; private set; }

    /// <summary>Bytes that the program has written.</summary>
    public long BytesWritten => Interlocked.Read(ref bytes);

    /// <summary>Most memory that the program ever held, in MiB.</summary>
    public double PeakMemory => File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)) is var line
        ? double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024 : 0;

    /// <summary>Time that the program has had of the processor so far (proc(5): utime and stime, in hundredths of a second).</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromMilliseconds(10 * (Number(fields[11]) + Number(fields[12])));

            static long Number(string digits) => long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Types bytes.</summary>
    public unsafe void Write(ReadOnlySpan<byte> keys)
    {
        while (keys.Length > 0)
        {
            fixed (byte* pointer = keys)
                keys = keys[(int)Check(write(master, pointer, (nuint)keys.Length), "write")..];
        }
    }

    /// <summary>Waits until <paramref name="text"/> is on the screen.</summary>
    /// <returns>When it came; null where it did not within <paramref name="limit"/> or the program ended.</returns>
    public long? WaitFor(string text, TimeSpan limit)
    {
        lock (gate)
        {
            for (var from = TimeProvider.System.GetTimestamp(); ;)
            {
                if (visible.Shows(text))
                    return TimeProvider.System.GetTimestamp();
                var left = limit - TimeProvider.System.GetElapsedTime(from);
                if (closed || left <= TimeSpan.Zero)
                    return null;
                Monitor.Wait(gate, left);
            }
        }
    }

    /// <summary>What is on the screen, for messages.</summary>
    public string Screen()
    {
        lock (gate)
            return visible.ToString();
    }

    public void Dispose()
    {
        _ = kill(process, KillSignal);
        _ = waitpid(process, out _, 0);
        reader.Join();
        _ = close(master);
    }

    private unsafe void ReadAll()
    {
        var buffer = new byte[ReadBytes];
        while (true)
        {
            nint count;
            fixed (byte* pointer = buffer)
                count = read(master, pointer, ReadBytes);
            lock (gate)
            {
                if (count <= 0)
                {
                    // EIO: the last descriptor of the other side was closed.
                    closed = true;
                    Monitor.PulseAll(gate);
                    return;
                }

                Interlocked.Add(ref bytes, count);
                visible.Feed(buffer.AsSpan(0, (int)count));
                if (FirstVisible == 0 && visible.Any)
                    FirstVisible = TimeProvider.System.GetTimestamp();
                Monitor.PulseAll(gate);
            }

            foreach (var answer in TerminalAnswers.To(buffer.AsSpan(0, (int)count)))
                Write(answer);
        }
    }

    private static unsafe int Spawn(string program, IReadOnlyList<string> arguments, string terminal)
    {
        // posix_spawn_file_actions_t has 80 bytes in glibc, posix_spawnattr_t 336.
        byte* actions = stackalloc byte[128], attributes = stackalloc byte[512];
        CheckError(posix_spawn_file_actions_init(actions), "posix_spawn_file_actions_init");
        CheckError(posix_spawnattr_init(attributes), "posix_spawnattr_init");
        CheckError(posix_spawnattr_setflags(attributes, NewSession), "posix_spawnattr_setflags");
        CheckError(posix_spawn_file_actions_addopen(actions, 0, terminal, ReadWrite, 0), "posix_spawn_file_actions_addopen");
        CheckError(posix_spawn_file_actions_adddup2(actions, 0, 1), "posix_spawn_file_actions_adddup2");
        CheckError(posix_spawn_file_actions_adddup2(actions, 0, 2), "posix_spawn_file_actions_adddup2");
        var argv = Vector([program, .. arguments]);
        var environment = Vector(
        [
            $"PATH={Environment.GetEnvironmentVariable("PATH")}", $"HOME={Path.GetTempPath()}", "TERM=xterm-256color", "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
            .. Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root ? (string[])[$"DOTNET_ROOT={root}"] : [],
        ]);
        try
        {
            CheckError(posix_spawn(out var process, program, actions, attributes, argv, environment), $"posix_spawn {program}");
            return process;
        }
        finally
        {
            Free(argv);
            Free(environment);
            _ = posix_spawnattr_destroy(attributes);
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    private static unsafe nint* Vector(string[] texts)
    {
        var vector = (nint*)NativeMemory.AllocZeroed((nuint)texts.Length + 1, (nuint)sizeof(nint));
        for (var i = 0; i < texts.Length; i++)
            vector[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        return vector;
    }

    private static unsafe void Free(nint* vector)
    {
        for (var text = vector; *text != 0; text++)
            Marshal.FreeCoTaskMem(*text);
        NativeMemory.Free(vector);
    }

    private static int Check(int result, string call) => (int)Check((nint)result, call);

    private static nint Check(nint result, string call) => result >= 0 ? result : throw new IOException($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");

    private static void CheckError(int error, string call)
    {
        if (error != 0)
            throw new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct WindowSize(ushort Rows, ushort Columns, ushort Width, ushort Height);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int grantpt(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlockpt(int descriptor);

    [LibraryImport("libc")]
    private static partial nint ptsname(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request, in WindowSize size);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static partial int waitpid(int pid, out int status, int options);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int target);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn(out int pid, string path, byte* actions, byte* attributes, nint* argv, nint* envp);
}
