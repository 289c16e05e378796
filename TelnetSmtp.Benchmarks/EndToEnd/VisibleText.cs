// Just enough of a terminal to tell whether a text can be read on it: cursor moves, erasures, line feeds, text. It is its own, not the product's, so that
// the product does not judge itself. Refuses colours, scroll regions and wide characters: none of them hides a word of ASCII.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Benchmarks.EndToEnd;

/// <summary>A grid of characters.</summary>
internal sealed class VisibleText
{
    private enum State
    {
        Ground, Escape, Csi, String, StringEscape, Charset,
    }

    private readonly int rows, columns;
    private readonly StringBuilder parameters = new();
    private char[][] grid;
    private State state;
    private int row, column;

    public VisibleText(int rows, int columns)
    {
        (this.rows, this.columns) = (rows, columns);
        grid = [.. Enumerable.Range(0, rows).Select(_ => Blank())];
    }

    /// <summary>Whether anything but blanks was ever shown.</summary>
    public bool Any { get; private set; }

    /// <summary>Whether a row holds <paramref name="text"/>.</summary>
    public bool Shows(string text)
    {
        foreach (var line in grid)
        {
            if (line.AsSpan().IndexOf(text, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    public override string ToString() => string.Join('\n', grid.Select(line => new string(line).TrimEnd()));

    public void Feed(ReadOnlySpan<byte> output)
    {
        foreach (var value in output)
            Feed(value);
    }

    private void Feed(byte value)
    {
        switch (state)
        {
            case State.Ground when value == 0x1B:
            case State.Csi or State.Escape or State.Charset when value == 0x1B:
                state = State.Escape;
                break;
            case State.Ground:
                Put(value);
                break;
            case State.Escape:
                state = value switch { (byte)'[' => State.Csi, (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_' => State.String, >= 0x20 and <= 0x2F => State.Charset, _ => State.Ground };
                parameters.Clear();
                break;
            case State.Charset:
                state = State.Ground;
                break;
            case State.String:
                state = value switch { 0x07 => State.Ground, 0x1B => State.StringEscape, _ => State.String };
                break;
            case State.StringEscape:
                state = State.Ground;
                break;
            case State.Csi when value is >= 0x40 and <= 0x7E:
                state = State.Ground;
                Move((char)value);
                break;
            case State.Csi:
                parameters.Append((char)value);
                break;
        }
    }

    private void Put(byte value)
    {
        switch (value)
        {
            case (byte)'\r':
                column = 0;
                break;
            case (byte)'\n':
                LineFeed();
                break;
            case (byte)'\b':
                column = Math.Max(0, column - 1);
                break;
            case >= 0x80 and < 0xC0:
                // The rest of a UTF-8 character: its first byte took the cell.
                break;
            case >= 0x20:
                if (column >= columns)
                {
                    column = 0;
                    LineFeed();
                }

                grid[row][column++] = value < 0x80 ? (char)value : '?';
                Any |= value != ' ';
                break;
        }
    }

    private void LineFeed()
    {
        if (row < rows - 1)
        {
            row++;
            return;
        }

        var first = grid[0];
        Array.Copy(grid, 1, grid, 0, rows - 1);
        Array.Fill(first, ' ');
        grid[^1] = first;
    }

    private void Move(char final)
    {
        var text = parameters.ToString();
        if (text is ['?' or '<' or '=' or '>', ..])
            return;
        var numbers = text.Split(';').Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0).ToArray();
        var (first, second) = (Math.Max(1, numbers[0]), numbers.Length > 1 ? Math.Max(1, numbers[1]) : 1);
        (row, column) = final switch
        {
            'H' or 'f' => (first - 1, second - 1),
            'G' => (row, first - 1),
            'd' => (first - 1, column),
            'A' => (row - first, column),
            'B' => (row + first, column),
            'C' => (row, column + first),
            'D' => (row, column - first),
            _ => (row, column),
        };
        (row, column) = (Math.Clamp(row, 0, rows - 1), Math.Clamp(column, 0, columns));
        if (final == 'K' && numbers[0] == 0)
            Array.Fill(grid[row], ' ', column, columns - column);
        else if (final == 'J' && numbers[0] >= 2)
            grid = [.. Enumerable.Range(0, rows).Select(_ => Blank())];
    }

    private char[] Blank()
    {
        var line = new char[columns];
        Array.Fill(line, ' ');
        return line;
    }
}
