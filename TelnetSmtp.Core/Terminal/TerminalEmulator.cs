// The room's door: bytes of the server in, a picture out, and the few answers that a server may ask for. Pure: no clock, no socket.
// One thread feeds it; snapshots may be read by any.
using System.Buffers;

namespace TelnetSmtp.Core.Terminal;

/// <summary>What the emulator is at first. All of them know the same sequences; the type decides VT52 mode and what DA answers.</summary>
public enum EmulationType
{
    Ansi, Vt100, Vt52, Vtnt,
}

/// <summary>A terminal.</summary>
public sealed class TerminalEmulator
{
    /// <summary>Columns and rows are held within 1 … this.</summary>
    public const int LargestSide = TerminalState.LargestSide;

    /// <summary>Answer bytes that are kept until they are taken; see <see cref="TakeReplies"/>.</summary>
    public const int ReplyCapacity = Reports.Capacity;

    private readonly TerminalState _state;
    private readonly ScreenInterpreter _interpreter;
    private readonly AnsiParser _parser;
    private readonly VisibleControls _visible;
    private bool _showControls;

    /// <param name="columns">Width in cells.</param>
    /// <param name="rows">Height in cells.</param>
    /// <param name="type">What it is at first.</param>
    /// <param name="scrollbackLines">Lines kept that scrolled off; 0 keeps none.</param>
    public TerminalEmulator(int columns, int rows, EmulationType type = EmulationType.Ansi, int scrollbackLines = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scrollbackLines);
        _state = new TerminalState(Side(columns), Side(rows), type, scrollbackLines);
        _interpreter = new ScreenInterpreter(_state);
        _parser = new AnsiParser(_interpreter, _state.Parsing);
        _visible = new VisibleControls(_interpreter);
    }

    /// <summary>All that the stream has changed, for tests.</summary>
    internal TerminalState State => _state;

    /// <summary>Whether the stream is UTF-8 (as it is at first). Off: each octet is a character, and 80–9F are C1 controls.</summary>
    public bool Utf8
    {
        get => _state.Parsing.Utf8;
        set => _state.Parsing.Utf8 = value;
    }

    /// <summary>For SMTP sessions: controls are shown and not obeyed (see <see cref="VisibleControls"/>). Switching it on also takes back what a
    /// server may have set up before, such as another character set or margins; the text stays.</summary>
    public bool ShowControls
    {
        get => _showControls;
        set
        {
            if (value == _showControls)
                return;
            _showControls = value;
            _parser.Reset();
            _visible.Reset();
            if (value)
                _interpreter.Calm();
        }
    }

    /// <summary>Absolute number of the row that the cursor is on (see <see cref="ScreenSnapshot.Top"/>).</summary>
    public long CursorLine => _state.Scrollback.Next + _state.Cursor.Row;

    /// <summary>The cursor's column, zero-based.</summary>
    public int CursorColumn => _state.Cursor.Column;

    /// <summary>Whether the alternate screen is shown.</summary>
    public bool Alternate => _state.OnAlternate;

    /// <summary>What keys and mouse turn into just now.</summary>
    public KeyModes KeyModes => new(_state.Modes.CursorKeys, _state.Modes.ApplicationKeypad, _state.Modes.NewLine, _state.Modes.BracketedPaste,
        _state.Parsing.Vt52, _state.Modes.Mouse, _state.Modes.MouseEncoding);

    /// <summary>Reads bytes from the server; cut anywhere.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_showControls)
            _visible.Feed(bytes);
        else
            _parser.Feed(bytes);
    }

    /// <summary>Gives the screen another size. Nothing is rewrapped; rows that no longer fit go to the scrollback and come back, columns that no longer
    /// fit are hidden.</summary>
    public void Resize(int columns, int rows) => _state.Resize(Side(columns), Side(rows));

    /// <summary>The picture now. Rows that did not change are the same objects as in the snapshot before.</summary>
    public ScreenSnapshot Snapshot()
    {
        var screen = _state.Screen;
        var lines = new ScreenLine[screen.Rows];
        for (var row = 0; row < lines.Length; row++)
            lines[row] = screen[row].Publish(screen.Columns, _state.Graphemes);
        var cursor = new CursorState(_state.Cursor.Row, _state.Cursor.Column, _state.Modes.CursorVisible, _state.CursorShape);
        return new ScreenSnapshot(screen.Columns, screen.Rows, _state.Scrollback.Next, lines, cursor, _state.Scrollback.View(), _state.OnAlternate,
            _state.Modes.ReverseVideo, _state.Modes.Mouse);
    }

    /// <summary>Moves the answers that the server asked for to <paramref name="output"/>. Between two calls at most <see cref="ReplyCapacity"/> bytes are
    /// kept; answers past it are dropped.</summary>
    public void TakeReplies(IBufferWriter<byte> output) => _interpreter.Reports.Take(output);

    private static int Side(int cells) => Math.Clamp(cells, 1, LargestSide);
}
