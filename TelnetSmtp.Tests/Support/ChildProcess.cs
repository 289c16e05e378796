// A program that a test runs: output caught, input open, ended by its own number. Refuses to look for processes by name.
using System.Diagnostics;
using System.Text;
using Xunit;

namespace TelnetSmtp.Tests.Support;

/// <summary>How a program ended and what it said.</summary>
/// <param name="ExitCode">0–255; 128 + signal where a signal ended it.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error);

/// <summary>A running program.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Process process;
    private readonly Catcher output, error;

    private ChildProcess(Process process)
    {
        this.process = process;
        output = new Catcher(process.StandardOutput);
        error = new Catcher(process.StandardError);
    }

    /// <summary>Process number.</summary>
    public int Id => process.Id;

    /// <summary>Standard output so far.</summary>
    public string Output => output.Text;

    /// <summary>Standard error so far.</summary>
    public string Error => error.Text;

    public bool HasExited => process.HasExited;

    /// <summary>Its standard input; UTF-8, nothing is added.</summary>
    public StreamWriter Input => process.StandardInput;

    /// <summary>Starts a program without a shell.</summary>
    /// <param name="program">Path, or a name in PATH.</param>
    /// <param name="arguments">Arguments, one each.</param>
    /// <param name="environment">Variables beside those of the test; a null value takes one away.</param>
    /// <param name="folder">Working folder.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Path, or a name in PATH.</param>
    /// <param name="arguments">Arguments, one each.</param>
    /// <param name="input">Its whole standard input.</param>
    /// <param name="environment">See <see cref="Start"/>.</param>
    /// <param name="folder">See <see cref="Start"/>.</param>
    /// <param name="limit">Time after which it is ended and the test fails.</param>
    public static async Task<ProcessResult> RunAsync(string program, IEnumerable<string> arguments, string input = "",
        IEnumerable<KeyValuePair<string, string?>>? environment = null, string? folder = null, TimeSpan? limit = null)
    {
        await using var child = Start(program, arguments, environment, folder);
        try
        {
            await child.Input.WriteAsync(input);
            child.Input.Close();
        }
        catch (IOException)
        {
            // It may end without reading its input; its result says how that went.
        }

        return await child.ExitAsync(limit);
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<ProcessResult> ExitAsync(TimeSpan? limit = null)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(limit ?? Deadline.Usual);
        try
        {
            await process.WaitForExitAsync(time.Token);
            await Task.WhenAll(output.End, error.End).WaitAsync(time.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{process.StartInfo.FileName} did not end.{Environment.NewLine}{Output}{Error}");
        }

        return new ProcessResult(process.ExitCode, Output, Error);
    }

    /// <summary>Waits until output or error holds <paramref name="text"/>.</summary>
    public Task WaitForAsync(string text, TimeSpan? limit = null) =>
        Deadline.UntilAsync($"\"{text}\" from {process.StartInfo.FileName}", () =>
            Output.Contains(text, StringComparison.Ordinal) || Error.Contains(text, StringComparison.Ordinal), () => Output + Error, limit);

    /// <summary>Sends it a signal; false where it has ended.</summary>
    public bool Send(Signal signal) => !process.HasExited && Posix.Send(process.Id, signal);

    /// <summary>Ends it and all that descends from it at once, without asking, and waits until they are gone. For daemons with daemons of their own.</summary>
    public async Task KillTreeAsync()
    {
        // It stops first, so that it starts nobody anew while the list is made.
        if (!Send(Signal.Stop))
            return;
        var tree = (int[])[process.Id, .. Posix.Descendants(process.Id)];
        foreach (var member in tree)
            Posix.Send(member, Signal.Kill);
        await process.WaitForExitAsync(CancellationToken.None);
        await Deadline.UntilAsync($"the end of all that {process.StartInfo.FileName} started", () => !tree.Any(Posix.IsRunning), limit: TimeSpan.FromSeconds(10));
    }

    /// <summary>Asks it to end, makes it end where it does not, and takes its children with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (OperatingSystem.IsLinux() && Send(Signal.Terminate))
            await Deadline.PassesOrAsync(process.WaitForExitAsync(CancellationToken.None), Grace);
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    // Reads one of its streams as it comes, so that no pipe ever fills.
    private sealed class Catcher
    {
        private readonly StringBuilder text = new();

        public Catcher(StreamReader reader) => End = Task.Run(() => CatchAsync(reader));

        public Task End { get; }

        public string Text
        {
            get
            {
                lock (text)
                    return text.ToString();
            }
        }

        private async Task CatchAsync(StreamReader reader)
        {
            var buffer = new char[4096];
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                lock (text)
                    text.Append(buffer, 0, count);
            }
        }
    }
}
