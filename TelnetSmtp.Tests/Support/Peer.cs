// Finds the real programs that tests talk to. Where one is missing the test is skipped and says which package has it; with TELNETSMTP_PEERS=required
// (as .ci/run sets it) it fails instead, so that a machine without servers cannot pass for one on which everything was tried.
using Xunit;

namespace TelnetSmtp.Tests.Support;

/// <summary>Programs of this machine.</summary>
public static class Peer
{
    /// <summary>Whether a missing program is a failure.</summary>
    public static bool Required { get; } = Environment.GetEnvironmentVariable("TELNETSMTP_PEERS") == "required";

    /// <summary>The full path of <paramref name="program"/>, or the test ends here: skipped, or failed where peers are required.</summary>
    /// <param name="program">File name without folder.</param>
    /// <param name="package">The Debian package that has it.</param>
    public static string Require(string program, string package)
    {
        var path = Find(program);
        if (path is null)
            Missing($"{program} is not on this machine: install the package {package}");
        return path!;
    }

    /// <summary>The full path of <paramref name="program"/>, null where there is none.</summary>
    public static string? Find(string program) =>
        Folders().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Ends the test where it does not run as root: servers that change to users of their own can be started by root only.</summary>
    public static void RequireRoot(string server)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Missing($"{server} starts as root on Linux only");
    }

    /// <summary>Ends the test with <paramref name="reason"/>: skipped, or failed where peers are required.</summary>
    public static void Missing(string reason)
    {
        if (Required)
            Assert.Fail(reason + " (TELNETSMTP_PEERS=required)");
        Assert.Skip(reason);
    }

    // Daemons stand in sbin, which a user's PATH often lacks; artifacts/peers holds packages that are unpacked, not installed (see .ci/run).
    private static IEnumerable<string> Folders() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin", "/sbin", "/usr/lib/postfix/sbin", Repository.PathOf("artifacts", "peers", "usr", "sbin"),
    ];
}
