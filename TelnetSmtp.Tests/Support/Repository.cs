// Where the sources stand, seen from the test's binary. Refuses to guess: no TelnetSmtp.sln above, no answer.
namespace TelnetSmtp.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The folder that holds TelnetSmtp.sln.</summary>
    public static string Root => Found.Value;

    /// <summary>A path below <see cref="Root"/>.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TelnetSmtp.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No TelnetSmtp.sln above {AppContext.BaseDirectory}; run the tests from their build folder in the checkout.");
    }
}
