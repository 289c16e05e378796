// Tells the three things apart that begin with ESC: the key itself, Alt and a character, and a sequence of the terminal's. The first two are rewritten in the
// kitty keyboard protocol's unambiguous form (CSI code ; modifiers u), which the library reads at once; sequences, control strings and pasted text
// (ECMA-48 5.4, 5.6; xterm's bracketed paste) pass as they came. Without this the library takes ESC 5 d for one sequence and swallows it.
// Refuses to know time: whoever feeds it says when nothing more came (see FastInput).
using System.Collections.Concurrent;
using System.Globalization;

namespace TelnetSmtp.App.Hosting;

/// <summary>A filter for the characters of a keyboard.</summary>
internal sealed class EscapeKeys(ConcurrentQueue<char> output)
{
    private const char Escape = '\e', Bell = '\a', StringTerminator = '\\', Delete = '\x7F';

    /// <summary>The kitty protocol's modifier field: 1, and 1 more for Shift, 2 for Alt, 4 for Control.</summary>
    private const int Alt = 3, AltShift = 4, AltControl = 7;

    private const int CodeOfEscape = 27, CodeOfTab = 9, CodeOfEnter = 13, CodeOfBackspace = 127;

    private const string PasteBegins = "200~", PasteEnds = "\e[201~";

    /// <summary>Characters of a control sequence that are looked at, to know a paste by: more than its mark has.</summary>
    private const int LongestMark = 4;

    private enum State : byte
    {
        Ground,
        /// <summary>An ESC is held.</summary>
        Escape,
        /// <summary>An ESC and what may begin a sequence, or be a character typed with Alt, are held.</summary>
        Introducer,
        Sequence,
        /// <summary>OSC, DCS, APC, PM, SOS: an answer of the terminal's, up to BEL or ESC \.</summary>
        ControlString,
        /// <summary>An ESC within one is held.</summary>
        EscapeInString,
        Paste,
    }

    private State _state;
    private char _introducer, _highSurrogate;
    private string _sequence = "";
    private int _pasteEndSeen;

    /// <summary>Whether something is held that time must decide on.</summary>
    public bool IsHolding => _state is State.Escape or State.Introducer or State.EscapeInString;

    /// <summary>Takes characters, cut anywhere.</summary>
    public void Feed(ReadOnlySpan<char> characters)
    {
        foreach (var c in characters)
            Take(c);
    }

    /// <summary>Nothing more came: what is held was typed by a person.</summary>
    public void Flush()
    {
        if (_state == State.Introducer)
            WithAlt(_introducer);
        else if (IsHolding)
            Key(CodeOfEscape);
        _state = State.Ground;
    }

    private void Take(char c)
    {
        switch (_state)
        {
            case State.Ground:
                if (c == Escape)
                    _state = State.Escape;
                else
                    output.Enqueue(c);
                break;
            case State.Escape:
                AfterEscape(c);
                break;
            case State.Introducer:
                Begin(c);
                break;
            case State.Sequence:
                InSequence(c);
                break;
            case State.ControlString:
                InString(c);
                break;
            case State.EscapeInString:
                EndString(c);
                break;
            case State.Paste:
                output.Enqueue(c);
                _pasteEndSeen = c == PasteEnds[_pasteEndSeen] ? _pasteEndSeen + 1 : c == Escape ? 1 : 0;
                if (_pasteEndSeen == PasteEnds.Length)
                    _state = State.Ground;
                break;
        }
    }

    private void AfterEscape(char c)
    {
        switch (c)
        {
            case Escape:
                Key(CodeOfEscape);
                break;
            case '[' or 'O' or ']' or 'P' or 'X' or '^' or '_':
                _introducer = c;
                _state = State.Introducer;
                break;
            default:
                WithAlt(c);
                // The second half of the character decides which it is.
                _state = char.IsHighSurrogate(c) ? State.Escape : State.Ground;
                break;
        }
    }

    /// <summary>The character behind an introducer: the sequence goes on as it came.</summary>
    private void Begin(char c)
    {
        if (c == Escape)
        {
            WithAlt(_introducer);
            _state = State.Escape;
            return;
        }
        output.Enqueue(Escape);
        output.Enqueue(_introducer);
        switch (_introducer)
        {
            case '[':
                _sequence = "";
                _state = State.Sequence;
                InSequence(c);
                break;
            case 'O':
                output.Enqueue(c);
                _state = State.Ground;
                break;
            default:
                _state = State.ControlString;
                InString(c);
                break;
        }
    }

    private void InSequence(char c)
    {
        if (c == Escape)
        {
            _state = State.Escape;
            return;
        }
        output.Enqueue(c);
        if (_sequence.Length <= LongestMark)
            _sequence += c;
        if (c is < '@' or > '~')
            return;
        _pasteEndSeen = 0;
        _state = _sequence == PasteBegins ? State.Paste : State.Ground;
    }

    private void InString(char c)
    {
        if (c == Escape)
        {
            _state = State.EscapeInString;
            return;
        }
        output.Enqueue(c);
        if (c == Bell)
            _state = State.Ground;
    }

    private void EndString(char c)
    {
        if (c != StringTerminator)
        {
            // No terminator: the string was none, or is broken, and the key counts.
            AfterEscapeAgain(c);
            return;
        }
        output.Enqueue(Escape);
        output.Enqueue(c);
        _state = State.Ground;
    }

    private void AfterEscapeAgain(char c)
    {
        _state = State.Escape;
        AfterEscape(c);
    }

    /// <summary>Alt and a character; controls are what Control, Enter, Tab and Backspace make.</summary>
    private void WithAlt(char c)
    {
        if (char.IsHighSurrogate(c))
        {
            _highSurrogate = c;
            return;
        }
        switch (c)
        {
            case '\t': Key(CodeOfTab, Alt); break;
            case '\r': Key(CodeOfEnter, Alt); break;
            case '\b': Key(CodeOfBackspace, AltControl); break;
            case Delete: Key(CodeOfBackspace, Alt); break;
            case '\0': Key(' ', AltControl); break;
            case < ' ' and > '\x1A': Key(c - '\x1B' + '3', AltControl); break;
            case < ' ': Key(c + 0x60, AltControl); break;
            case >= 'A' and <= 'Z': Key(c | 0x20, AltShift); break;
            case >= '\uDC00' and <= '\uDFFF' when char.IsHighSurrogate(_highSurrogate): Key(char.ConvertToUtf32(_highSurrogate, c), Alt); break;
            default: Key(c, Alt); break;
        }
        _highSurrogate = '\0';
    }

    private void Key(int code, int modifiers = 1)
    {
        var sequence = modifiers == 1
            ? string.Create(CultureInfo.InvariantCulture, $"\e[{code}u")
            : string.Create(CultureInfo.InvariantCulture, $"\e[{code};{modifiers}u");
        foreach (var c in sequence)
            output.Enqueue(c);
    }
}
