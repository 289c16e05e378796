// A scenario: everything by which one practice server differs from another, as data. Immutable; read from JSON by ScenarioReader, obeyed by
// PracticeServer. Refuses to act. Defaults stand in constructors or behind the getters, because the JSON source generator passes over initializers of
// init-only properties. The schema for editors is samples/scenarios/scenario.schema.json.
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Practice;

/// <summary>One scenario.</summary>
public sealed record Scenario
{
    /// <summary>The name of the scenario that is played where none is named: the seed's Exchange dialogue.</summary>
    public const string Default = "exchange";

    /// <summary>The JSON schema's address, for editors; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Short name, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>A few words for lists.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What goes wrong here, or what there is to see.</summary>
    public LocalizedText? Fault { get; init; }

    /// <summary>How the fault is put right, or what to try.</summary>
    public LocalizedText? Cure { get; init; }

    /// <summary>The server's own name.</summary>
    public string Host { get => field ?? "mail1.fabrikam.com"; init; }

    /// <summary>Whose manner of speaking: a name in Data/voices.json.</summary>
    public string Voice { get => field ?? "plain"; init; }

    /// <summary>The greeting, instead of the voice's; placeholders as there. Lines are separated by LF.</summary>
    public ScenarioReply? Banner { get; init; }

    /// <summary>Keyword lines of the EHLO reply in order, instead of the voice's; <c>{size}</c> and <c>{auth}</c> are filled in. Lines that do not
    /// apply (STARTTLS without or under TLS, AUTH without mechanisms) are left out.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary>Domains whose mail is taken. Others are refused as relaying.</summary>
    public IReadOnlyList<string> Domains { get => field ?? ["fabrikam.com"]; init; }

    /// <summary>The mailboxes of these domains.</summary>
    public IReadOnlyList<PracticeMailbox> Mailboxes { get => field ?? []; init; }

    /// <summary>Whether every local-part of the domains is a mailbox.</summary>
    public bool CatchAll { get; init; }

    /// <summary>Who may sign in.</summary>
    public IReadOnlyList<PracticeUser> Users { get => field ?? []; init; }

    public ScenarioAuth Auth { get => field ?? ScenarioAuth.Default; init; }

    public ScenarioTls Tls { get => field ?? ScenarioTls.Default; init; }

    public ScenarioLimits Limits { get => field ?? ScenarioLimits.Default; init; }

    public ScenarioDelays Delays { get => field ?? ScenarioDelays.Default; init; }

    /// <summary>Greylisting; null: none.</summary>
    public ScenarioGreylist? Greylist { get; init; }

    /// <summary>A limit of messages in time; null: none.</summary>
    public ScenarioRate? Rate { get; init; }

    public BareLineFeeds BareLineFeeds { get; init; }

    /// <summary>Whether addresses without angle brackets and blanks behind the colon are refused, as RFC 5321 4.1.2 has it. Exchange takes both.</summary>
    public bool StrictPaths { get; init; }

    /// <summary>Whether commands sent before the reply to the one before are refused where RFC 2920 forbids them.</summary>
    public bool StrictPipelining { get; init; }

    /// <summary>Whether addresses such as <c>550-5.1.1@…</c> and <c>delay-5@…</c> are addresses like all others.</summary>
    public bool IgnoreMagicAddresses { get; init; }

    /// <summary>Departures, first match wins.</summary>
    public IReadOnlyList<ScenarioRule> Rules { get => field ?? []; init; }

    /// <summary>The built-in scenarios, the default first.</summary>
    [JsonIgnore]
    public static IReadOnlyList<string> BuiltInNames => ScenarioReader.BuiltInNames;

    /// <summary>The built-in scenario called <paramref name="name"/>, in any letter case.</summary>
    /// <exception cref="ScenarioException">There is none.</exception>
    public static Scenario BuiltIn(string name) => ScenarioReader.BuiltIn(name);

    /// <summary>The scenario in a file's text.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="ScenarioException">It is none; the message names file, line and mistake.</exception>
    public static Scenario Read(ReadOnlySpan<byte> json, string source) => ScenarioReader.Read(json, source);
}

/// <summary>Signing in.</summary>
/// <param name="Plaintext">Mechanisms offered in plaintext; those that are not played (NTLM) are refused with 504.</param>
/// <param name="Tls">Mechanisms offered under TLS; null: the same.</param>
/// <param name="Required">Whether MAIL is refused before AUTH.</param>
/// <param name="MayRelay">Whether signing in opens the way to recipients of other domains (their mail stays here all the same).</param>
public sealed record ScenarioAuth(IReadOnlyList<string>? Plaintext = null, IReadOnlyList<string>? Tls = null, bool Required = false, bool MayRelay = true)
{
    public static ScenarioAuth Default { get; } = new();

    /// <summary>The mechanisms offered.</summary>
    public IReadOnlyList<string> Mechanisms(bool tls) => (tls ? Tls ?? Plaintext : Plaintext) ?? [];
}

/// <summary>What STARTTLS does.</summary>
public enum TlsConduct : byte
{
    /// <summary>Offered, and works.</summary>
    Offered,
    /// <summary>Not offered.</summary>
    None,
    /// <summary>Offered, and answered with 454.</summary>
    Unavailable,
    /// <summary>Offered and answered with 220; the handshake breaks.</summary>
    Breaks,
    /// <summary>Offered, and MAIL is refused without it.</summary>
    Required,
}

/// <summary>TLS.</summary>
/// <param name="Conduct">What STARTTLS does.</param>
/// <param name="Expired">Whether the certificate is past its time.</param>
/// <param name="CertificateName">The name in the certificate; null: the host's.</param>
public sealed record ScenarioTls(TlsConduct Conduct = TlsConduct.Offered, bool Expired = false, string? CertificateName = null)
{
    public static ScenarioTls Default { get; } = new();

    [JsonIgnore]
    public bool IsOffered => Conduct != TlsConduct.None;
}

/// <summary>Limits. Lines are in octets with their CR LF, times in seconds.</summary>
/// <param name="CommandLine">A command line. RFC 5321 4.5.3.1.4 asks for 512; parameters raise it (SIZE 26, AUTH 500, ORCPT 500, ENVID 100), so 2048 as
/// other servers have it.</param>
/// <param name="TextLine">A line of a message; 0: any. RFC 5321 4.5.3.1.6 knows 1000.</param>
/// <param name="Message">A message, in octets. 37748736 is the seed's.</param>
/// <param name="Recipients">Recipients of a message. RFC 5321 4.5.3.1.8 asks for 100 at least.</param>
/// <param name="Errors">Errors in a connection before 421.</param>
/// <param name="Messages">Messages in a connection before 421; 0: any number.</param>
/// <param name="IdleSeconds">Waiting for the next command. RFC 5321 4.5.3.2.7 asks for 300 at least.</param>
/// <param name="Connections">Connections at once.</param>
public sealed record ScenarioLimits(int CommandLine = 2048, int TextLine = 0, long Message = 37_748_736, int Recipients = 500, int Errors = 20, int Messages = 0,
    double IdleSeconds = 300, int Connections = 5000)
{
    public static ScenarioLimits Default { get; } = new();
}

/// <summary>Slowness on purpose, in milliseconds.</summary>
/// <param name="GreetingMs">Before the greeting.</param>
/// <param name="ReplyMs">Before each reply.</param>
/// <param name="ErrorMs">Before each error reply (Exchange's TarpitInterval).</param>
public sealed record ScenarioDelays(int GreetingMs = 0, int ReplyMs = 0, int ErrorMs = 0)
{
    public static ScenarioDelays Default { get; } = new();
}

/// <summary>Greylisting: a sender, recipient and client not seen before is put off.</summary>
/// <param name="Seconds">How long a second try is still too early.</param>
public sealed record ScenarioGreylist(double Seconds = 10);

/// <summary>At most so many messages in so many seconds from one address.</summary>
public sealed record ScenarioRate(int Messages = 3, double Seconds = 60);

/// <summary>One who may sign in.</summary>
public sealed record PracticeUser(string Name, string Password);
