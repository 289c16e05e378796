// Breaks the details into rows: one column, or two where the box is wide enough. Pure. Refuses to colour.
using System.Text;

namespace TelnetSmtp.App.Tui;

/// <summary>What a row is.</summary>
internal enum DetailRole : byte
{
    Text, Heading, Warning,
}

/// <summary>One row of one column.</summary>
internal readonly record struct DetailRow(string Text, DetailRole Role)
{
    /// <summary>Where in the text the part begins that stands out, and its length; 0 for none.</summary>
    public int MarkStart { get; init; }

    public int MarkLength { get; init; }
}

/// <summary>The rows of both columns; the right one is empty where there is one column.</summary>
internal sealed record DetailPages(IReadOnlyList<DetailRow> Left, IReadOnlyList<DetailRow> Right, int LeftWidth, int RightWidth)
{
    /// <summary>From this width on what it means and what to do stand side by side: two columns of a readable 45 characters.</summary>
    public const int TwoColumnsFrom = 92;

    private const int Gap = 2;
    private const string Bullet = "• ", WarningBullet = "! ";

    public int Rows => Math.Max(Left.Count, Right.Count);

    /// <summary>Lays <paramref name="content"/> out in <paramref name="width"/> columns.</summary>
    public static DetailPages Of(DetailContent content, int width)
    {
        var two = width >= TwoColumnsFrom && content.Sections.Any(s => s.Side is DetailSide.News or DetailSide.Causes or DetailSide.Remedies);
        var left = two ? (width - Gap) / 2 : width;
        var right = two ? width - Gap - left : 0;
        return two
            ? new DetailPages(RowsOf(content, left, DetailSide.Meaning, DetailSide.Reference), RowsOf(content, right, DetailSide.News, DetailSide.Causes, DetailSide.Remedies), left, right)
            : new DetailPages(RowsOf(content, left, Enum.GetValues<DetailSide>()), [], left, 0);
    }

    private static List<DetailRow> RowsOf(DetailContent content, int width, params ReadOnlySpan<DetailSide> sides)
    {
        var rows = new List<DetailRow>();
        foreach (var side in sides)
            AppendSide(rows, content, width, side);
        return rows;
    }

    private static void AppendSide(List<DetailRow> rows, DetailContent content, int width, DetailSide side)
    {
        foreach (var section in content.Sections)
        {
            if (section.Side != side) continue;
            if (section.Heading.Length > 0) Wrap(rows, section.Heading, "", width, DetailRole.Heading);
            var first = rows.Count;
            if (section.IsVerbatim) rows.AddRange(section.Items.Select(item => new DetailRow(item, DetailRole.Text)));
            else foreach (var item in section.Items)
                Wrap(rows, item, !section.Bulleted ? "" : section.IsWarning ? WarningBullet : Bullet, width, section.IsWarning ? DetailRole.Warning : DetailRole.Text);
            if (section.MarkLength > 0) Mark(rows, first, section);
        }
    }

    /// <summary>Finds the marked part of the section's first item in the rows that it was broken into.</summary>
    private static void Mark(List<DetailRow> rows, int first, DetailSection section)
    {
        var end = section.MarkStart + section.MarkLength;
        for (int row = first, from = 0; row < rows.Count; row++)
        {
            var text = rows[row].Text;
            var at = section.Items[0].IndexOf(text, from, StringComparison.Ordinal);
            if (at < 0) return;
            from = at + text.Length;
            int start = Math.Max(section.MarkStart, at), length = Math.Min(end, from) - start;
            if (length > 0) rows[row] = rows[row] with { MarkStart = start - at, MarkLength = length };
        }
    }

    /// <summary>Wraps at blanks; a word longer than the column is broken where it must be.</summary>
    private static void Wrap(List<DetailRow> rows, string text, string bullet, int width, DetailRole role)
    {
        var room = Math.Max(1, width - bullet.Length);
        var indent = bullet;
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            var used = 0;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var columns = Graphemes.Width(word);
                if (used > 0 && used + 1 + columns > room) Close();
                if (used > 0)
                {
                    line.Append(' ');
                    used++;
                }
                AppendWord(word, columns);
            }
            Close();

            void AppendWord(string word, int columns)
            {
                if (columns <= room - used)
                {
                    line.Append(word);
                    used += columns;
                    return;
                }
                ReadOnlySpan<char> rest = word;
                while (!rest.IsEmpty)
                {
                    var grapheme = Graphemes.Next(ref rest, out var width);
                    if (used + width > room) Close();
                    line.Append(grapheme);
                    used += width;
                }
            }

            void Close()
            {
                rows.Add(new DetailRow(indent + line, role));
                indent = new string(' ', bullet.Length);
                line.Clear();
                used = 0;
            }
        }
    }
}
