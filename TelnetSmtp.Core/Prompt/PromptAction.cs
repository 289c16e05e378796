// What the prompt wants done in the world. The interpreter only says it; Net.Client does it.
namespace TelnetSmtp.Core.Prompt;

/// <summary>The telnet functions of `send` (RFC 854).</summary>
public enum TelnetFunction : byte
{
    AbortOutput, AreYouThere, Break, Escape, InterruptProcess, Synch,
}

/// <summary>One thing to do after a prompt line.</summary>
public abstract record PromptAction
{
    private PromptAction()
    {
    }

    /// <summary>An empty line: back to the session, if there is one.</summary>
    public sealed record ReturnToSession : PromptAction;

    /// <summary>`open host [port [tls|plain]]`.</summary>
    /// <param name="Host">Name or address.</param>
    /// <param name="Port">1–65535.</param>
    public sealed record Open(string Host, int Port) : PromptAction
    {
        /// <summary>TLS from the first byte or none at all; null: as the port has it (465 is TLS).</summary>
        public bool? Tls { get; init; }
    }

    public sealed record Close : PromptAction;

    public sealed record Quit : PromptAction;

    /// <summary>`send ao|ayt|…`.</summary>
    public sealed record SendFunction(TelnetFunction Function) : PromptAction;

    /// <summary>`send STRING`, as typed.</summary>
    public sealed record SendText(string Text) : PromptAction;

    /// <summary>`send FILE.eml`, `send file FILE`, `bdat FILE`: the file as the message, by DATA or in chunks.</summary>
    public sealed record SendFile(string File, bool Chunks) : PromptAction;

    /// <summary>`send test [SUBJECT]`: a message made here.</summary>
    public sealed record SendTest(string? Subject) : PromptAction;

    /// <summary>`set logfile`, `set logging`: open <paramref name="File"/> for appending. The result's text is empty and its settings say that logging is on:
    /// who opens the file prints <see cref="PromptText.LoggingOn"/>, or <see cref="PromptText.LogFailed"/> and takes `Logging` back.</summary>
    public sealed record StartLog(string File) : PromptAction;

    public sealed record StopLog : PromptAction;

    /// <summary>`set record FILE`: begin or continue the timed record in <paramref name="File"/>. As with <see cref="StartLog"/>, who opens it says so.</summary>
    public sealed record StartRecord(string File) : PromptAction;

    public sealed record StopRecord : PromptAction;

    /// <summary>`set tls cert|ca`, `unset tls`: read the files that the settings name now; where one is no use, say so and put <paramref name="Before"/> back.</summary>
    public sealed record UseTlsFiles(TlsSettings Before) : PromptAction;

    /// <summary>`auth MECHANISM USER [show]`: ask for the secret, then send the exchange, or show its lines.</summary>
    /// <param name="Mechanism">Upper case, one that is done.</param>
    /// <param name="User">As typed.</param>
    /// <param name="Show">Whether the lines are only shown.</param>
    public sealed record SignIn(string Mechanism, string User, bool Show) : PromptAction;

    /// <summary>`nslookup [DOMAIN]`.</summary>
    public sealed record Nslookup(string? Domain) : PromptAction;

    /// <summary>`mx DOMAIN`.</summary>
    public sealed record MailExchangers(string Domain) : PromptAction;

    /// <summary>`replay FILE`.</summary>
    public sealed record Replay(string File) : PromptAction;

    /// <summary>`check DOMAIN|HOST[:PORT] [RECIPIENT]`.</summary>
    public sealed record Check(string Target, string? Recipient) : PromptAction;

    /// <summary>`practice [SCENARIO]`.</summary>
    public sealed record Practice(string? Scenario) : PromptAction;

    /// <summary>`learn [LESSON]`: a lesson by name, number or file; the list of lessons where it is null.</summary>
    public sealed record Learn(string? Lesson) : PromptAction;

    /// <summary>`learn codes`: the reference.</summary>
    public sealed record Codes : PromptAction;

    /// <summary>`quiz`.</summary>
    public sealed record Quiz : PromptAction;
}

/// <summary>What a prompt line led to.</summary>
/// <param name="Text">What to print, lines ended by LF; empty for nothing.</param>
/// <param name="Settings">The settings from now on.</param>
/// <param name="Action">What to do, null for nothing.</param>
public sealed record PromptResult(string Text, ClientSettings Settings, PromptAction? Action = null);
