// Makes the library's application around our own input and output, which its public door does not allow. Refuses to guess: where the internal
// constructor is missing (a newer library), it says so and gives the stock application, and a test fails so that we notice.
using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace TelnetSmtp.App.Hosting;

/// <summary>The one place that reaches into the library.</summary>
internal static class ApplicationFactory
{
    /// <summary>Makes an application, not yet initialised.</summary>
    /// <param name="components">Our input and output.</param>
    /// <param name="isOurs">False where the library has changed and the stock application was made instead: it polls, and must be left to.</param>
    public static IApplication Create(IComponentFactory components, out bool isOurs)
    {
        try
        {
            var application = (IApplication)New(components);
            isOurs = true;
            return application;
        }
        catch (Exception e) when (e is MissingMethodException or TypeLoadException or InvalidCastException or NotSupportedException)
        {
            isOurs = false;
            return Application.Create();
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    private static extern object New(IComponentFactory components);
}
