// Windows that are to open above the others at the next chance: asked for in the middle of a key's work, opened by the loop when that is done.
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Hosting;

/// <summary>What is to be shown. UI thread only.</summary>
internal sealed class WindowQueue
{
    private readonly Queue<(Func<Runnable> Make, Action? Closed)> _waiting = new();

    /// <summary>Shows what <paramref name="make"/> makes, until it ends; it is then disposed of, and <paramref name="closed"/> is called.</summary>
    public void Show(Func<Runnable> make, Action? closed = null) => _waiting.Enqueue((make, closed));

    /// <summary>The next one to open; null for none.</summary>
    public (Func<Runnable> Make, Action? Closed)? Take() => _waiting.TryDequeue(out var next) ? next : null;
}
