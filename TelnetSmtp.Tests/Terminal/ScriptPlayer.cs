// Plays one case of a terminal script: feeds, asks, compares. The bytes go in whole or one at a time.
using System.Buffers;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Terminal;

internal sealed class ScriptPlayer(ScriptCase script, bool split)
{
    private readonly List<string> _events = [];
    private TerminalEmulator? _terminal;
    private int _columns = 80, _rows = 24;
    private EmulationType _type;

    private TerminalEmulator Terminal => _terminal ??= new TerminalEmulator(_columns, _rows, _type);

    public void Play()
    {
        foreach (var line in script.Lines)
        {
            try
            {
                Do(line);
            }
            catch (Exception error) when (error is Xunit.Sdk.XunitException or FormatException)
            {
                Assert.Fail($"{script.File}:{line.Number} ({script.Name}{(split ? ", byte by byte" : "")}): {error.Message}");
            }
        }

        Assert.True(_events.Count == 0, $"{script.File} ({script.Name}): events that the script does not name: {string.Join(" | ", _events)}");
    }

    private void Do(ScriptLine line)
    {
        switch (line.Verb)
        {
            case "SIZE":
                (_columns, _rows) = Pair(line.Words[0], 'x');
                break;
            case "TYPE":
                _type = Enum.Parse<EmulationType>(line.Words[0], ignoreCase: true);
                break;
            case "FEED":
                Feed(line.Bytes, Terminal.Feed);
                break;
            case "RESIZE":
                var (columns, rows) = Pair(line.Words[0], 'x');
                Terminal.Resize(columns, rows);
                break;
            case "VISIBLE":
                Terminal.ShowControls = line.Words[0] == "on";
                break;
            case "UTF8":
                Terminal.Utf8 = line.Words[0] == "on";
                break;
            case "KEY":
                Key(line);
                break;
            case "PASTE":
                var pasted = new ArrayBufferWriter<byte>();
                KeyEncoder.EncodePaste(Encoding.UTF8.GetString(line.Strings[0]), Terminal.KeyModes, pasted);
                Assert.Equal(Shown(line.Strings[1]), Shown(pasted.WrittenSpan));
                break;
            case "MOUSE":
                Mouse(line);
                break;
            case "PARSE":
                Parse(line.Bytes);
                break;
            case "":
                Assert.True(_events.Count > 0, $"expected the event '{line.Words[0]}', but there is none");
                Assert.Equal(line.Words[0], _events[0]);
                _events.RemoveAt(0);
                break;
            case "?":
                Ask(line);
                break;
            default:
                throw new FormatException($"'{line.Verb}' means nothing");
        }
    }

    private void Feed(byte[] bytes, Action<ReadOnlySpan<byte>> feed)
    {
        if (!split)
            feed(bytes);
        else
            for (var i = 0; i < bytes.Length; i++)
                feed(bytes.AsSpan(i, 1));
    }

    private void Parse(byte[] bytes)
    {
        Assert.True(_events.Count == 0, $"events that the script does not name: {string.Join(" | ", _events)}");
        var transcript = new ParserTranscript(_events.Add);
        var parser = new AnsiParser(transcript, new ParserModes { Utf8 = Terminal.Utf8, Vt52 = _type == EmulationType.Vt52 });
        Feed(bytes, parser.Feed);
        transcript.Flush();
    }

    private void Ask(ScriptLine line)
    {
        var screen = Terminal.Snapshot();
        var argument = line.Words.Count > 1 ? line.Words[1] : "";
        switch (line.Words[0])
        {
            case "cursor":
                Assert.Equal(argument, $"{screen.Cursor.Row},{screen.Cursor.Column}");
                Assert.Equal(screen.Cursor.Row + screen.Top, Terminal.CursorLine);
                Assert.Equal(screen.Cursor.Column, Terminal.CursorColumn);
                break;
            case "row":
                Assert.Equal(line.Text, RowText(screen.Lines[Number(argument)]));
                break;
            case "screen":
                var expected = Enumerable.Range(0, screen.Rows).Select(r => r < line.Strings.Count ? Encoding.UTF8.GetString(line.Strings[r]) : "");
                Assert.Equal(string.Join('\n', expected), string.Join('\n', screen.Lines.Select(RowText)));
                break;
            case "line":
                Assert.Equal(line.Text, RowText(screen[Number(argument)]));
                break;
            case "top":
                Assert.Equal(Number(argument), screen.Top);
                break;
            case "scrollback":
                Assert.Equal(Number(argument), screen.Scrollback.Count);
                break;
            case "style":
                Assert.Equal(line.Text, StyleText.Of(CellAt(screen, argument).Style));
                break;
            case "width":
                Assert.Equal(line.Words[2], CellAt(screen, argument).Width.ToString(CultureInfo.InvariantCulture));
                break;
            case "cluster":
                Assert.Equal(line.Text, CellText(CellAt(screen, argument)));
                break;
            case "wrapped":
                Assert.Equal(line.Words[2], YesNo(screen.Lines[Number(argument)].Wrapped));
                break;
            case "alternate":
                Assert.Equal(argument, YesNo(screen.Alternate));
                break;
            case "visible":
                Assert.Equal(argument, YesNo(screen.Cursor.Visible));
                break;
            case "reverse":
                Assert.Equal(argument, YesNo(screen.ReverseVideo));
                break;
            case "shape":
                Assert.Equal(Number(argument), (int)screen.Cursor.Shape + 1);
                break;
            case "mouse":
                Assert.Equal(argument, screen.Mouse.ToString(), ignoreCase: true);
                break;
            case "replies":
                var replies = new ArrayBufferWriter<byte>();
                Terminal.TakeReplies(replies);
                Assert.Equal(Shown(line.Bytes), Shown(replies.WrittenSpan));
                break;
            default:
                throw new FormatException($"'? {line.Words[0]}' means nothing");
        }
    }

    private void Key(ScriptLine line)
    {
        var parts = line.Words[0] == "+" ? ["+"] : line.Words[0].Split('+');
        var modifiers = parts[..^1].Aggregate(KeyModifiers.None, (m, name) => m | Modifier(name));
        var stroke = Enum.TryParse<KeyCode>(parts[^1], ignoreCase: true, out var code) && parts[^1].Length > 1
            ? new KeyStroke(code, default, modifiers)
            : new KeyStroke(KeyCode.Character, Rune.GetRuneAt(parts[^1] == "space" ? " " : parts[^1], 0), modifiers);
        var sent = new ArrayBufferWriter<byte>();
        KeyEncoder.Encode(stroke, Terminal.KeyModes, sent);
        Assert.Equal(Shown(line.Bytes), Shown(sent.WrittenSpan));
    }

    private void Mouse(ScriptLine line)
    {
        var (row, column) = Pair(line.Words[2], ',');
        var modifiers = line.Words.Skip(3).Aggregate(KeyModifiers.None, (m, name) => m | Modifier(name));
        var stroke = new MouseStroke(Enum.Parse<MouseAction>(line.Words[0], ignoreCase: true), Enum.Parse<MouseButton>(line.Words[1], ignoreCase: true), column, row, modifiers);
        var sent = new ArrayBufferWriter<byte>();
        Assert.Equal(line.Bytes.Length > 0, MouseEncoder.Encode(stroke, Terminal.KeyModes, sent));
        Assert.Equal(Shown(line.Bytes), Shown(sent.WrittenSpan));
    }

    private static KeyModifiers Modifier(string name) => name switch
    {
        "ctrl" => KeyModifiers.Control,
        "alt" => KeyModifiers.Alt,
        "shift" => KeyModifiers.Shift,
        _ => throw new FormatException($"no modifier: {name}"),
    };

    private static Cell CellAt(ScreenSnapshot screen, string place)
    {
        var (row, column) = Pair(place, ',');
        var cells = screen.Lines[row].Cells;
        return column < cells.Length ? cells[column] : Cell.Empty;
    }

    internal static string RowText(ScreenLine line) => string.Concat(line.Cells.Select(CellText)).TrimEnd();

    private static string CellText(Cell cell) => cell.Width == 0 ? "" : cell.Cluster ?? (cell.Scalar == 0 ? " " : char.ConvertFromUtf32(cell.Scalar));

    private static string YesNo(bool yes) => yes ? "yes" : "no";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static (int First, int Second) Pair(string text, char separator)
    {
        var parts = text.Split(separator);
        return (Number(parts[0]), Number(parts[1]));
    }

    /// <summary>Bytes as text that an assertion can show: controls by number.</summary>
    private static string Shown(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var octet in bytes)
            text.Append(octet is >= 0x20 and < 0x7F ? ((char)octet).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{octet:X2}"));
        return text.ToString();
    }
}
