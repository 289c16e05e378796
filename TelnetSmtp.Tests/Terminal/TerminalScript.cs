// Reads the scripts of ../Scripts (syntax: README.md there) into cases of numbered lines. Knows nothing of terminals.
using System.Globalization;
using System.Text;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Terminal;

/// <summary>One line of a case: its words, strings decoded.</summary>
internal sealed record ScriptLine(int Number, string Verb, IReadOnlyList<string> Words, IReadOnlyList<byte[]> Strings)
{
    /// <summary>All strings of the line joined.</summary>
    public byte[] Bytes => [.. Strings.SelectMany(s => s)];

    public string Text => Encoding.UTF8.GetString(Bytes);
}

/// <summary>A named case.</summary>
internal sealed record ScriptCase(string File, string Name, IReadOnlyList<ScriptLine> Lines);

internal static class TerminalScript
{
    public static string Folder { get; } = Repository.PathOf("TelnetSmtp.Tests", "Scripts");

    public static IReadOnlyList<ScriptCase> Read(string file)
    {
        var cases = new List<ScriptCase>();
        List<ScriptLine>? lines = null;
        var number = 0;
        foreach (var raw in File.ReadLines(Path.Combine(Folder, file)))
        {
            number++;
            if (raw.StartsWith('#') || raw.Trim().Length == 0)
                continue;
            if (raw.StartsWith('!'))
            {
                lines = [];
                cases.Add(new ScriptCase(file, raw[1..].Trim(), lines));
                continue;
            }

            if (lines is null)
                throw new FormatException($"{file}:{number}: a case begins with '! its name'");
            lines.Add(raw.StartsWith(' ') ? new ScriptLine(number, "", [raw.Trim()], []) : Line(file, number, raw));
        }

        return cases;
    }

    private static ScriptLine Line(string file, int number, string raw)
    {
        var words = new List<string>();
        var strings = new List<byte[]>();
        var at = 0;
        while (at < raw.Length)
        {
            if (raw[at] == ' ')
            {
                at++;
            }
            else if (raw[at] == '"')
            {
                strings.Add(Quoted(file, number, raw, ref at));
            }
            else
            {
                var end = at;
                while (end < raw.Length && raw[end] != ' ' && raw[end] != '"')
                    end++;
                var word = raw[at..end];
                at = end;
                if (word.EndsWith('*') && word.Length > 1 && at < raw.Length && raw[at] == '"')
                {
                    var times = int.Parse(word[..^1], CultureInfo.InvariantCulture);
                    var once = Quoted(file, number, raw, ref at);
                    strings.Add([.. Enumerable.Repeat(once, times).SelectMany(b => b)]);
                }
                else
                {
                    words.Add(word);
                }
            }
        }

        return new ScriptLine(number, words[0], words[1..], strings);
    }

    private static byte[] Quoted(string file, int number, string raw, ref int at)
    {
        var bytes = new List<byte>();
        for (at++; raw[at] != '"'; at++)
        {
            if (raw[at] != '\\')
            {
                var rune = Rune.GetRuneAt(raw, at);
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
                at += rune.Utf16SequenceLength - 1;
                continue;
            }

            at++;
            switch (raw[at])
            {
                case 'x':
                    bytes.Add(byte.Parse(raw.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    at += 2;
                    break;
                case 'u':
                    bytes.AddRange(Encoding.UTF8.GetBytes(((char)ushort.Parse(raw.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));
                    at += 4;
                    break;
                default:
                    var escape = "e\"\\rntbafv0".IndexOf(raw[at], StringComparison.Ordinal);
                    if (escape < 0)
                        throw new FormatException($"{file}:{number}: \\{raw[at]} means nothing");
                    bytes.Add("\x1B\"\\\r\n\t\b\a\f\v\0"u8[escape]);
                    break;
            }
        }

        at++;
        return [.. bytes];
    }
}
