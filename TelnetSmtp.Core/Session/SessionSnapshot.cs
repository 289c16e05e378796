// What a session is at one moment: the picture, its meaning, its state. Immutable; the UI draws the newest and forgets the rest.
using System.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Session;

/// <summary>What kind of conversation it is, judged by what the server sent.</summary>
public enum SessionKind : byte
{
    /// <summary>Nothing was received yet.</summary>
    Unknown,
    /// <summary>A reply was seen and nothing was negotiated.</summary>
    Smtp,
    /// <summary>Telnet was negotiated, or the server speaks something else.</summary>
    Terminal,
}

/// <summary>Where the session stands.</summary>
public enum SessionPhase : byte
{
    Connecting, Open, Ended,
}

/// <summary>A line of the dialogue with the screen row on which it began.</summary>
/// <param name="Row">Absolute row number (see <see cref="ScreenSnapshot"/>).</param>
/// <param name="Line">What it is.</param>
/// <param name="Text">The line as received or typed, without line end; secrets masked.</param>
/// <param name="At">When it was complete.</param>
/// <param name="State">The dialogue's state after this line.</param>
public readonly record struct AnnotatedLine(long Row, DialogueLine Line, ReadOnlyMemory<byte> Text, DateTimeOffset At, DialogueState State);

/// <summary>The annotated lines whose rows are still kept, oldest first. Readable by any thread.</summary>
public interface IAnnotationView
{
    int Count { get; }

    AnnotatedLine this[int index] { get; }

    /// <summary>Index of the first line whose row is at or below <paramref name="row"/>; <see cref="Count"/> where there is none.</summary>
    int IndexAtOrAfter(long row);
}

/// <summary>Remarks of the session itself, shown in the panel.</summary>
public enum SessionNotice : byte
{
    /// <summary>A Backspace went out raw: SMTP servers do not edit lines; `set lineedit` does.</summary>
    RawBackspace,
    /// <summary>The server is silent, or answers in TLS: the port is one of implicit TLS, and TLS was not begun.</summary>
    SilentTlsPort,
    /// <summary>TLS stands; <see cref="NoticeAt.Tls"/> has what was agreed.</summary>
    TlsStarted,
    /// <summary>A sign-in was cancelled: the server's challenge was none that the mechanism knows.</summary>
    SignInBadChallenge,
    /// <summary>A sign-in was cancelled: the server could not prove that it knows the password (SCRAM).</summary>
    SignInServerNotProven,
    /// <summary>A sign-in was cancelled: the server asked for too few or too many iterations (SCRAM).</summary>
    SignInIterations,
    /// <summary>The log could not be written; the session goes on.</summary>
    LogFailed,
    /// <summary>The timed record could not be written; the session goes on.</summary>
    RecordFailed,
    /// <summary>More was pasted than is held back; the rest was not taken.</summary>
    PasteTooLong,
}

/// <summary>A notice and the row at which it came up.</summary>
public sealed record NoticeAt(long Row, SessionNotice Notice, string Detail = "")
{
    /// <summary>For <see cref="SessionNotice.TlsStarted"/>; else null.</summary>
    public TlsFacts? Tls { get; init; }
}

/// <summary>One session at one moment.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Host">As the user named it.</param>
/// <param name="Port">Port.</param>
/// <param name="Remote">Address reached, null before that.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Kind">SMTP or a terminal session.</param>
/// <param name="Screen">The picture.</param>
/// <param name="Annotations">The meaning, line by line.</param>
/// <param name="Dialogue">The dialogue's state now.</param>
/// <param name="Typed">What is being typed and not yet sent or not yet ended by Enter; masked where it is a secret.</param>
/// <param name="TypedAs">What that line will be: command, content, credential.</param>
/// <param name="LocalEcho">Whether keys are echoed here just now.</param>
/// <param name="Tls">TLS, null in plaintext.</param>
/// <param name="End">Why it ended, null before that.</param>
/// <param name="Unsent">Bytes that the server has not taken yet.</param>
/// <param name="Held">Lines pasted or piped that wait for the reply to the line before them.</param>
/// <param name="Notices">Remarks of the session itself, oldest first.</param>
/// <param name="Settings">The settings that it runs by.</param>
/// <param name="KeyModes">What the server asked of keyboard and mouse.</param>
public sealed record SessionSnapshot(long Version, string Host, int Port, IPEndPoint? Remote, SessionPhase Phase, SessionKind Kind,
    ScreenSnapshot Screen, IAnnotationView Annotations, DialogueState Dialogue, string Typed, Speaker TypedAs, bool LocalEcho, TlsFacts? Tls,
    SessionEnd? End, int Unsent, int Held, IReadOnlyList<NoticeAt> Notices, ClientSettings Settings,
    KeyModes KeyModes)
{
    /// <summary>Whether a program of the server's has the whole screen (an editor, a pager), to which the paging keys then belong: it shows the alternate
    /// screen or asked for application cursor keys.</summary>
    public bool FullScreenProgram => Kind == SessionKind.Terminal && (Screen.Alternate || KeyModes.CursorKeys);

    /// <summary>Whether the server has negotiated telnet options.</summary>
    public bool Negotiated { get; init; }

    /// <summary>Whether a TLS handshake is under way: neither side says anything else until it is over.</summary>
    public bool Handshaking { get; init; }

    /// <summary>How far the message has got that is being typed; null while none is.</summary>
    public MessageSoFar? Message { get; init; }

    /// <summary>The message file that is being sent, or the newest that was; null where there was none.</summary>
    public MessageProgress? Transfer { get; init; }

    /// <summary>What the newest transaction came to, or the connection's opening where there was none. The same object while nothing of it
    /// changes; how long an open transaction lasts is as of its last change.</summary>
    public TransactionSummary Summary { get; init; } = new();
}
