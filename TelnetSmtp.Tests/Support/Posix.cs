// The few calls of POSIX that .NET has no name for: signals, owners, and starting a program with given descriptors. Linux only.
using System.ComponentModel;
using System.Runtime.InteropServices;

// libc comes from where the system keeps it, never from the folder that a test runs in.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace TelnetSmtp.Tests.Support;

/// <summary>Signals by their Linux numbers.</summary>
public enum Signal
{
    Hangup = 1, Interrupt = 2, Quit = 3, Kill = 9, Terminate = 15, Continue = 18, Stop = 19, TerminalStop = 20,
}

/// <summary>libc.</summary>
public static partial class Posix
{
    private const int NoSuchProcess = 3;

    /// <summary>Sends <paramref name="signal"/> to one process; false where it is gone already.</summary>
    public static bool Send(int process, Signal signal)
    {
        if (process <= 0)
            throw new ArgumentOutOfRangeException(nameof(process), process, "Signals here go to one process only.");
        if (kill(process, (int)signal) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error, $"kill {process}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Whether a process with this number runs (a zombie does not).</summary>
    public static bool IsRunning(int process) => Stat(process) is [not ("Z" or "X"), ..];

    /// <summary>The processes that descend from <paramref name="ancestor"/> now, without itself.</summary>
    public static IReadOnlyList<int> Descendants(int ancestor)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, null)).ToDictionary(process => process, ParentOf);
        var found = new List<int>();
        for (IEnumerable<int> generation = [ancestor]; generation.ToArray() is { Length: > 0 } now;)
        {
            generation = parents.Where(pair => now.Contains(pair.Value)).Select(pair => pair.Key).ToArray();
            found.AddRange(generation);
        }

        return found;
    }

    /// <summary>The processes that inherited the environment variable <paramref name="name"/> with <paramref name="value"/>, whosever children they are by now.</summary>
    public static IReadOnlyList<int> Heirs(string name, string value)
    {
        var mark = $"{name}={value}";
        return [.. from folder in Directory.EnumerateDirectories("/proc")
                   let process = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
                   where process > 0 && EnvironmentOf(process).Contains(mark)
                   select process];
    }

    /// <summary>Gives a file or folder to a user and a group of the system.</summary>
    public static void ChangeOwner(string path, int user, int group) => Check(chown(path, user, group), $"chown {path}");

    /// <summary>The number of a user and of its group in /etc/passwd; null where there is no such user.</summary>
    public static (int User, int Group)? UserNumber(string name)
    {
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == name);
        return entry is null ? null : (int.Parse(entry[2], null), int.Parse(entry[3], null));
    }

    /// <summary>The number of a group in /etc/group; null where there is no such group.</summary>
    public static int? GroupNumber(string name)
    {
        var entry = File.ReadLines("/etc/group").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == name);
        return entry is null ? null : int.Parse(entry[2], null);
    }

    /// <summary>Starts a program, without a shell, whose standard input, output and error are all <paramref name="descriptor"/>, as inetd does.</summary>
    /// <returns>Its process number; <see cref="Reap"/> takes its end.</returns>
    public static unsafe int Spawn(string program, IReadOnlyList<string> arguments, int descriptor)
    {
        // posix_spawn_file_actions_t has 80 bytes in glibc and fewer in musl.
        var actions = stackalloc byte[256];
        CheckError(posix_spawn_file_actions_init(actions), "posix_spawn_file_actions_init");
        var argv = Vector([program, .. arguments]);
        var environment = Vector(["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm", "LANG=C.UTF-8"]);
        try
        {
            for (var standard = 0; standard <= 2; standard++)
                CheckError(posix_spawn_file_actions_adddup2(actions, descriptor, standard), "posix_spawn_file_actions_adddup2");
            CheckError(posix_spawn(out var process, program, actions, 0, argv, environment), $"posix_spawn {program}");
            return process;
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
            Free(argv);
            Free(environment);
        }
    }

    /// <summary>Takes the end of a process of <see cref="Spawn"/>; true once it has ended.</summary>
    public static bool Reap(int process) => waitpid(process, out _, 1) != 0;

    private static int ParentOf(int process) => Stat(process) is [_, var parent, ..] ? int.Parse(parent, null) : 0;

    // State, parent and what follows them in /proc/PID/stat; empty where the process is gone. "PID (NAME) STATE PARENT …": the name may hold
    // anything, so the fields begin after the last parenthesis.
    /// <summary>What it was started with; empty where it has gone or belongs to another user.</summary>
    private static string[] EnvironmentOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
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

    private static void Check(int result, string what)
    {
        if (result != 0)
            CheckError(Marshal.GetLastPInvokeError(), what);
    }

    private static void CheckError(int error, string what)
    {
        if (error != 0)
            throw new Win32Exception(error, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int sig);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, int owner, int group);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int pid, out int status, int options);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int target);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn(out int pid, string path, byte* actions, nint attributes, nint* argv, nint* envp);
}
