// The hand-written sources of the checkout, for the rules that read them. Refuses to see what the build made.
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Rules;

/// <summary>One source file.</summary>
/// <param name="Name">Path below the checkout, with slashes.</param>
/// <param name="Text">All of it.</param>
public sealed record SourceFile(string Name, string Text)
{
    /// <summary>Its lines, without ends.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');
}

/// <summary>Files by pattern.</summary>
public static class Sources
{
    private static readonly string[] Projects = ["TelnetSmtp.Core", "TelnetSmtp.App", "TelnetSmtp.Tests", "TelnetSmtp.Benchmarks"];

    /// <summary>All C# files.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } = [.. Find("*.cs")];

    /// <summary>The files of the projects whose names match <paramref name="pattern"/>.</summary>
    public static IEnumerable<SourceFile> Find(string pattern) =>
        from project in Projects
        from path in Directory.EnumerateFiles(Repository.PathOf(project), pattern, SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        let folders = name.Split('/')
        where !folders.Contains("bin") && !folders.Contains("obj") && !folders.Contains("BenchmarkDotNet.Artifacts")
        orderby name
        select new SourceFile(name, File.ReadAllText(path));
}
