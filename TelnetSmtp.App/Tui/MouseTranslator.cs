// A mouse event of the library as what the mouse did. Refuses to decide whose it is (see TerminalView) and which bytes it becomes (MouseEncoder).
// Clicks that the library makes out of a press and a release are nobody's: the server counts for itself.
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Input;

namespace TelnetSmtp.App.Tui;

/// <summary>Terminal.Gui's MouseFlags to <see cref="MouseStroke"/>.</summary>
internal static class MouseTranslator
{
    private static readonly (MouseFlags Flag, MouseAction Action, MouseButton Button)[] Table =
    [
        (MouseFlags.WheeledUp, MouseAction.Press, MouseButton.WheelUp),
        (MouseFlags.WheeledDown, MouseAction.Press, MouseButton.WheelDown),
        (MouseFlags.LeftButtonReleased, MouseAction.Release, MouseButton.Left),
        (MouseFlags.MiddleButtonReleased, MouseAction.Release, MouseButton.Middle),
        (MouseFlags.RightButtonReleased, MouseAction.Release, MouseButton.Right),
        (MouseFlags.LeftButtonPressed, MouseAction.Press, MouseButton.Left),
        (MouseFlags.MiddleButtonPressed, MouseAction.Press, MouseButton.Middle),
        (MouseFlags.RightButtonPressed, MouseAction.Press, MouseButton.Right),
    ];

    /// <param name="flags">What the library says.</param>
    /// <param name="column">Zero-based cell of the screen.</param>
    /// <param name="row">Zero-based cell of the screen.</param>
    /// <returns>What happened; null for what is no event of a mouse's own.</returns>
    public static MouseStroke? Translate(MouseFlags flags, int column, int row)
    {
        var modifiers = (flags.HasFlag(MouseFlags.Shift) ? KeyModifiers.Shift : 0) | (flags.HasFlag(MouseFlags.Alt) ? KeyModifiers.Alt : 0)
            | (flags.HasFlag(MouseFlags.Ctrl) ? KeyModifiers.Control : 0);
        var moved = flags.HasFlag(MouseFlags.PositionReport);
        foreach (var (flag, action, button) in Table)
            if (flags.HasFlag(flag))
                return new MouseStroke(moved && action == MouseAction.Press ? MouseAction.Move : action, button, column, row, modifiers);
        return moved ? new MouseStroke(MouseAction.Move, MouseButton.None, column, row, modifiers) : null;
    }
}
