// What the command line asks of the client, read and checked: values only.
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The client's start.</summary>
public sealed record ClientOptions
{
    /// <summary>Name or address; null opens the prompt.</summary>
    public string? Host { get; init; }

    /// <summary>1–65535; 23 where none was given.</summary>
    public int Port { get; init; } = PromptInterpreter.DefaultPort;

    /// <summary>Whether to connect to the practice server instead of <see cref="Host"/>.</summary>
    public bool Practice { get; init; }

    /// <summary>Whether there is a server to connect to from the start; without one the prompt opens.</summary>
    public bool HasPeer => Practice || Host is not null;

    /// <summary>What the full screen opens with, above the prompt; null for nothing.</summary>
    public PromptAction? Opens { get; init; }

    /// <summary>The practice server's scenario; null: the default.</summary>
    public string? Scenario { get; init; }

    /// <summary>Settings that the options chose (`-e -f -l -a -t --lang --record`), the rest as in Windows. `LogFile` set means `-f`: logging is to begin.</summary>
    public ClientSettings Settings { get; init; } = new();

    /// <summary>Makes the quiz repeatable; null for chance.</summary>
    public int? QuizSeed { get; init; }

    /// <summary>No full screen.</summary>
    public bool Plain { get; init; }

    /// <summary>Plain mode without annotations.</summary>
    public bool Quiet { get; init; }

    /// <summary>Plain mode without waiting for replies.</summary>
    public bool NoWait { get; init; }

    /// <summary>TLS from the start.</summary>
    public bool Tls { get; init; }

    /// <summary>The certificates that the settings name, read.</summary>
    public TlsFiles TlsFiles { get; init; } = TlsFiles.None;
}
