// Where the user's own data lives (XDG Base Directory 0.8; on Windows and macOS the system's folders). Refuses to read or write in the current
// directory: a folder that one merely stands in configures nothing.
namespace TelnetSmtp.App.Hosting;

/// <summary>The program's folders; made when first written to, not before.</summary>
/// <param name="Configuration">What the user chose.</param>
/// <param name="State">What the program remembers: history, progress.</param>
internal sealed record Settings(string Configuration, string State)
{
    /// <summary>What the user made or earned and would keep: what was learned.</summary>
    public required string Data { get; init; }

    private const string Name = "telnetsmtp";

    /// <summary>The folders that <paramref name="environment"/> and the system name. As the specification says, a relative path in a variable is ignored.</summary>
    public static Settings Of(Func<string, string?> environment)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return new Settings(Path.Join(data, Name), Path.Join(data, Name, "state")) { Data = Path.Join(data, Name) };
        }

        return new Settings(Path.Join(Absolute("XDG_CONFIG_HOME", ".config"), Name), Path.Join(Absolute("XDG_STATE_HOME", Path.Join(".local", "state")), Name))
        {
            Data = Path.Join(Absolute("XDG_DATA_HOME", Path.Join(".local", "share")), Name),
        };

        string Absolute(string variable, string inHome) =>
            environment(variable) is { Length: > 0 } path && Path.IsPathFullyQualified(path) ? path : Path.Join(home, inHome);
    }
}
