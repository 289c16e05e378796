// What the whole client shows at one moment: the prompt or a session. Immutable; the UI's only source.
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

/// <summary>Who has the keys.</summary>
public enum ClientMode : byte
{
    /// <summary>The `Microsoft Telnet>` prompt.</summary>
    Prompt,
    /// <summary>A connection attempt is under way; Ctrl+C and the escape character cancel it.</summary>
    Connecting,
    /// <summary>The session.</summary>
    Session,
    /// <summary>`Press any key to continue...`</summary>
    AnyKey,
    /// <summary>nslookup's `> ` prompt.</summary>
    Nslookup,
    /// <summary>An answer of DNS is awaited (`nslookup`, `mx`); Ctrl+C and the escape character cancel it.</summary>
    LookingUp,
    /// <summary>The inbound test (`check`): it runs, or its tree is looked at.</summary>
    Checking,
}

/// <summary>The client at one moment.</summary>
/// <param name="Mode">Who has the keys.</param>
/// <param name="Screen">What the left pane shows: the prompt's console or the session's screen.</param>
/// <param name="Session">The session, if there is or was one; its rows are those of <paramref name="Screen"/> only where <paramref name="SessionShown"/>.</param>
/// <param name="SessionShown">Whether <paramref name="Screen"/> is the session's screen, so that annotations stand beside it.</param>
/// <param name="Failure">Why the last attempt to connect failed, for the panel at the prompt; null otherwise.</param>
/// <param name="Settings">The settings.</param>
/// <param name="LogFile">The log being written, null where none is.</param>
/// <param name="Check">The inbound test that is shown, null where none is.</param>
public sealed record ClientSnapshot(ClientMode Mode, ScreenSnapshot Screen, SessionSnapshot? Session, bool SessionShown, ConnectFailure? Failure,
    ClientSettings Settings, string? LogFile, CheckView? Check = null)
{
    /// <summary>The timed record being written, null where none is.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Whether the prompt asks for a secret: what is typed now must not be echoed.</summary>
    public bool AsksSecret { get; init; }
}

/// <summary>A failed attempt to connect.</summary>
public sealed record ConnectFailure(string Host, int Port, SessionEnd End, long Row);
