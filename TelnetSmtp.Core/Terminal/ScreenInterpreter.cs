// Gives each character, control and sequence to the topic that obeys it: the map from names to deeds. Does nothing itself, and swallows what it does
// not know (ECMA-48, DEC's manuals, xterm's control sequences; the names below are theirs).
namespace TelnetSmtp.Core.Terminal;

/// <summary>The receiver of the parser's calls.</summary>
internal sealed class ScreenInterpreter : IAnsiHandler
{
    private readonly TerminalState _state;
    private readonly CursorMotion _motion;
    private readonly CharacterPrinter _printer;
    private readonly CursorMemory _memory;
    private readonly Resets _resets;
    private readonly Reports _reports;
    private readonly EscapeFunctions _escapes;
    private readonly ControlFunctions _controls;
    private readonly Vt52Functions _vt52;

    public ScreenInterpreter(TerminalState state)
    {
        _state = state;
        _motion = new CursorMotion(state);
        _printer = new CharacterPrinter(state, _motion);
        _memory = new CursorMemory(state);
        _resets = new Resets(state, _memory);
        var erasure = new Erasure(state);
        var modes = new ModeSwitches(state, _motion, _memory, _resets);
        var rectangles = new RectangleEditing(state, erasure);
        _reports = new Reports(state, modes, rectangles);
        var editing = new LineEditing(state);
        _escapes = new EscapeFunctions(state, _motion, editing, _memory, _resets, _reports);
        _controls = new ControlFunctions(state, _motion, _printer, erasure, editing, modes, rectangles, _memory, _resets, _reports);
        _vt52 = new Vt52Functions(state, _motion, erasure, _reports);
    }

    public Reports Reports => _reports;

    /// <summary>Brings a screen that a server may have set up to a state in which plain text is seen: primary screen, soft reset.</summary>
    public void Calm()
    {
        _state.Show(alternate: false);
        _resets.Soft();
        _state.Parsing.Vt52 = false;
        _state.Parsing.Utf8 = true;
        _state.Modes.ReverseVideo = false;
        _state.Modes.Mouse = MouseTracking.None;
        _state.Modes.BracketedPaste = false;
    }

    public void Print(ReadOnlySpan<byte> ascii) => _printer.Print(ascii);

    public void Print(int scalar) => _printer.Print(scalar);

    public void Execute(byte control)
    {
        switch (control)
        {
            case ControlCodes.Bs:
                _motion.Back(1);
                break;
            case ControlCodes.Ht:
                _motion.TabForward(1);
                break;
            case ControlCodes.Lf or ControlCodes.Vt or ControlCodes.Ff:
                _motion.LineFeed();
                break;
            case ControlCodes.Cr:
                _motion.CarriageReturn();
                break;
            case ControlCodes.So:
                _state.Cursor.Charsets.ShiftLeft(1);
                break;
            case ControlCodes.Si:
                _state.Cursor.Charsets.ShiftLeft(0);
                break;
            case ControlCodes.Del:
                _printer.PrintDelete();
                break;
        }
    }

    public void Escape(int function)
    {
        if (_state.Parsing.Vt52)
            _vt52.Obey(function);
        else
            _escapes.Obey(function);
    }

    public void ControlSequence(int function, SequenceParameters parameters) => _controls.Obey(function, parameters);

    public void DeviceControl(int function, SequenceParameters parameters, ReadOnlySpan<byte> data, bool truncated)
    {
        const int decrqss = ('$' << 8) | 'q';
        if (function == decrqss)
            _reports.Setting(data, truncated);
    }

    /// <summary>Titles, colours, clipboard, hyperlinks and the rest: a server has no business with them here.</summary>
    public void ControlString(byte introducer, ReadOnlySpan<byte> data, bool truncated)
    {
    }

    public void Vt52Address(int row, int column) => _motion.Address(row + 1, column + 1);
}
