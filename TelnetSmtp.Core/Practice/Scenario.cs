// A scenario: everything by which one practice server differs from another, as data. Immutable; read from JSON by ScenarioReader, obeyed by
// PracticeServer. Refuses to act. The schema for editors is samples/scenarios/scenario.schema.json.
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
    public string Host { get; init; } = "mail1.fabrikam.com";

    /// <summary>Whose manner of speaking: a name in Data/voices.json.</summary>
    public string Voice { get; init; } = "plain";

    /// <summary>The greeting, instead of the voice's; placeholders as there. Lines are separated by LF.</summary>
    public ScenarioReply? Banner { get; init; }

    /// <summary>Keyword lines of the EHLO reply in order, instead of the voice's; <c>{size}</c> and <c>{auth}</c> are filled in. Lines that do not
    /// apply (STARTTLS without or under TLS, AUTH without mechanisms) are left out.</summary>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <summary>Domains whose mail is taken. Others are refused as relaying.</summary>
    public IReadOnlyList<string> Domains { get; init; } = ["fabrikam.com"];

    /// <summary>The mailboxes of these domains.</summary>
    public IReadOnlyList<PracticeMailbox> Mailboxes { get; init; } = [];

    /// <summary>Whether every local-part of the domains is a mailbox.</summary>
    public bool CatchAll { get; init; }

    /// <summary>Who may sign in.</summary>
    public IReadOnlyList<PracticeUser> Users { get; init; } = [];

    public ScenarioAuth Auth { get; init; } = new();

    public ScenarioTls Tls { get; init; } = new();

    public ScenarioLimits Limits { get; init; } = new();

    public ScenarioDelays Delays { get; init; } = new();

    /// <summary>Greylisting; null: none.</summary>
    public ScenarioGreylist? Greylist { get; init; }

    /// <summary>A limit of messages in time; null: none.</summary>
    public ScenarioRate? Rate { get; init; }

    public BareLineFeeds BareLineFeeds { get; init; }

    /// <summary>Whether addresses without angle brackets and blanks behind the colon are refused, as RFC 5321 4.1.2 has it. Exchange takes both.</summary>
    public bool StrictPaths { get; init; }

    /// <summary>Whether commands sent before the reply to the one before are refused where RFC 2920 forbids them.</summary>
    public bool StrictPipelining { get; init; }

    /// <summary>Whether addresses such as <c>550-5.1.1@…</c> and <c>delay-5@…</c> have their say.</summary>
    public bool MagicAddresses { get; init; } = true;

    /// <summary>Departures, first match wins.</summary>
    public IReadOnlyList<ScenarioRule> Rules { get; init; } = [];

    /// <summary>The built-in scenarios, the default first.</summary>
    [JsonIgnore]
    public static IReadOnlyList<string> BuiltInNames => ScenarioReader.BuiltInNames;

    /// <summary>The built-in scenario called <paramref name="name"/>, in any letter case.</summary>
    /// <exception cref="ScenarioException">There is none.</exception>
    public static Scenario BuiltIn(string name) => ScenarioReader.BuiltIn(name);

    /// <summary>The scenario in the file <paramref name="path"/>.</summary>
    /// <exception cref="ScenarioException">It cannot be read; the message names file, line and mistake.</exception>
    public static Scenario Load(string path) => ScenarioReader.Load(path);
}

/// <summary>Signing in.</summary>
public sealed record ScenarioAuth
{
    /// <summary>Mechanisms offered in plaintext; those that are not played (NTLM) are refused with 504.</summary>
    public IReadOnlyList<string> Plaintext { get; init; } = [];

    /// <summary>Mechanisms offered under TLS; null: the same.</summary>
    public IReadOnlyList<string>? Tls { get; init; }

    /// <summary>Whether MAIL is refused before AUTH.</summary>
    public bool Required { get; init; }

    /// <summary>Whether signing in opens the way to recipients of other domains (their mail stays here all the same).</summary>
    public bool MayRelay { get; init; } = true;
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
public sealed record ScenarioTls
{
    public TlsConduct Conduct { get; init; }

    /// <summary>Whether the certificate is past its time.</summary>
    public bool Expired { get; init; }

    /// <summary>The name in the certificate; null: the host's.</summary>
    public string? CertificateName { get; init; }

    [JsonIgnore]
    public bool IsOffered => Conduct != TlsConduct.None;
}

/// <summary>Limits. Lines are in octets with their CR LF, times in seconds.</summary>
public sealed record ScenarioLimits
{
    /// <summary>A command line. RFC 5321 4.5.3.1.4 asks for 512; parameters raise it (SIZE 26, AUTH 500, ORCPT 500, ENVID 100), so 2048 as other servers have it.</summary>
    public int CommandLine { get; init; } = 2048;

    /// <summary>A line of a message; 0: any. RFC 5321 4.5.3.1.6 knows 1000.</summary>
    public int TextLine { get; init; }

    /// <summary>A message, in octets. 37748736 is the seed's.</summary>
    public long Message { get; init; } = 37_748_736;

    /// <summary>Recipients of a message. RFC 5321 4.5.3.1.8 asks for 100 at least.</summary>
    public int Recipients { get; init; } = 500;

    /// <summary>Errors in a connection before 421.</summary>
    public int Errors { get; init; } = 20;

    /// <summary>Messages in a connection before 421; 0: any number.</summary>
    public int Messages { get; init; }

    /// <summary>Waiting for the next command. RFC 5321 4.5.3.2.7 asks for 300 at least.</summary>
    public double IdleSeconds { get; init; } = 300;

    /// <summary>Connections at once.</summary>
    public int Connections { get; init; } = 5000;
}

/// <summary>Slowness on purpose, in milliseconds.</summary>
public sealed record ScenarioDelays
{
    public int GreetingMs { get; init; }

    /// <summary>Before each reply.</summary>
    public int ReplyMs { get; init; }

    /// <summary>Before each error reply (Exchange's TarpitInterval).</summary>
    public int ErrorMs { get; init; }
}

/// <summary>Greylisting: a sender, recipient and client not seen before is put off.</summary>
public sealed record ScenarioGreylist
{
    /// <summary>How long a second try is still too early.</summary>
    public double Seconds { get; init; } = 10;
}

/// <summary>At most so many messages in so many seconds from one address.</summary>
public sealed record ScenarioRate
{
    public int Messages { get; init; } = 3;

    public double Seconds { get; init; } = 60;
}

/// <summary>One who may sign in.</summary>
public sealed record PracticeUser
{
    public required string Name { get; init; }

    public required string Password { get; init; }
}
