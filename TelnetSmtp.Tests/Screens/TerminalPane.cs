// Where the terminal stands in the client's window, for programs that draw lines of their own: by cells, not by the lines around it.
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Screens;

/// <summary>The terminal in a window that leaves it 80 by 24 cells once telnet is negotiated: between the menu and the status line.</summary>
internal static class TerminalPane
{
    public const int WindowColumns = 80, WindowRows = 26, Columns = 80, Rows = 24;

    private const int Left = 0, Top = 1;

    /// <summary>Starts the client in such a window, connected to a telnet server on loopback.</summary>
    public static async Task<TmuxScreen> ConnectAsync(int port, string folder)
    {
        var screen = await ClientScreen.StartAsync([], folder, WindowColumns, WindowRows);
        await screen.SendLineAsync($"o 127.0.0.1 {port}");
        await screen.WaitForAsync("the terminal in the whole window", HasTheWindow);
        return screen;
    }

    /// <summary>Whether the terminal stands between menu and status line, with no frame.</summary>
    public static bool HasTheWindow(string[] window) => window.Length == WindowRows && window[0].Contains("File", StringComparison.Ordinal)
        && !window[Top].StartsWith('┌') && window[^1].Contains("Terminal session with 127.0.0.1", StringComparison.Ordinal);

    /// <summary>The pane's rows; characters must be one cell wide each.</summary>
    public static string[] Of(string[] window) => [.. window.Skip(Top).Take(Rows).Select(row => row.Length <= Left ? "" : row[Left..Math.Min(row.Length, Left + Columns)].TrimEnd())];

    /// <summary>A cell of the window as a cell of the pane.</summary>
    public static (int Column, int Row) Of((int Column, int Row) cell) => (cell.Column - Left, cell.Row - Top);

    /// <summary>A cell of the pane as a cell of the window.</summary>
    public static (int Column, int Row) InWindow((int Column, int Row) cell) => (cell.Column + Left, cell.Row + Top);

    /// <summary>Without the empty rows at the end.</summary>
    public static IEnumerable<string> Trimmed(string[] rows) => rows.Take(Array.FindLastIndex(rows, row => row.Length > 0) + 1);
}
