// The built program, as tests of the whole run it: the executable beside the tests, or the one that TELNETSMTP_APP names (a published binary).
namespace TelnetSmtp.Tests.Support;

/// <summary>The program under test.</summary>
public static class TestApp
{
    /// <summary>Full path of the executable.</summary>
    public static string Path { get; } = Find();

    /// <summary>Runs it without a terminal, to its end.</summary>
    public static Task<ProcessResult> RunAsync(IEnumerable<string> arguments, string input = "", IEnumerable<KeyValuePair<string, string?>>? environment = null,
        string? folder = null, TimeSpan? limit = null) =>
        ChildProcess.RunAsync(Path, arguments, input, environment, folder, limit);

    /// <summary>Starts it without a terminal.</summary>
    public static ChildProcess Start(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null, string? folder = null) =>
        ChildProcess.Start(Path, arguments, environment, folder);

    private static string Find()
    {
        var path = Environment.GetEnvironmentVariable("TELNETSMTP_APP")
            ?? System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "telnetsmtp.exe" : "telnetsmtp");
        return File.Exists(path) ? path : throw new FileNotFoundException($"The program under test is not at {path}; build TelnetSmtp.App or correct TELNETSMTP_APP.", path);
    }
}
