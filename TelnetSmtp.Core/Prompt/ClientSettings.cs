// The client's settings as `set`, `unset` and `display` see them. Values only: what they do is done where keys and bytes are (Session, Net).
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Terminal types that `set term` and TTYPE know.</summary>
public enum TerminalType : byte
{
    Ansi, Vt100, Vt52, Vtnt,
}

/// <summary>Settings of one client; immutable, changed by `with`.</summary>
public sealed record ClientSettings
{
    /// <summary>`set localecho`. Off as in Windows; while nothing was negotiated the session echoes anyhow (facts: Windows does too).</summary>
    public bool LocalEcho { get; init; }

    /// <summary>`set crlf`: Enter sends CR LF; unset: CR.</summary>
    public bool CrLf { get; init; } = true;

    /// <summary>`set bsasdel`: Backspace sends DEL 0x7F instead of BS 0x08.</summary>
    public bool BsAsDel { get; init; }

    /// <summary>`set delasbs`: Delete sends BS 0x08 instead of DEL 0x7F.</summary>
    public bool DelAsBs { get; init; }

    /// <summary>Escape character to the prompt, a control code; null after `unset escape`.</summary>
    public char? Escape { get; init; } = '\x1D';

    /// <summary>`set logfile`; null until set.</summary>
    public string? LogFile { get; init; }

    /// <summary>`set logging`.</summary>
    public bool Logging { get; init; }

    /// <summary>`set record` (ours): the timed record that was asked for; null where there is none.</summary>
    public string? RecordFile { get; init; }

    /// <summary>`set mode console|stream`: kept and displayed; both behave alike here.</summary>
    public bool StreamMode { get; init; }

    /// <summary>`set term`; null means the cycle ANSI, VT100, VT52, VTNT as Windows answers TTYPE.</summary>
    public TerminalType? Term { get; init; }

    /// <summary>`-l`: the user name that NEW-ENVIRON may tell.</summary>
    public string? UserName { get; init; }

    /// <summary>`set lineedit` (ours): the line is edited here and sent whole at Enter.</summary>
    public bool LineEdit { get; init; }

    /// <summary>`set timing` (ours): show how long each reply took.</summary>
    public bool Timing { get; init; }

    /// <summary>`set lmtp` (ours): the server speaks LMTP, RFC 2033.</summary>
    public bool Lmtp { get; init; }

    /// <summary>By which way connections are made: `set source`, `set family`, `set socks`, `set proxy` (ours).</summary>
    public ConnectionRoute Route { get; init; } = ConnectionRoute.Direct;

    /// <summary>`set masking` (ours, on): secrets are shown as ********.</summary>
    public bool Masking { get; init; } = true;

    /// <summary>`set tls …`.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>`set lang`.</summary>
    public Language Language { get; init; }
}
