// A reply as lines, and how a voice's template becomes one: placeholders filled in, codes and hyphens on every line (RFC 5321 4.2.1), octets made.
// Text that a client sent never reaches the wire raw: control characters and over-long values are taken out here.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Practice;

/// <summary>A reply.</summary>
/// <param name="Code">The code that clients go by.</param>
/// <param name="Lines">Its lines, without line ends.</param>
internal sealed record PracticeReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Longest value put into a reply, in characters: RFC 5321 4.5.3.1.5 gives a reply line 512 octets.</summary>
    public const int LongestValue = 200;

    public bool IsError => Code >= 400;

    /// <summary>Whether it counts as a mistake of the client's: syntax, order, unknown words (RFC 5321 4.2.2, x0z), not refusals.</summary>
    public bool IsProtocolError => Code is >= 500 and <= 504 or 555;

    /// <summary>Makes a reply of a template whose every line begins with the code.</summary>
    public static PracticeReply From(string template, IReadOnlyDictionary<string, string> values)
    {
        string[] lines = [.. template.Split('\n').Select(line => Fill(line, values))];
        return new(CodeOf(lines[^1]), lines);
    }

    /// <summary>One code before many texts.</summary>
    public static PracticeReply Of(int code, IReadOnlyList<string> texts) =>
        new(code, [.. texts.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"{code}{(i < texts.Count - 1 ? '-' : ' ')}{text}"))]);

    public byte[] ToBytes(bool bareLf = false) => Encoding.UTF8.GetBytes(string.Concat(Lines.Select(line => line + (bareLf ? "\n" : "\r\n"))));

    /// <summary>Puts values in the place of <c>{names}</c>; unknown names stay as they are.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
            return template;
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var close = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (close > 0 && values.TryGetValue(template[(i + 1)..close], out var value))
            {
                result.Append(Clean(value));
                i = close;
            }
            else
                result.Append(template[i]);
        }
        return result.ToString();
    }

    private static int CodeOf(string line) => int.Parse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Clean(string value)
    {
        if (value.Length > LongestValue)
            value = value[..LongestValue] + "...";
        return value.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0 && !value.Contains('\x7F', StringComparison.Ordinal) ? value
            : string.Concat(value.Select(c => c is < ' ' or '\x7F' ? '?' : c));
    }
}
