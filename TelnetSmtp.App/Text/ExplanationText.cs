// An explanation as lines of plain text, for the terminal: heading, digits, meaning, causes, what to do, who and when, source. Pure: no colour, no stream.
// The words around the facts stand in Explain.resx and its German twin; the facts come from the decoder and are not changed here.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes explanations in one language.</summary>
public sealed class ExplanationText
{
    private const string Indent = "  ", Bullet = "- ";

    private readonly UiText _text;

    public ExplanationText(Language language) => _text = new UiText("Explain", language);

    /// <summary>The explanation as lines without line ends, the first being the heading.</summary>
    /// <param name="explanation">What to write.</param>
    /// <param name="width">Columns to wrap at, at least 20; 0 for no wrapping.</param>
    public IReadOnlyList<string> Lines(Explanation explanation, int width = 0)
    {
        var lines = new List<string>();
        Wrap(lines, Heading(explanation), "", "", width);
        if (Standing(explanation) is { Length: > 0 } standing)
            Wrap(lines, standing, "", "", width);
        if (explanation.Digits.Count > 0)
            lines.Add("");
        foreach (var digit in explanation.Digits)
            Wrap(lines, digit.Meaning, $"{Indent}{digit.Digit}{Indent}", Indent + Indent + Indent, width);
        lines.Add("");
        Wrap(lines, explanation.Text, "", "", width);
        List(lines, _text["Causes"], explanation.Causes, width);
        List(lines, _text[explanation.Class is ReplyClass.Success or ReplyClass.Intermediate ? "Next" : "Remedies"], explanation.Remedies, width);
        List(lines, _text["Remarks"], explanation.Remarks, width);
        lines.Add("");
        foreach (var closing in Closing(explanation))
            Wrap(lines, closing, "", Indent, width);
        return lines;
    }

    /// <summary>One line for narrow places: <c>550 5.1.1 after RCPT: no such mailbox</c>.</summary>
    public string Heading(Explanation explanation)
    {
        var codes = string.Join(' ', ((string?[])[explanation.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture), explanation.Enhanced]).OfType<string>());
        if (codes.Length == 0)
            return explanation.Meaning;
        return explanation.After is { } after
            ? _text.Format("Heading", codes, after, explanation.Meaning)
            : _text.Format("HeadingAlone", codes, explanation.Meaning);
    }

    private string Standing(Explanation explanation)
    {
        var parts = new List<string>(2);
        if (explanation.Class != ReplyClass.Unknown)
            parts.Add(_text[$"Class{explanation.Class}"]);
        if (explanation is { Expected: { } expected, After: { } after })
            parts.Add(_text.Format(expected ? "Allowed" : "NotAllowed", after));
        return string.Join(" · ", parts);
    }

    private IEnumerable<string> Closing(Explanation explanation)
    {
        if (explanation.Acts != ActingParty.Nobody)
            yield return _text.Format("Acts", _text[$"Acts{explanation.Acts}"]);
        if (explanation.Retry != RetryAdvice.NotNeeded)
            yield return _text.Format("Retry", _text[$"Retry{explanation.Retry}"]);
        if (explanation.Software is { } software)
            yield return _text.Format("Software", software);
        yield return _text.Format("Source", string.Join("; ", explanation.Sources));
    }

    private static void List(List<string> lines, string heading, IReadOnlyList<string> items, int width)
    {
        if (items.Count == 0)
            return;
        lines.Add("");
        lines.Add(heading);
        foreach (var item in items)
            Wrap(lines, item, Indent + Bullet, Indent + Indent, width);
    }

    /// <summary>Breaks at blanks; a word longer than the width stands alone on a line that is too long.</summary>
    private static void Wrap(List<string> lines, string text, string first, string next, int width)
    {
        if (width <= 0)
        {
            lines.Add(first + text);
            return;
        }
        var line = first;
        var begun = false;
        foreach (var word in text.Split(' '))
        {
            if (begun && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = next;
                begun = false;
            }
            line += begun ? " " + word : word;
            begun = true;
        }
        lines.Add(line);
    }
}
