// The exit codes of every command.
namespace TelnetSmtp.App.Cli;

/// <summary>What the program's exit code says.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The thing asked for failed: a failed check, a refused connection.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or unreadable input.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user.</summary>
    public const int Interrupted = 130;
}
