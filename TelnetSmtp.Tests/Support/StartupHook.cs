// Loaded into the program under test where DOTNET_STARTUP_HOOKS names this assembly (the runtime looks for a class of this name without a namespace), so that
// a view of the running program can break without a word of it in the product. Refuses to do anything unless told which view, and before the file is there.
using System.Diagnostics.CodeAnalysis;
using Terminal.Gui.App;
using Terminal.Gui.ViewBase;

/// <summary>Breaks a view of the program that loads it.</summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime asks for it.")]
internal static class StartupHook
{
    /// <summary>The variable that names the type of the view to break.</summary>
    public const string ViewVariable = "TELNETSMTP_TEST_BROKEN_VIEW";

    /// <summary>The variable that names the file from whose making on the view throws when it is drawn.</summary>
    public const string FileVariable = "TELNETSMTP_TEST_BROKEN_WHEN";

    /// <summary>Called by the runtime before the program's own first line, on the thread that will own the screen.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ViewVariable) is not { } view || Environment.GetEnvironmentVariable(FileVariable) is not { } file) return;
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "0"); // the tests' own process must not touch its terminal; this one is a program's
        Application.InstanceInitialized += (_, initialized) => initialized.Value.SessionBegun += (_, begun) => Watch(begun.State.Runnable as View);

        void Watch(View? root)
        {
            if (root is null) return;
            if (root.GetType().Name == view)
                root.DrawComplete += (_, _) =>
                {
                    if (File.Exists(file)) throw new InvalidOperationException($"{view} broke");
                };
            root.SubViewAdded += (_, added) => Watch(added.SubView);
            foreach (var inner in root.SubViews) Watch(inner);
        }
    }
}
