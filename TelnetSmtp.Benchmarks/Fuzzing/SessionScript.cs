// An input as what happens to a session: each octet says what, the octets behind it with what. Refuses sign-ins, which own a secret.
using System.Net;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Benchmarks.Fuzzing;

/// <summary>Reads scripts.</summary>
internal static class SessionScript
{
    /// <summary>What a script's octet means, in order; those before <see cref="Silent"/> stand in a timed record.</summary>
    public const byte Received = 0, ReceivedUrgent = 5, Character = 6, Key = 7, Typed = 8, Pasted = 9, LineWaiting = 10, Line = 11, Text = 12, Resized = 13, Configured = 14,
        Function = 15, Tls = 16, Ended = 17, Silent = 18, Mouse = 19, MessageBegun = 20, MessageRead = 21, MessageStops = 22, Assumed = 23;

    private const int Kinds = 24;

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, 250, TimeSpan.Zero);

    private static readonly KeyCode[] Keys = Enum.GetValues<KeyCode>();

    /// <summary>The inputs of a session, the connection first.</summary>
    /// <param name="input">The script.</param>
    /// <param name="recorded">Whether only what a timed record holds is to happen.</param>
    public static List<SessionInput> Read(ReadOnlySpan<byte> input, bool recorded)
    {
        var reader = new FuzzInput(input);
        var now = Start;
        List<SessionInput> inputs = [new SessionInput.Connected(now, "mail1.fabrikam.com", new IPEndPoint(IPAddress.Parse("192.0.2.1"), 25))];
        while (!reader.AtEnd)
        {
            now = now.AddMilliseconds(125);
            var kind = reader.Octet() % (recorded ? Silent : Kinds);
            if (kind == Typed)
            {
                foreach (var rune in Encoding.UTF8.GetString(reader.Take(reader.Octet())).EnumerateRunes())
                    inputs.Add(new SessionInput.Pressed(now, rune.Value switch { '\r' => new KeyStroke(KeyCode.Enter), '\b' => new KeyStroke(KeyCode.Backspace), _ => new KeyStroke(KeyCode.Character, rune) }));
            }
            else if (Next(kind, now, ref reader) is { } happened)
            {
                inputs.Add(happened);
            }
            if (kind == Ended)
                break;
        }
        return inputs;
    }

    private static SessionInput? Next(int kind, DateTimeOffset now, ref FuzzInput reader)
    {
        switch (kind)
        {
            case <= ReceivedUrgent:
                var bytes = reader.Take(reader.Octet()).ToArray();
                return bytes.Length > 0 ? new SessionInput.Received(now, bytes, kind == ReceivedUrgent) : null;
            case Character:
                return new SessionInput.Pressed(now, KeyStroke.Of((char)reader.Octet()));
            case Key:
                var code = Keys[reader.Octet() % Keys.Length];
                var modifiers = (KeyModifiers)(reader.Octet() & 7);
                return new SessionInput.Pressed(now, code == KeyCode.Character ? KeyStroke.Of((char)('a' + reader.Octet() % 26), modifiers) : new KeyStroke(code, default, modifiers));
            case Pasted:
                return Words(ref reader) is { Length: > 0 } pasted ? new SessionInput.Pasted(now, pasted) : null;
            case LineWaiting or Line:
                return new SessionInput.LineTyped(now, Words(ref reader).Replace('\r', ' ').Replace('\n', ' '), kind == LineWaiting);
            case Text:
                return Words(ref reader) is { Length: > 0 } text ? new SessionInput.TextSent(now, text) : null;
            case Resized:
                return new SessionInput.Resized(now, 1 + reader.Octet() % 150, 1 + reader.Octet() % 60);
            case Configured:
                return new SessionInput.Configured(now, Settings(reader.Octet(), reader.Octet()));
            case Function:
                return new SessionInput.FunctionSent(now, (TelnetFunction)(reader.Octet() % 6));
            case Tls:
                return new SessionInput.TlsStarted(now, new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mail1.fabrikam.com", ["it is self-signed"]));
            case Ended:
                return new SessionInput.Ended(now, new SessionEnd((SessionEndKind)(reader.Octet() % 3)));
            case Silent:
                return new SessionInput.Silent(now);
            case Mouse:
                return new SessionInput.MouseUsed(now, new MouseStroke((MouseAction)(reader.Octet() % 3), (MouseButton)(reader.Octet() % 5), reader.Octet(), reader.Octet(), (KeyModifiers)(reader.Octet() & 7)));
            case MessageBegun:
                return new SessionInput.MessageBegun(now, new OutgoingMessage("note.eml", new MessageFigures(reader.Octet(), 3, 80, false), (reader.Octet() & 1) != 0));
            case MessageRead:
                return new SessionInput.MessageRead(now, reader.Take(reader.Octet()).ToArray(), (reader.Octet() & 1) != 0);
            case MessageStops:
                return (reader.Octet() & 1) != 0 ? new SessionInput.MessageWaits(now, TimeSpan.FromSeconds(30)) : new SessionInput.MessageFailed(now, new LocalizedText("gone", "weg"));
            default:
                return (reader.Octet() & 1) != 0 ? new SessionInput.Printed(now, Words(ref reader)) : new SessionInput.Assumed(now, Words(ref reader).Replace('\n', ' '), (reader.Octet() & 1) != 0);
        }
    }

    /// <summary>Settings of two octets.</summary>
    public static ClientSettings Settings(byte switches, byte more) => new()
    {
        LocalEcho = (switches & 1) != 0,
        CrLf = (switches & 2) == 0,
        BsAsDel = (switches & 4) != 0,
        DelAsBs = (switches & 8) != 0,
        LineEdit = (switches & 16) != 0,
        StreamMode = (switches & 32) != 0,
        Timing = (switches & 64) != 0,
        Masking = (switches & 128) == 0,
        Language = (more & 1) != 0 ? Language.German : Language.English,
        Escape = (more & 2) != 0 ? null : '\x1D',
        Term = (more & 4) != 0 ? (TerminalType)(more >> 3 & 3) : null,
    };

    private static string Words(ref FuzzInput reader) => Encoding.UTF8.GetString(reader.Take(reader.Octet()));
}
