// A view that paints every one of its cells itself. Refuses the library's clearing, adornments and focus: those would send cells twice.
using Terminal.Gui.ViewBase;

namespace TelnetSmtp.App.Tui;

/// <summary>The base of all our panes.</summary>
internal abstract class PaintedView : View
{
    protected PaintedView() => CanFocus = false;

    protected abstract void Paint(in CellPainter painter);

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        if (CellPainter.TryBegin(this, out var painter)) Paint(painter);
        return true;
    }
}
