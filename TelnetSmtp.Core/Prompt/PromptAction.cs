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

    /// <summary>`open host [port]`.</summary>
    /// <param name="Host">Name or address.</param>
    /// <param name="Port">1–65535.</param>
    public sealed record Open(string Host, int Port) : PromptAction;

    public sealed record Close : PromptAction;

    public sealed record Quit : PromptAction;

    /// <summary>`send ao|ayt|…`.</summary>
    public sealed record SendFunction(TelnetFunction Function) : PromptAction;

    /// <summary>`send STRING`, as typed.</summary>
    public sealed record SendText(string Text) : PromptAction;

    /// <summary>`set logfile`, `set logging`: open <paramref name="File"/> for appending. The result's text is empty and its settings say that logging is on:
    /// who opens the file prints <see cref="PromptText.LoggingOn"/>, or <see cref="PromptText.LogFailed"/> and takes `Logging` back.</summary>
    public sealed record StartLog(string File) : PromptAction;

    public sealed record StopLog : PromptAction;

    /// <summary>`nslookup [DOMAIN]`.</summary>
    public sealed record Nslookup(string? Domain) : PromptAction;

    /// <summary>`mx DOMAIN`.</summary>
    public sealed record MailExchangers(string Domain) : PromptAction;

    /// <summary>`check DOMAIN|HOST[:PORT] [RECIPIENT]`.</summary>
    public sealed record Check(string Target, string? Recipient) : PromptAction;

    /// <summary>`practice [SCENARIO]`.</summary>
    public sealed record Practice(string? Scenario) : PromptAction;
}

/// <summary>What a prompt line led to.</summary>
/// <param name="Text">What to print, lines ended by LF; empty for nothing.</param>
/// <param name="Settings">The settings from now on.</param>
/// <param name="Action">What to do, null for nothing.</param>
public sealed record PromptResult(string Text, ClientSettings Settings, PromptAction? Action = null);
