// Compares a text with the one kept in TelnetSmtp.Tests/Golden; TELNETSMTP_GOLDEN=write keeps the new one instead. Refuses to pass where nothing is kept yet.
using Xunit;

namespace TelnetSmtp.Tests.Support;

/// <summary>Texts that were looked at once and must stay as they are.</summary>
public static class GoldenFile
{
    private static bool IsWriting => Environment.GetEnvironmentVariable("TELNETSMTP_GOLDEN") == "write";

    /// <summary>What is kept under <paramref name="name"/>, for a test that waits for it; null where it is to be kept anew or nothing is yet.</summary>
    public static string? Read(string name) => IsWriting || !File.Exists(PathOf(name)) ? null : Trim(File.ReadAllText(PathOf(name)));

    /// <summary>Fails with the first differing line where <paramref name="actual"/> is not what Golden/<paramref name="name"/>.txt holds.</summary>
    /// <param name="name">File name without extension; may hold folders.</param>
    /// <param name="actual">The text; line ends LF, blanks at line ends and empty lines at the end do not count.</param>
    public static void Check(string name, string actual)
    {
        var path = PathOf(name);
        var text = Trim(actual);
        if (IsWriting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        if (!File.Exists(path))
            Assert.Fail($"Golden/{name}.txt does not exist; look at the text, then write it with TELNETSMTP_GOLDEN=write:\n{text}");
        var expected = Trim(File.ReadAllText(path));
        if (expected == text)
            return;
        var (was, now) = (expected.Split('\n'), text.Split('\n'));
        var line = 0;
        while (line < was.Length && line < now.Length && was[line] == now[line])
            line++;
        Assert.Fail($"Golden/{name}.txt differs at line {line + 1}:\n- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}\n\n{text}");
    }

    /// <summary>The text as it is kept and compared.</summary>
    public static string Trim(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n') + "\n";

    private static string PathOf(string name) => Repository.PathOf("TelnetSmtp.Tests", "Golden", name + ".txt");
}
