// Turns what happens to a session into the lines of its timed record: each input as it comes, masked, and what it put on the screen. From these lines
// RecordedSession gives the very session back. Pure; asked on the session's own thread, before and behind each Apply.
using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Unicode;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Records;

/// <summary>Records one session.</summary>
/// <param name="session">The session.</param>
/// <param name="writer">Writes the lines.</param>
internal sealed class SessionRecorder(TelnetSession session, TimedRecordWriter writer)
{
    private readonly TypedSecrets _secrets = new(session);
    private readonly ArrayBufferWriter<byte> _lines = new(256);
    private bool _begun;

    /// <summary>Before the session takes <paramref name="input"/>: it changes what is awaited, and with it what is secret.</summary>
    public void Before(SessionInput input)
    {
        if (input is SessionInput.Connected connected)
        {
            Begin(connected.At, writer.Connected(connected.At, Peer(connected.Host, connected.Remote)));
            return;
        }
        if (!_begun)
            Join(input.At);
        switch (input)
        {
            case SessionInput.Pressed pressed:
                Press(pressed);
                break;
            case SessionInput.Pasted pasted:
                Own(input, "paste");
                Typed(input, _secrets.Text(pasted.Text));
                break;
            case SessionInput.LineTyped line:
                Own(input, line.Wait ? "line" : "line-now");
                Typed(input, _secrets.Text(line.Line + "\n"));
                break;
            case SessionInput.TextSent text:
                Own(input, "text");
                Typed(input, _secrets.Text(text.Text));
                break;
            case SessionInput.FunctionSent sent:
                Own(input, "function", sent.Function.ToString());
                break;
            case SessionInput.Configured configured:
                Own(input, "settings", RecordedSettings.Write(configured.Settings));
                break;
            case SessionInput.Resized size:
                _lines.Write(writer.Resized(input.At, size.Columns, size.Rows));
                break;
            case SessionInput.TlsStarted tls:
                StartTls(tls);
                break;
            case SessionInput.Ended ended:
                _lines.Write(writer.Closed(input.At, $"{ended.End.Kind} {ended.End.Detail}"));
                break;
        }
    }

    /// <summary>Behind it: what it showed.</summary>
    public void After(SessionInput input, SessionOutput output)
    {
        var shown = output.Log.WrittenSpan;
        if (input is SessionInput.Received received)
        {
            var bytes = received.Bytes.Span;
            if (received.UrgentAhead)
                Own(input, "urgent");
            if (shown.SequenceEqual(bytes) && Utf8.IsValid(bytes) && !writer.WithinCharacter)
            {
                _lines.Write(writer.Shown(input.At, shown));
                shown = default;
            }
            else
            {
                Own(input, "bytes", Convert.ToBase64String(bytes));
            }
        }
        if (!shown.IsEmpty)
        {
            Own(input, "echo");
            _lines.Write(writer.Shown(input.At, shown));
        }
        foreach (var verb in output.Commands)
            _lines.Write(writer.Command(input.At, verb.Name() is { Length: > 0 } name ? name : "?"));
    }

    /// <summary>The lines since the last call, and none of them again.</summary>
    public byte[] Take()
    {
        var lines = _lines.WrittenSpan.ToArray();
        _lines.ResetWrittenCount();
        return lines;
    }

    private void Begin(DateTimeOffset at, byte[] marker)
    {
        _begun = true;
        _lines.Write(writer.Own(at, "clock", at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)));
        _lines.Write(writer.Resized(at, session.Columns, session.Rows));
        _lines.Write(writer.Own(at, "settings", RecordedSettings.Write(session.Settings)));
        _lines.Write(marker);
    }

    private void Join(DateTimeOffset at)
    {
        var now = session.Snapshot();
        Begin(at, writer.Joined(at, Peer(now.Host, now.Remote)));
    }

    private string Peer(string host, IPEndPoint? remote)
    {
        var name = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return string.Create(CultureInfo.InvariantCulture, $"{name}:{session.Port} {remote}").TrimEnd();
    }

    private void Press(SessionInput.Pressed pressed)
    {
        var key = pressed.Key;
        if (key is { Code: KeyCode.Character, Modifiers: KeyModifiers.None } && key.Character.Value >= ' ')
        {
            Typed(pressed, _secrets.Character(key.Character));
            return;
        }
        if (key.Code is KeyCode.Enter or KeyCode.KeypadEnter or KeyCode.Backspace)
            _secrets.Key(enter: key.Code != KeyCode.Backspace);
        if (key is { Code: KeyCode.Enter, Modifiers: KeyModifiers.None })
            Typed(pressed, "\r");
        else
            Own(pressed, "key", string.Create(CultureInfo.InvariantCulture, $"{key.Code} {(int)key.Modifiers} {key.Character.Value}"));
    }

    private void StartTls(SessionInput.TlsStarted tls)
    {
        if (tls.Facts.Subject is { } subject)
            Own(tls, "certificate", subject);
        foreach (var problem in tls.Facts.Problems)
            Own(tls, "problem", problem);
        _lines.Write(writer.TlsStarted(tls.At, $"{tls.Facts.Protocol} {tls.Facts.Cipher}"));
    }

    private void Typed(SessionInput input, string text) => _lines.Write(writer.Typed(input.At, text));

    private void Own(SessionInput input, string word, string rest = "") => _lines.Write(writer.Own(input.At, word, rest));
}
