// Keeps the library from obeying settings files in the current directory: whoever leaves a ./.tui/config.json in a directory would otherwise
// rebind our keys and recolour our warnings. The user's own files (~/.tui) and TUI_CONFIG still hold. Refuses to read settings of ours.
using Terminal.Gui.Configuration;

namespace TelnetSmtp.App.Hosting;

/// <summary>The library's settings, cleaned.</summary>
internal static class OwnSettings
{
    /// <summary>Undoes what the library read before Main (a module initialiser does it) and reads again without the current directory: where there was
    /// nothing of the kind in it, which saves an eighth of a start, it leaves all as it is. Must run before the application is made.</summary>
    /// <param name="currentDirectory">The directory in which the program was started.</param>
    public static void Apply(string currentDirectory)
    {
        if (!Directory.Exists(Path.Combine(currentDirectory, ".tui"))) return;
        // The theme's name is the one setting that a later reading does not reset by itself.
        ThemeSettings.Defaults = new ThemeSettings();
        // Settings "of the current directory" are taken from the home directory, where the user's own are anyway.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        new TuiConfigurationBuilder(currentDirectory: home.Length == 0 ? Path.GetPathRoot(Environment.SystemDirectory) ?? "/" : home).ApplyToStaticFacades();
    }
}
