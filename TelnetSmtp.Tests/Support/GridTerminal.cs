// A terminal of the few functions that PromptConsole uses, written apart from the product's own emulator: printing with a pending wrap, CR, LF,
// CUU, CUD, CHA, EL. Anything else fails the test.
using System.Globalization;
using Xunit;

namespace TelnetSmtp.Tests.Support;

internal sealed class GridTerminal(int columns)
{
    private readonly List<string[]> rows = [new string[columns]];
    private bool pending;

    public int Row { get; private set; }

    public int Column { get; private set; }

    public string[] Lines => [.. rows.Select(row => string.Concat(row.Select(cell => cell ?? " ")).TrimEnd())];

    public void Print(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\x1b')
            {
                Assert.Equal('[', text[i + 1]);
                var end = text.AsSpan(i + 2).IndexOfAnyExceptInRange('0', '9') + i + 2;
                Control(text[end], end == i + 2 ? 1 : int.Parse(text.AsSpan(i + 2, end - i - 2), CultureInfo.InvariantCulture));
                i = end + 1;
                continue;
            }

            var length = StringInfo.GetNextTextElementLength(text, i);
            Put(text.Substring(i, length));
            i += length;
        }
    }

    private void Put(string grapheme)
    {
        if (grapheme is "\r" or "\n" or "\r\n")
        {
            pending = false;
            if (grapheme[0] == '\r')
                Column = 0;
            if (grapheme[^1] == '\n')
                Down();
            return;
        }

        Assert.False(char.IsControl(grapheme[0]));
        var width = Wcwidth.UnicodeCalculator.GetWidth(grapheme.EnumerateRunes().First());
        if (pending || Column + width > columns)
        {
            Column = 0;
            Down();
        }

        rows[Row][Column] = grapheme;
        if (width == 2)
            rows[Row][Column + 1] = "";
        pending = Column + width == columns;
        Column = Math.Min(Column + width, columns - 1);
    }

    private void Control(char final, int value)
    {
        pending = false;
        switch (final)
        {
            case 'A':
                Row = Math.Max(0, Row - value);
                break;
            case 'B':
                Row = Math.Min(rows.Count - 1, Row + value);
                break;
            case 'G':
                Column = Math.Min(columns - 1, value - 1);
                break;
            case 'K':
                Array.Clear(rows[Row], Column, columns - Column);
                break;
            default:
                Assert.Fail($"CSI {value} {final} is not expected of a prompt");
                break;
        }
    }

    private void Down()
    {
        if (++Row == rows.Count)
            rows.Add(new string[columns]);
    }
}
