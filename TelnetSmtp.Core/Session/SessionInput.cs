// Everything that can happen to a session, as values with their time. Keys, pasted text, bytes, settings: all come in by the one door, TelnetSession.Apply.
using System.Net;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp.Sasl;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Session;

/// <summary>One event, at one moment.</summary>
public abstract record SessionInput(DateTimeOffset At)
{
    /// <summary>The TCP connection stands.</summary>
    /// <param name="At">When.</param>
    /// <param name="Host">As the user named it.</param>
    /// <param name="Remote">The address and port reached.</param>
    public sealed record Connected(DateTimeOffset At, string Host, IPEndPoint? Remote) : SessionInput(At);

    /// <summary>Bytes from the socket (plaintext after TLS). Valid only during Apply.</summary>
    /// <param name="At">When.</param>
    /// <param name="Bytes">The bytes.</param>
    /// <param name="UrgentAhead">Whether TCP urgent data is still to come behind them: a telnet server's Synch (RFC 854).</param>
    public sealed record Received(DateTimeOffset At, ReadOnlyMemory<byte> Bytes, bool UrgentAhead = false) : SessionInput(At);

    /// <summary>A key was pressed.</summary>
    public sealed record Pressed(DateTimeOffset At, KeyStroke Key) : SessionInput(At);

    /// <summary>The mouse, in cells of the screen; reaches a server that asked for it and no other.</summary>
    public sealed record MouseUsed(DateTimeOffset At, MouseStroke Stroke) : SessionInput(At);

    /// <summary>Text was pasted; line ends of any kind.</summary>
    public sealed record Pasted(DateTimeOffset At, string Text) : SessionInput(At);

    /// <summary>A whole line to send (plain mode, guided tests), without its line end.</summary>
    /// <param name="At">When.</param>
    /// <param name="Line">The line.</param>
    /// <param name="Wait">Whether it waits for the reply to the line before it; else it goes at once.</param>
    public sealed record LineTyped(DateTimeOffset At, string Line, bool Wait) : SessionInput(At);

    /// <summary>The terminal's new size in cells.</summary>
    public sealed record Resized(DateTimeOffset At, int Columns, int Rows) : SessionInput(At);

    /// <summary>Settings were changed at the prompt.</summary>
    public sealed record Configured(DateTimeOffset At, ClientSettings Settings) : SessionInput(At);

    /// <summary>`send STRING`: as it is, without a line end and without the marks of a paste.</summary>
    public sealed record TextSent(DateTimeOffset At, string Text) : SessionInput(At);

    /// <summary>A message file is to be sent; its portions follow as <see cref="MessageRead"/>, each when the one before was taken.</summary>
    public sealed record MessageBegun(DateTimeOffset At, OutgoingMessage Message) : SessionInput(At);

    /// <summary>The next portion of the message file, as it stands there. Valid only during Apply.</summary>
    /// <param name="At">When.</param>
    /// <param name="Octets">The octets; may be empty.</param>
    /// <param name="Last">Whether the file ends with them.</param>
    public sealed record MessageRead(DateTimeOffset At, ReadOnlyMemory<byte> Octets, bool Last) : SessionInput(At);

    /// <summary>The message file cannot be read on; <paramref name="Reason"/> has the system's words.</summary>
    public sealed record MessageFailed(DateTimeOffset At, LocalizedText Reason) : SessionInput(At);

    /// <summary>For <paramref name="Time"/> the server has taken nothing of the message.</summary>
    public sealed record MessageWaits(DateTimeOffset At, TimeSpan Time) : SessionInput(At);

    /// <summary>`send ao|ayt|…`.</summary>
    public sealed record FunctionSent(DateTimeOffset At, TelnetFunction Function) : SessionInput(At);

    /// <summary>The TLS handshake is done.</summary>
    public sealed record TlsStarted(DateTimeOffset At, TlsFacts Facts) : SessionInput(At);

    /// <summary>A sign-in to be sent step by step (`auth`); the exchange belongs to the session from here on, which wipes it.</summary>
    public sealed record SignIn(DateTimeOffset At, SaslExchange Exchange) : SessionInput(At);

    /// <summary>The server has said nothing since the connection was made, for long enough to wonder.</summary>
    public sealed record Silent(DateTimeOffset At) : SessionInput(At);

    /// <summary>Text of ours for the screen (messages, the prompt); never seen by the SMTP dialogue.</summary>
    public sealed record Printed(DateTimeOffset At, string Text) : SessionInput(At);

    /// <summary>The log could not be written and was closed; <paramref name="Reason"/> has the system's words.</summary>
    public sealed record LogFailed(DateTimeOffset At, LocalizedText Reason) : SessionInput(At);

    /// <summary>The timed record could not be written and was closed.</summary>
    public sealed record RecordFailed(DateTimeOffset At, LocalizedText Reason) : SessionInput(At);

    /// <summary>A line that a record leaves out although it must have gone by: the dialogue is told of it, screen, log and wire are not.</summary>
    /// <param name="At">When.</param>
    /// <param name="Line">The line, without its line end.</param>
    /// <param name="FromServer">Who said it.</param>
    /// <param name="Octets">Octets of a chunk (BDAT) that it stands for; 0 for a line.</param>
    public sealed record Assumed(DateTimeOffset At, string Line, bool FromServer, int Octets = 0) : SessionInput(At);

    /// <summary>The session is over.</summary>
    public sealed record Ended(DateTimeOffset At, SessionEnd End) : SessionInput(At);
}
