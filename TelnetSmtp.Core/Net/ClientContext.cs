// The surroundings of a client: clock, diagnostics, words, TLS and DNS. Values only; made once by whoever starts the client.
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

/// <summary>What a client needs of its surroundings.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Diagnostics.</param>
/// <param name="Explain">`explain` at the prompt: a code or line and the language, to text.</param>
public sealed record ClientContext(TimeProvider Time, ILogger Logger, Func<string, Language, string> Explain)
{
    /// <summary>Whom `nslookup` and `mx` ask; the system's servers where it is not set.</summary>
    public PromptDns Dns { get; init; } = new(() => new DnsTransport(Time), SystemDns.Read);

    /// <summary>Shows what only a screen can show (`replay`, `learn`, `quiz`), in a language, or gives one line that says why it cannot, null where it can. Null
    /// where there is no screen.</summary>
    public Func<PromptAction, Language, string?>? Show { get; init; }

    /// <summary>The certificates that the settings name at the start; whoever chose them has read them.</summary>
    public TlsFiles TlsFiles { get; init; } = TlsFiles.None;

    /// <summary>How `check` connects.</summary>
    public Func<IMailNetwork> Network { get; init; } = () => new MailNetwork(Time, Logger);

    /// <summary>What the prompt says of a test that is over: lines ended by LF.</summary>
    public Func<CheckReport, Language, string> TellCheck { get; init; } = (report, _) => $"{report.Target}: {report.Verdict.Name()}\n";
}
