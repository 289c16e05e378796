// What the reserved keys do to the panes of a session, live or replayed: how the window is shared, what is read and explained. Refuses to know keys.
using System.Drawing;
using Terminal.Gui.ViewBase;

namespace TelnetSmtp.App.Tui;

/// <summary>Actions on panes.</summary>
internal static class PaneActions
{
    private const int WidthStep = 4;

    /// <summary>The wishes after an action that shares the window otherwise.</summary>
    /// <returns>Null where the action is another.</returns>
    public static PanelWishes? After(this PanelWishes wishes, ScreenAction action, in PanelLayout places) => action switch
    {
        ScreenAction.TogglePanel => wishes.Toggled,
        ScreenAction.PanelWider => wishes with { PanelWidth = places.Annotations.Width + WidthStep },
        ScreenAction.PanelNarrower => wishes with { PanelWidth = places.Annotations.Width - WidthStep },
        ScreenAction.DetailTaller => wishes with { DetailHeight = places.LowerRows + 1 },
        ScreenAction.DetailLower => wishes with { DetailHeight = places.LowerRows - 1 },
        _ => null,
    };

    /// <summary>What of the wishes is kept is what came of them: the next key starts from what is seen.</summary>
    public static PanelWishes Kept(this PanelWishes wishes, in PanelLayout places)
    {
        if (wishes.PanelWidth != 0 && places.Place == PanelPlace.Beside) wishes = wishes with { PanelWidth = places.Annotations.Width };
        if (wishes.DetailHeight != 0 && places.HasFrame) wishes = wishes with { DetailHeight = places.LowerRows };
        return wishes;
    }

    /// <summary>Scrolls, or chooses the line that is explained.</summary>
    /// <returns>False where the action is another.</returns>
    public static bool Do(this ReadingPosition position, DetailPanel detail, ScreenAction action)
    {
        switch (action)
        {
            case ScreenAction.ChoosePrevious: position.ChooseNext(-1); break;
            case ScreenAction.ChooseNext: position.ChooseNext(1); break;
            case ScreenAction.ScrollPageUp: position.Scroll(1 - position.Rows); break;
            case ScreenAction.ScrollPageDown: position.Scroll(position.Rows - 1); break;
            case ScreenAction.ScrollLineUp: position.Scroll(-1); break;
            case ScreenAction.ScrollLineDown: position.Scroll(1); break;
            case ScreenAction.ScrollToStart: position.ScrollTo(long.MinValue / 2); break;
            case ScreenAction.ScrollToEnd: position.Follow(); break;
            case ScreenAction.DetailUp: detail.ScrollBy(-1); break;
            case ScreenAction.DetailDown: detail.ScrollBy(1); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Places a view, or hides it where it has no room.</summary>
    public static void Place(View view, Rectangle at)
    {
        view.Visible = at is { Width: > 0, Height: > 0 };
        if (!view.Visible) return;
        view.X = at.X;
        view.Y = at.Y;
        view.Width = at.Width;
        view.Height = at.Height;
    }
}
