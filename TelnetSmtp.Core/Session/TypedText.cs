// The user's half of a session: keys, pasted text and whole lines become bytes for the wire, an echo for the screen, and lines for the dialogue.
// Key by key as Windows' client does it, or line by line (`set lineedit`). RFC 854 (CR LF), RFC 5321 2.3.8 (lines end in CR LF).
// Refuses to edit what has gone out, and to show secrets while masking is on.
using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Telnet;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Session;

internal sealed class TypedText(TelnetSession session)
{
    private const byte Backspace = 0x08, Delete = 0x7F;

    /// <summary>Octets of a message line that are looked at: as many as RFC 5322 2.1.1 allows; a header's name stands far before their end.</summary>
    private const int ContentLineRead = 998;

    private readonly LineSplitter _lines = new();
    private readonly LineEditor _editor = new();
    private readonly HeldLines _held = new();
    private readonly ArrayBufferWriter<byte> _keyBytes = new(16);
    private readonly StringBuilder _tail = new();
    private PromptConsole? _console;
    private long _row = -1;
    private bool _sealed;
    private bool _fromFile; // the content passing is a file's: counted, not annotated

    /// <summary>What is being typed and not yet ended by Enter.</summary>
    public string Text
    {
        get
        {
            if (_console is not null && session.EditsLines) return Masked(Encoding.UTF8.GetBytes(_editor.Text));
            return Masked(_lines.Partial);
        }
    }

    /// <summary>The same, secrets and all.</summary>
    public string Raw => _console is not null && session.EditsLines ? _editor.Text : Encoding.UTF8.GetString(_lines.Partial);

    /// <summary>Where in <paramref name="line"/>, were it the one being typed, a secret begins; in octets, -1 for nowhere.</summary>
    public int SecretStart(string line) => Secret(Encoding.UTF8.GetBytes(line));

    /// <summary>How far the message has got that is being typed; null where none is, or its beginning was not seen.</summary>
    public MessageSoFar? Message { get; private set; }

    /// <summary>Lines that went to the dialogue so far.</summary>
    public long LinesSent { get; private set; }

    /// <summary>Lines held back.</summary>
    public int Held => _held.Count;

    /// <summary>One key.</summary>
    public void Press(KeyStroke key)
    {
        if (session.EditsLines) Edit(key);
        else if (_held.Count > 0) PressBehindHeld(key);
        else Send(Encode(key), echo: true);
    }

    /// <summary>Pasted text: a single line goes as if typed, several go one by one, each after the reply to the one before.</summary>
    public void Paste(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1 || session.Telnet.Negotiated)
        {
            PasteRaw(text);
            return;
        }
        for (var i = 0; i < lines.Length - 1; i++) Line(lines[i], wait: true);
        if (_held.Count > 0) _tail.Append(lines[^1]);
        else if (lines[^1].Length > 0) PasteRaw(lines[^1]);
    }

    /// <summary>A whole line.</summary>
    public void Line(string line, bool wait)
    {
        if (!wait && _held.Count == 0) SendLine(line);
        else if (!_held.Add(line)) session.Notice(SessionNotice.PasteTooLong);
    }

    /// <summary>Sends what is held and may go.</summary>
    public void Release()
    {
        while (!session.Output.StartTls && _held.TryRelease(session.Kind, session.Dialogue, out var line)) SendLine(line);
        if (_held.Count > 0 || _tail.Length == 0) return;
        PasteRaw(_tail.ToString());
        _tail.Clear();
    }

    /// <summary>Text from the prompt, at once and as it is.</summary>
    public void SendText(string text) => Send(Encoding.UTF8.GetBytes(text), echo: true);

    /// <summary>Content of a message file, encoded for the wire: counted by the dialogue, neither echoed nor annotated nor logged.</summary>
    public void SendContent(ReadOnlySpan<byte> octets)
    {
        session.Telnet.EncodeData(octets, session.Output.Send);
        _fromFile = true;
        Note(octets);
        _fromFile = false;
    }

    /// <summary>What is pasted while a message file is being sent waits behind it, line by line.</summary>
    public void PasteBehind(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            _tail.Append(lines[i]);
            if (i < lines.Length - 1) PressBehindHeld(new KeyStroke(KeyCode.Enter));
        }
    }

    /// <summary>A telnet function from the prompt (RFC 854); `esc` sends the escape character itself.</summary>
    public void Function(TelnetFunction function)
    {
        switch (function)
        {
            case TelnetFunction.Escape:
                if (session.Settings.Escape is { } escape) Send([(byte)escape], echo: true);
                break;
            case TelnetFunction.Synch:
                // RFC 854 Synch: IAC in the stream, DM as TCP urgent data.
                session.Telnet.EncodeFunction(TelnetCodes.DataMark, session.Output.Send);
                session.Output.Urgent = session.Output.Send.WrittenCount - 1;
                break;
            default:
                session.Telnet.EncodeFunction(function switch
                {
                    TelnetFunction.AbortOutput => TelnetCodes.AbortOutput,
                    TelnetFunction.AreYouThere => TelnetCodes.AreYouThere,
                    TelnetFunction.Break => TelnetCodes.Break,
                    _ => TelnetCodes.InterruptProcess,
                }, session.Output.Send);
                break;
        }
    }

    /// <summary>Draws the line being edited again, after the screen's size has changed.</summary>
    public void Redraw()
    {
        if (_console is not null && session.EditsLines) Console(_console.Refresh(session.Columns));
    }

    /// <summary>What is typed while pasted lines are held goes behind them; Esc or Ctrl+C drops them all.</summary>
    public void PressBehindHeld(KeyStroke key)
    {
        switch (key)
        {
            case { Code: KeyCode.Escape } or { Code: KeyCode.Character, Control: true, Character.Value: 'c' }:
                _held.Clear();
                _tail.Clear();
                break;
            case { Code: KeyCode.Enter }:
                Line(_tail.ToString(), wait: true);
                _tail.Clear();
                break;
            case { Code: KeyCode.Backspace } when _tail.Length > 0:
                _tail.Length--;
                break;
            case { Code: KeyCode.Character, Control: false }:
                _tail.Append(key.Character.ToString());
                break;
        }
    }

    private void Edit(KeyStroke key)
    {
        var console = BeginEdit();
        Console(console.Press(key, session.Columns, out var completed));
        if (completed is not null) Transmit(Encoding.UTF8.GetBytes(completed), NewLine, shown: true);
    }

    private PromptConsole BeginEdit()
    {
        _console ??= new PromptConsole("", _editor) { SecretStart = SecretCharacter };
        _editor.Remember = session.Dialogue.Awaited == Speaker.Client && Secret(Encoding.UTF8.GetBytes(_editor.Text)) < 0;
        if (_editor.Text.Length == 0)
        {
            _row = session.Terminal.CursorLine;
            Console(_console.Show(session.Columns, session.Terminal.CursorColumn));
        }
        return _console;
    }

    /// <summary>Index at which a secret begins in the line being typed, -1 for none or while masking is off.</summary>
    private int Secret(ReadOnlySpan<byte> line) => session.Settings.Masking || _sealed ? SecretMask.SecretStart(session.Dialogue.Awaited, line) : -1;

    /// <summary>The same in characters, as a screen counts.</summary>
    private int SecretCharacter(string line)
    {
        var octets = Encoding.UTF8.GetBytes(line);
        return Secret(octets) is >= 0 and var start ? Encoding.UTF8.GetCharCount(octets, 0, start) : -1;
    }

    private void PasteRaw(string text)
    {
        if (session.EditsLines)
        {
            Console(BeginEdit().Paste(text, session.Columns, out var completed));
            foreach (var line in completed) Transmit(Encoding.UTF8.GetBytes(line), NewLine, shown: true);
            return;
        }
        var bracketed = session.Terminal.KeyModes.BracketedPaste;
        // An ESC in the paste could end the brackets early, and the rest would be obeyed as if typed.
        if (bracketed) text = text.Replace("\e", "", StringComparison.Ordinal);
        if (bracketed) Send("\e[200~"u8, echo: false);
        Send(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(Encoding.ASCII.GetString(NewLine))), echo: true);
        if (bracketed) Send("\e[201~"u8, echo: false);
    }

    /// <summary>A line of a sign-in: on the wire as it is, everywhere else masked, whatever the settings say. The caller wipes it.</summary>
    public void SendSecret(ReadOnlySpan<byte> line)
    {
        _sealed = true;
        Transmit(line, "\r\n"u8, shown: false);
        _sealed = false;
    }

    /// <summary>A whole line at once, shown and noted as if typed.</summary>
    public void SendLine(string line) => Transmit(Encoding.UTF8.GetBytes(line), "\r\n"u8, shown: false);

    /// <summary>A whole line on the wire; <paramref name="shown"/>: the editor has put it on the screen already.</summary>
    private void Transmit(ReadOnlySpan<byte> line, ReadOnlySpan<byte> newLine, bool shown)
    {
        if (shown)
        {
            session.Output.Log.Write(Encoding.UTF8.GetBytes(Masked(line)));
            session.Output.Log.Write("\r\n"u8);
        }
        byte[] bytes = [.. line, .. newLine];
        Send(bytes, echo: !shown);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>What Enter sends. In binary (RFC 856) nobody takes the LF away again: a server's terminal would see two line ends.</summary>
    private ReadOnlySpan<byte> NewLine => session.Settings.CrLf && !session.Telnet.LocalBinary ? "\r\n"u8 : "\r"u8;

    private ReadOnlySpan<byte> Encode(KeyStroke key)
    {
        switch (key)
        {
            case { Code: KeyCode.Enter, Modifiers: KeyModifiers.None } or { Code: KeyCode.KeypadEnter }:
                return session.Terminal.KeyModes.NewLine ? "\r\n"u8 : NewLine; // LNM: the server asked for both
            case { Code: KeyCode.Backspace, Alt: false }:
                if (session.Kind == SessionKind.Smtp && !_lines.Partial.IsEmpty) session.Notice(SessionNotice.RawBackspace);
                return session.Settings.BsAsDel ? [Delete] : [Backspace];
            case { Code: KeyCode.Delete, Modifiers: KeyModifiers.None } when !session.Telnet.Negotiated || session.Settings.DelAsBs:
                return session.Settings.DelAsBs ? [Backspace] : [Delete];
            default:
                _keyBytes.ResetWrittenCount();
                KeyEncoder.Encode(key, session.Terminal.KeyModes, _keyBytes);
                return _keyBytes.WrittenSpan;
        }
    }

    /// <summary>Bytes on the wire, on the screen where keys are echoed, and in the dialogue.</summary>
    private void Send(ReadOnlySpan<byte> bytes, bool echo)
    {
        if (bytes.IsEmpty) return;
        session.Telnet.EncodeData(bytes, session.Output.Send);
        // Line by line, so that masking and rows follow the dialogue as it goes.
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n') + 1;
            if (end == 0) end = bytes.Length;
            if (_row < 0) _row = session.Terminal.CursorLine;
            if (echo && session.Echoes) Echo(bytes[..end]);
            Note(bytes[..end]);
            bytes = bytes[end..];
        }
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        if (session.Telnet.Negotiated) return;
        var handler = new Handler(this);
        _lines.Push(bytes, ref handler);
    }

    private void Dialogue(ReadOnlySpan<byte> text, LineEnding ending)
    {
        var row = _row;
        _row = -1;
        var secret = Secret(text);
        var line = session.Dialogue.ClientLine(session.Now, text, ending);
        _lines.OctetsDue = session.Dialogue.ContentOctetsDue;
        LinesSent++;
        Message = Follow(line, text);
        if (session.Kind == SessionKind.Terminal || (_fromFile && line.Speaker == Speaker.Content)) return;
        if (secret < 0) session.Annotate(row, line, text);
        else session.Annotate(row, line, SecretMask.Apply(text, secret));
    }

    /// <summary>DATA begins a message, a chunk begins or continues one, and any other command means that none is being typed.</summary>
    private MessageSoFar? Follow(in DialogueLine line, ReadOnlySpan<byte> text)
    {
        switch (line)
        {
            case { Speaker: Speaker.Content }:
                Span<char> characters = stackalloc char[ContentLineRead];
                return Message?.After(characters[..Encoding.Latin1.GetChars(text[..Math.Min(text.Length, ContentLineRead)], characters)]);
            case { Verb: SmtpVerb.Data }:
                return MessageSoFar.Start;
            case { Verb: SmtpVerb.Bdat }:
                return Message ?? MessageSoFar.Start;
            default:
                return null;
        }
    }

    /// <summary>The echo: text as it is, secrets as stars, control characters as ^X, so that nothing that went out stays unseen. Windows' client too
    /// moves the cursor back for a Backspace and leaves the character: it has gone out.</summary>
    private void Echo(ReadOnlySpan<byte> bytes)
    {
        var secret = Secret([.. _lines.Partial, .. bytes.TrimEnd("\r\n"u8)]);
        secret = secret < 0 ? int.MaxValue : secret - _lines.Partial.Length;
        var echo = new ArrayBufferWriter<byte>(bytes.Length + 8);
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b is (byte)'\n' or (byte)'\t' or Backspace) Put(echo, b);
            else if (b == (byte)'\r') echo.Write(i + 1 < bytes.Length && bytes[i + 1] == (byte)'\n' ? "\r"u8 : "\r\n"u8);
            else if (b < 0x20) echo.Write([(byte)'^', (byte)(b + 0x40)]);
            else if (b == Delete) echo.Write("^?"u8);
            else if (i >= secret) Put(echo, (byte)'*');
            else Put(echo, b);
        }
        session.Show(echo.WrittenSpan, log: true);
    }

    private static void Put(ArrayBufferWriter<byte> writer, byte b)
    {
        writer.GetSpan(1)[0] = b;
        writer.Advance(1);
    }

    private void Console(string text) => session.Show(Encoding.UTF8.GetBytes(text), log: false);

    private string Masked(ReadOnlySpan<byte> line)
    {
        var secret = Secret(line);
        return secret < 0 ? Encoding.UTF8.GetString(line) : Encoding.UTF8.GetString(line[..secret]) + SecretMask.Masked;
    }

    private readonly struct Handler(TypedText owner) : ILineHandler
    {
        public void Line(ReadOnlySpan<byte> text, LineEnding ending) => owner.Dialogue(text, ending);
    }
}
