// The screen's bytes: one write(2) a frame, between the marks of synchronised output (DEC private mode 2026), and only cells that have changed.
// Refuses to draw (views do) and to make links of text that a server sent (the stock output turns every http:// into OSC 8).
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Terminal.Gui.Drivers;
using Terminal.Gui.Text;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Hosting;

/// <summary>Output that gathers a frame and the cursor and sends them together. UI thread only.</summary>
/// <param name="to">Where bytes go instead of to the terminal, for tests.</param>
internal sealed class FrameOutput(Stream? to = null) : AnsiOutput, IOutput
{
    /// <summary>Cap of remembered colour sequences: a screen of true-colour art may have a different one in each cell.</summary>
    internal const int RememberedSequences = 4096;

    private readonly ArrayBufferWriter<byte> _frame = new(16 * 1024);
    private readonly Dictionary<Attribute, byte[]> _sequences = [];
    private readonly ColorCapabilityLevel _level = TerminalEnvironmentDetector.DetectColorCapabilities().Capability;
    private Cursor _wanted = new(), _shown = new();
    private bool _frameOpen, _cursorKnown, _disposed;
    private volatile bool _muted;

    void IOutput.Write(IOutputBuffer buffer) => Write(buffer);

    /// <summary>Gathers the dirty cells of <paramref name="buffer"/>; nothing is sent before <see cref="Flush"/>.</summary>
    public override void Write(IOutputBuffer buffer)
    {
        var cells = buffer.Contents;
        if (cells is null) return;
        Attribute? last = null;
        for (var row = 0; row < buffer.Rows; row++)
        {
            if (!buffer.DirtyLines[row]) continue;
            buffer.DirtyLines[row] = false;
            WriteRow(cells, row, buffer.Cols, ref last);
        }
    }

    /// <summary>Remembers the cursor for the next <see cref="Flush"/>: the library hides and shows it several times a frame.</summary>
    void IOutput.SetCursor(Cursor cursor) => _wanted = cursor;

    Cursor IOutput.GetCursor() => _wanted;

    /// <summary>Sends what was gathered, with the cursor at its place. Does nothing where nothing has changed.</summary>
    public void Flush()
    {
        if (!_frameOpen && _cursorKnown && _wanted == _shown) return;
        OpenFrame();
        if (_wanted is { IsVisible: true, Position: { } at })
        {
            if (!_cursorKnown || _wanted.Style != _shown.Style)
                Append($"\e[{(int)_wanted.Style} q");
            MoveTo(at.Y, at.X);
            Append("\e[?25h");
        }
        Append("\e[?2026l");
        Send(_frame.WrittenSpan);
        _frame.ResetWrittenCount();
        _frameOpen = false;
        (_shown, _cursorKnown) = (_wanted, true);
    }

    /// <summary>Forgets what the terminal shows: after a stop and a continue, all is to be sent again.</summary>
    public void Forget() => _cursorKnown = false;

    /// <summary>Sends nothing from now on: another thread has given the terminal back.</summary>
    public void Mute() => _muted = true;

    /// <summary>Gives the terminal back, once: the application disposes of its output too, and leaving the alternate screen again would put the cursor of
    /// before over what has been printed since.</summary>
    void IDisposable.Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (_cursorKnown) Send("\e[0 q"u8); // the user's own cursor shape
        Dispose();
    }

    [SuppressMessage("Performance", "CA1814", Justification = "The library's buffer is what it is.")]
    private void WriteRow(Terminal.Gui.Drawing.Cell[,] cells, int row, int columns, ref Attribute? last)
    {
        var at = -1;
        for (var column = 0; column < columns; column++)
        {
            ref var cell = ref cells[row, column];
            if (!cell.IsDirty) continue;
            cell.IsDirty = false;
            var grapheme = cell.Grapheme;
            if (string.IsNullOrEmpty(grapheme))
            {
                if (column > 0 && cells[row, column - 1].Grapheme is { Length: > 0 } left && IsWide(left)) continue; // its right half
                grapheme = " ";
            }
            OpenFrame();
            if (at != column) MoveTo(row, column);
            if (cell.Attribute is { } attribute && attribute != last)
            {
                _frame.Write(SequenceFor(attribute));
                last = attribute;
            }
            if (grapheme.Length == 1 && grapheme[0] is >= ' ' and < '\x7F')
            {
                _frame.GetSpan(1)[0] = (byte)grapheme[0];
                _frame.Advance(1);
                at = column + 1;
                continue;
            }
            Append(grapheme);
            // Terminals disagree about the width of all but the plainest text: after such a cell the place is said anew.
            at = grapheme.Length == 1 && grapheme[0] < '\u0300' ? column + 1 : -1;
            if (column + 1 < columns && IsWide(grapheme)) cells[row, ++column].IsDirty = false;
        }
    }

    private static bool IsWide(string grapheme) => grapheme[0] >= '\u1100' && grapheme.GetColumns() > 1;

    private byte[] SequenceFor(in Attribute attribute)
    {
        if (_sequences.TryGetValue(attribute, out var sequence)) return sequence;
        if (_sequences.Count == RememberedSequences) _sequences.Clear();
        sequence = Encoding.ASCII.GetBytes(TerminalPalette.Sequence(attribute, _level));
        _sequences.Add(attribute, sequence);
        return sequence;
    }

    /// <summary>Begins a frame: the cursor is out of sight while it is written, for terminals that do not know mode 2026.</summary>
    private void OpenFrame()
    {
        if (_frameOpen) return;
        _frameOpen = true;
        Append("\e[?2026h\e[?25l");
    }

    private void MoveTo(int row, int column) => Append($"\e[{row + 1};{column + 1}H");

    private void Append(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _frame);

    private void Append(string text) => Append(text.AsSpan());

    private void Send(ReadOnlySpan<byte> bytes)
    {
        if (_muted) return;
        if (to is not null) to.Write(bytes);
        else if (!IsAttachedToTerminal) return;
        else if (!OperatingSystem.IsWindows() && Posix.IsTerminal(Posix.StandardOutput)) Posix.WriteAll(Posix.StandardOutput, bytes);
        else Write(Encoding.UTF8.GetString(bytes).AsSpan());
    }
}
