// Every case of every script in ../Scripts, its bytes whole and one at a time.
using Xunit;

namespace TelnetSmtp.Tests.Terminal;

public sealed class TerminalScriptTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(TerminalScript.Folder, "*.txt").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_script_plays_with_its_bytes_whole(string file) => Play(file, split: false);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_script_plays_with_its_bytes_one_at_a_time(string file) => Play(file, split: true);

    private static void Play(string file, bool split)
    {
        var cases = TerminalScript.Read(file);
        Assert.NotEmpty(cases);
        Assert.Multiple([.. cases.Select(script => (Action)(() => new ScriptPlayer(script, split).Play()))]);
    }
}
