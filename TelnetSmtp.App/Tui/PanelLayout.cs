// Where everything stands on the screen: a pure function of the window's size and of what the user wants to see. Refuses to know views and colours.
using System.Drawing;

namespace TelnetSmtp.App.Tui;

/// <summary>How terminal and panel share the window.</summary>
internal enum PanelPlace : byte
{
    /// <summary>The terminal alone; the explanation is in the status line.</summary>
    Alone,
    /// <summary>The panel under the terminal.</summary>
    Below,
    /// <summary>The annotations beside the terminal, row for row; the details under both.</summary>
    Beside,
}

/// <summary>What the user has changed by hand. The default is the house's choice.</summary>
/// <param name="PanelWidth">Columns of the annotations; 0 for the default.</param>
/// <param name="DetailHeight">Rows of the details; 0 for the default.</param>
/// <param name="PanelHidden">F4: whether the terminal has the whole window; null leaves it to the house.</param>
/// <param name="NoAnnotations">Nothing is annotated just now (the prompt, a terminal session): under the terminal the details have their room too.</param>
/// <param name="NothingToExplain">A terminal session is open: a panel would stay empty, so the house gives the terminal its room.</param>
/// <param name="Lesson">The details hold a lesson: what to do next must never be cut off.</param>
internal readonly record struct PanelWishes(int PanelWidth = 0, int DetailHeight = 0, bool? PanelHidden = null, bool NoAnnotations = false,
    bool NothingToExplain = false, bool Lesson = false)
{
    /// <summary>Whether the terminal has the whole window, be it that the user or the house wants it so.</summary>
    public bool Hides => PanelHidden ?? NothingToExplain;

    /// <summary>With the panel the other way; where that is what the house would do, the choice is the house's again.</summary>
    public PanelWishes Toggled => this with { PanelHidden = Hides == NothingToExplain ? !Hides : null };
}

/// <summary>Places in cells, in window coordinates; an empty rectangle is not shown.</summary>
/// <param name="Place">Which arrangement.</param>
/// <param name="Menu">The menu's row.</param>
/// <param name="Terminal">The terminal, without its frame.</param>
/// <param name="Annotations">The annotations; beside the terminal they have its very rows.</param>
/// <param name="Detail">The details.</param>
/// <param name="Status">The status line.</param>
/// <param name="Divider">Column of the line between terminal and annotations; -1 where there is none.</param>
/// <param name="DetailLine">Row of the line above the details (beside) or the annotations (below); -1 where there is none.</param>
internal readonly record struct PanelLayout(PanelPlace Place, Rectangle Menu, Rectangle Terminal, Rectangle Annotations, Rectangle Detail,
    Rectangle Status, int Divider, int DetailLine)
{
    /// <summary>Below this the panel stands under the terminal.</summary>
    public const int BesideFrom = 90;

    /// <summary>Below these the terminal stands alone.</summary>
    public const int PanelFromWidth = 60, PanelFromHeight = 15;

    /// <summary>What dragging leaves to either side: enough to read a word and to grip the line again.</summary>
    public const int LeastPanel = 20, LeastTerminal = 20, LeastTerminalRows = 4, LeastDetailRows = 2;

    private const int WidestDefaultPanel = 70, NarrowestDefaultPanel = 34, MenuRows = 1, StatusRows = 1, Frame = 1;
    private const int AnnotationRowsBelow = 3;

    public bool HasFrame => Place != PanelPlace.Alone;

    /// <summary>Rows under the line that can be moved up and down.</summary>
    public int LowerRows => Detail.Height + (Place == PanelPlace.Below ? Annotations.Height : 0);

    /// <summary>The layout of a window of <paramref name="width"/> by <paramref name="height"/> cells.</summary>
    public static PanelLayout Compute(int width, int height, PanelWishes wishes = default)
    {
        if (width < PanelFromWidth || height < PanelFromHeight || wishes.Hides)
            return Alone(width, height, menu: wishes.Hides && height >= PanelFromHeight);
        return width < BesideFrom ? Below(width, height, wishes) : Beside(width, height, wishes);
    }

    private static PanelLayout Alone(int width, int height, bool menu)
    {
        var top = menu ? MenuRows : 0;
        return new PanelLayout(PanelPlace.Alone, new Rectangle(0, 0, menu ? width : 0, top),
            new Rectangle(0, top, width, Math.Max(0, height - top - StatusRows)), default, default,
            new Rectangle(0, Math.Max(0, height - StatusRows), width, height > 0 ? StatusRows : 0), -1, -1);
    }

    private static PanelLayout Beside(int width, int height, PanelWishes wishes)
    {
        var inner = width - 3 * Frame;
        var panel = wishes.PanelWidth > 0 ? wishes.PanelWidth : Math.Clamp(inner * 42 / 100, NarrowestDefaultPanel, WidestDefaultPanel);
        panel = Math.Clamp(panel, LeastPanel, inner - LeastTerminal);
        var terminal = inner - panel;

        var rows = height - MenuRows - StatusRows - 3 * Frame;
        var detail = DetailRows(rows, wishes, wishes.Lesson ? rows * 2 / 5 : rows / 3);
        const int top = MenuRows + Frame;
        var divider = Frame + terminal;
        var line = top + rows - detail;
        return new PanelLayout(PanelPlace.Beside, new Rectangle(0, 0, width, MenuRows),
            new Rectangle(Frame, top, terminal, rows - detail), new Rectangle(divider + Frame, top, panel, rows - detail),
            new Rectangle(Frame, line + Frame, width - 2 * Frame, detail), new Rectangle(0, height - StatusRows, width, StatusRows), divider, line);
    }

    private static PanelLayout Below(int width, int height, PanelWishes wishes)
    {
        var rows = height - MenuRows - StatusRows - 3 * Frame;
        var panel = DetailRows(rows, wishes, wishes.Lesson ? rows * 3 / 5 : rows * 2 / 5);
        var annotations = wishes.NoAnnotations ? 0 : Math.Min(AnnotationRowsBelow, panel - LeastDetailRows);
        const int top = MenuRows + Frame;
        var line = top + rows - panel;
        var inner = width - 2 * Frame;
        return new PanelLayout(PanelPlace.Below, new Rectangle(0, 0, width, MenuRows), new Rectangle(Frame, top, inner, rows - panel),
            new Rectangle(Frame, line + Frame, inner, annotations), new Rectangle(Frame, line + Frame + annotations, inner, panel - annotations),
            new Rectangle(0, height - StatusRows, width, StatusRows), -1, line);
    }

    private static int DetailRows(int rows, PanelWishes wishes, int byDefault) =>
        Math.Clamp(wishes.DetailHeight > 0 ? wishes.DetailHeight : byDefault, LeastDetailRows + 1, rows - LeastTerminalRows);
}
